-- Relations between units: typed, dated, agreed by both sides, kept when they have ended (docs/decisions/0047).

create table directory.relation_type (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z]+(-[a-z]+)*$'),
  label_zh text not null check (label_zh <> ''),
  label_en text not null check (label_en <> ''),
  inverse_zh text not null check (inverse_zh <> ''),
  inverse_en text not null check (inverse_en <> ''),
  cardinality text not null check (cardinality in ('ONE_TO_ONE', 'MANY_TO_ONE', 'ONE_TO_MANY', 'MANY_TO_MANY')),
  is_symmetric boolean not null,
  is_tree boolean not null,
  rank integer not null unique,
  constraint relation_type_tree_has_one_above check (not is_tree or cardinality = 'MANY_TO_ONE'),
  constraint relation_type_symmetric_is_many check (not is_symmetric or cardinality = 'MANY_TO_MANY'),
  constraint relation_type_rules unique (code, cardinality)
);

-- What is common among the units of an alliance; a deployment adds its own in a migration of its own.
insert into directory.relation_type (id, code, label_zh, label_en, inverse_zh, inverse_en, cardinality, is_symmetric, is_tree, rank) values
  ('019aa500-0000-7000-8000-000000000001', 'subordination', '隶属', 'is subordinate to', '下属单位', 'is above', 'MANY_TO_ONE', false, true, 1),
  ('019aa500-0000-7000-8000-000000000002', 'industry-authority', '行业主管', 'belongs to the industry of', '主管', 'is the industry authority of', 'MANY_TO_ONE', false, false, 2),
  ('019aa500-0000-7000-8000-000000000003', 'pairing', '结对', 'is paired with', '结对', 'is paired with', 'MANY_TO_MANY', true, false, 3),
  ('019aa500-0000-7000-8000-000000000004', 'assigned-support', '包联', 'is assigned to support', '被包联', 'is supported by', 'MANY_TO_MANY', false, false, 4),
  ('019aa500-0000-7000-8000-000000000005', 'incubation', '孵化', 'is incubated by', '孵化培育', 'incubates', 'MANY_TO_ONE', false, false, 5),
  ('019aa500-0000-7000-8000-000000000006', 'reliance', '依托', 'relies on', '被依托', 'is relied on by', 'MANY_TO_ONE', false, false, 6),
  ('019aa500-0000-7000-8000-000000000007', 'property-service', '物业服务', 'serves as property company of', '接受物业服务', 'is served by', 'MANY_TO_MANY', false, false, 7);

create table directory.relation (
  id uuid primary key,
  type_code text not null,
  subject_unit_id uuid not null references directory.unit,
  object_unit_id uuid not null references directory.unit,
  -- As the type has it: the rules that hold between rows are constraints upon it.
  cardinality text not null,
  state text not null check (state in ('PROPOSED', 'AGREED', 'DECLINED', 'WITHDRAWN', 'ENDED')),
  proposed_by_unit_id uuid not null references directory.unit,
  statement text not null check (statement <> ''),
  -- From when on, and until when, it is to hold; from the day it is agreed, and without an end, where nothing is said.
  proposed_since timestamptz(3),
  proposed_until timestamptz(3),
  reason text,
  proposed_at timestamptz(3) not null,
  decided_at timestamptz(3),
  valid tstzrange,
  version integer not null default 1,
  constraint relation_between_two check (subject_unit_id <> object_unit_id),
  constraint relation_proposed_by_a_side check (proposed_by_unit_id in (subject_unit_id, object_unit_id)),
  constraint relation_proposed_for_some_time check (proposed_since < proposed_until),
  constraint relation_rules_of_its_type foreign key (type_code, cardinality)
    references directory.relation_type (code, cardinality),
  constraint relation_valid_when_agreed check ((state in ('AGREED', 'ENDED')) = (valid is not null)),
  constraint relation_has_a_start check (not lower_inf(valid) and (not isempty(valid) or state = 'ENDED')),
  constraint relation_decided check ((state = 'PROPOSED') = (decided_at is null)),
  constraint relation_ended_for_a_reason check (state not in ('DECLINED', 'ENDED') or reason is not null),
  -- At most one of a type between two units at a time, whichever way round.
  constraint relation_once_between_two exclude using gist (type_code with =,
    least(subject_unit_id, object_unit_id) with =, greatest(subject_unit_id, object_unit_id) with =, valid with &&),
  constraint relation_of_subject_once exclude using gist (type_code with =, subject_unit_id with =, valid with &&)
    where (cardinality in ('ONE_TO_ONE', 'MANY_TO_ONE')),
  constraint relation_of_object_once exclude using gist (type_code with =, object_unit_id with =, valid with &&)
    where (cardinality in ('ONE_TO_ONE', 'ONE_TO_MANY'))
);
create index relation_of_subject on directory.relation (subject_unit_id, id desc);
create index relation_of_object on directory.relation (object_unit_id, id desc);
create index relation_of_type on directory.relation (type_code, id desc);
-- One open proposal of a type between two units.
create unique index relation_open_proposal on directory.relation (
  type_code, least(subject_unit_id, object_unit_id), greatest(subject_unit_id, object_unit_id)) where state = 'PROPOSED';

-- Who changes a tree waits for whoever else does: a ring of four is made by two acts that see none of each other.
create function directory.hold_relations(type_code text) returns void language sql
as $$ select pg_advisory_xact_lock(hashtextextended('directory.relation:' || type_code, 0)) $$;

-- Whether `above` hangs under `below` by relations of that type at some instant of `during`: what would make a ring of the two.
create function directory.hangs_under(type_code text, above uuid, below uuid, during tstzrange) returns boolean
language sql stable set search_path = ''
as $$
  with recursive line (unit_id, during) as (
    select above, during
    union
    select r.object_unit_id, line.during * r.valid
    from line join directory.relation r on r.subject_unit_id = line.unit_id
    where r.type_code = hangs_under.type_code and r.valid && line.during
  )
  select exists (select from line where line.unit_id = below)
$$;

create function directory.keep_tree() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from directory.relation_type t where t.code = new.type_code and t.is_tree) then
    perform directory.hold_relations(new.type_code);
    if directory.hangs_under(new.type_code, new.object_unit_id, new.subject_unit_id, new.valid) then
      raise exception 'a unit would be above itself' using errcode = 'check_violation', constraint = 'relation_is_a_tree';
    end if;
  end if;
  return new;
end
$$;
create trigger relation_keeps_the_tree before insert or update of valid on directory.relation
  for each row when (not isempty(new.valid)) execute function directory.keep_tree();

-- What was agreed is history: its time is only ever shortened.
create function directory.only_shorten_relation() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'the time of a relation is only shortened' using errcode = 'check_violation', constraint = 'relation_only_shortened';
end
$$;
create trigger relation_only_shortened before update of valid on directory.relation
  for each row when (old.valid is not null and (new.valid is null or not new.valid <@ old.valid))
  execute function directory.only_shorten_relation();
-- What ended stays ended.
create function directory.keep_ended_relation() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'what was decided of a relation stands' using errcode = 'check_violation', constraint = 'relation_decision_stands';
end
$$;
create trigger relation_decision_stands before update of state on directory.relation
  for each row when (old.state in ('DECLINED', 'WITHDRAWN', 'ENDED') or old.state = 'AGREED' and new.state <> 'ENDED' and new.state <> 'AGREED')
  execute function directory.keep_ended_relation();

revoke execute on function directory.keep_tree(), directory.only_shorten_relation(), directory.keep_ended_relation() from public;
grant select on directory.relation_type, directory.relation to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (state, reason, decided_at, valid, version) on directory.relation to qinlin_writer;
