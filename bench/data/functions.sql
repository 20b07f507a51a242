-- What PostGraphile needs to be asked the same questions, as its documentation shows: a computed column, a custom
-- mutation, and smart tags. (Its further conditions are in `servers/postgraphile-conditions.ts`.)

create schema bench;

create function exchange.offer_remaining(offer exchange.offer) returns numeric language sql stable
as $$ select offer.quantity - offer.taken $$;

create function bench.publish_offer(id uuid, alliance uuid, unit uuid, category text, title text, description text,
  quantity numeric, quantity_unit text) returns exchange.offer language sql volatile as $$
  insert into exchange.offer (id, owner_unit_id, category, title, description, quantity, quantity_unit, visibility, shown_to,
    state, published_at)
  values (publish_offer.id, unit, publish_offer.category, publish_offer.title, publish_offer.description,
    publish_offer.quantity, publish_offer.quantity_unit, 'ALLIANCE', array[publish_offer.alliance], 'PUBLISHED', now());
  select * from exchange.offer o where o.id = publish_offer.id $$;

-- Smart tags: columns that are no index's first are not offered for filtering or ordering unless told.
comment on column exchange.offer.category is '@behavior +filterBy';
comment on column exchange.offer.state is '@behavior +filterBy';
comment on column exchange.need.state is '@behavior +filterBy';
comment on column directory.membership.state is '@behavior +filterBy';
comment on column exchange.commitment.rank is '@behavior +orderBy';
comment on column exchange.slot.starts_at is '@behavior +orderBy';
comment on column directory.term.rank is '@behavior +orderBy';
