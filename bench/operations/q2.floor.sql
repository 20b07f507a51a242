select json_build_object('data', json_build_object('offer', (select json_build_object(
  'id', 'offer_' || replace(o.id::text, '-', ''), 'title', o.title, 'description', o.description,
  'quantity', json_build_object('value', trim_scale(o.quantity)::text, 'unit', o.quantity_unit),
  'remaining', json_build_object('value', trim_scale(o.quantity - o.taken)::text),
  'period', json_build_object('start', o.starts_at, 'end', o.ends_at),
  'placeName', o.place_name, 'visibility', o.visibility, 'publishedAt', o.published_at)
from exchange.offer o
where o.id = $2::uuid and o.state = 'PUBLISHED' and (o.visibility = 'PUBLIC' or (o.visibility = 'ALLIANCE' and exists (
  select from exchange.offer_audience a where a.offer_id = o.id and a.alliance_id = $1::uuid))))))::text
