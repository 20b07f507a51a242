-- Bookings (预约) in full: held for a time, confirmed, in use, completed; cancelled, not shown up for, expired (docs/decisions/0070).

-- By which rules a resource is booked, as its unit told them; editions stay, and a booking keeps the one it was made under.
create table exchange.booking_rule (
  resource_id uuid not null references exchange.resource,
  edition integer not null constraint booking_rule_edition check (edition > 0),
  -- SLOTS: places in slots that are open. PERIODS: the whole of it, from when until when one likes.
  mode text not null constraint booking_rule_mode check (mode in ('SLOTS', 'PERIODS')),
  -- How long it is held for who has not decided; 0: not at all.
  hold_minutes integer not null constraint booking_rule_hold check (hold_minutes between 0 and 1440),
  -- Until how many hours before it begins whoever booked may give it up.
  free_hours integer not null constraint booking_rule_free check (free_hours between 0 and 720),
  -- How many minutes before it begins its use may begin, and after how many nobody is waited for.
  start_minutes integer not null constraint booking_rule_start check (start_minutes between 0 and 240),
  no_show_minutes integer not null constraint booking_rule_no_show check (no_show_minutes between 0 and 240),
  -- Who of the owner records that nobody came: the title of the post; null for any post.
  attendant text constraint booking_rule_attendant check (attendant <> ''),
  told_at timestamptz(3) not null,
  primary key (resource_id, edition)
);
grant select on exchange.booking_rule to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.booking_rule to qinlin_writer;

-- What is booked, told by the booking itself: places of a slot, or all of a resource from when until when; and what became of it.
alter table exchange.slot add constraint slot_of_resource unique (id, resource_id);
alter table exchange.booking
  alter column slot_id drop not null,
  add column resource_id uuid references exchange.resource,
  add column starts_at timestamptz(3),
  add column ends_at timestamptz(3),
  add column rule_edition integer,
  add column held_until timestamptz(3),
  add column confirmed_at timestamptz(3),
  add column started_at timestamptz(3),
  add column completed_at timestamptz(3),
  add column cancelled_at timestamptz(3),
  add column reason text constraint booking_reason check (reason <> ''),
  add column no_show_at timestamptz(3),
  add column no_show_post_id uuid references directory.post;
update exchange.booking b set resource_id = s.resource_id from exchange.slot s where s.id = b.slot_id;
alter table exchange.booking
  alter column resource_id set not null,
  add constraint booking_of_slot foreign key (slot_id, resource_id) references exchange.slot (id, resource_id),
  add constraint booking_under_rule foreign key (resource_id, rule_edition) references exchange.booking_rule,
  add constraint booking_of_slot_or_period check (num_nonnulls(starts_at, ends_at) = case when slot_id is null then 2 else 0 end),
  add constraint booking_forward check (starts_at < ends_at),
  add constraint booking_period_whole check (slot_id is not null or count = 1),
  drop constraint booking_state_check,
  add constraint booking_state_check check (state in ('HELD', 'CONFIRMED', 'IN_USE', 'COMPLETED', 'CANCELLED', 'NO_SHOW', 'EXPIRED')),
  -- A hold that timed out is confirmed by nobody, and nothing else times out.
  add constraint booking_confirmed_in_time check (held_until is null or confirmed_at is null or confirmed_at < held_until),
  add constraint booking_expired_of_time check (state <> 'EXPIRED' or held_until is not null),
  add constraint booking_held_unconfirmed check (state not in ('HELD', 'EXPIRED') or confirmed_at is null),
  add constraint booking_held_by_agreement check (agreement_id is null or held_until is null),
  add constraint booking_used_as_stated check ((state in ('IN_USE', 'COMPLETED')) = (started_at is not null)),
  add constraint booking_completed_as_stated check ((state = 'COMPLETED') = (completed_at is not null) and completed_at >= started_at),
  add constraint booking_cancelled_as_stated check (state = 'CANCELLED' or num_nonnulls(cancelled_at, reason) = 0),
  -- Who did not come is recorded by somebody who says so in a post.
  add constraint booking_no_show_as_stated check (num_nonnulls(no_show_at, no_show_post_id) = case state when 'NO_SHOW' then 2 else 0 end);
-- "The bookings of this resource", and holds by when they end: those of a slot, and all that are to be tidied.
create index booking_resource on exchange.booking (resource_id, id desc);
create index booking_held on exchange.booking (slot_id, held_until) where state = 'HELD' and held_until is not null;
create index booking_held_until on exchange.booking (held_until, id) where state = 'HELD' and held_until is not null;
grant update (confirmed_at, started_at, completed_at, cancelled_at, reason, no_show_at, no_show_post_id) on exchange.booking to qinlin_writer;

-- Which bookings hold what they are of.
create function exchange.booking_holds(state text) returns boolean language sql immutable
return state in ('HELD', 'CONFIRMED', 'IN_USE', 'COMPLETED');

-- Nobody else has the resource meanwhile.
alter table exchange.booking add constraint booking_alone
  exclude using gist (resource_id with =, tstzrange(starts_at, ends_at) with &&) where (slot_id is null and exchange.booking_holds(state));

create or replace function exchange.follow_booking() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  delta integer := case when exchange.booking_holds(new.state) then new.count else 0 end
    - case when tg_op = 'UPDATE' and exchange.booking_holds(old.state) then old.count else 0 end;
begin
  if delta <> 0 and new.slot_id is not null then
    update exchange.slot set taken = taken + delta where id = new.slot_id;
  end if;
  return null;
end $$;

-- What is over stays as it ended, and nothing is skipped on the way there.
create function exchange.check_booking_move() returns trigger language plpgsql set search_path = ''
as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (('HELD', 'CONFIRMED'), ('HELD', 'CANCELLED'), ('HELD', 'EXPIRED'),
      ('CONFIRMED', 'IN_USE'), ('CONFIRMED', 'CANCELLED'), ('CONFIRMED', 'NO_SHOW'), ('IN_USE', 'COMPLETED')) then
    perform exchange.refuse('booking_moves', 'a booking does not go from ' || old.state || ' to ' || new.state);
  end if;
  return new;
end $$;
create trigger booking_moves before update of state on exchange.booking
  for each row execute function exchange.check_booking_move();

-- The contract says which post it is that somebody holds.
create or replace view rights.post as
  select p.person_id, p.unit_id, p.role, p.alliance_id,
    case when p.delegated_from is null then p.valid else p.valid * s.valid end as valid, p.title, p.id
  from directory.post p left join directory.post s on s.id = p.delegated_from;

-- The post in which somebody says that nobody came is one of the unit that owns what was booked, held then.
create function exchange.check_no_show() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from rights.post p join exchange.resource r on r.owner_unit_id = p.unit_id
    where p.id = new.no_show_post_id and r.id = new.resource_id and p.valid @> new.no_show_at) then
    perform exchange.refuse('booking_no_show_by_owner', 'that nobody came is recorded in a post of the unit that owns the resource');
  end if;
  return new;
end $$;
create trigger booking_no_show_by_owner before update of no_show_post_id on exchange.booking
  for each row when (new.no_show_post_id is not null) execute function exchange.check_no_show();

-- A resource is booked in one way: by slots, or by periods.
create function exchange.check_booking_mode() returns trigger language plpgsql set search_path = ''
as $$
begin
  -- Whoever tells another rule waits, or is waited for.
  perform from exchange.resource r where r.id = new.resource_id for key share;
  if (new.slot_id is null) <> coalesce((select r.mode = 'PERIODS' from exchange.booking_rule r
      where r.resource_id = new.resource_id order by r.edition desc limit 1), false) then
    perform exchange.refuse('booking_of_its_mode', 'the resource is booked in another way');
  end if;
  return new;
end $$;
create trigger booking_of_its_mode before insert on exchange.booking
  for each row execute function exchange.check_booking_mode();
