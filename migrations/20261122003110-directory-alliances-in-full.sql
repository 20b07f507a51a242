-- Alliances in full (docs/decisions/0042): founded, led by one after the other, dissolved; their kinds, charters and tracks.

alter table directory.alliance
  add column kind text references directory.term (code),
  add column state text not null default 'ACTIVE' check (state in ('ACTIVE', 'DISSOLVED')),
  add column lead_offered_to uuid references directory.unit,
  add column dissolved_at timestamptz(3),
  add column dissolved_reason text check (dissolved_reason <> ''),
  add constraint alliance_dissolved_as_stated check (
    (state = 'DISSOLVED') = (dissolved_at is not null) and (state = 'DISSOLVED') = (dissolved_reason is not null)),
  add constraint alliance_lead_offered_to_another check (lead_offered_to <> lead_unit_id),
  add constraint alliance_lead_offered_while_it_lasts check (state = 'ACTIVE' or lead_offered_to is null);
create index alliance_kind on directory.alliance (kind, name, id);
grant insert, update (name, description, kind, founded_on, state, lead_unit_id, lead_offered_to, dissolved_at, dissolved_reason,
  version) on directory.alliance to qinlin_writer;

create function directory.check_alliance() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.state = 'DISSOLVED' then
    raise exception 'an alliance that is dissolved stays as it was' using errcode = 'check_violation', constraint = 'alliance_dissolved_stays';
  end if;
  return new;
end $$;
create trigger alliance_dissolved_stays before update on directory.alliance
  for each row execute function directory.check_alliance();

-- Memberships end with their alliance.
alter table directory.membership
  drop constraint membership_state_check,
  add constraint membership_state_check check (state in
    ('APPLIED', 'INVITED', 'ACTIVE', 'SUSPENDED', 'REJECTED', 'DECLINED', 'WITHDRAWN', 'LEFT', 'REMOVED', 'ENDED')),
  drop constraint membership_lasted,
  add constraint membership_lasted check ((state in ('ACTIVE', 'SUSPENDED', 'LEFT', 'REMOVED', 'ENDED')) = (valid is not null)),
  drop constraint membership_ended_for_a_reason,
  add constraint membership_ended_for_a_reason
    check (state not in ('SUSPENDED', 'DECLINED', 'REMOVED', 'ENDED') or reason <> '' and reason is not null);

-- Versions of charters are written once.
create table directory.charter (
  id uuid primary key,
  alliance_id uuid not null references directory.alliance,
  number integer not null check (number > 0),
  text text not null check (text <> ''),
  adopted_on date not null,
  hash text not null,
  created_at timestamptz(3) not null,
  unique (alliance_id, number),
  constraint charter_hash_of_its_text check (hash = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);
grant select on directory.charter to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on directory.charter to qinlin_writer;

create function directory.check_charter() returns trigger language plpgsql set search_path = ''
as $$
begin
  if new.number <> 1 + (select count(*) from directory.charter c where c.alliance_id = new.alliance_id)
    or exists (select from directory.charter c where c.alliance_id = new.alliance_id and c.adopted_on > new.adopted_on) then
    raise exception 'versions of a charter follow each other' using errcode = 'check_violation', constraint = 'charter_in_order';
  end if;
  return new;
end $$;
create trigger charter_in_order before insert on directory.charter for each row execute function directory.check_charter();

create table directory.track (
  id uuid primary key,
  alliance_id uuid not null references directory.alliance,
  code text not null check (code ~ '^[a-z][a-z0-9-]*$'),
  name text not null check (name <> ''),
  colour text not null check (colour ~ '^#[0-9A-F]{6}$'),
  rank integer not null check (rank > 0),
  created_at timestamptz(3) not null,
  retired_at timestamptz(3),
  version integer not null default 1,
  unique (alliance_id, code)
);
create index track_rank on directory.track (alliance_id, rank, id);
grant select on directory.track to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (name, colour, rank, retired_at, version) on directory.track to qinlin_writer;
