-- By which numbers others know a unit (docs/decisions/0038). Never a key: they change, may be absent, and that of a sole
-- trader is personal data.
create table directory.unit_identifier (
  id uuid primary key,
  unit_id uuid not null references directory.unit,
  scheme text not null check (scheme in ('USCC', 'PARTY_ORGANISATION_CODE', 'REGISTRATION_NUMBER', 'VOLUNTEER_TEAM_NUMBER', 'OTHER')),
  -- As codes are compared, and as somebody wrote it.
  value text not null check (value <> '' and value = upper(value) and value !~ '\s'),
  entered text not null check (entered <> ''),
  -- A 统一社会信用代码 that begins with 92 points to one natural person.
  is_personal boolean not null,
  state text not null check (state in ('UNVERIFIED', 'VERIFIED', 'OVERRIDDEN', 'REMOVED')),
  -- Why it stands though a check character is wrong, or why it was removed.
  reason text check (reason <> ''),
  added_at timestamptz(3) not null,
  judged_by_unit uuid references directory.unit,
  judged_at timestamptz(3),
  removed_at timestamptz(3),
  version integer not null default 1,
  constraint identifier_of_one_person check (is_personal = (scheme = 'USCC' and value like '92%')),
  constraint identifier_uscc_form check (scheme <> 'USCC' or value ~ '^[1-9ANY][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$'),
  constraint identifier_judged_by_another check (judged_by_unit <> unit_id),
  constraint identifier_judged check (
    (judged_by_unit is null) = (judged_at is null)
    and (state not in ('VERIFIED', 'OVERRIDDEN') or judged_at is not null) and (state <> 'UNVERIFIED' or judged_at is null)),
  constraint identifier_overridden_for_a_reason check (state <> 'OVERRIDDEN' or (scheme = 'USCC' and reason is not null)),
  constraint identifier_removed check ((state = 'REMOVED') = (removed_at is not null) and (state <> 'REMOVED' or reason is not null)),
  -- What points to a person is not kept when it is removed.
  constraint identifier_of_a_person_erased check (not is_personal or state <> 'REMOVED')
);
-- One unit for a number, and "which unit has this one", whatever the scheme.
create unique index unit_identifier_in_force on directory.unit_identifier (value, scheme) where state <> 'REMOVED';
-- "The numbers of this unit."
create index unit_identifier_unit on directory.unit_identifier (unit_id, id);

create function directory.removed_identifier_stays() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'an identifier that was removed stays so' using errcode = 'check_violation', constraint = 'identifier_stays_removed';
end $$;
create trigger identifier_stays_removed before update on directory.unit_identifier
  for each row when (old.state = 'REMOVED') execute function directory.removed_identifier_stays();

-- Of one person, it is for the unit itself and for who coordinates it under the hat.
alter table directory.unit_identifier enable row level security;
alter table directory.unit_identifier force row level security;
create policy read_public on directory.unit_identifier for select to qinlin_reader using (not is_personal);
create policy read_identifier on directory.unit_identifier for select to qinlin_guarded using (
  not is_personal
  or (select rights.my_app()) is null and (
    unit_id = (select rights.my_unit())
    or unit_id in (select m.unit_id from rights.membership m
      where m.alliance_id = (select (rights.my_coordinates())[1]) and (m.valid @> (select rights.my_now())) is true))
);
create policy find_identifier on directory.unit_identifier for select to qinlin_writer using (true);
-- A unit adds its own; somebody of another adds one whose check is wrong, as the constraints above have it.
create policy add_identifier on directory.unit_identifier for insert to qinlin_writer with check (
  (select rights.my_app()) is null
  and ((unit_id = (select rights.my_unit()) and state = 'UNVERIFIED')
    or (judged_by_unit = (select rights.my_unit()) and state = 'OVERRIDDEN'))
);
-- A unit removes its own; somebody of another verifies.
create policy judge_identifier on directory.unit_identifier for update to qinlin_writer using (true) with check (
  (select rights.my_app()) is null
  and ((unit_id = (select rights.my_unit()) and state = 'REMOVED')
    or (judged_by_unit = (select rights.my_unit()) and state = 'VERIFIED'))
);
-- The owner is under the policies too, and reaches the rows of the unit acted for alone.
create policy erase_own on directory.unit_identifier for all to current_user
  using (unit_id = (select rights.my_unit()) and (select rights.my_app()) is null);

-- True where there was one of a person, of the unit acted for.
create function directory.erase_identifier(identifier uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if rights.my_app() is not null then return false; end if;
  delete from directory.unit_identifier i where i.id = identifier and i.is_personal and i.unit_id = rights.my_unit();
  return found;
end $$;
revoke execute on function directory.erase_identifier(uuid) from public;
grant execute on function directory.erase_identifier(uuid) to qinlin_writer;
grant select on directory.unit_identifier to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (state, reason, judged_by_unit, judged_at, removed_at, version) on directory.unit_identifier to qinlin_writer;
