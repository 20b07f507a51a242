-- Membership in full (docs/decisions/0041): invited as well as applied for, suspended and resumed, ended by either side.
alter table directory.membership
  -- When it was suspended while it lasted: open at the end as long as it is.
  add column suspended tstzmultirange not null default '{}',
  drop constraint membership_state_check,
  add constraint membership_state_check check (state in
    ('APPLIED', 'INVITED', 'ACTIVE', 'SUSPENDED', 'REJECTED', 'DECLINED', 'WITHDRAWN', 'LEFT', 'REMOVED')),
  drop constraint membership_check,
  add constraint membership_lasted check ((state in ('ACTIVE', 'SUSPENDED', 'LEFT', 'REMOVED')) = (valid is not null)),
  add constraint membership_suspended_as_stated check ((state = 'SUSPENDED') = upper_inf(suspended)),
  add constraint membership_suspended_while_it_lasts
    check (suspended <@ tstzmultirange(coalesce(valid, 'empty'::tstzrange))),
  add constraint membership_ended_for_a_reason
    check (state not in ('SUSPENDED', 'DECLINED', 'REMOVED') or reason <> '' and reason is not null);

-- One that is open, whether the unit or the alliance began it.
drop index directory.membership_open_application;
create unique index membership_undecided on directory.membership (alliance_id, unit_id) where state in ('APPLIED', 'INVITED');
-- One that leads.
create unique index membership_lead on directory.membership (alliance_id) where role = 'LEAD' and state in ('ACTIVE', 'SUSPENDED');

-- Who it is between stays.
revoke update on directory.membership from qinlin_writer;
grant update (role, state, reason, decided_at, valid, suspended, version) on directory.membership to qinlin_writer;

-- What ended never begins again.
create function directory.check_membership() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.valid is not null and (new.valid is null or not new.valid <@ old.valid) then
    raise exception 'a membership that ended begins anew as another, and none is prolonged'
      using errcode = 'check_violation', constraint = 'membership_only_shortened';
  end if;
  if new.state <> old.state and old.state not in ('APPLIED', 'INVITED', 'ACTIVE', 'SUSPENDED') then
    raise exception 'what became of a membership stays' using errcode = 'check_violation', constraint = 'membership_ended_stays_ended';
  end if;
  return new;
end $$;
create trigger membership_ended_stays_ended before update of state, valid on directory.membership
  for each row execute function directory.check_membership();

-- The times in which a membership is in force, which is what rights are asked of: as many rows as it was resumed, and one.
create table directory.membership_stretch (
  membership_id uuid not null references directory.membership,
  number integer not null check (number > 0),
  alliance_id uuid not null,
  unit_id uuid not null,
  valid tstzrange not null check (not isempty(valid)),
  primary key (membership_id, number)
);
-- As rights look for it: the members of an alliance, and the alliances of a unit.
drop index directory.membership_in;
drop index directory.membership_unit;
create index membership_unit on directory.membership (unit_id, alliance_id);
create index membership_stretch_in on directory.membership_stretch (alliance_id, unit_id) include (valid);
create index membership_stretch_unit on directory.membership_stretch (unit_id, alliance_id) include (valid);
grant select on directory.membership_stretch to qinlin_reader, qinlin_guarded, qinlin_writer;

create function directory.follow_membership() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  delete from directory.membership_stretch s where s.membership_id = new.id;
  if new.valid is not null then
    insert into directory.membership_stretch (membership_id, number, alliance_id, unit_id, valid)
      select new.id, s.number, new.alliance_id, new.unit_id, s.valid
      from unnest(tstzmultirange(new.valid) - new.suspended) with ordinality s(valid, number);
  end if;
  return null;
end $$;
revoke execute on function directory.follow_membership() from public;
create trigger membership_stretches after insert or update of valid, suspended on directory.membership
  for each row execute function directory.follow_membership();
insert into directory.membership_stretch (membership_id, number, alliance_id, unit_id, valid)
  select id, 1, alliance_id, unit_id, valid from directory.membership where valid is not null and not isempty(valid);

create or replace view rights.membership as
  select unit_id, alliance_id, valid from directory.membership_stretch;

-- What a unit let an app read in an alliance rests while its membership is suspended, and holds again with it.
create or replace view rights.installation as
  select i.app_id, i.unit_id, i.alliance_id, i.scopes, i.purpose, i.valid * m.valid as valid
  from access.installation i
  join access.app a on a.id = i.app_id and a.retired_at is null
  join directory.membership_stretch m on m.unit_id = i.unit_id and m.alliance_id = i.alliance_id and m.valid && i.valid;

-- Between whom a membership is, or was: for what other modules tell of it by its id.
create view rights.belonging as
  select id, unit_id, alliance_id from directory.membership where valid is not null;
grant select on rights.belonging to qinlin_reader, qinlin_guarded, qinlin_writer;
