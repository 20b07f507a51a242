-- Of which kind a unit was, and until when (docs/decisions/0056). Never changed.
create table directory.former_kind (
  id uuid primary key,
  unit_id uuid not null references directory.unit,
  kind text not null,
  until timestamptz(3) not null,
  reason text not null check (reason <> '')
);
-- "Of which kinds was this unit, latest first."
create index former_kind_unit on directory.former_kind (unit_id, id desc);
grant select on directory.former_kind to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on directory.former_kind to qinlin_writer;

-- While a relation of such a type holds, its subject is being incubated: of one at a time.
alter table directory.relation_type
  add column is_incubation boolean not null default false,
  add constraint relation_type_incubated_by_one check (not is_incubation or cardinality in ('ONE_TO_ONE', 'MANY_TO_ONE'));
update directory.relation_type set is_incubation = true where code = 'incubation';
alter table directory.relation_type alter column is_incubation drop default;

-- A unit that is dissolved stays, for what was done with it, and takes part in nothing any more.
alter table directory.unit
  add column dissolved_at timestamptz(3),
  add column dissolution_reason text check (dissolution_reason <> ''),
  add constraint unit_dissolved_for_a_reason check ((dissolved_at is null) = (dissolution_reason is null));
-- "Which units are dissolved."
create index unit_dissolved on directory.unit (id) where dissolved_at is not null;
grant update (kind, dissolved_at, dissolution_reason) on directory.unit to qinlin_writer;

create function directory.keep_dissolved() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'a unit that is dissolved stays so' using errcode = 'check_violation', constraint = 'unit_stays_dissolved';
end $$;
create trigger unit_stays_dissolved before update on directory.unit
  for each row when (old.dissolved_at is not null) execute function directory.keep_dissolved();

-- What is given to a unit, named by the columns of the trigger's arguments, waits for whoever dissolves it. An act that comes after is
-- tried once more and told what it finds then: hence the code of a row that is in the way.
create function directory.refuse_dissolved() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  named uuid[] := array(select (to_jsonb(new) ->> c)::uuid from unnest(tg_argv) c);
  gone timestamptz;
begin
  for gone in select u.dissolved_at from directory.unit u where u.id = any(named) order by u.id for share loop
    if gone is not null then
      raise exception 'the unit is dissolved' using errcode = 'exclusion_violation', constraint = 'unit_is_dissolved';
    end if;
  end loop;
  return new;
end $$;
revoke execute on function directory.refuse_dissolved(), directory.keep_dissolved() from public;

create trigger membership_of_a_unit_that_lasts before insert or update of state, valid on directory.membership
  for each row when (upper_inf(new.valid) or new.state in ('APPLIED', 'INVITED'))
  execute function directory.refuse_dissolved('unit_id');
create trigger post_of_a_unit_that_lasts before insert on directory.post
  for each row execute function directory.refuse_dissolved('unit_id');
create trigger invitation_of_a_unit_that_lasts before insert on directory.invitation
  for each row execute function directory.refuse_dissolved('unit_id');
create trigger relation_of_units_that_last before insert or update of state on directory.relation
  for each row when (new.state in ('PROPOSED', 'AGREED'))
  execute function directory.refuse_dissolved('subject_unit_id', 'object_unit_id');
create trigger classification_of_a_unit_that_lasts before insert on directory.unit_classification
  for each row execute function directory.refuse_dissolved('unit_id');
create trigger identifier_of_a_unit_that_lasts before insert on directory.unit_identifier
  for each row execute function directory.refuse_dissolved('unit_id');
create trigger place_of_a_unit_that_lasts before insert on directory.place
  for each row execute function directory.refuse_dissolved('owner_unit_id');
create trigger sharing_of_units_that_last before insert or update of state on access.sharing_agreement
  for each row when (new.state in ('REQUESTED', 'GRANTED'))
  execute function directory.refuse_dissolved('provider_unit_id', 'consumer_unit_id');
