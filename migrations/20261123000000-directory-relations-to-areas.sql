-- Relations of units to areas (docs/decisions/0064): a type says what its object is; the side of an area is who looks after it.
alter table directory.relation_type
  add column object_kind text not null default 'UNIT' check (object_kind in ('UNIT', 'AREA')),
  -- Lines of units, what is the same from either side, and who is incubated are between units.
  add constraint relation_type_of_units check (object_kind = 'UNIT' or not is_tree and not is_symmetric and not is_incubation);
alter table directory.relation_type alter column object_kind drop default;

insert into directory.relation_type (id, code, label_zh, label_en, inverse_zh, inverse_en, cardinality, is_symmetric, is_tree, is_incubation, object_kind, rank) values
  ('019aa500-0000-7000-8000-000000000008', 'grid-branch', '网格党支部', 'is the party branch of the grid', '设有网格党支部', 'has as its party branch', 'ONE_TO_MANY', false, false, false, 'AREA', 8),
  ('019aa500-0000-7000-8000-000000000009', 'owners-committee', '业主委员会', 'is the owners'' committee of', '设有业主委员会', 'has as its owners'' committee', 'ONE_TO_MANY', false, false, false, 'AREA', 9),
  ('019aa500-0000-7000-8000-000000000010', 'property-management', '物业管理', 'manages the property in', '由其管理物业', 'has its property managed by', 'MANY_TO_MANY', false, false, false, 'AREA', 10);

alter table directory.relation
  drop constraint relation_rules_of_its_type,
  drop constraint relation_proposed_by_a_side,
  drop constraint relation_once_between_two,
  drop constraint relation_of_subject_once,
  drop constraint relation_of_object_once,
  alter column object_unit_id drop not null,
  add column object_area_id uuid references directory.area,
  add column object_kind text not null generated always as (case when object_area_id is null then 'UNIT' else 'AREA' end) stored;
drop index directory.relation_open_proposal;
alter table directory.relation_type
  drop constraint relation_type_rules,
  add constraint relation_type_rules unique (code, object_kind, cardinality);

alter table directory.relation
  add constraint relation_rules_of_its_type foreign key (type_code, object_kind, cardinality)
    references directory.relation_type (code, object_kind, cardinality),
  add constraint relation_to_one_thing check (num_nonnulls(object_unit_id, object_area_id) = 1),
  add constraint relation_proposed_by_a_side
    check (object_area_id is not null or proposed_by_unit_id in (subject_unit_id, object_unit_id)),
  add constraint relation_once_between_two exclude using gist (type_code with =,
    least(subject_unit_id, object_unit_id) with =, greatest(subject_unit_id, object_unit_id) with =, valid with &&)
    where (object_unit_id is not null),
  add constraint relation_once_to_area exclude using gist (type_code with =, subject_unit_id with =, object_area_id with =,
    valid with &&) where (object_area_id is not null),
  -- After those: of what breaks two, the one is told that says more.
  add constraint relation_of_subject_once exclude using gist (type_code with =, subject_unit_id with =, valid with &&)
    where (cardinality in ('ONE_TO_ONE', 'MANY_TO_ONE')),
  add constraint relation_of_object_once exclude using gist (type_code with =, object_unit_id with =, valid with &&)
    where (cardinality in ('ONE_TO_ONE', 'ONE_TO_MANY')),
  add constraint relation_of_area_once exclude using gist (type_code with =, object_area_id with =, valid with &&)
    where (object_area_id is not null and cardinality in ('ONE_TO_ONE', 'ONE_TO_MANY'));
create unique index relation_open_proposal on directory.relation (type_code,
  least(subject_unit_id, object_unit_id), greatest(subject_unit_id, object_unit_id)) where state = 'PROPOSED' and object_unit_id is not null;
create unique index relation_open_proposal_to_area on directory.relation (type_code, subject_unit_id, object_area_id)
  where state = 'PROPOSED' and object_area_id is not null;
-- "What is to this area", newest first, and "is there one of that type".
create index relation_of_area on directory.relation (object_area_id, id desc) where object_area_id is not null;
-- "What did this unit propose": of areas, for who looks after them.
create index relation_proposed_to_area on directory.relation (proposed_by_unit_id) where state = 'PROPOSED' and object_area_id is not null;

-- Whether the unit looks after the area, or after anything that it lies in: of what was followed, what its successor lies in.
create function directory.keeps_area(unit uuid, area uuid) returns boolean language sql stable parallel safe
as $$
  select exists (select from directory.area k where k.keeper_unit_id = unit
    and (k.id = area or k.id in (select directory.areas_above_on(area, 'infinity', true))))
$$;

-- What a unit is to an area lasts no longer than the area, and is proposed by the unit or for the area.
create function directory.check_relation_to_area() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  days daterange;
begin
  -- Who ends the area waits for this, or comes before it.
  select a.valid into days from directory.area a where a.id = new.object_area_id for share;
  if new.valid is not null and not new.valid <@ directory.time_of_days(days) then
    raise exception 'a relation to an area lasts no longer than the area' using errcode = 'check_violation', constraint = 'relation_within_area';
  end if;
  if new.state = 'PROPOSED' and new.proposed_by_unit_id <> new.subject_unit_id
    and not directory.keeps_area(new.proposed_by_unit_id, new.object_area_id) then
    raise exception 'a relation to an area is proposed by the unit or by who looks after the area'
      using errcode = 'check_violation', constraint = 'relation_proposed_by_a_side';
  end if;
  return new;
end
$$;
create trigger relation_to_area before insert or update of valid on directory.relation
  for each row when (new.object_area_id is not null) execute function directory.check_relation_to_area();

-- Nor does an area end before what is to it.
create function directory.check_area_of_relations() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from directory.relation r where r.object_area_id = new.id and not r.valid <@ directory.time_of_days(new.valid)) then
    raise exception 'a relation to an area lasts no longer than the area' using errcode = 'check_violation', constraint = 'relation_within_area';
  end if;
  return new;
end
$$;
create trigger area_of_relations after update of valid on directory.area
  for each row when (new.valid is distinct from old.valid) execute function directory.check_area_of_relations();

revoke execute on function directory.check_relation_to_area(), directory.check_area_of_relations() from public;
