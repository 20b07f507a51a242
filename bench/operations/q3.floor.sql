select json_build_object('data', json_build_object('alliance', (select json_build_object(
  'id', 'alliance_' || replace(g.id::text, '-', ''), 'name', g.name,
  'memberships', (
    select json_build_object('pageInfo', json_build_object('hasNextPage', count(*) > 10),
      'nodes', json_agg(json_build_object('role', m.role, 'unit', (
        select json_build_object('id', 'unit_' || replace(u.id::text, '-', ''), 'shortName', u.short_name,
          'offers', json_build_object('nodes', (
            select coalesce(json_agg(json_build_object('id', 'offer_' || replace(o.id::text, '-', ''), 'title', o.title,
              'quantity', json_build_object('value', trim_scale(o.quantity)::text, 'unit', o.quantity_unit))), '[]')
            from (
              select o.* from exchange.offer o
              where o.owner_unit_id = u.id and o.state = 'PUBLISHED' and (o.visibility = 'PUBLIC' or (o.visibility = 'ALLIANCE'
                and exists (select from exchange.offer_audience a where a.offer_id = o.id and a.alliance_id = $1::uuid)))
              order by o.id desc limit 5) o)))
        from directory.unit u where u.id = m.unit_id)) order by m.id) filter (where m.rank <= 10))
    from (
      select m.*, row_number() over (order by m.id) as rank from directory.membership m
      where m.alliance_id = g.id and m.state = 'ACTIVE' and m.valid @> now() order by m.id limit 11) m))
from directory.alliance g where g.id = $1::uuid)))::text
