-- Stock (库存): what is there of a resource that is counted. Movements are appended, sums follow them (docs/decisions/0069).

create table exchange.stock (
  id uuid primary key,
  resource_id uuid not null,
  owner_unit_id uuid not null,
  kind text not null constraint stock_of_counted_kind check (kind in ('GOODS', 'MEALS')),
  unit text not null check (unit <> ''),
  -- Both follow by trigger: the movements, and what offers served from it have promised and not handed over.
  on_hand numeric(14, 4) not null default 0,
  reserved numeric(14, 4) not null default 0,
  minimum numeric(14, 4) check (minimum >= 0),
  is_low boolean not null generated always as (minimum is not null and on_hand <= minimum) stored,
  is_shared boolean not null,
  opened_at timestamptz(3) not null,
  version integer not null default 1,
  constraint stock_one_of_resource unique (resource_id),
  constraint stock_of_resource foreign key (resource_id, owner_unit_id, kind) references exchange.resource (id, owner_unit_id, kind),
  constraint stock_not_below_nothing check (on_hand >= 0),
  constraint stock_reserved_not_below_nothing check (reserved >= 0)
);
-- Those of a unit, and the low ones among them.
create index stock_owner on exchange.stock (owner_unit_id, id desc);
create index stock_low on exchange.stock (owner_unit_id, id desc) where is_low;

create table exchange.stock_lot (
  id uuid primary key,
  stock_id uuid not null references exchange.stock,
  code text check (code <> ''),
  expires_on date,
  on_hand numeric(14, 4) not null default 0,
  received_at timestamptz(3) not null,
  constraint lot_not_below_nothing check (on_hand >= 0),
  constraint lot_of_stock unique (id, stock_id),
  constraint lot_once unique nulls not distinct (stock_id, code, expires_on)
);
-- What expires first goes out first, and those of a stock in the order of their receipt.
create index stock_lot_first_expired on exchange.stock_lot (stock_id, expires_on, id) where on_hand > 0;
create index stock_lot_newest on exchange.stock_lot (stock_id, id desc);

create table exchange.stock_movement (
  id uuid primary key,
  stock_id uuid not null,
  lot_id uuid not null,
  kind text not null
    check (kind in ('RECEIVED', 'ISSUED', 'RETURNED', 'ADJUSTED', 'WRITTEN_OFF', 'TRANSFERRED')),
  -- More or less than there was.
  quantity numeric(14, 4) not null check (quantity <> 0),
  reason text check (reason <> ''),
  offer_id uuid references exchange.offer,
  distribution_id uuid,
  transfer_id uuid,
  recorded_at timestamptz(3) not null,
  constraint movement_of_lot foreign key (lot_id, stock_id) references exchange.stock_lot (id, stock_id),
  constraint movement_one_way check (case
    when kind in ('RECEIVED', 'RETURNED') then quantity > 0
    when kind in ('ISSUED', 'WRITTEN_OFF') then quantity < 0
    else true end),
  constraint movement_for_a_reason check (kind not in ('ADJUSTED', 'WRITTEN_OFF') or reason is not null),
  constraint movement_for_one_thing check (num_nonnulls(offer_id, distribution_id, transfer_id) <= 1),
  constraint movement_for_an_offer check (offer_id is null or kind in ('ISSUED', 'RETURNED')),
  constraint movement_handed_out check (distribution_id is null or kind = 'ISSUED'),
  constraint movement_of_transfer check ((kind = 'TRANSFERRED') = (transfer_id is not null))
);
create index stock_movement_newest on exchange.stock_movement (stock_id, id desc);
create index stock_movement_lot on exchange.stock_movement (lot_id, id desc);
create index stock_movement_offer on exchange.stock_movement (offer_id) where offer_id is not null;
create index stock_movement_transfer on exchange.stock_movement (transfer_id) where transfer_id is not null;

-- How much of what matches hold has been handed over, by the movements that name the offer.
alter table exchange.offer
  add column issued numeric(14, 4) not null default 0 constraint offer_issued_not_below_nothing check (issued >= 0);
create index offer_resource on exchange.offer (resource_id, id desc) where resource_id is not null;

create function exchange.promised_quantity(taken numeric, issued numeric) returns numeric language sql immutable set search_path = ''
as $$ select greatest(taken - issued, 0) $$;

-- What an offer holds of the stock of its resource. It never grows beyond what is there; losses may leave less than is promised.
create function exchange.follow_offer_of_stock() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  delta constant numeric := exchange.promised_quantity(new.taken, new.issued) - exchange.promised_quantity(old.taken, old.issued);
  there exchange.stock;
begin
  if delta = 0 or new.resource_id is null then return null; end if;
  update exchange.stock k set reserved = k.reserved + delta
  where k.resource_id = new.resource_id and k.unit = new.quantity_unit returning k.* into there;
  if new.taken > old.taken and there.reserved > there.on_hand then
    raise exception 'no more is promised than is there' using errcode = 'check_violation', constraint = 'stock_not_oversold';
  end if;
  return null;
end
$$;
create trigger offer_moves_stock after update of taken, issued on exchange.offer
  for each row execute function exchange.follow_offer_of_stock();

-- An offer is served from what is not withdrawn, and counted as that is. Whoever withdraws or counts it is waited for.
create function exchange.check_offer_served() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  found_state text;
begin
  select r.state into found_state from exchange.resource r where r.id = new.resource_id for share;
  if found_state = 'RETIRED' then
    raise exception 'what was withdrawn is offered no more' using errcode = 'check_violation', constraint = 'offer_of_available_resource';
  end if;
  if exists (select from exchange.stock k where k.resource_id = new.resource_id and k.unit <> new.quantity_unit) then
    raise exception 'an offer is counted as its stock' using errcode = 'check_violation', constraint = 'offer_counted_as_stock';
  end if;
  return new;
end
$$;
create trigger offer_of_resource before insert on exchange.offer
  for each row when (new.resource_id is not null) execute function exchange.check_offer_served();

-- What offers hold already when counting begins.
create function exchange.reserve_for_offers() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from exchange.offer o where o.resource_id = new.resource_id and o.state = 'PUBLISHED' and o.quantity_unit <> new.unit) then
    raise exception 'a stock is counted as its offers' using errcode = 'check_violation', constraint = 'stock_counted_as_offers';
  end if;
  new.on_hand := 0;
  select coalesce(sum(exchange.promised_quantity(o.taken, o.issued)), 0) into new.reserved
  from exchange.offer o where o.resource_id = new.resource_id and o.quantity_unit = new.unit;
  return new;
end
$$;
create trigger stock_reserves_for_offers before insert on exchange.stock
  for each row execute function exchange.reserve_for_offers();

-- Sums follow the movements. What goes out leaves what is promised; losses are as they are.
create function exchange.follow_movement() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  there exchange.stock;
begin
  update exchange.stock_lot l set on_hand = l.on_hand + new.quantity where l.id = new.lot_id;
  update exchange.stock k set on_hand = k.on_hand + new.quantity where k.id = new.stock_id returning k.* into there;
  if new.offer_id is not null then
    update exchange.offer o set issued = o.issued - new.quantity
    where o.id = new.offer_id and o.resource_id = there.resource_id and o.quantity_unit = there.unit;
    if not found then
      raise exception 'an offer is served from its own stock' using errcode = 'check_violation', constraint = 'movement_for_its_offer';
    end if;
    select k.* into there from exchange.stock k where k.id = new.stock_id;
  end if;
  if new.quantity < 0 and new.kind in ('ISSUED', 'TRANSFERRED') and new.offer_id is null and there.reserved > there.on_hand then
    raise exception 'what goes out leaves what is promised' using errcode = 'check_violation', constraint = 'stock_keeps_promises';
  end if;
  return null;
end
$$;
create trigger movement_moves_stock after insert on exchange.stock_movement
  for each row execute function exchange.follow_movement();

-- What goes out of one stock comes into another of the same unit, counted alike.
create function exchange.check_transfer() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if (select sum(m.quantity) <> 0 or count(distinct m.stock_id) <> 2 or count(distinct k.owner_unit_id) <> 1 or count(distinct k.unit) <> 1
      from exchange.stock_movement m join exchange.stock k on k.id = m.stock_id where m.transfer_id = new.transfer_id) then
    raise exception 'what goes out of one comes into another' using errcode = 'check_violation', constraint = 'transfer_whole';
  end if;
  return null;
end
$$;
create constraint trigger transfer_whole after insert on exchange.stock_movement deferrable initially deferred
  for each row when (new.transfer_id is not null) execute function exchange.check_transfer();

revoke execute on function exchange.promised_quantity(numeric, numeric), exchange.follow_offer_of_stock(), exchange.check_offer_served(),
  exchange.reserve_for_offers(), exchange.follow_movement(), exchange.check_transfer() from public;
grant select on exchange.stock, exchange.stock_lot, exchange.stock_movement to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert (id, resource_id, owner_unit_id, kind, unit, minimum, is_shared, opened_at, version) on exchange.stock to qinlin_writer;
grant update (minimum, is_shared, version) on exchange.stock to qinlin_writer;
grant insert (id, stock_id, code, expires_on, received_at) on exchange.stock_lot to qinlin_writer;
grant insert on exchange.stock_movement to qinlin_writer;
