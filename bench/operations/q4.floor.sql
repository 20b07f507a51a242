with offer as (
  insert into exchange.offer (id, owner_unit_id, category, title, description, quantity, quantity_unit, visibility, shown_to,
    state, published_at)
  values ($3::uuid, $2::uuid, $4, $5, $6, $7::numeric, $8, 'ALLIANCE', array[$1::uuid], 'PUBLISHED', now()) returning *
)
select json_build_object('data', json_build_object('publishOffer', json_build_object('offer', json_build_object(
  'id', 'offer_' || replace(o.id::text, '-', ''), 'title', o.title, 'publishedAt', o.published_at))))::text
from offer o
