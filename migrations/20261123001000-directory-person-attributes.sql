-- What persons say of themselves, and what their units may count by it (docs/decisions/0062).

-- One value of each kind. Written by the function below alone.
create table directory.person_attribute (
  person_id uuid not null references directory.person,
  kind text not null check (kind in ('AGE', 'WORK', 'HOME_AREA', 'HEALTH')),
  born_on date check (born_on > '1870-01-01'),
  term_code text references directory.term (code),
  area_id uuid references directory.area,
  said_at timestamptz(3) not null,
  version integer not null default 1,
  primary key (person_id, kind),
  constraint person_attribute_of_its_kind check (num_nonnulls(born_on, term_code, area_id) = 1
    and case kind when 'AGE' then born_on is not null when 'HOME_AREA' then area_id is not null else term_code is not null end)
);

-- For which purpose what may be counted at all; a deployment adds its own in a migration of its own.
create table directory.attribute_use (
  purpose text not null,
  kind text not null check (kind in ('AGE', 'WORK', 'HOME_AREA', 'HEALTH')),
  primary key (purpose, kind)
);
insert into directory.attribute_use (purpose, kind) values
  ('care.visit', 'AGE'), ('care.visit', 'HOME_AREA'), ('care.visit', 'HEALTH'),
  ('care.health', 'AGE'), ('care.health', 'HEALTH'),
  ('care.meals', 'AGE'), ('care.meals', 'HOME_AREA'),
  ('supply.match', 'WORK'), ('supply.match', 'HOME_AREA');

-- Whoever acts says, corrects or takes back (null) something of themselves. The version it has now; null where there is none.
create function directory.say_of_oneself(what text, given text, at timestamptz) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := rights.my_person();
  said integer;
begin
  if me is null or rights.my_app() is not null then
    raise exception 'persons speak for themselves' using errcode = 'check_violation', constraint = 'person_attribute_of_oneself';
  end if;
  if given is null then
    delete from directory.person_attribute a where a.person_id = me and a.kind = what;
    return null;
  end if;
  insert into directory.person_attribute as a (person_id, kind, born_on, term_code, area_id, said_at) values (
    me, what, case what when 'AGE' then given::date end, case when what in ('WORK', 'HEALTH') then given end,
    case what when 'HOME_AREA' then given::uuid end, at)
  on conflict (person_id, kind) do update
    set born_on = excluded.born_on, term_code = excluded.term_code, area_id = excluded.area_id, said_at = at, version = a.version + 1
  returning a.version into said;
  return said;
end $$;

-- For themselves and nobody else. Not forced: the functions here are their owner's.
alter table directory.person_attribute enable row level security;
create policy read_of_oneself on directory.person_attribute for select to qinlin_guarded, qinlin_writer using (
  person_id = (select rights.my_person()) and (select rights.my_app()) is null
);

-- Of how many years somebody is on a day, as the bands that are counted: who is born on 29 February is a year older on 1 March.
create function directory.age_band(born_on date, day date) returns text language sql immutable strict set search_path = ''
as $$
  select case when years < 18 then '0-17' when years < 35 then '18-34' when years < 60 then '35-59' when years < 80 then '60-79' else '80+' end
  from (select extract(year from age(day::timestamp, born_on::timestamp)) as years) of_life
$$;

-- The contract: consents, with the unit that each is given to or was recorded by.
create or replace view rights.consent as select subject_type, subject_id, purpose, valid, unit_id from access.consent;

-- How many of those who are at the unit acted for, and consent to the purpose, are of each value. Nothing where the purpose is not
-- one that the kind may be counted for. Groups of fewer than five are left out; where that leaves out one to four persons in all,
-- the smallest of the others too, since the unit knows who consents; and a single group of everybody would tell of each of them.
create function directory.person_segments(unit uuid, purpose text, kind text, at timestamptz) returns table (value text, persons integer)
language sql stable security definer set search_path = ''
as $$
  with here as (
    select r.person_id from directory.person_relation r where r.host_unit_id = unit and r.valid @> at
    union select p.person_id from directory.post p where p.unit_id = unit and p.valid @> at
  ), counted as (
    select coalesce(directory.age_band(a.born_on, (at at time zone 'Asia/Shanghai')::date), a.term_code,
      'area_' || replace(a.area_id::text, '-', '')) as value, count(*)::integer as persons
    from here h join directory.person_attribute a on a.person_id = h.person_id and a.kind = person_segments.kind
    where unit = (select rights.my_unit()) and (select rights.my_app()) is null
      and exists (select from directory.attribute_use u where u.purpose = person_segments.purpose and u.kind = person_segments.kind)
      and exists (select from rights.consent c where c.subject_type = 'person' and c.subject_id = h.person_id
        and c.unit_id = unit and c.purpose = person_segments.purpose and c.valid @> at)
    group by 1
  ), few as (
    select coalesce(sum(c.persons) filter (where c.persons < 5), 0) as left_out, count(*) as groups from counted c
  ), large as (
    select c.value, c.persons, row_number() over (order by c.persons, c.value) as nth from counted c where c.persons >= 5
  )
  select l.value, l.persons from large l, few f
  where f.groups > 1 and (l.nth > 1 or f.left_out not between 1 and 4)
  order by l.value
$$;

-- A person consents to a purpose of each unit by itself; what a unit recorded of a beneficiary is once for a purpose, as before.
alter table access.consent
  drop constraint consent_once,
  add constraint consent_once exclude using gist (subject_type with =, subject_id with =, purpose with =,
    (case subject_type when 'person' then unit_id else subject_id end) with =, valid with &&);
-- In their own name.
create policy consent_of_oneself on access.consent for insert to qinlin_writer with check (
  (select rights.my_app()) is null and subject_type = 'person' and subject_id = (select rights.my_person())
);

-- What somebody said of themselves goes with the rest (docs/decisions/0061).
create or replace function directory.erase_person() returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := rights.my_person();
begin
  if me is null or rights.my_app() is not null then return false; end if;
  delete from directory.person_relation r where r.person_id = me;
  delete from directory.person_attribute a where a.person_id = me;
  update directory.invitation i set person_name = '已删除'
  where i.id in (select p.invitation_id from directory.post p where p.person_id = me);
  update directory.person p set name = '已删除', version = p.version + 1 where p.id = me;
  return found;
end $$;

revoke execute on function directory.say_of_oneself(text, text, timestamptz), directory.person_segments(uuid, text, text, timestamptz) from public;
grant execute on function directory.say_of_oneself(text, text, timestamptz) to qinlin_writer;
grant execute on function directory.person_segments(uuid, text, text, timestamptz) to qinlin_guarded;
grant select on directory.person_attribute to qinlin_guarded, qinlin_writer;
grant select on directory.attribute_use to qinlin_reader, qinlin_guarded, qinlin_writer;
