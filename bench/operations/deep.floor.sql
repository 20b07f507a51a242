select json_build_object('data', json_build_object('agreements', json_build_object('nodes', coalesce(json_agg(json_build_object(
  'id', 'agreement_' || replace(g.id::text, '-', ''), 'title', g.title, 'state', g.state,
  'commitments', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('id', 'commitment_' || replace(c.id::text, '-', ''), 'title', c.title,
      'quantity', json_build_object('value', trim_scale(c.quantity)::text, 'unit', c.quantity_unit),
      'from', (select json_build_object('shortName', u.short_name) from directory.unit u where u.id = c.from_unit_id),
      'to', (select json_build_object('shortName', u.short_name) from directory.unit u where u.id = c.to_unit_id))), '[]')
    from (select c.* from exchange.commitment c where c.agreement_id = g.id order by c.rank, c.id limit 5) c)),
  'match', (select json_build_object('id', 'match_' || replace(m.id::text, '-', ''),
    'need', (select json_build_object('id', 'need_' || replace(n.id::text, '-', ''), 'title', n.title,
        'unit', (select json_build_object('id', 'unit_' || replace(u.id::text, '-', ''), 'shortName', u.short_name,
            'memberships', json_build_object('nodes', (
              select coalesce(json_agg(json_build_object('role', s.role, 'alliance', (
                  select json_build_object('id', 'alliance_' || replace(l.id::text, '-', ''), 'name', l.name, 'leadUnit', (
                      select json_build_object('id', 'unit_' || replace(w.id::text, '-', ''), 'shortName', w.short_name)
                      from directory.unit w where w.id = l.lead_unit_id))
                  from directory.alliance l where l.id = s.alliance_id))), '[]')
              from (
                select s.* from directory.membership s where s.unit_id = u.id and s.state = 'ACTIVE' and s.valid @> now()
                order by s.id limit 3) s)))
          from directory.unit u where u.id = n.owner_unit_id))
      from exchange.need n where n.id = m.need_id and n.state = 'PUBLISHED' and (n.visibility = 'PUBLIC' or exists (
        select from exchange.need_audience a where a.need_id = n.id and a.alliance_id = $1::uuid))),
    'offer', (select json_build_object('id', 'offer_' || replace(o.id::text, '-', ''), 'title', o.title,
        'resource', (select json_build_object('id', 'resource_' || replace(r.id::text, '-', ''), 'name', r.name)
          from exchange.resource r where r.id = o.resource_id and r.visibility = 'PUBLIC'))
      from exchange.offer o where o.id = m.offer_id and o.state = 'PUBLISHED' and (o.visibility = 'PUBLIC' or exists (
        select from exchange.offer_audience a where a.offer_id = o.id and a.alliance_id = $1::uuid))))
    from exchange.match m where m.id = g.match_id))), '[]'))))::text
from (select g.* from exchange.agreement g where g.alliance_id = $1::uuid order by g.id desc limit 10) g
