-- Deliveries in full (docs/decisions/0091): what they do, how one is taken back, how a dispute ends. Whatever is said of a delivery is
-- a row of its own; its state, and how much of it counts, follow those rows.

-- What fulfils a promise of what: itself, and what includes it (src/domain/exchange/flow.ts).
create function exchange.flow_admits(promised text, done text) returns boolean language sql immutable
return done = promised
  or promised = 'DELIVER_SERVICE' and done = 'WORK'
  or promised in ('TRANSFER_CUSTODY', 'TRANSFER_ALL_RIGHTS') and done = 'TRANSFER';

alter table exchange.commitment
  add column action text not null default 'DELIVER_SERVICE'
    constraint commitment_action check (action in ('DELIVER_SERVICE', 'WORK', 'USE', 'TRANSFER', 'TRANSFER_CUSTODY',
      'TRANSFER_ALL_RIGHTS', 'MOVE', 'CONSUME', 'PRODUCE', 'RAISE', 'LOWER'));
grant insert (action) on exchange.commitment to qinlin_writer;

alter table exchange.event
  add column action text not null default 'DELIVER_SERVICE'
    constraint event_action check (action in ('DELIVER_SERVICE', 'WORK', 'USE', 'TRANSFER', 'TRANSFER_CUSTODY',
      'TRANSFER_ALL_RIGHTS', 'MOVE', 'CONSUME', 'PRODUCE', 'RAISE', 'LOWER')),
  add column reverses_id uuid,
  add column state text not null default 'RECORDED'
    constraint event_state check (state in ('RECORDED', 'CONFIRMED', 'DISPUTED', 'RESOLVED', 'REVERSED')),
  add column counted numeric(14, 4) not null default 0,
  add constraint event_of_commitment unique (id, commitment_id),
  add constraint event_reverses_for_its_commitment foreign key (reverses_id, commitment_id) references exchange.event (id, commitment_id);
grant insert (action, reverses_id) on exchange.event to qinlin_writer;

update exchange.event e set state = a.answer, counted = case when a.answer = 'CONFIRMED' then e.quantity else 0 end
  from exchange.event_answer a where a.event_id = e.id;

-- No more of a delivery counts than was recorded, and what takes one back takes off at most that.
alter table exchange.event
  add constraint event_counts_at_most check (
    case when reverses_id is null then counted between 0 and quantity else counted between - quantity and 0 end),
  add constraint event_counts_as_stated check (
    case state when 'CONFIRMED' then abs(counted) = quantity when 'RESOLVED' then true when 'REVERSED' then counted > 0 else counted = 0 end);

-- What was taken back, or is about to be, is not taken back again.
create unique index event_taken_back_once on exchange.event (reverses_id)
  where reverses_id is not null and (state = 'RECORDED' or counted <> 0);

-- Whether it waits for an answer is its state now.
drop trigger answer_was_awaited on exchange.event_answer;
drop function exchange.follow_awaited();
alter table exchange.event drop column is_awaited;
create index event_awaited on exchange.event (commitment_id) where state = 'RECORDED';
create index event_taking_back_awaited on exchange.event (commitment_id) where state = 'RECORDED' and reverses_id is not null;

-- A side puts a dispute to the coordinators of the alliance.
create table exchange.event_referral (
  event_id uuid primary key references exchange.event,
  unit_id uuid not null references directory.unit,
  reason text not null check (reason <> ''),
  referred_at timestamptz(3) not null
);
create index event_referral_unit on exchange.event_referral (unit_id);

-- How a dispute ended: who objected withdrew that, or a coordinator said how much counts.
create table exchange.event_resolution (
  event_id uuid primary key references exchange.event,
  unit_id uuid not null references directory.unit,
  outcome text not null check (outcome in ('WITHDRAWN', 'DECIDED')),
  quantity numeric(14, 4) not null check (quantity >= 0),
  reason text,
  resolved_at timestamptz(3) not null,
  constraint resolution_with_reason check ((outcome = 'DECIDED') = (reason is not null))
);
create index event_resolution_unit on exchange.event_resolution (unit_id);

create or replace function exchange.check_event() returns trigger language plpgsql set search_path = ''
as $$
declare
  promise exchange.commitment;
  taken_back exchange.event;
begin
  select c.* into promise from exchange.commitment c where c.id = new.commitment_id;
  if promise.id is null or new.recorded_by_unit_id not in (promise.from_unit_id, promise.to_unit_id) then
    perform exchange.refuse('event_recorded_by_side', 'a delivery is recorded by one of the two units it is between');
  end if;
  if not exchange.flow_admits(promise.action, new.action) then
    perform exchange.refuse('event_does_what_was_promised', 'a delivery does what was promised');
  end if;
  if new.reverses_id is not null then
    select e.* into taken_back from exchange.event e where e.id = new.reverses_id;
    if taken_back.reverses_id is not null or taken_back.state not in ('CONFIRMED', 'RESOLVED')
      or (new.quantity, new.action) is distinct from (taken_back.counted, taken_back.action) then
      perform exchange.refuse('event_takes_back_what_counts', 'what a delivery counts for is taken back, all of it and nothing else');
    end if;
  end if;
  return new;
end $$;

create function exchange.check_event_referral() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    where e.id = new.event_id and e.state = 'DISPUTED' and new.unit_id in (c.from_unit_id, c.to_unit_id)) then
    perform exchange.refuse('dispute_referred_by_side', 'a dispute is put to the coordinators by one of the two units it is between');
  end if;
  return new;
end $$;
create trigger dispute_referred_by_side before insert on exchange.event_referral
  for each row execute function exchange.check_event_referral();

create function exchange.check_event_resolution() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    join exchange.event_answer a on a.event_id = e.id
    where e.id = new.event_id and e.state = 'DISPUTED' and case new.outcome
      when 'WITHDRAWN' then new.unit_id = a.unit_id and new.quantity = e.quantity
      else new.unit_id not in (c.from_unit_id, c.to_unit_id) and new.quantity <= e.quantity
        and exists (select from exchange.event_referral r where r.event_id = e.id) end) then
    perform exchange.refuse('dispute_ended_by_whom_it_is_for', 'a dispute ends when who objected withdraws, or by a coordinator who was asked');
  end if;
  return new;
end $$;
create trigger dispute_ended_by_whom_it_is_for before insert on exchange.event_resolution
  for each row execute function exchange.check_event_resolution();

-- The counters: what is said of a delivery makes its state and how much of it counts; what counts fulfils the promise; what takes
-- a delivery back and counts makes that one reversed.

create or replace function exchange.follow_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.event e set state = new.answer, counted = case
      when new.answer = 'DISPUTED' then 0 when e.reverses_id is null then e.quantity else - e.quantity end
    where e.id = new.event_id;
  return null;
end $$;

create function exchange.follow_resolution() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.event e set state = case new.outcome when 'WITHDRAWN' then 'CONFIRMED' else 'RESOLVED' end,
      counted = case when e.reverses_id is null then new.quantity else - new.quantity end
    where e.id = new.event_id;
  return null;
end $$;
create trigger resolution_ends_dispute after insert on exchange.event_resolution
  for each row execute function exchange.follow_resolution();

create function exchange.follow_counted() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.commitment c set fulfilled = c.fulfilled + new.counted - old.counted where c.id = new.commitment_id;
  update exchange.event e set state = 'REVERSED' where e.id = new.reverses_id;
  return null;
end $$;
create trigger counted_fulfils_commitment after update of counted on exchange.event
  for each row when (new.counted <> old.counted) execute function exchange.follow_counted();

revoke execute on function exchange.follow_resolution(), exchange.follow_counted() from public;
grant select on exchange.event_referral, exchange.event_resolution to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.event_referral, exchange.event_resolution to qinlin_writer;
