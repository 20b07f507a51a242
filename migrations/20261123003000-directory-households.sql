-- Households that a unit looks after, and who is linked to them (docs/decisions/0063).

-- 一人一岗: one post of service at a time, at one unit; which it is, the statement says.
insert into directory.person_relation_type (id, code, label_zh, label_en, inverse_zh, inverse_en, object_kind, cardinality, is_public, takes_post, takes_term, rank) values
  ('019aa600-0000-7000-8000-000000000012', 'service-post', '党员先锋岗（一人一岗）', 'holds a post of service at', '设岗党员', 'has in a post of service', 'UNIT', 'MANY_TO_ONE', false, false, false, 12);

create table directory.household_link_type (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z]+(-[a-z]+)*$'),
  label_zh text not null check (label_zh <> ''),
  label_en text not null check (label_en <> ''),
  inverse_zh text not null check (inverse_zh <> ''),
  inverse_en text not null check (inverse_en <> ''),
  -- What somebody is to the unit, by which they are linked: it ends with that.
  relation_type text not null references directory.person_relation_type (code),
  -- With how many households one person is linked at a time.
  most integer not null check (most between 1 and 1000),
  rank integer not null unique,
  constraint household_link_type_rules unique (code, relation_type)
);
-- What is common; a deployment adds its own, and sets its own limits, in a migration of its own.
insert into directory.household_link_type (id, code, label_zh, label_en, inverse_zh, inverse_en, relation_type, most, rank) values
  ('019aa700-0000-7000-8000-000000000001', 'vanguard-linkage', '先锋户联', 'is linked as a vanguard to', '联户党员', 'has as its linked member', 'service-post', 10, 1),
  ('019aa700-0000-7000-8000-000000000002', 'concentric-circle', '党群同心圆', 'keeps the circle of', '圆心党员', 'has at the centre of its circle', 'service-post', 30, 2),
  ('019aa700-0000-7000-8000-000000000003', 'grid-visiting', '网格走访', 'visits for the grid', '走访网格员', 'is visited by', 'grid-officer', 300, 3);

create table directory.household (
  id uuid primary key,
  -- Who registered it and looks after it.
  host_unit_id uuid not null references directory.unit,
  area_id uuid not null references directory.area,
  door text check (door <> ''),
  size integer check (size between 1 and 100),
  contact_name text check (contact_name <> ''),
  contact_mobile text check (contact_mobile ~ '^[+][0-9]{8,15}$'),
  -- Why the unit may know whom to call (个人信息保护法 art. 13).
  contact_basis text check (contact_basis in ('CONSENT', 'STATUTORY_DUTY')),
  registered_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  erased_at timestamptz(3),
  erasure_reason text check (erasure_reason <> ''),
  version integer not null default 1,
  constraint household_of_host unique (id, host_unit_id),
  constraint household_in_area unique (id, host_unit_id, area_id),
  constraint household_known_until_erased check ((erased_at is null) = (door is not null)),
  constraint household_erased_whole check (erased_at is null or num_nonnulls(size, contact_name, contact_mobile, contact_basis) = 0),
  constraint household_erased_for_a_reason check ((erased_at is null) = (erasure_reason is null)),
  constraint household_contact_on_a_basis check ((contact_mobile is null) = (contact_basis is null) and (contact_name is null or contact_mobile is not null))
);
create unique index household_once on directory.household (host_unit_id, area_id, door) where erased_at is null;
-- Those of a unit, and of an area, newest first.
create index household_host on directory.household (host_unit_id, id desc);
create index household_area on directory.household (area_id, id desc);

create function directory.keep_household() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.erased_at is not null and (new.erased_at is distinct from old.erased_at or new.area_id <> old.area_id) then
    raise exception 'what was erased stays erased' using errcode = 'check_violation', constraint = 'household_stays_erased';
  end if;
  return new;
end
$$;
create trigger household_kept before update on directory.household for each row execute function directory.keep_household();

-- Where it lies, it lies on the day on which that is said. Whoever ends the area is waited for, hence the code.
create function directory.check_area_of_household() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  perform from directory.area a where a.id = new.area_id for share;
  if not exists (select from directory.area a where a.id = new.area_id and directory.time_of_days(a.valid) @> new.changed_at) then
    raise exception 'the area is not one of that day' using errcode = 'exclusion_violation', constraint = 'household_area_in_force';
  end if;
  return new;
end
$$;
create trigger household_in_an_area_of_its_day before insert or update of area_id on directory.household
  for each row execute function directory.check_area_of_household();
create trigger household_of_a_unit_that_lasts before insert or update of door on directory.household
  for each row when (new.erased_at is null) execute function directory.refuse_dissolved('host_unit_id');

alter table directory.person_relation add constraint person_relation_of_host unique (id, type_code, person_id, host_unit_id);

create table directory.household_link (
  id uuid primary key,
  type_code text not null,
  relation_type text not null,
  household_id uuid not null,
  host_unit_id uuid not null,
  area_id uuid not null,
  -- What the person is to the unit: as whom they are linked.
  person_relation_id uuid not null,
  person_id uuid not null,
  state text not null check (state in ('PROPOSED', 'AGREED', 'DECLINED', 'WITHDRAWN', 'ENDED')),
  reason text check (reason <> ''),
  proposed_at timestamptz(3) not null,
  decided_at timestamptz(3),
  valid tstzrange,
  version integer not null default 1,
  constraint household_link_rules_of_its_type foreign key (type_code, relation_type)
    references directory.household_link_type (code, relation_type),
  constraint household_link_of_host foreign key (household_id, host_unit_id, area_id)
    references directory.household (id, host_unit_id, area_id) on update cascade,
  constraint household_link_by_relation foreign key (person_relation_id, relation_type, person_id, host_unit_id)
    references directory.person_relation (id, type_code, person_id, host_unit_id),
  constraint household_link_visited unique (id, household_id, host_unit_id, type_code, person_id),
  constraint household_link_valid_when_agreed check ((state in ('AGREED', 'ENDED')) = (valid is not null)),
  constraint household_link_has_a_start check (not lower_inf(valid)),
  constraint household_link_decided check ((state = 'PROPOSED') = (decided_at is null)),
  constraint household_link_ended_for_a_reason check (state not in ('DECLINED', 'ENDED') or reason is not null),
  constraint household_link_of_household_once exclude using gist (type_code with =, household_id with =, valid with &&)
);
create index household_link_host on directory.household_link (host_unit_id, id desc);
create index household_link_person on directory.household_link (person_id, id desc);
create index household_link_household on directory.household_link (household_id, id desc);
create index household_link_relation on directory.household_link (person_relation_id);
create index household_link_area on directory.household_link (area_id);
create unique index household_link_open_proposal on directory.household_link (type_code, household_id, person_id) where state = 'PROPOSED';

-- What was agreed is history, as with relations of persons.
create function directory.keep_household_link() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.valid is not null and (new.valid is null or not new.valid <@ old.valid) then
    raise exception 'the time of a link is only shortened' using errcode = 'check_violation', constraint = 'household_link_only_shortened';
  end if;
  if new.state <> old.state and (old.state in ('DECLINED', 'WITHDRAWN', 'ENDED') or old.state = 'AGREED' and new.state <> 'ENDED') then
    raise exception 'what was decided of a link stands' using errcode = 'check_violation', constraint = 'household_link_decision_stands';
  end if;
  return new;
end
$$;
create trigger household_link_kept before update of state, valid on directory.household_link
  for each row execute function directory.keep_household_link();
create trigger household_link_of_a_unit_that_lasts before insert or update of state on directory.household_link
  for each row when (new.state in ('PROPOSED', 'AGREED')) execute function directory.refuse_dissolved('host_unit_id');

-- How many households somebody is linked with by a type at some instant of `during`.
create function directory.households_of(type_code text, person uuid, during tstzrange) returns integer
language sql stable security definer set search_path = ''
as $$
  select count(*)::integer from directory.household_link l
  where l.type_code = households_of.type_code and l.person_id = person and l.valid && during
$$;

-- A link begins within what the person is to the unit, the days of the area and the household, and is one of so many. Whoever
-- ends one of them, or agrees to another, is waited for; an act that comes after is tried once more, hence the code.
create function directory.check_household_link() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  perform from directory.area a where a.id = new.area_id for share;
  perform from directory.person_relation r where r.id = new.person_relation_id for share;
  perform from directory.household h where h.id = new.household_id for share;
  perform from directory.person p where p.id = new.person_id for no key update;
  if not exists (select from directory.person_relation r where r.id = new.person_relation_id and new.valid <@ r.valid)
    or not exists (select from directory.area a where a.id = new.area_id and new.valid <@ directory.time_of_days(a.valid))
    or not exists (select from directory.household h where h.id = new.household_id and h.erased_at is null) then
    raise exception 'a link lasts no longer than what it is by, and where' using errcode = 'exclusion_violation', constraint = 'household_link_within';
  end if;
  if directory.households_of(new.type_code, new.person_id, new.valid)
    >= (select t.most from directory.household_link_type t where t.code = new.type_code) then
    raise exception 'a person is linked with so many households' using errcode = 'exclusion_violation', constraint = 'household_link_most';
  end if;
  return new;
end
$$;
create trigger household_link_begins_within before insert on directory.household_link
  for each row when (new.valid is not null) execute function directory.check_household_link();
create trigger household_link_agreed_within before update of valid on directory.household_link
  for each row when (old.valid is null and new.valid is not null) execute function directory.check_household_link();

-- Where the household moves to another grid the link goes along, no longer than that lasts.
create function directory.move_household_link() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  new.valid := new.valid * tstzrange(null, (select upper(directory.time_of_days(a.valid)) from directory.area a where a.id = new.area_id));
  new.version := new.version + 1;
  return new;
end
$$;
create trigger household_link_moves before update of area_id on directory.household_link
  for each row when (new.area_id <> old.area_id) execute function directory.move_household_link();

create function directory.end_household_links_of_relation() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update directory.household_link l set valid = l.valid * new.valid, version = l.version + 1
  where l.person_relation_id = new.id and l.valid is not null and not l.valid <@ new.valid;
  return new;
end
$$;
create trigger person_relation_ends_household_links after update of valid on directory.person_relation
  for each row when (new.valid is distinct from old.valid and new.valid is not null) execute function directory.end_household_links_of_relation();

create function directory.end_household_links_of_area() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  time_left constant tstzrange := tstzrange(null, upper(directory.time_of_days(new.valid)));
begin
  update directory.household_link l set valid = l.valid * time_left, version = l.version + 1
  where l.area_id = new.id and l.valid is not null and not l.valid <@ time_left;
  return new;
end
$$;
create trigger area_ends_household_links after update of valid on directory.area
  for each row when (new.valid is distinct from old.valid and not upper_inf(new.valid)) execute function directory.end_household_links_of_area();

-- For whom the link was proposed: what it hangs on, held in the order in which it is ended, and what stands in the way of it from
-- now on. `until` is when it ends of itself.
create function directory.hold_household_link(link uuid, at timestamptz) returns table (way text, until timestamptz)
language plpgsql security definer set search_path = ''
as $$
declare
  l directory.household_link;
  during tstzrange;
begin
  select * into l from directory.household_link o where o.id = link and o.person_id = rights.my_person() and rights.my_app() is null;
  if not found then return; end if;
  perform from directory.area a where a.id = l.area_id for share;
  perform from directory.unit u where u.id = l.host_unit_id for share;
  perform from directory.person_relation r where r.id = l.person_relation_id for share;
  perform from directory.household h where h.id = l.household_id for share;
  perform from directory.person p where p.id = l.person_id for no key update;
  select tstzrange(at, null) * r.valid * directory.time_of_days(a.valid) into during
  from directory.person_relation r, directory.household h join directory.area a on a.id = h.area_id
  where r.id = l.person_relation_id and r.state = 'AGREED' and h.id = l.household_id and h.erased_at is null;
  return query select case
    when during is null or not during @> at then 'OVER'
    when exists (select from directory.household_link o where o.type_code = l.type_code and o.household_id = l.household_id and o.valid && during) then 'HOUSEHOLD'
    when directory.households_of(l.type_code, l.person_id, during) >= (select t.most from directory.household_link_type t where t.code = l.type_code) then 'MOST'
    end, upper(during);
end
$$;

-- Policies. Not forced: the functions above are their owner's.
alter table directory.household enable row level security;
alter table directory.household_link enable row level security;
create policy read_household_link on directory.household_link for select to qinlin_guarded, qinlin_writer using (
  (select rights.my_app()) is null and (host_unit_id = (select rights.my_unit()) or person_id = (select rights.my_person()))
);
create policy propose_household_link on directory.household_link for insert to qinlin_writer with check (
  (select rights.my_app()) is null and host_unit_id = (select rights.my_unit()) and state = 'PROPOSED'
);
create policy decide_household_link on directory.household_link for update to qinlin_writer using (
  (select rights.my_app()) is null and (host_unit_id = (select rights.my_unit()) or person_id = (select rights.my_person()))
);
-- The unit, and who is linked to it while they are.
create policy read_household on directory.household for select to qinlin_guarded, qinlin_writer using (
  (select rights.my_app()) is null and (
    host_unit_id = (select rights.my_unit())
    or erased_at is null and exists (select from directory.household_link l where l.household_id = household.id
      and l.person_id = (select rights.my_person()) and l.valid @> (select rights.my_now())))
);
create policy register_household on directory.household for insert to qinlin_writer with check (
  (select rights.my_app()) is null and host_unit_id = (select rights.my_unit())
);
create policy change_household on directory.household for update to qinlin_writer using (
  (select rights.my_app()) is null and host_unit_id = (select rights.my_unit())
);

revoke execute on function directory.keep_household(), directory.check_area_of_household(), directory.keep_household_link(),
  directory.households_of(text, uuid, tstzrange), directory.check_household_link(), directory.move_household_link(),
  directory.end_household_links_of_relation(), directory.end_household_links_of_area(),
  directory.hold_household_link(uuid, timestamptz) from public;
grant execute on function directory.hold_household_link(uuid, timestamptz) to qinlin_writer;
grant select on directory.household_link_type to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on directory.household, directory.household_link to qinlin_guarded, qinlin_writer;
grant insert on directory.household, directory.household_link to qinlin_writer;
grant update (area_id, door, size, contact_name, contact_mobile, contact_basis, changed_at, erased_at, erasure_reason, version)
  on directory.household to qinlin_writer;
grant update (state, reason, decided_at, valid, version) on directory.household_link to qinlin_writer;
