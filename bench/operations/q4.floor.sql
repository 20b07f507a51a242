with offer as (
  insert into exchange.offer (id, owner_unit_id, category, title, description, quantity, quantity_unit, visibility, state,
    published_at)
  values ($3::uuid, $2::uuid, $4, $5, $6, $7::numeric, $8, 'ALLIANCE', 'PUBLISHED', now()) returning *
), shown as (
  insert into exchange.offer_audience (offer_id, alliance_id) values ($3::uuid, $1::uuid)
)
select json_build_object('data', json_build_object('publishOffer', json_build_object('offer', json_build_object(
  'id', 'offer_' || replace(o.id::text, '-', ''), 'title', o.title, 'publishedAt', o.published_at))))::text
from offer o
