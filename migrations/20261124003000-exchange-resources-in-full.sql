-- Resources in full: of what category, at which place, in what condition, and withdrawn (docs/decisions/0069).

alter table exchange.resource
  drop constraint resource_kind_check,
  add constraint resource_kind_check
    check (kind in ('SPACE', 'EQUIPMENT', 'VEHICLE', 'STAFF_TIME', 'SKILL', 'GOODS', 'MEALS', 'DATA_SET')),
  add column category text references directory.term (code),
  add column place_id uuid references directory.place,
  add column state text not null default 'AVAILABLE' check (state in ('AVAILABLE', 'RETIRED')),
  add column retired_at timestamptz(3),
  add column retired_because text,
  add constraint resource_retired_at_some_time check ((state = 'RETIRED') = (retired_at is not null)),
  add constraint resource_retired_for_a_reason check ((retired_at is null) = (retired_because is null)),
  -- What stocks and lendings refer to: whose it is, and of what kind.
  add constraint resource_of_kind unique (id, owner_unit_id, kind);
create index resource_category on exchange.resource (category, id desc) where category is not null;
create index resource_place on exchange.resource (place_id, id desc) where place_id is not null;
grant update (name, description, category, place_id, place_name, longitude, latitude, state, retired_at, retired_because)
  on exchange.resource to qinlin_writer;

-- What was withdrawn stays so.
create function exchange.keep_retired_resource() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  raise exception 'what was withdrawn stays so' using errcode = 'check_violation', constraint = 'resource_stays_retired';
end
$$;
create trigger resource_stays_retired before update on exchange.resource
  for each row when (old.state = 'RETIRED') execute function exchange.keep_retired_resource();

-- What is withdrawn is booked no more; bookings there are stand, and move on. Whoever withdraws it is waited for.
create function exchange.check_booked_resource() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  found_state text;
begin
  select r.state into found_state from exchange.slot s join exchange.resource r on r.id = s.resource_id
  where s.id = new.slot_id for share of r;
  if found_state = 'RETIRED' then
    raise exception 'what was withdrawn is booked no more' using errcode = 'check_violation', constraint = 'booking_of_available_resource';
  end if;
  return new;
end
$$;
create trigger booking_of_available_resource before insert on exchange.booking
  for each row execute function exchange.check_booked_resource();

-- How a resource is, as somebody saw it: appended, never changed; the last one holds.
create table exchange.resource_condition (
  resource_id uuid not null references exchange.resource,
  number integer not null check (number > 0),
  term text not null references directory.term (code),
  note text check (note <> ''),
  seen_at timestamptz(3) not null,
  said_by_unit_id uuid not null references directory.unit,
  recorded_at timestamptz(3) not null,
  primary key (resource_id, number),
  constraint condition_not_to_come check (seen_at <= recorded_at)
);
create index resource_condition_said_by on exchange.resource_condition (said_by_unit_id);

revoke execute on function exchange.keep_retired_resource(), exchange.check_booked_resource() from public;
grant select on exchange.resource_condition to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.resource_condition to qinlin_writer;

-- Whether there is such a place that something may be said to be at: places are another module's.
create function exchange.is_place(place uuid) returns boolean language sql stable security definer set search_path = ''
as $$
  select exists (select from directory.place p where p.id = is_place.place and p.status <> 'CLOSED')
$$;
revoke execute on function exchange.is_place(uuid) from public;
grant execute on function exchange.is_place(uuid) to qinlin_writer;
