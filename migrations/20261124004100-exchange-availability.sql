-- When a resource can be had (可用时间): dated rules, exceptional days, the slots that follow, and for how many (docs/decisions/0076).

-- What a unit tells of a resource, edition by edition, each from a day on; of those that hold on a day the latest counts.
create table exchange.availability (
  resource_id uuid not null references exchange.resource,
  edition integer not null constraint availability_edition check (edition > 0),
  since date not null,
  on_holidays text not null constraint availability_on_holidays check (on_holidays in ('CLOSED', 'AS_SUNDAY', 'AS_USUAL')),
  on_make_up_days text not null constraint availability_on_make_up_days check (on_make_up_days in ('AS_WEEKDAY', 'AS_USUAL')),
  -- How long a slot is, null for one a window; places in each, null where it is booked by periods.
  slot_minutes integer constraint availability_slot check (slot_minutes between 5 and 1440),
  capacity integer constraint availability_capacity check (capacity between 1 and 10000),
  -- Places on one day, in all its slots together.
  per_day integer constraint availability_per_day check (per_day between 1 and 1000000),
  note text constraint availability_note check (note <> ''),
  told_at timestamptz(3) not null,
  primary key (resource_id, edition),
  constraint availability_of_slots check (capacity is not null or num_nonnulls(slot_minutes, per_day) = 0)
);
create index availability_since on exchange.availability (resource_id, since, edition);

create table exchange.availability_window (
  resource_id uuid not null,
  edition integer not null,
  no integer not null constraint availability_window_no check (no between 1 and 20),
  -- RFC 5545, for days.
  rrule text not null constraint availability_window_rrule check (rrule ~ '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-+A-Z0-9,]+)*$'),
  opens text not null constraint availability_window_opens check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes text not null constraint availability_window_closes check (closes ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
  season_from text constraint availability_window_season_from check (season_from ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
  season_to text constraint availability_window_season_to check (season_to ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
  first_day date,
  last_day date,
  capacity integer constraint availability_window_capacity check (capacity between 1 and 10000),
  primary key (resource_id, edition, no),
  foreign key (resource_id, edition) references exchange.availability,
  constraint availability_window_season check (num_nulls(season_from, season_to) in (0, 2)),
  constraint availability_window_days check (first_day <= last_day)
);

-- For whom: at most so many places of a slot for what is booked in an alliance, and so many kept for it.
create table exchange.availability_share (
  resource_id uuid not null,
  edition integer not null,
  alliance_id uuid not null references directory.alliance,
  at_most integer constraint availability_share_most check (at_most between 1 and 10000),
  reserved integer not null constraint availability_share_reserved check (reserved between 0 and 10000),
  primary key (resource_id, edition, alliance_id),
  foreign key (resource_id, edition) references exchange.availability,
  constraint availability_share_fits check (reserved <= at_most)
);

-- Days on which it cannot be had, or at other times, for a reason that everybody is told. What is taken back stays, and counts no more.
create table exchange.availability_exception (
  resource_id uuid not null references exchange.resource,
  no integer not null constraint availability_exception_no check (no > 0),
  days daterange not null constraint availability_exception_days
    check (not isempty(days) and not lower_inf(days) and not upper_inf(days) and upper(days) - lower(days) <= 366),
  opens text[] not null,
  closes text[] not null,
  reason text not null constraint availability_exception_reason check (reason <> ''),
  told_at timestamptz(3) not null,
  taken_back_at timestamptz(3) constraint availability_exception_taken_back check (taken_back_at >= told_at),
  primary key (resource_id, no),
  constraint availability_exception_hours check (cardinality(opens) = cardinality(closes) and cardinality(opens) <= 5
    and (',' || array_to_string(opens, ',', '-')) ~ '^(,([01][0-9]|2[0-3]):[0-5][0-9])*,?$'
    and (',' || array_to_string(closes, ',', '-')) ~ '^(,(([01][0-9]|2[0-3]):[0-5][0-9]|24:00))*,?$'),
  constraint availability_exception_once exclude using gist (resource_id with =, days with &&) where (taken_back_at is null)
);

-- What follows: when it can be had, for the time of which that is known (as directory.place_opening, docs/decisions/0058).
create table exchange.resource_opening (
  resource_id uuid primary key references exchange.resource,
  open tstzmultirange not null,
  known tstzrange not null constraint resource_opening_known check (not isempty(known) and not lower_inf(known) and not upper_inf(known)),
  calendar bigint not null,
  as_usual boolean not null,
  constraint resource_opening_within check (open <@ known)
);
create index resource_opening_renewal on exchange.resource_opening (upper(known), resource_id) where not as_usual;
create index resource_opening_renewal_as_usual on exchange.resource_opening (upper(known), resource_id) where as_usual;
create index resource_opening_calendar on exchange.resource_opening (calendar, resource_id);

-- And the slots: those that were opened by hand are of no edition. One that the rules have no more stays while it is booked.
alter table exchange.slot
  add column edition integer,
  add column state text not null default 'OPEN' constraint slot_state check (state in ('OPEN', 'KEPT', 'WITHDRAWN')),
  add constraint slot_of_edition foreign key (resource_id, edition) references exchange.availability,
  add constraint slot_opened_by_hand_stays check (edition is not null or state = 'OPEN'),
  add constraint slot_withdrawn_empty check (state <> 'WITHDRAWN' or taken = 0),
  drop constraint slot_no_overlap,
  add constraint slot_no_overlap exclude using gist (resource_id with =, tstzrange(starts_at, ends_at) with &&) where (state <> 'WITHDRAWN');
grant insert (edition, state), update (edition, state, capacity) on exchange.slot to qinlin_writer;

create function exchange.day_of(at timestamptz) returns date language sql immutable
return (at at time zone interval '8 hours')::date;

-- The edition that counts on a day; null where none was told.
create function exchange.availability_on(resource uuid, day date) returns integer language sql stable
return (select max(a.edition) from exchange.availability a where a.resource_id = resource and a.since <= day);

-- Places that a resource has on the day of that instant, in all its slots together; null for any.
create function exchange.places_a_day(resource uuid, at timestamptz) returns integer language sql stable
return (select a.per_day from exchange.availability a
  where a.resource_id = resource and a.edition = exchange.availability_on(resource, exchange.day_of(at)));

-- What is taken of them.
create function exchange.taken_on_day(resource uuid, at timestamptz) returns integer language sql stable
return (select coalesce(sum(s.taken), 0)::integer from exchange.slot s where s.resource_id = resource
  and s.starts_at >= exchange.day_of(at)::timestamp at time zone interval '8 hours'
  and s.starts_at < (exchange.day_of(at) + 1)::timestamp at time zone interval '8 hours');

-- How many places of a slot what is booked in an alliance may have beside what it has: what is left, what it may have at most, and what is kept for others.
create function exchange.places_for(slot uuid, alliance uuid) returns integer language sql stable
return (
  select least(s.capacity - s.taken - coalesce(kept.places, 0),
    (select h.at_most from exchange.availability_share h where h.resource_id = s.resource_id and h.edition = e.edition and h.alliance_id = alliance)
      - (select coalesce(sum(b.count), 0) from exchange.booking b where b.slot_id = s.id and b.alliance_id = alliance and exchange.booking_holds(b.state)),
    exchange.places_a_day(s.resource_id, s.starts_at) - exchange.taken_on_day(s.resource_id, s.starts_at))::integer
  from exchange.slot s
  cross join lateral (select exchange.availability_on(s.resource_id, exchange.day_of(s.starts_at)) as edition) e
  cross join lateral (
    select sum(greatest(h.reserved - (select coalesce(sum(b.count), 0) from exchange.booking b
      where b.slot_id = s.id and b.alliance_id = h.alliance_id and exchange.booking_holds(b.state)), 0)) as places
    from exchange.availability_share h where h.resource_id = s.resource_id and h.edition = e.edition and h.alliance_id <> alliance) kept
  where s.id = slot);

-- What alliances have of the slots, as it was told last.
create view exchange.share_told as
  select h.resource_id, h.alliance_id, h.at_most, h.reserved, r.owner_unit_id
  from exchange.availability_share h join exchange.resource r on r.id = h.resource_id
  where h.edition = (select max(a.edition) from exchange.availability a where a.resource_id = h.resource_id);
grant select on exchange.share_told to qinlin_reader, qinlin_guarded, qinlin_writer;

-- The counter, and the second fence: whoever takes more has the slot by then, and the day where its places are counted together.
create or replace function exchange.follow_booking() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  delta integer := case when exchange.booking_holds(new.state) then new.count else 0 end
    - case when tg_op = 'UPDATE' and exchange.booking_holds(old.state) then old.count else 0 end;
  had record;
begin
  if delta = 0 or new.slot_id is null then
    return null;
  end if;
  update exchange.slot set taken = taken + delta where id = new.slot_id returning resource_id, starts_at, state into had;
  if delta < 0 then
    return null;
  end if;
  if had.state <> 'OPEN' then
    perform exchange.refuse('slot_open', 'a slot that its rules have no more takes no other bookings');
  end if;
  if exchange.places_a_day(had.resource_id, had.starts_at) is not null then
    perform from exchange.resource r where r.id = had.resource_id for no key update;
  end if;
  if exchange.places_for(new.slot_id, new.alliance_id) < 0 then
    perform exchange.refuse('slot_shares', 'the places of the slot are for others, or those of its day are taken');
  end if;
  return null;
end $$;

-- A period that is booked lies in the time in which the resource can be had.
create or replace function exchange.check_booking_mode() returns trigger language plpgsql set search_path = ''
as $$
begin
  -- Whoever tells another rule waits, or is waited for.
  perform from exchange.resource r where r.id = new.resource_id for key share;
  if (new.slot_id is null) <> coalesce((select r.mode = 'PERIODS' from exchange.booking_rule r
      where r.resource_id = new.resource_id order by r.edition desc limit 1), false) then
    perform exchange.refuse('booking_of_its_mode', 'the resource is booked in another way');
  end if;
  if new.slot_id is null and not exists (select from exchange.resource_opening o
      where o.resource_id = new.resource_id and o.open @> tstzrange(new.starts_at, new.ends_at)) then
    perform exchange.refuse('booking_within_availability', 'the resource cannot be had at that time');
  end if;
  return new;
end $$;

grant select on exchange.availability, exchange.availability_window, exchange.availability_share, exchange.availability_exception,
  exchange.resource_opening to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.availability, exchange.availability_window, exchange.availability_share to qinlin_writer;
grant insert (resource_id, no, days, opens, closes, reason, told_at), update (taken_back_at) on exchange.availability_exception to qinlin_writer;
grant insert, update (open, known, calendar, as_usual) on exchange.resource_opening to qinlin_writer;
