-- What PostGraphile needs to be asked the same questions: custom queries, one computed column and a custom mutation, as
-- its documentation recommends. PostgreSQL inlines the queries.

create schema bench;

create function bench.offers_in(alliance uuid, category text) returns setof exchange.offer language sql stable as $$
  select o.* from exchange.offer_audience a join exchange.offer o on o.id = a.offer_id
  where a.alliance_id = offers_in.alliance and o.category = offers_in.category and o.state = 'PUBLISHED'
  order by a.offer_id desc $$;

create function bench.search_offers(alliance uuid, needle text) returns setof exchange.offer language sql stable as $$
  select o.* from exchange.offer_audience a join exchange.offer o on o.id = a.offer_id
  where a.alliance_id = search_offers.alliance and o.state = 'PUBLISHED' and o.taken < o.quantity
    and coalesce(o.ends_at, 'infinity') > now() and position(lower(needle) in lower(o.title || ' ' || o.description)) > 0
  order by a.offer_id desc $$;

create function exchange.offer_remaining(offer exchange.offer) returns numeric language sql stable
as $$ select offer.quantity - offer.taken $$;

create function bench.publish_offer(id uuid, alliance uuid, unit uuid, category text, title text, description text,
  quantity numeric, quantity_unit text) returns exchange.offer language sql volatile as $$
  with shown as (
    insert into exchange.offer_audience (offer_id, alliance_id) values (publish_offer.id, publish_offer.alliance)
  )
  insert into exchange.offer (id, owner_unit_id, category, title, description, quantity, quantity_unit, visibility, state,
    published_at)
  values (publish_offer.id, unit, publish_offer.category, publish_offer.title, publish_offer.description,
    publish_offer.quantity, publish_offer.quantity_unit, 'ALLIANCE', 'PUBLISHED', now())
  returning * $$;

-- Smart tags: columns that are no index's first are not offered for filtering or ordering unless told.
comment on column exchange.offer.state is '@behavior +filterBy';
comment on column exchange.need.state is '@behavior +filterBy';
comment on column directory.membership.state is '@behavior +filterBy';
comment on column exchange.commitment.rank is '@behavior +orderBy';
comment on column exchange.slot.starts_at is '@behavior +orderBy';
comment on column directory.term.rank is '@behavior +orderBy';
