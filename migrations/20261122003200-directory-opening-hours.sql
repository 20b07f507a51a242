-- When places are open (开放时间): rules, exceptional days, statutory holidays, and what follows of them (docs/decisions/0057, 0058).

-- What the State Council's yearly notices say of holidays and make-up workdays (法定节假日、调休). Loaded by command.
create table directory.statutory_year (
  year integer primary key constraint statutory_year_number check (year between 2000 and 2100),
  notice text not null constraint statutory_year_notice check (notice <> ''),
  -- Counts what was loaded of the year that was not there before.
  edition integer not null default 1
);
create table directory.statutory_day (
  day date primary key,
  year integer not null references directory.statutory_year,
  kind text not null constraint statutory_day_kind check (kind in ('HOLIDAY', 'MAKE_UP')),
  name text not null constraint statutory_day_name check (name <> '')
);

-- The rules that a unit tells of a place. Editions stay as they were told; `place.hours_edition` says which one counts.
create table directory.place_hours (
  place_id uuid not null references directory.place,
  edition integer not null constraint place_hours_edition check (edition > 0),
  on_holidays text not null constraint place_hours_on_holidays check (on_holidays in ('CLOSED', 'AS_SUNDAY', 'AS_USUAL')),
  on_make_up_days text not null constraint place_hours_on_make_up_days check (on_make_up_days in ('AS_WEEKDAY', 'AS_USUAL')),
  note text constraint place_hours_note check (note <> ''),
  told_at timestamptz(3) not null,
  primary key (place_id, edition)
);
create table directory.place_window (
  place_id uuid not null,
  edition integer not null,
  no integer not null constraint place_window_no check (no between 1 and 20),
  -- RFC 5545, for days.
  rrule text not null constraint place_window_rrule check (rrule ~ '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-+A-Z0-9,]+)*$'),
  -- What closes no later than it opens closes on the day after.
  opens text not null constraint place_window_opens check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes text not null constraint place_window_closes check (closes ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
  season_from text constraint place_window_season_from check (season_from ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
  season_to text constraint place_window_season_to check (season_to ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
  first_day date,
  last_day date,
  primary key (place_id, edition, no),
  foreign key (place_id, edition) references directory.place_hours,
  constraint place_window_season check (num_nulls(season_from, season_to) in (0, 2)),
  constraint place_window_days check (first_day <= last_day)
);
alter table directory.place add column hours_edition integer;
alter table directory.place add constraint place_hours_told foreign key (id, hours_edition) references directory.place_hours (place_id, edition);

-- Days on which a place is closed, or open at other times, for a reason that everybody is told. What is taken back stays, and counts no more.
create table directory.place_exception (
  place_id uuid not null references directory.place,
  no integer not null constraint place_exception_no check (no > 0),
  days daterange not null constraint place_exception_days check (not isempty(days) and not lower_inf(days) and not upper_inf(days) and upper(days) - lower(days) <= 366),
  opens text[] not null,
  closes text[] not null,
  reason text not null constraint place_exception_reason check (reason <> ''),
  told_at timestamptz(3) not null,
  taken_back_at timestamptz(3) constraint place_exception_taken_back check (taken_back_at >= told_at),
  primary key (place_id, no),
  constraint place_exception_hours check (cardinality(opens) = cardinality(closes) and cardinality(opens) <= 5
    and (',' || array_to_string(opens, ',', '-')) ~ '^(,([01][0-9]|2[0-3]):[0-5][0-9])*,?$'
    and (',' || array_to_string(closes, ',', '-')) ~ '^(,(([01][0-9]|2[0-3]):[0-5][0-9]|24:00))*,?$'),
  constraint place_exception_once exclude using gist (place_id with =, days with &&) where (taken_back_at is null)
);
-- "The exceptional days of this place from today on."
create index place_exception_of on directory.place_exception (place_id, upper(days)) where taken_back_at is null;

create function directory.stays_taken_back() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'exceptional days that were taken back are told anew' using errcode = 'check_violation', constraint = 'place_exception_stays_taken_back';
end $$;
create trigger stays_taken_back before update on directory.place_exception
  for each row when (old.taken_back_at is not null) execute function directory.stays_taken_back();

-- What follows of the rules: when the place is open, for the time of which that is known. Computed by the acts, and anew as time goes on.
create table directory.place_opening (
  place_id uuid primary key references directory.place,
  open tstzmultirange not null,
  known tstzrange not null constraint place_opening_known check (not isempty(known) and not lower_inf(known) and not upper_inf(known)),
  -- Which state of the statutory calendar it was computed by.
  calendar bigint not null,
  constraint place_opening_within check (open <@ known)
);
-- "What is to be computed anew."
create index place_opening_renewal on directory.place_opening (upper(known), place_id);
create index place_opening_calendar on directory.place_opening (calendar, place_id);

-- The first instant of which no notice says anything, from the year of an instant on.
create function directory.statutory_known_before(at timestamptz) returns timestamptz language sql stable
return (select make_timestamptz(min(y), 1, 1, 0, 0, 0, 'Asia/Shanghai') from generate_series(extract(year from at at time zone 'Asia/Shanghai')::integer, 2101) y
  where not exists (select from directory.statutory_year s where s.year = y));

-- The state of the statutory calendar.
create function directory.statutory_edition() returns bigint language sql stable
return (select coalesce(sum(y.edition), 0) from directory.statutory_year y);

-- In which hours of the week a place is ever open: what is open at an instant is looked for among those. Days of the statutory
-- calendar are like no other, and have hours of their own.
create function directory.open_slot(at timestamptz) returns integer language sql stable
return (select case when exists (select from directory.statutory_day s where s.day = local::date)
    then (local::date - date '2000-01-01') * 24 else extract(isodow from local)::integer * 24 - 192 end + extract(hour from local)::integer
  from (select at at time zone 'Asia/Shanghai' as local) l);

create table directory.place_open_slot (
  slot integer not null,
  place_id uuid not null references directory.place,
  primary key (slot, place_id)
);
create index place_open_slot_place on directory.place_open_slot (place_id);

create function directory.lay_open_slots() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  delete from directory.place_open_slot s where s.place_id = new.place_id;
  insert into directory.place_open_slot (slot, place_id)
    select distinct directory.open_slot(h), new.place_id
    from unnest(new.open) r, generate_series(date_trunc('hour', lower(r)), upper(r) - interval '1 millisecond', interval '1 hour') h;
  return null;
end $$;
create trigger lay_open_slots after insert or update of open on directory.place_opening
  for each row execute function directory.lay_open_slots();

-- When a place is open: by its rules, and in use.
create function directory.openings_of(place uuid) returns tstzmultirange language sql stable
return (select o.open * coalesce((select range_agg(s.valid) from directory.place_status s where s.place_id = o.place_id and s.status = 'IN_USE'), '{}')
  from directory.place_opening o where o.place_id = place);

-- Whether it is; null where that is not known.
create function directory.is_open(place uuid, at timestamptz) returns boolean language sql stable
return (select case when o.known @> at then o.open @> at and exists (select from directory.place_status s
    where s.place_id = o.place_id and s.status = 'IN_USE' and s.valid @> at) end
  from directory.place_opening o where o.place_id = place);

grant select on directory.statutory_year, directory.statutory_day, directory.place_hours, directory.place_window, directory.place_exception,
  directory.place_opening, directory.place_open_slot to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on directory.place_hours, directory.place_window to qinlin_writer;
grant insert (hours_edition), update (hours_edition) on directory.place to qinlin_writer;
grant insert (place_id, no, days, opens, closes, reason, told_at), update (taken_back_at) on directory.place_exception to qinlin_writer;
grant insert, update (open, known, calendar) on directory.place_opening to qinlin_writer;
