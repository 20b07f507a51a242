-- From a match to a confirmed delivery.

create table exchange.match (
  id uuid primary key,
  alliance_id uuid not null references directory.alliance,
  need_id uuid not null references exchange.need,
  offer_id uuid references exchange.offer,
  slot_id uuid references exchange.slot,
  supplier_unit_id uuid not null references directory.unit,
  demander_unit_id uuid not null references directory.unit,
  created_by_unit_id uuid not null references directory.unit,
  origin text not null check (origin in ('PROPOSAL', 'CLAIM')),
  quantity numeric(14, 4) not null check (quantity > 0),
  quantity_unit text not null,
  return_title text,
  return_quantity numeric(14, 4) check (return_quantity > 0),
  return_quantity_unit text,
  state text not null check (state in ('PROPOSED', 'ACCEPTED_BY_ONE', 'AGREED', 'DECLINED', 'WITHDRAWN', 'CANCELLED')),
  supplier_accepted_at timestamptz(3),
  demander_accepted_at timestamptz(3),
  reason text,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  check (supplier_unit_id <> demander_unit_id),
  check (offer_id is not null or origin = 'CLAIM'),
  check ((return_title is null) = (return_quantity is null) and (return_title is null) = (return_quantity_unit is null)),
  check ((state = 'AGREED') = (supplier_accepted_at is not null and demander_accepted_at is not null) 
    or state in ('DECLINED', 'WITHDRAWN', 'CANCELLED'))
);
create index match_need on exchange.match (need_id, id desc);
create index match_offer on exchange.match (offer_id, id desc);
create index match_supplier on exchange.match (supplier_unit_id, id desc);
create index match_demander on exchange.match (demander_unit_id, id desc);
create index match_alliance on exchange.match (alliance_id, id desc);

create table exchange.agreement (
  id uuid primary key,
  alliance_id uuid not null references directory.alliance,
  match_id uuid not null unique references exchange.match,
  title text not null,
  supplier_unit_id uuid not null references directory.unit,
  demander_unit_id uuid not null references directory.unit,
  state text not null check (state in ('PENDING_SIGNATURES', 'ACTIVE', 'COMPLETED', 'CANCELLED')),
  reason text,
  activated_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  check ((state in ('ACTIVE', 'COMPLETED')) = (activated_at is not null))
);
create index agreement_supplier on exchange.agreement (supplier_unit_id, id desc);
create index agreement_demander on exchange.agreement (demander_unit_id, id desc);
create index agreement_alliance on exchange.agreement (alliance_id, id desc);

create table exchange.signature (
  agreement_id uuid not null references exchange.agreement,
  unit_id uuid not null references directory.unit,
  signed_at timestamptz(3) not null,
  primary key (agreement_id, unit_id)
);

create table exchange.commitment (
  id uuid primary key,
  agreement_id uuid not null references exchange.agreement,
  from_unit_id uuid not null references directory.unit,
  to_unit_id uuid not null references directory.unit,
  title text not null,
  quantity numeric(14, 4) not null check (quantity > 0),
  quantity_unit text not null,
  fulfilled numeric(14, 4) not null default 0,
  due_at timestamptz(3),
  state text not null check (state in ('OPEN', 'FULFILLED', 'RELEASED')),
  rank integer not null,
  version integer not null default 1,
  check (from_unit_id <> to_unit_id),
  constraint commitment_not_overfulfilled check (fulfilled between 0 and quantity)
);
create index commitment_agreement on exchange.commitment (agreement_id, rank, id);

create table exchange.booking (
  id uuid primary key,
  slot_id uuid not null references exchange.slot,
  unit_id uuid not null references directory.unit,
  alliance_id uuid not null references directory.alliance,
  agreement_id uuid references exchange.agreement,
  count integer not null check (count > 0),
  purpose text not null,
  state text not null check (state in ('HELD', 'CONFIRMED', 'CANCELLED')),
  version integer not null default 1,
  created_at timestamptz(3) not null
);
create index booking_slot on exchange.booking (slot_id, id);
create index booking_unit on exchange.booking (unit_id, id desc);
create index booking_agreement on exchange.booking (agreement_id) where agreement_id is not null;

-- Deliveries are facts: recorded by one side, answered once by the other, never changed.
create table exchange.event (
  id uuid primary key,
  commitment_id uuid not null references exchange.commitment,
  recorded_by_unit_id uuid not null references directory.unit,
  quantity numeric(14, 4) not null check (quantity > 0),
  occurred_at timestamptz(3) not null,
  note text not null,
  recorded_at timestamptz(3) not null
);
create index event_commitment on exchange.event (commitment_id, id);

create table exchange.event_answer (
  event_id uuid primary key references exchange.event,
  unit_id uuid not null references directory.unit,
  answer text not null check (answer in ('CONFIRMED', 'DISPUTED')),
  reason text,
  answered_at timestamptz(3) not null,
  check (answer = 'CONFIRMED' or reason is not null)
);

-- The counters: each follows its rows, whoever writes them.

create function exchange.held_quantity(state text, quantity numeric) returns numeric language sql immutable
as $$ select case when state in ('ACCEPTED_BY_ONE', 'AGREED') then quantity else 0 end $$;

create function exchange.follow_match() returns trigger language plpgsql as $$
declare
  delta numeric := exchange.held_quantity(new.state, new.quantity)
    - case when tg_op = 'UPDATE' then exchange.held_quantity(old.state, old.quantity) else 0 end;
begin
  if delta <> 0 then
    update exchange.need set covered = covered + delta where id = new.need_id;
    update exchange.offer set taken = taken + delta where id = new.offer_id;
  end if;
  return null;
end $$;
create trigger match_moves_coverage after insert or update of state, quantity on exchange.match
  for each row execute function exchange.follow_match();

create function exchange.follow_booking() returns trigger language plpgsql as $$
declare
  delta integer := case when new.state = 'CANCELLED' then 0 else new.count end
    - case when tg_op = 'UPDATE' and old.state <> 'CANCELLED' then old.count else 0 end;
begin
  if delta <> 0 then
    update exchange.slot set taken = taken + delta where id = new.slot_id;
  end if;
  return null;
end $$;
create trigger booking_takes_slot after insert or update of state, count on exchange.booking
  for each row execute function exchange.follow_booking();

create function exchange.follow_answer() returns trigger language plpgsql as $$
begin
  if new.answer = 'CONFIRMED' then
    update exchange.commitment c set fulfilled = c.fulfilled + e.quantity
      from exchange.event e where e.id = new.event_id and c.id = e.commitment_id;
  end if;
  return null;
end $$;
create trigger answer_fulfils_commitment after insert on exchange.event_answer
  for each row execute function exchange.follow_answer();

grant select on exchange.match, exchange.agreement, exchange.signature, exchange.commitment, exchange.booking,
  exchange.event, exchange.event_answer to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update on exchange.match, exchange.agreement, exchange.commitment, exchange.booking to qinlin_writer;
grant insert on exchange.signature, exchange.event, exchange.event_answer to qinlin_writer;
