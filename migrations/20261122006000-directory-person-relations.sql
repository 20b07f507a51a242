-- Relations of persons to units, areas and places: typed, dated, agreed by the person and by the unit (docs/decisions/0060).

-- Persons say who they are, and correct it.
alter table directory.person add column version integer not null default 1;
grant update (name, version) on directory.person to qinlin_writer;

create table directory.person_relation_type (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z]+(-[a-z]+)*$'),
  label_zh text not null check (label_zh <> ''),
  label_en text not null check (label_en <> ''),
  inverse_zh text not null check (inverse_zh <> ''),
  inverse_en text not null check (inverse_en <> ''),
  object_kind text not null check (object_kind in ('UNIT', 'AREA', 'PLACE')),
  cardinality text not null check (cardinality in ('ONE_TO_ONE', 'MANY_TO_ONE', 'ONE_TO_MANY', 'MANY_TO_MANY')),
  -- Told to everybody while it holds, without the person, as posts are; else to those concerned alone.
  is_public boolean not null,
  -- Of somebody who comes from another unit, by the post that they hold there.
  takes_post boolean not null,
  takes_term boolean not null,
  rank integer not null unique,
  constraint person_relation_type_rules unique (code, object_kind, cardinality, is_public, takes_post, takes_term)
);

-- What is common; a deployment adds its own in a migration of its own.
insert into directory.person_relation_type (id, code, label_zh, label_en, inverse_zh, inverse_en, object_kind, cardinality, is_public, takes_post, takes_term, rank) values
  ('019aa600-0000-7000-8000-000000000001', 'grid-head', '网格长', 'is head of the grid', '网格长', 'has as its head', 'AREA', 'ONE_TO_MANY', true, false, false, 1),
  ('019aa600-0000-7000-8000-000000000002', 'grid-officer', '网格员', 'is officer of the grid', '网格员', 'has as its officer', 'AREA', 'MANY_TO_MANY', true, false, false, 2),
  ('019aa600-0000-7000-8000-000000000003', 'grid-placement', '编入网格', 'is placed in the grid', '编入人员', 'has placed in it', 'AREA', 'MANY_TO_ONE', false, false, false, 3),
  ('019aa600-0000-7000-8000-000000000004', 'part-time-committee', '兼职委员', 'sits part-time on the committee of', '兼职委员', 'has as a part-time member', 'UNIT', 'MANY_TO_MANY', true, true, false, 4),
  ('019aa600-0000-7000-8000-000000000005', 'cross-appointment', '双向进入、交叉任职', 'is cross-appointed in', '交叉任职人员', 'has cross-appointed', 'UNIT', 'MANY_TO_MANY', true, true, false, 5),
  ('019aa600-0000-7000-8000-000000000006', 'secondment', '挂职锻炼', 'is seconded to', '挂职人员', 'has seconded to it', 'UNIT', 'MANY_TO_ONE', true, true, true, 6),
  ('019aa600-0000-7000-8000-000000000007', 'paired-learning', '结对先进', 'learns as the pair of', '结对人员', 'has as its pair', 'UNIT', 'MANY_TO_ONE', true, true, true, 7),
  ('019aa600-0000-7000-8000-000000000008', 'reporting-in', '在职报到', 'has reported in at', '报到人员', 'has reporting in', 'UNIT', 'MANY_TO_ONE', false, true, false, 8),
  ('019aa600-0000-7000-8000-000000000009', 'team-membership', '服务队员', 'serves in the team', '队员', 'has as a member', 'UNIT', 'MANY_TO_MANY', false, false, false, 9),
  ('019aa600-0000-7000-8000-000000000010', 'migrant-membership', '流动党员', 'has come for the time being to', '流动党员', 'has for the time being', 'UNIT', 'MANY_TO_ONE', false, false, false, 10),
  ('019aa600-0000-7000-8000-000000000011', 'room-keeper', '主理人', 'is in charge of', '主理人', 'is in the charge of', 'PLACE', 'MANY_TO_MANY', true, false, false, 11);

alter table directory.post add constraint post_of_person unique (id, unit_id, person_id);

create table directory.person_relation (
  id uuid primary key,
  type_code text not null,
  person_id uuid not null references directory.person,
  -- By which post of theirs, in which unit: as whom they are there.
  post_id uuid,
  home_unit_id uuid,
  unit_id uuid references directory.unit,
  area_id uuid references directory.area,
  place_id uuid references directory.place,
  -- Who agrees for the object: the unit itself, the one that looks after the area, the one that runs the place.
  host_unit_id uuid not null references directory.unit,
  -- As the type has it: the rules that hold between rows are constraints upon it.
  object_kind text not null,
  cardinality text not null,
  is_public boolean not null,
  takes_post boolean not null,
  takes_term boolean not null,
  state text not null check (state in ('PROPOSED', 'AGREED', 'DECLINED', 'WITHDRAWN', 'ENDED')),
  proposed_by text not null check (proposed_by in ('PERSON', 'UNIT')),
  statement text not null check (statement <> ''),
  proposed_since timestamptz(3),
  proposed_until timestamptz(3),
  reason text check (reason <> ''),
  proposed_at timestamptz(3) not null,
  decided_at timestamptz(3),
  valid tstzrange,
  version integer not null default 1,
  constraint person_relation_rules_of_its_type foreign key (type_code, object_kind, cardinality, is_public, takes_post, takes_term)
    references directory.person_relation_type (code, object_kind, cardinality, is_public, takes_post, takes_term),
  constraint person_relation_to_one_thing check (num_nonnulls(unit_id, area_id, place_id) = 1
    and case object_kind when 'UNIT' then unit_id when 'AREA' then area_id else place_id end is not null),
  constraint person_relation_unit_hosts check (unit_id = host_unit_id),
  constraint person_relation_by_own_post foreign key (post_id, home_unit_id, person_id)
    references directory.post (id, unit_id, person_id),
  constraint person_relation_takes_post check ((post_id is null) = (home_unit_id is null) and (post_id is not null or not takes_post)),
  constraint person_relation_to_another_unit check (unit_id <> home_unit_id),
  constraint person_relation_takes_term check (proposed_until is not null or not takes_term),
  constraint person_relation_for_some_time check (proposed_since < proposed_until),
  constraint person_relation_valid_when_agreed check ((state in ('AGREED', 'ENDED')) = (valid is not null)),
  -- One whose post ended before it began has no time at all.
  constraint person_relation_has_a_start check (not lower_inf(valid)),
  constraint person_relation_ends_as_proposed check (isempty(valid) or proposed_until is null or coalesce(upper(valid) <= proposed_until, false)),
  constraint person_relation_decided check ((state = 'PROPOSED') = (decided_at is null)),
  constraint person_relation_ended_for_a_reason check (state not in ('DECLINED', 'ENDED') or reason is not null),
  constraint person_relation_once exclude using gist (type_code with =, person_id with =,
    (coalesce(unit_id, area_id, place_id)) with =, valid with &&),
  constraint person_relation_of_person_once exclude using gist (type_code with =, person_id with =, valid with &&)
    where (cardinality in ('ONE_TO_ONE', 'MANY_TO_ONE')),
  constraint person_relation_of_object_once exclude using gist (type_code with =, (coalesce(unit_id, area_id, place_id)) with =, valid with &&)
    where (cardinality in ('ONE_TO_ONE', 'ONE_TO_MANY'))
);
-- "Who is at my unit", "whom did we send", "where am I", each newest first; who is in charge of an area, of a place; those of a
-- type; and what is public.
create index person_relation_host on directory.person_relation (host_unit_id, id desc);
create index person_relation_home on directory.person_relation (home_unit_id, id desc) where home_unit_id is not null;
create index person_relation_person on directory.person_relation (person_id, id desc);
create index person_relation_area on directory.person_relation (area_id, id desc) where area_id is not null;
create index person_relation_place on directory.person_relation (place_id, id desc) where place_id is not null;
create index person_relation_post on directory.person_relation (post_id) where post_id is not null;
create index person_relation_of_type on directory.person_relation (type_code, id desc);
create index person_relation_of_public on directory.person_relation (id desc) where is_public;
-- One open proposal of a type between a person and a thing.
create unique index person_relation_open_proposal on directory.person_relation (
  type_code, person_id, coalesce(unit_id, area_id, place_id)) where state = 'PROPOSED';

-- What was agreed is history: its time is only ever shortened, and what ended stays ended.
create function directory.keep_person_relation() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.valid is not null and (new.valid is null or not new.valid <@ old.valid) then
    raise exception 'the time of a relation is only shortened' using errcode = 'check_violation', constraint = 'person_relation_only_shortened';
  end if;
  if new.state <> old.state and (old.state in ('DECLINED', 'WITHDRAWN', 'ENDED') or old.state = 'AGREED' and new.state <> 'ENDED') then
    raise exception 'what was decided of a relation stands' using errcode = 'check_violation', constraint = 'person_relation_decision_stands';
  end if;
  return new;
end
$$;
create trigger person_relation_kept before update of state, valid on directory.person_relation
  for each row execute function directory.keep_person_relation();

-- What somebody is by a post is over with the post.
create function directory.end_relations_of_post() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update directory.person_relation r set valid = r.valid * new.valid, version = r.version + 1
  where r.post_id = new.id and r.valid is not null and not r.valid <@ new.valid;
  return new;
end
$$;
create trigger post_ends_relations after update of valid on directory.post
  for each row when (new.valid is distinct from old.valid) execute function directory.end_relations_of_post();

-- Nor does it begin, or last, beyond it.
create function directory.check_post_of_relation() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from directory.post p where p.id = new.post_id and p.delegated_from is null
    and (new.valid is null or new.valid <@ p.valid)) then
    raise exception 'what somebody is by a post lasts no longer than the post' using errcode = 'check_violation', constraint = 'person_relation_within_post';
  end if;
  return new;
end
$$;
create trigger person_relation_within_post before insert or update of valid on directory.person_relation
  for each row when (new.post_id is not null) execute function directory.check_post_of_relation();

-- What stands in the way of a relation at some instant of `during`: the same one, another of the person, or another of the
-- object, where there is one at a time; without saying which.
create function directory.in_the_way_of_person_relation(type_code text, person uuid, object uuid, during tstzrange) returns text
language sql stable security definer set search_path = ''
as $$
  select case when r.person_id <> person then 'OBJECT' when coalesce(r.unit_id, r.area_id, r.place_id) = object then 'SAME' else 'PERSON' end as way
  from directory.person_relation r
  where r.type_code = in_the_way_of_person_relation.type_code and r.valid && during and (
    r.person_id = person and (coalesce(r.unit_id, r.area_id, r.place_id) = object or r.cardinality in ('ONE_TO_ONE', 'MANY_TO_ONE'))
    or coalesce(r.unit_id, r.area_id, r.place_id) = object and r.cardinality in ('ONE_TO_ONE', 'ONE_TO_MANY'))
  order by way desc limit 1
$$;

-- How many persons there are of a type at an instant, at one unit or at all of them; nothing where they are fewer than five.
create function directory.count_persons(type_code text, host uuid, at timestamptz) returns integer
language sql stable security definer set search_path = ''
as $$
  select nullif(greatest(count(distinct r.person_id), 4), 4)::integer
  from directory.person_relation r
  where r.type_code = count_persons.type_code and (host is null or r.host_unit_id = host) and r.valid @> at
$$;

-- Policies. Not forced: the functions above are their owner's.
alter table directory.person_relation enable row level security;
create policy read_person_relation on directory.person_relation for select to qinlin_guarded, qinlin_writer using (
  is_public and valid @> (select rights.my_now())
  or person_id = (select rights.my_person())
  or (select rights.my_app()) is null and (
    host_unit_id = (select rights.my_unit())
    or home_unit_id = (select rights.my_unit()) and state in ('AGREED', 'ENDED'))
);
create policy propose_person_relation on directory.person_relation for insert to qinlin_writer with check (
  (select rights.my_app()) is null and case proposed_by
    when 'PERSON' then person_id = (select rights.my_person())
    else host_unit_id = (select rights.my_unit()) end
);
create policy decide_person_relation on directory.person_relation for update to qinlin_writer using (
  (select rights.my_app()) is null and (
    person_id = (select rights.my_person()) or (select rights.my_unit()) in (host_unit_id, home_unit_id))
);

-- What is said of it is for those concerned alone, of what is public too: nobody else may read these columns.
create view directory.person_relation_said with (security_barrier = true) as
  select r.id, r.statement, r.reason from directory.person_relation r
  where r.person_id = (select rights.my_person())
    or (select rights.my_app()) is null and (
      r.host_unit_id = (select rights.my_unit())
      or r.home_unit_id = (select rights.my_unit()) and r.state in ('AGREED', 'ENDED'))
    -- Whoever may read the table whole.
    or (select has_column_privilege('directory.person_relation', 'statement', 'select'));
-- The rest, for readers that ask for whole rows: judged by the policies above.
create view directory.person_relation_shown with (security_invoker = true) as
  select id, type_code, person_id, post_id, home_unit_id, unit_id, area_id, place_id, host_unit_id, is_public, state,
    proposed_by, proposed_since, proposed_until, proposed_at, decided_at, valid, version
  from directory.person_relation;

-- Who somebody is, is also for the unit that they came to, of themselves or agreed; and of whoever holds an office that
-- everybody is told of, for who coordinates its unit under the hat.
drop policy read_person on directory.person;
create policy read_person on directory.person for select to qinlin_guarded using (
  id = (select rights.my_person())
  or (select rights.my_app()) is null and (
    exists (select from directory.post p where p.person_id = person.id and p.unit_id = (select rights.my_unit()))
    or exists (select from directory.person_relation r where r.person_id = person.id and r.host_unit_id = (select rights.my_unit())
      and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON'))
    or exists (select from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
      where r.person_id = person.id and r.is_public and (r.valid @> (select rights.my_now())) is true
        and m.alliance_id = (select (rights.my_coordinates())[1]) and (m.valid @> (select rights.my_now())) is true))
);

revoke execute on function directory.keep_person_relation(), directory.end_relations_of_post(), directory.check_post_of_relation(),
  directory.in_the_way_of_person_relation(text, uuid, uuid, tstzrange), directory.count_persons(text, uuid, timestamptz) from public;
grant execute on function directory.in_the_way_of_person_relation(text, uuid, uuid, tstzrange) to qinlin_writer;
grant execute on function directory.count_persons(text, uuid, timestamptz) to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on directory.person_relation_type to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on directory.person_relation to qinlin_writer;
grant select (id, type_code, person_id, post_id, home_unit_id, unit_id, area_id, place_id, host_unit_id, is_public, state,
  proposed_by, proposed_since, proposed_until, proposed_at, decided_at, valid, version) on directory.person_relation to qinlin_guarded;
grant select on directory.person_relation_shown, directory.person_relation_said to qinlin_guarded;
grant insert, update (state, reason, decided_at, valid, version) on directory.person_relation to qinlin_writer;
