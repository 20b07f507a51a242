-- What persons are to a unit, an area or a place is over with it (docs/decisions/0060).
create trigger person_relation_of_a_unit_that_lasts before insert or update of state on directory.person_relation
  for each row when (new.state in ('PROPOSED', 'AGREED')) execute function directory.refuse_dissolved('host_unit_id');

-- From the midnight that its first day begins with to the one after its last.
create function directory.time_of_days(days daterange) returns tstzrange language sql immutable set search_path = ''
as $$
  select tstzrange(lower(days)::timestamp at time zone 'Asia/Shanghai', upper(days)::timestamp at time zone 'Asia/Shanghai')
$$;

create function directory.end_relations_of_area() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  time_left constant tstzrange := tstzrange(null, upper(directory.time_of_days(new.valid)));
begin
  update directory.person_relation r set valid = r.valid * time_left, version = r.version + 1
  where r.area_id = new.id and r.valid is not null and not r.valid <@ time_left;
  return new;
end
$$;
create trigger area_ends_relations after update of valid on directory.area
  for each row when (new.valid is distinct from old.valid and not upper_inf(new.valid)) execute function directory.end_relations_of_area();

create function directory.end_relations_of_place() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update directory.person_relation r set valid = r.valid * tstzrange(null, new.status_since), version = r.version + 1
  where r.place_id = new.id and r.valid is not null and not r.valid <@ tstzrange(null, new.status_since);
  return new;
end
$$;
create trigger place_ends_relations after update of status on directory.place
  for each row when (new.status = 'CLOSED' and old.status <> 'CLOSED') execute function directory.end_relations_of_place();

-- Nor does it begin, or last, beyond it. Whoever ends the area or closes the place is waited for; an act that comes after is tried
-- once more and told what it finds then, hence the code. What holds already is only ever shortened, and asks for nothing.
create function directory.check_object_of_relation() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and old.valid is not null then return new; end if;
  perform from directory.area a where a.id = new.area_id for share;
  perform from directory.place p where p.id = new.place_id for share;
  if exists (select from directory.area a where a.id = new.area_id and not new.valid <@ directory.time_of_days(a.valid))
    or exists (select from directory.place p where p.id = new.place_id and p.status = 'CLOSED') then
    raise exception 'what somebody is to an area or a place lasts no longer than that'
      using errcode = 'exclusion_violation', constraint = 'person_relation_within_object';
  end if;
  return new;
end
$$;
create trigger person_relation_within_object before insert or update of valid on directory.person_relation
  for each row when (new.unit_id is null and new.valid is not null) execute function directory.check_object_of_relation();

revoke execute on function directory.end_relations_of_area(), directory.end_relations_of_place(), directory.check_object_of_relation() from public;
