select json_build_object('data', json_build_object('offers', json_build_object('nodes', coalesce(json_agg(json_build_object(
  'id', 'offer_' || replace(o.id::text, '-', ''), 'title', o.title,
  'quantity', json_build_object('value', trim_scale(o.quantity)::text, 'unit', o.quantity_unit),
  'publishedAt', o.published_at,
  'unit', (select json_build_object('id', 'unit_' || replace(u.id::text, '-', ''), 'shortName', u.short_name,
      'needs', json_build_object('totalCount', (
        select count(*) from exchange.need n where n.owner_unit_id = u.id and n.state = 'PUBLISHED' and (n.visibility = 'PUBLIC'
          or (n.visibility = 'ALLIANCE' and exists (
            select from exchange.need_audience a where a.need_id = n.id and a.alliance_id = $1::uuid))))))
    from directory.unit u where u.id = o.owner_unit_id),
  'audience', (select json_agg(json_build_object('alliance', (
      select json_build_object('id', 'alliance_' || replace(g.id::text, '-', ''), 'name', g.name)
      from directory.alliance g where g.id = a.alliance_id)) order by a.alliance_id)
    from exchange.offer_audience a where a.offer_id = o.id and (o.visibility = 'PUBLIC' or a.alliance_id = $1::uuid)))), '[]'))))::text
from (
  select o.* from exchange.offer_audience a join exchange.offer o on o.id = a.offer_id
  where a.alliance_id = $1::uuid and o.category = $2 and o.state = 'PUBLISHED' and o.visibility in ('PUBLIC', 'ALLIANCE')
  order by a.offer_id desc limit 20) o
