-- Programmes of a unit or an alliance, in versions, with programmes under them and tracks (docs/decisions/0050).
create table directory.programme (
  id uuid primary key,
  unit_id uuid references directory.unit,
  alliance_id uuid references directory.alliance,
  name text not null check (name <> ''),
  -- Set once: so there are no rings.
  parent_id uuid references directory.programme,
  started_on date not null,
  state text not null check (state in ('RUNNING', 'ENDED')),
  ended_on date,
  reason text check (reason <> ''),
  created_at timestamptz(3) not null,
  version integer not null default 1,
  constraint programme_of_one_owner check (num_nonnulls(unit_id, alliance_id) = 1),
  constraint programme_not_under_itself check (parent_id <> id),
  constraint programme_ended_as_stated check (
    (state = 'ENDED') = (ended_on is not null) and (state = 'ENDED') = (reason is not null)),
  constraint programme_ended_after_it_began check (ended_on >= started_on)
);
create unique index programme_name on directory.programme (coalesce(unit_id, alliance_id), name) where state = 'RUNNING';
-- As lists go through them: those of a unit, of an alliance, and under another.
create index programme_of_unit on directory.programme (unit_id, id);
create index programme_of_alliance on directory.programme (alliance_id, id);
create index programme_under on directory.programme (parent_id, id);
create index programme_by_name on directory.programme (name, id);
grant select on directory.programme to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (state, ended_on, reason, version) on directory.programme to qinlin_writer;

create function directory.check_programme() returns trigger language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    raise exception 'a programme that ended stays as it was' using errcode = 'check_violation', constraint = 'programme_ended_stays';
  end if;
  if not exists (select from directory.programme p where p.id = new.parent_id and p.state = 'RUNNING'
      and p.unit_id is not distinct from new.unit_id and p.alliance_id is not distinct from new.alliance_id) then
    raise exception 'a programme lies under one of the same owner that runs'
      using errcode = 'check_violation', constraint = 'programme_under_one_of_its_owner';
  end if;
  return new;
end $$;
create trigger programme_under_one_of_its_owner before insert on directory.programme
  for each row when (new.parent_id is not null) execute function directory.check_programme();
create trigger programme_ended_stays before update on directory.programme
  for each row when (old.state = 'ENDED') execute function directory.check_programme();

-- Versions are written once.
create table directory.programme_version (
  id uuid primary key,
  programme_id uuid not null references directory.programme,
  number integer not null check (number > 0),
  label text not null check (label <> ''),
  description text not null check (description <> ''),
  in_force_from date not null,
  created_at timestamptz(3) not null,
  unique (programme_id, number),
  unique (programme_id, label)
);
grant select on directory.programme_version to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on directory.programme_version to qinlin_writer;

create function directory.check_programme_version() returns trigger language plpgsql set search_path = ''
as $$
begin
  if new.number <> 1 + (select count(*) from directory.programme_version v where v.programme_id = new.programme_id)
    or exists (select from directory.programme_version v where v.programme_id = new.programme_id and v.in_force_from > new.in_force_from) then
    raise exception 'versions of a programme follow each other'
      using errcode = 'check_violation', constraint = 'programme_version_in_order';
  end if;
  return new;
end $$;
create trigger programme_version_in_order before insert on directory.programme_version
  for each row execute function directory.check_programme_version();
revoke execute on function directory.check_programme(), directory.check_programme_version() from public;

-- A track is of an alliance or of a programme.
alter table directory.track
  alter column alliance_id drop not null,
  add column programme_id uuid references directory.programme,
  add constraint track_of_one_owner check (num_nonnulls(alliance_id, programme_id) = 1),
  add constraint track_programme_id_code_key unique (programme_id, code);
create index track_rank_in_programme on directory.track (programme_id, rank, id);
