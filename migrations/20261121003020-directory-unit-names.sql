-- The kinds of units are complete: owners' committees, party organisations, business districts and parks are units too.
alter table directory.unit
  drop constraint unit_kind_check,
  add constraint unit_kind_check check (kind in ('GOVERNMENT', 'PUBLIC_INSTITUTION', 'HOSPITAL', 'SCHOOL', 'ENTERPRISE', 'POWER_UTILITY',
    'MALL', 'BUSINESS_DISTRICT', 'PARK', 'PROPERTY_COMPANY', 'COMMUNITY', 'VILLAGE', 'COLLECTIVE', 'OWNERS_COMMITTEE',
    'PARTY_ORGANISATION', 'SOCIAL_ORGANISATION', 'TEAM'));

-- Names that a unit had, and until when (docs/decisions/0040). Never changed.
create table directory.former_name (
  id uuid primary key,
  unit_id uuid not null references directory.unit,
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  until timestamptz(3) not null,
  reason text not null check (reason <> '')
);
-- "What was this unit called, latest first."
create index former_name_unit on directory.former_name (unit_id, id desc);

-- Names and nothing else of a unit are changed by acts.
revoke update on directory.unit from qinlin_writer;
grant update (name, short_name, former_names, version) on directory.unit to qinlin_writer;
grant select on directory.former_name to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on directory.former_name to qinlin_writer;
