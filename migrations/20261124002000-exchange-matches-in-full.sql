-- Matches of all origins: ordered from a menu, sent to several units, answered with other terms, and open until a day
-- (docs/decisions/0068).

-- Whoever starts a match may say until when it is answered.
alter table exchange.match add column respond_by timestamptz(3);
alter table exchange.match add constraint match_respond_by_to_come check (respond_by > created_at);
-- Calls that were sent together.
alter table exchange.match add column dispatch_id uuid;
-- When it is to be delivered, where that is agreed; and by which writing of the terms.
alter table exchange.match add column starts_at timestamptz(3);
alter table exchange.match add column ends_at timestamptz(3);
alter table exchange.match add column terms integer not null default 1 check (terms > 0);
alter table exchange.match add constraint match_period check (starts_at < ends_at and (starts_at is null) = (ends_at is null));

alter table exchange.match alter column need_id drop not null;
alter table exchange.match drop constraint match_check1;
alter table exchange.match drop constraint match_origin_check;
alter table exchange.match drop constraint match_state_check;
alter table exchange.match drop constraint match_accepted_as_stated;
alter table exchange.match add constraint match_origin_check check (origin in ('PROPOSAL', 'CLAIM', 'ORDER', 'DISPATCH'));
alter table exchange.match add constraint match_ordered_without_need check ((need_id is null) = (origin = 'ORDER'));
alter table exchange.match add constraint match_has_offer check (offer_id is not null or origin in ('CLAIM', 'DISPATCH'));
alter table exchange.match add constraint match_sent_in_dispatch check ((dispatch_id is null) = (origin <> 'DISPATCH'));
alter table exchange.match add constraint match_state_check check (state in
  ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED', 'AGREED', 'DECLINED', 'WITHDRAWN', 'SUPERSEDED', 'EXPIRED', 'CANCELLED'));
alter table exchange.match add constraint match_accepted_as_stated check (case state
  when 'PROPOSED' then num_nonnulls(supplier_accepted_at, demander_accepted_at) = 0
  when 'CALLED' then supplier_accepted_at is null and origin = 'DISPATCH'
  when 'ACCEPTED_BY_ONE' then num_nonnulls(supplier_accepted_at, demander_accepted_at) = 1
  when 'COUNTERED' then num_nonnulls(supplier_accepted_at, demander_accepted_at) = 1
  when 'AGREED' then num_nonnulls(supplier_accepted_at, demander_accepted_at) = 2
  when 'SUPERSEDED' then origin = 'DISPATCH'
  when 'EXPIRED' then respond_by is not null
  else true end);
alter table exchange.match add constraint match_of_offer unique (id, offer_id);
-- A unit is called once by a dispatch, and one of those called wins.
create unique index match_called_once on exchange.match (dispatch_id, supplier_unit_id) where dispatch_id is not null;
create unique index match_call_taken_once on exchange.match (dispatch_id) where state in ('ACCEPTED_BY_ONE', 'AGREED');
-- What is to be answered, by when.
create index match_overdue on exchange.match (respond_by, id)
  where respond_by is not null and state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED');

-- What one unit may hold of it, at most.
alter table exchange.need add column max_per_unit numeric(14, 4) check (max_per_unit > 0);
alter table exchange.offer add column max_per_unit numeric(14, 4) check (max_per_unit > 0);

create or replace function exchange.held_quantity(state text, quantity numeric) returns numeric language sql immutable
as $$ select case when state in ('ACCEPTED_BY_ONE', 'COUNTERED', 'AGREED') then quantity else 0 end $$;

create or replace function exchange.follow_match() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  delta numeric := exchange.held_quantity(new.state, new.quantity)
    - case when tg_op = 'UPDATE' then exchange.held_quantity(old.state, old.quantity) else 0 end;
begin
  if delta <> 0 then
    update exchange.need set covered = covered + delta where id = new.need_id;
    update exchange.offer set taken = taken + delta where id = new.offer_id;
  end if;
  -- The rows above are held now: whoever else holds of them is seen.
  if delta > 0 and exists (select from exchange.need n where n.id = new.need_id and n.max_per_unit is not null and n.max_per_unit <
    (select sum(exchange.held_quantity(m.state, m.quantity)) from exchange.match m
     where m.need_id = n.id and m.supplier_unit_id = new.supplier_unit_id)) then
    perform exchange.refuse('match_within_what_one_may_serve', 'one unit serves no more of a need than that says');
  end if;
  if delta > 0 and exists (select from exchange.offer o where o.id = new.offer_id and o.max_per_unit is not null and o.max_per_unit <
    (select sum(exchange.held_quantity(m.state, m.quantity)) from exchange.match m
     where m.offer_id = o.id and m.demander_unit_id = new.demander_unit_id)) then
    perform exchange.refuse('match_within_what_one_may_take', 'one unit takes no more of an offer than that says');
  end if;
  return null;
end $$;

create or replace function exchange.check_match_need() returns trigger language plpgsql set search_path = ''
as $$
begin
  if new.need_id is not null and not exists (select from exchange.need n where n.id = new.need_id and n.state = 'PUBLISHED') then
    perform exchange.refuse('match_of_published_need', 'only a published need is matched');
  end if;
  return new;
end $$;

-- What was proposed in a match, writing by writing; the match has the last.
create table exchange.match_terms (
  match_id uuid not null references exchange.match,
  number integer not null check (number > 0),
  -- Whose they are.
  unit_id uuid not null references directory.unit,
  quantity numeric(14, 4) not null check (quantity > 0),
  quantity_unit text not null,
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  return_title text,
  return_quantity numeric(14, 4) check (return_quantity > 0),
  return_quantity_unit text,
  note text check (note <> ''),
  created_at timestamptz(3) not null,
  primary key (match_id, number),
  constraint match_terms_period check (starts_at < ends_at and (starts_at is null) = (ends_at is null)),
  constraint match_terms_return check ((return_title is null) = (return_quantity is null) and (return_title is null) = (return_quantity_unit is null))
);
create index match_terms_unit on exchange.match_terms (unit_id);

insert into exchange.match_terms (match_id, number, unit_id, quantity, quantity_unit, return_title, return_quantity, return_quantity_unit, created_at)
  select id, 1, created_by_unit_id, quantity, quantity_unit, return_title, return_quantity, return_quantity_unit, created_at from exchange.match;

-- The first terms are those that the match begins with.
create function exchange.follow_new_match() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into exchange.match_terms (match_id, number, unit_id, quantity, quantity_unit, starts_at, ends_at,
    return_title, return_quantity, return_quantity_unit, created_at)
  values (new.id, 1, new.created_by_unit_id, new.quantity, new.quantity_unit, new.starts_at, new.ends_at,
    new.return_title, new.return_quantity, new.return_quantity_unit, new.created_at);
  return null;
end $$;
create trigger match_begins_with_terms after insert on exchange.match
  for each row execute function exchange.follow_new_match();

-- Others are the next, of one of its two units, while it is open; whoever writes at the same time is waited for.
create function exchange.check_terms() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  m exchange.match;
begin
  if new.number = 1 then return new; end if;
  select * into m from exchange.match where id = new.match_id for update;
  if new.number <> m.terms + 1 then
    perform exchange.refuse('match_terms_in_turn', 'terms follow the last ones');
  end if;
  if new.unit_id not in (m.supplier_unit_id, m.demander_unit_id) then
    perform exchange.refuse('match_terms_of_a_side', 'terms are written by one of the two units of a match');
  end if;
  if m.state not in ('PROPOSED', 'ACCEPTED_BY_ONE', 'COUNTERED') then
    perform exchange.refuse('match_terms_while_open', 'terms are written while a match is open');
  end if;
  if new.quantity <> m.quantity and exists (select from exchange.match_item i where i.match_id = m.id) then
    perform exchange.refuse('match_terms_as_ordered', 'the quantity of an order follows its items');
  end if;
  return new;
end $$;
create trigger match_terms_follow before insert on exchange.match_terms for each row execute function exchange.check_terms();

create function exchange.follow_terms() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.number > 1 then
    update exchange.match set terms = new.number, quantity = new.quantity, starts_at = new.starts_at, ends_at = new.ends_at,
      return_title = new.return_title, return_quantity = new.return_quantity, return_quantity_unit = new.return_quantity_unit
    where id = new.match_id;
  end if;
  return null;
end $$;
create trigger match_terms_move_match after insert on exchange.match_terms for each row execute function exchange.follow_terms();

-- Menus: written as a whole, edition by edition; what was ordered keeps the one it was ordered from, and its prices.
alter table exchange.offer add column menu_edition integer not null default 0;
create table exchange.menu_item (
  offer_id uuid not null references exchange.offer,
  edition integer not null check (edition > 0),
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  unit text not null check (unit <> ''),
  -- Of one; free where there is none.
  price numeric(14, 2) check (price > 0),
  currency text check (currency = 'CNY'),
  -- How much of the offer one takes.
  takes numeric(14, 4) not null check (takes > 0),
  most_per_order integer check (most_per_order > 0),
  rank integer not null check (rank > 0),
  primary key (offer_id, edition, code),
  constraint menu_item_in_order unique (offer_id, edition, rank),
  constraint menu_item_price_in_money check ((price is null) = (currency is null))
);
create function exchange.check_menu_item() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.offer o where o.id = new.offer_id and new.edition = o.menu_edition + 1) then
    perform exchange.refuse('menu_item_of_the_next_edition', 'an edition of a menu is written before it is in force');
  end if;
  return new;
end $$;
create trigger menu_item_before_its_edition before insert on exchange.menu_item for each row execute function exchange.check_menu_item();
create function exchange.check_menu_edition() returns trigger language plpgsql set search_path = ''
as $$
begin
  perform exchange.refuse('offer_menu_goes_on', 'editions of a menu follow each other');
  return new;
end $$;
create trigger offer_menu_goes_on before update of menu_edition on exchange.offer
  for each row when (new.menu_edition not in (old.menu_edition, old.menu_edition + 1)) execute function exchange.check_menu_edition();

create table exchange.match_item (
  match_id uuid not null,
  offer_id uuid not null,
  edition integer not null,
  code text not null,
  count integer not null check (count > 0),
  primary key (match_id, code),
  constraint match_item_of_match foreign key (match_id, offer_id) references exchange.match (id, offer_id),
  constraint match_item_of_menu foreign key (offer_id, edition, code) references exchange.menu_item (offer_id, edition, code)
);
create index match_item_menu on exchange.match_item (offer_id, edition, code);
-- Looked at when all of them are written.
create function exchange.check_match_items() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from exchange.match m where m.id = new.match_id and m.origin = 'ORDER' and m.quantity =
    (select sum(i.count * e.takes) from exchange.match_item i join exchange.menu_item e using (offer_id, edition, code) where i.match_id = m.id)) then
    perform exchange.refuse('match_item_adds_up', 'an order takes as much of the offer as its items do');
  end if;
  if (select count(distinct i.edition) from exchange.match_item i where i.match_id = new.match_id) > 1 then
    perform exchange.refuse('match_item_of_one_edition', 'an order is from one edition of the menu');
  end if;
  return null;
end $$;
create constraint trigger match_items_add_up after insert on exchange.match_item deferrable initially deferred
  for each row execute function exchange.check_match_items();

-- What was not answered in time ends, and what it held is free again: of one need, of one offer, or of all. Nobody acted,
-- so there is no entry in the audit; others are told. Needs are locked before offers, offers before matches, as acts do.
create function exchange.expire_matches(at timestamptz, most integer, of_need uuid, of_offer uuid) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  due uuid[];
begin
  select array_agg(d.id) into due from (
    select m.id from exchange.match m
    where m.respond_by <= at and m.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
      and (of_need is null and of_offer is null or m.need_id = of_need or m.offer_id = of_offer)
    order by m.respond_by, m.id limit most) d;
  if due is null then return 0; end if;
  perform from exchange.need n where n.id in (select m.need_id from exchange.match m where m.id = any (due)) order by n.id for update;
  perform from exchange.offer o where o.id in (select m.offer_id from exchange.match m where m.id = any (due)) order by o.id for update;
  perform from exchange.match m where m.id = any (due) order by m.id for update;
  with over as (
    update exchange.match m set state = 'EXPIRED', version = m.version + 1
    where m.id = any (due) and m.respond_by <= at and m.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
    returning m.id, m.alliance_id, m.supplier_unit_id, m.demander_unit_id, m.version
  )
  insert into data.outbox (id, type, subject_type, subject_id, alliance_id, unit_ids, version, actor, at, body)
    select gen_random_uuid(), 'match:expired', 'match', o.id, o.alliance_id, array[o.supplier_unit_id, o.demander_unit_id], o.version,
      '{"person": null, "app": null, "unit": null}'::jsonb, expire_matches.at, '{"state": "EXPIRED"}'::jsonb from over o;
  return cardinality(due);
end $$;

revoke execute on function exchange.follow_new_match(), exchange.follow_terms(), exchange.check_terms(),
  exchange.check_match_items(), exchange.expire_matches(timestamptz, integer, uuid, uuid) from public;
grant execute on function exchange.expire_matches(timestamptz, integer, uuid, uuid) to qinlin_writer;
grant select on exchange.match_terms, exchange.menu_item, exchange.match_item to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.match_terms, exchange.menu_item, exchange.match_item to qinlin_writer;
grant update (respond_by) on exchange.match to qinlin_writer;
grant insert (max_per_unit) on exchange.need, exchange.offer to qinlin_writer;
grant update (menu_edition) on exchange.offer to qinlin_writer;
