-- Who may what (docs/decisions/0031): who proves it with which credential, what units let apps read, what units share with
-- each other, what persons consented to, and what was disclosed to whom. The rights contract, read anew, says it all.

-- Credentials. A login or a key names one person or app for ever; whether it still holds is asked in every statement.
create table access.login (
  id uuid primary key,
  issuer text not null check (issuer <> ''),
  subject text not null check (subject <> ''),
  person_id uuid not null references directory.person,
  valid tstzrange not null,
  version integer not null default 1,
  unique (issuer, subject)
);
create index login_person on access.login (person_id);

alter table access.app
  add column owner_unit_id uuid references directory.unit,
  add column retired_at timestamptz(3),
  add column version integer not null default 1;
create index app_owner on access.app (owner_unit_id, id desc) where owner_unit_id is not null;

create table access.app_key (
  id uuid primary key,
  app_id uuid not null references access.app,
  name text not null check (name <> ''),
  -- The SHA-256 of the key; the key itself is shown once and kept nowhere.
  hash bytea not null unique check (length(hash) = 32),
  prefix text not null check (prefix <> ''),
  -- Empty where it was revoked in the instant it was made.
  valid tstzrange not null check (not upper_inf(valid)),
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  version integer not null default 1
);
create index app_key_app on access.app_key (app_id, id desc);

-- What a unit lets an app read of one alliance, for which purpose, for as long as it is valid.
alter table access.app_grant rename to installation;
alter index access.app_grant_app rename to installation_app;
alter table access.installation rename constraint app_grant_pkey to installation_pkey;
alter table access.installation rename constraint app_grant_app_id_fkey to installation_app_id_fkey;
alter table access.installation rename constraint app_grant_unit_id_fkey to installation_unit_id_fkey;
alter table access.installation rename constraint app_grant_alliance_id_fkey to installation_alliance_id_fkey;
alter table access.installation
  drop constraint app_grant_scopes_check,
  add column purpose text,
  add column created_at timestamptz(3),
  add column version integer not null default 1;
update access.installation set scopes = array['contacts:read', 'needs:read', 'offers:read', 'projects:read', 'promises:read'],
  created_at = lower(valid);
alter table access.installation
  alter column created_at set not null,
  add constraint installation_scopes_check check (cardinality(scopes) > 0
    and scopes <@ array['contacts:read', 'needs:read', 'offers:read', 'projects:read', 'promises:read']),
  -- Never twice the same app of the same unit in the same alliance at the same instant.
  add constraint installation_once exclude using gist (app_id with =, unit_id with =, alliance_id with =, valid with &&);
create index installation_unit on access.installation (unit_id, id desc);

-- Words for what data is used for, beside those for categories.
alter table directory.term drop constraint term_scheme_check,
  add constraint term_scheme_check check (scheme in ('CATEGORY', 'PURPOSE'));
alter table access.installation add constraint installation_purpose_fkey foreign key (purpose) references directory.term (code);

-- The catalogue (目录): which of its data a unit shares at all. What is not in it is shared on condition.
create table access.data_item (
  id uuid primary key,
  unit_id uuid not null references directory.unit,
  kind text not null check (kind in ('CONTACT', 'OFFERS', 'NEEDS')),
  attribute text not null check (attribute in ('UNCONDITIONAL', 'CONDITIONAL', 'NONE')),
  -- Why it is not shared, or on which condition.
  note text,
  changed_at timestamptz(3) not null,
  version integer not null default 1,
  unique (unit_id, kind),
  check (attribute = 'UNCONDITIONAL' or note is not null)
);

-- What one unit shares with another (数据共享协议): what, for what purpose, how precisely, until when, and whether it may go on.
create table access.sharing_agreement (
  id uuid primary key,
  provider_unit_id uuid not null references directory.unit,
  consumer_unit_id uuid not null references directory.unit,
  kind text not null check (kind in ('CONTACT', 'OFFERS', 'NEEDS')),
  purpose text not null references directory.term (code),
  precision text not null check (precision in ('FULL', 'MASKED')),
  may_reshare boolean not null,
  statement text not null,
  state text not null check (state in ('REQUESTED', 'GRANTED', 'REFUSED', 'WITHDRAWN')),
  reason text,
  requested_at timestamptz(3) not null,
  requested_until timestamptz(3) not null,
  decided_at timestamptz(3),
  valid tstzrange,
  version integer not null default 1,
  check (provider_unit_id <> consumer_unit_id),
  check ((state = 'REQUESTED') = (decided_at is null)),
  check (state in ('REQUESTED', 'REFUSED') or valid is not null),
  check (state <> 'REFUSED' or reason is not null)
);
-- Asked on every read of what is shared: by whom, of whom.
create index sharing_between on access.sharing_agreement (consumer_unit_id, provider_unit_id, kind) where valid is not null;
create index sharing_provider on access.sharing_agreement (provider_unit_id, id desc);
create index sharing_consumer on access.sharing_agreement (consumer_unit_id, id desc);
-- One open request for the same thing.
create unique index sharing_open_request on access.sharing_agreement (provider_unit_id, consumer_unit_id, kind, purpose)
  where state = 'REQUESTED';

-- What was shown in full to somebody who sees it masked (去标识查看): for a purpose, for a short while, on the record.
create table access.disclosure (
  id uuid primary key,
  subject_type text not null check (subject_type in ('unit', 'beneficiary')),
  subject_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null references directory.unit,
  alliance_id uuid references directory.alliance,
  purpose text not null references directory.term (code),
  reason text not null check (reason <> ''),
  valid tstzrange not null check (not isempty(valid) and not upper_inf(valid))
);
create index disclosure_subject on access.disclosure (subject_id, id desc);
create index disclosure_unit on access.disclosure (unit_id, id desc);

-- Posts: who may appoint and grant in a unit, and what is passed on for a while.
alter table directory.post
  drop constraint post_role_check,
  add constraint post_role_check check (role in ('OPERATOR', 'COORDINATOR', 'ADMINISTRATOR')),
  add column delegated_from uuid references directory.post,
  add constraint post_not_delegated_from_itself check (delegated_from <> id);
create index post_delegated_from on directory.post (delegated_from) where delegated_from is not null;

-- The contract, row by row.

-- A delegated post holds only while the post does that it was delegated from.
create or replace view rights.post as
  select p.person_id, p.unit_id, p.role, p.alliance_id,
    case when p.delegated_from is null then p.valid else p.valid * s.valid end as valid, p.title
  from directory.post p left join directory.post s on s.id = p.delegated_from;

create view rights.login as select id, valid from access.login;
create view rights.app_key as select id, valid from access.app_key;

-- An installation holds only while the unit is a member itself (never more than the unit may) and the app is not retired.
drop function rights.current_viewer() cascade;
drop function rights.viewer(uuid, uuid, uuid, uuid, timestamptz);
drop function rights.hats(uuid, uuid, timestamptz);
drop view rights.app_grant;
create view rights.installation as
  select i.app_id, i.unit_id, i.alliance_id, i.scopes, i.purpose, i.valid * m.valid as valid
  from access.installation i
  join access.app a on a.id = i.app_id and a.retired_at is null
  join directory.membership m on m.unit_id = i.unit_id and m.alliance_id = i.alliance_id and m.valid && i.valid;

-- What is shared, unless the catalogue says by now that it is not.
create view rights.share as
  select s.provider_unit_id, s.consumer_unit_id, s.kind, s.purpose, s.precision, s.may_reshare, s.valid
  from access.sharing_agreement s
  where s.valid is not null and not exists (select from access.data_item d
    where d.unit_id = s.provider_unit_id and d.kind = s.kind and d.attribute = 'NONE');

create view rights.disclosure as
  select subject_type, subject_id, person_id, unit_id, valid from access.disclosure;

-- The hats somebody holds at an instant, with the names to choose by: a row for each membership of each unit, and the
-- unit alone where it is in no alliance.
create function rights.hats(person uuid, app uuid, at timestamptz)
returns table (unit_id uuid, unit_name text, alliance_id uuid, alliance_name text, role text, title text, roles text[], scopes text[])
language sql stable
as $$
  select p.unit_id, u.short_name, m.alliance_id, a.name,
    case when bool_or(p.role = 'COORDINATOR' and p.alliance_id = m.alliance_id) then 'COORDINATOR' else 'OPERATOR' end,
    min(p.title), array_agg(distinct p.role order by p.role) filter (where p.alliance_id is null or p.alliance_id = m.alliance_id),
    '{}'::text[]
  from rights.post p
  join directory.unit u on u.id = p.unit_id
  left join rights.membership m on m.unit_id = p.unit_id and m.valid @> at
  left join directory.alliance a on a.id = m.alliance_id
  where p.person_id = person and p.valid @> at
  group by p.unit_id, u.short_name, m.alliance_id, a.name
  union all
  select g.unit_id, u.short_name, g.alliance_id, a.name, 'APP', '', '{}'::text[], g.scopes
  from rights.installation g
  join directory.unit u on u.id = g.unit_id
  join directory.alliance a on a.id = g.alliance_id
  where g.app_id = app and g.valid @> at
$$;

-- One row: the rights of a person (or of nobody) at an instant, under the hats the request names.
--   unit_id       the unit acted for: the one named, or the only one there is; null when it is unclear
--   memberships   every alliance that unit is an active member of
--   alliances     the alliances whose rows may be read: the one the hat names, if it is held; else none
--   coordinates   the alliances the person coordinates from that unit
--   roles         what the person's posts in that unit allow
--   problem       null, or why the credential or a hat does not fit
-- `offset 0` keeps the unit found once; `is true` keeps the instant out of the choice of an index.
create function rights.viewer(person uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamptz)
returns table (unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], purposes text[], problem text)
language sql stable
as $$
  select who.unit_id, who.memberships,
    case when acting_alliance = any(who.memberships) then array[acting_alliance] else '{}'::uuid[] end,
    case when who.unit_id is null then '{}'::uuid[] else who.coordinates end,
    case when who.unit_id is null then '{}'::text[] else who.roles end,
    '{}'::text[], '{}'::text[],
    case
      when not who.holds then 'CREDENTIAL_ENDED'
      when acting_unit is not null and who.unit_id is null then 'UNIT_NOT_HELD'
      when who.unit_id is null and who.units > 1 then 'UNIT_REQUIRED'
      when acting_alliance is not null and not acting_alliance = any(who.memberships) then 'ALLIANCE_NOT_HELD'
    end
  from (
    select held.unit_id, held.units, held.holds,
      coalesce(held.coordinates, '{}') as coordinates, coalesce(held.roles, '{}') as roles,
      coalesce((select array_agg(m.alliance_id order by m.alliance_id) from rights.membership m
        where m.unit_id = held.unit_id and (m.valid @> at) is true), '{}') as memberships
    from (
      select count(distinct p.unit_id) as units,
        credential is null or exists (select from rights.login l where l.id = credential and l.valid @> at) as holds,
        case
          when credential is not null and not exists (select from rights.login l where l.id = credential and l.valid @> at) then null
          when acting_unit is not null then (array_agg(p.unit_id) filter (where p.unit_id = acting_unit))[1]
          when count(distinct p.unit_id) = 1 then (array_agg(p.unit_id))[1]
        end as unit_id,
        array_agg(distinct p.role order by p.role) filter (where acting_unit is null or p.unit_id = acting_unit) as roles,
        array_agg(distinct p.alliance_id order by p.alliance_id)
          filter (where p.role = 'COORDINATOR' and (acting_unit is null or p.unit_id = acting_unit)) as coordinates
      from rights.post p
      where p.person_id = person and p.valid @> at
      offset 0
    ) held
  ) who
$$;

-- The same of an app: its hats are what units installed.
--   unit_id       the unit that installed it: the one named, or the only one in the alliance of the hat
--   memberships   every alliance it is installed in
--   scopes        what it may read under the alliance hat
--   purposes      what for
create function rights.app_viewer(app uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamptz)
returns table (unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], purposes text[], problem text)
language sql stable
as $$
  select
    case when acting_unit is not null then held.named when cardinality(held.units) = 1 then held.units[1] end,
    held.memberships,
    case when cardinality(held.units) > 0 then array[acting_alliance] else '{}'::uuid[] end,
    '{}'::uuid[], '{}'::text[], held.scopes, held.purposes,
    case
      when not held.holds then 'CREDENTIAL_ENDED'
      when acting_unit is not null and held.named is null then 'UNIT_NOT_HELD'
      when acting_alliance is not null and cardinality(held.units) = 0 then 'ALLIANCE_NOT_HELD'
    end
  from (
    select credential_holds.holds,
      coalesce(array_agg(distinct i.alliance_id order by i.alliance_id) filter (where i.app_id is not null), '{}') as memberships,
      coalesce(array_agg(distinct i.unit_id) filter (where i.is_under_hat), '{}') as units,
      (array_agg(i.unit_id) filter (where i.unit_id = acting_unit))[1] as named,
      coalesce(array_agg(distinct i.scope order by i.scope) filter (where i.is_under_hat), '{}') as scopes,
      coalesce(array_agg(distinct i.purpose order by i.purpose) filter (where i.is_under_hat and i.purpose is not null), '{}') as purposes
    from (select credential is null or exists (select from rights.app_key k where k.id = credential and k.valid @> at) as holds) credential_holds
    left join lateral (
      select g.app_id, g.alliance_id, g.unit_id, g.purpose, s.scope,
        g.alliance_id = acting_alliance and (acting_unit is null or g.unit_id = acting_unit) as is_under_hat
      from rights.installation g cross join unnest(g.scopes) s(scope)
      where g.app_id = app and g.valid @> at
    ) i on credential_holds.holds
    group by credential_holds.holds
  ) held
$$;

-- Enters a transaction as a viewer: reads the rights once and leaves them where policies look. What is set is gone with the
-- transaction.
create function rights.enter(person uuid, app uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamptz)
returns table (unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], purposes text[], problem text)
language plpgsql
as $$
begin
  if app is null then
    select v.* into unit_id, memberships, alliances, coordinates, roles, scopes, purposes, problem
      from rights.viewer(person, credential, acting_unit, acting_alliance, at) v;
  else
    select v.* into unit_id, memberships, alliances, coordinates, roles, scopes, purposes, problem
      from rights.app_viewer(app, credential, acting_unit, acting_alliance, at) v;
  end if;
  perform set_config('qinlin.person', coalesce(person::text, ''), true), set_config('qinlin.app', coalesce(app::text, ''), true),
    set_config('qinlin.unit', coalesce(unit_id::text, ''), true), set_config('qinlin.alliances', alliances::text, true),
    set_config('qinlin.coordinates', array(select unnest(coordinates) intersect select unnest(alliances))::text, true),
    set_config('qinlin.roles', roles::text, true), set_config('qinlin.scopes', scopes::text, true),
    set_config('qinlin.purposes', purposes::text, true), set_config('qinlin.now', at::text, true);
  return next;
end $$;

-- What policies look at; null and nothing outside of a transaction that was entered.
create function rights.my_person() returns uuid language sql stable as $$ select nullif(current_setting('qinlin.person', true), '')::uuid $$;
create function rights.my_app() returns uuid language sql stable as $$ select nullif(current_setting('qinlin.app', true), '')::uuid $$;
create function rights.my_unit() returns uuid language sql stable as $$ select nullif(current_setting('qinlin.unit', true), '')::uuid $$;
create function rights.my_alliances() returns uuid[] language sql stable as $$ select nullif(current_setting('qinlin.alliances', true), '')::uuid[] $$;
create function rights.my_coordinates() returns uuid[] language sql stable as $$ select nullif(current_setting('qinlin.coordinates', true), '')::uuid[] $$;
create function rights.my_roles() returns text[] language sql stable as $$ select nullif(current_setting('qinlin.roles', true), '')::text[] $$;
create function rights.my_scopes() returns text[] language sql stable as $$ select nullif(current_setting('qinlin.scopes', true), '')::text[] $$;
create function rights.my_purposes() returns text[] language sql stable as $$ select nullif(current_setting('qinlin.purposes', true), '')::text[] $$;
create function rights.my_now() returns timestamptz language sql stable as $$ select nullif(current_setting('qinlin.now', true), '')::timestamptz $$;

-- Contacts, in two tables: as they are, and as they are shown to most who may see them at all. Whoever reads only what is
-- masked has no way to the rest.
create function rights.mask_name(name text) returns text language sql immutable strict
as $$
  select case when left(name, 2) in ('欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '宇文', '长孙', '司徒', '夏侯', '端木', '南宫')
    and char_length(name) > 2 then left(name, 2) else left(name, 1) end || '**'
$$;
create function rights.mask_mobile(mobile text) returns text language sql immutable strict
as $$ select left(mobile, -8) || '****' || right(mobile, 4) $$;

create table directory.unit_contact_mask (
  unit_id uuid primary key references directory.unit_contact,
  name text not null check (name like '%**'),
  mobile text not null check (mobile like '%****%'),
  is_fictitious boolean not null
);
create function directory.mask_contact() returns trigger language plpgsql set search_path = ''
as $$
begin
  insert into directory.unit_contact_mask (unit_id, name, mobile, is_fictitious)
    values (new.unit_id, rights.mask_name(new.name), rights.mask_mobile(new.mobile), new.is_fictitious)
    on conflict (unit_id) do update
      set name = excluded.name, mobile = excluded.mobile, is_fictitious = excluded.is_fictitious;
  return null;
end $$;
-- The owner is under the policies like everybody else: for what is there already they are lifted for a moment.
alter table directory.unit_contact no force row level security;
insert into directory.unit_contact_mask
  select unit_id, rights.mask_name(name), rights.mask_mobile(mobile), is_fictitious from directory.unit_contact;
alter table directory.unit_contact force row level security;
create trigger masked after insert or update on directory.unit_contact
  for each row execute function directory.mask_contact();

alter table directory.unit_contact_mask enable row level security;
alter table directory.unit_contact_mask force row level security;

-- A fellow of the alliance of the hat (for an app: if it may read contacts there), or a unit that shares its contact.
create policy read_masked on directory.unit_contact_mask for select to qinlin_guarded, qinlin_writer using (
  unit_id = (select rights.my_unit()) and (select rights.my_app()) is null
  or (
    ((select rights.my_app()) is null and (select rights.my_unit()) is not null or 'contacts:read' = any((select rights.my_scopes())::text[]))
    and exists (select from rights.membership m where m.unit_id = unit_contact_mask.unit_id
      and m.alliance_id = any((select rights.my_alliances())::uuid[]) and m.valid @> (select rights.my_now()))
  )
  or exists (select from rights.share s where s.provider_unit_id = unit_contact_mask.unit_id
    and s.consumer_unit_id = (select rights.my_unit()) and s.kind = 'CONTACT' and s.valid @> (select rights.my_now())
    and ((select rights.my_app()) is null or s.may_reshare and s.purpose = any((select rights.my_purposes())::text[])
      and 'contacts:read' = any((select rights.my_scopes())::text[])))
);
create policy write_masked on directory.unit_contact_mask for all to qinlin_writer
  using (unit_id = (select rights.my_unit()) and (select rights.my_app()) is null)
  with check (unit_id = (select rights.my_unit()) and (select rights.my_app()) is null);

-- In full: its own unit, who coordinates it under the hat, who has it shared in full, and to whom it was disclosed while it
-- is seen masked. Never an app.
create policy read_contact on directory.unit_contact for select to qinlin_guarded using (
  (select rights.my_app()) is null and (
    unit_id = (select rights.my_unit())
    or exists (select from rights.membership m where m.unit_id = unit_contact.unit_id
      and m.alliance_id = any((select rights.my_coordinates())::uuid[]) and m.valid @> (select rights.my_now()))
    or exists (select from rights.share s where s.provider_unit_id = unit_contact.unit_id
      and s.consumer_unit_id = (select rights.my_unit()) and s.kind = 'CONTACT' and s.precision = 'FULL'
      and s.valid @> (select rights.my_now()))
    or exists (select from rights.disclosure d where d.subject_type = 'unit' and d.subject_id = unit_contact.unit_id
      and d.person_id = (select rights.my_person()) and d.unit_id = (select rights.my_unit()) and d.valid @> (select rights.my_now()))
    and exists (select from directory.unit_contact_mask k where k.unit_id = unit_contact.unit_id)
  )
);
create policy write_contact on directory.unit_contact for all to qinlin_writer
  using (unit_id = (select rights.my_unit()) and (select rights.my_app()) is null)
  with check (unit_id = (select rights.my_unit()) and (select rights.my_app()) is null);

-- Tokens: their hashes are for nobody; the rest is for who administers the unit that has the app.
alter table access.app_key enable row level security;
create policy read_key on access.app_key for select to qinlin_guarded, qinlin_writer using (
  'ADMINISTRATOR' = any((select rights.my_roles())::text[])
  and exists (select from access.app a where a.id = app_key.app_id and a.owner_unit_id = (select rights.my_unit()))
);
create policy write_key on access.app_key for all to qinlin_writer using (
  'ADMINISTRATOR' = any((select rights.my_roles())::text[])
  and exists (select from access.app a where a.id = app_key.app_id and a.owner_unit_id = (select rights.my_unit()))
);

-- A login is looked up before anybody is known: by these functions alone, of what the caller holds already.
create function access.login_of(issuer text, subject text) returns table (login_id uuid, person_id uuid)
language sql stable security definer set search_path = ''
as $$ select l.id, l.person_id from access.login l where l.issuer = login_of.issuer and l.subject = login_of.subject $$;
create function access.key_of(hash bytea) returns table (key_id uuid, app_id uuid)
language sql stable security definer set search_path = ''
as $$ select k.id, k.app_id from access.app_key k where k.hash = key_of.hash $$;
create function access.note_key_use(key uuid, at timestamptz) returns void
language sql security definer set search_path = ''
as $$ update access.app_key set last_used_at = at where id = key and (last_used_at is null or last_used_at < at) $$;

revoke execute on function access.login_of(text, text), access.key_of(bytea), access.note_key_use(uuid, timestamptz) from public;
grant execute on function access.login_of(text, text), access.key_of(bytea), access.note_key_use(uuid, timestamptz)
  to qinlin_reader, qinlin_writer;

grant select on all tables in schema rights to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on directory.unit_contact_mask to qinlin_guarded;
grant select, insert, update on directory.unit_contact_mask to qinlin_writer;
grant select on access.installation, access.data_item, access.sharing_agreement, access.disclosure
  to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select (id, app_id, name, prefix, valid, created_at, last_used_at, revoked_at, version) on access.app_key
  to qinlin_guarded, qinlin_writer;
grant select on access.app to qinlin_writer;
grant insert on access.app, access.app_key, access.installation, access.data_item, access.sharing_agreement,
  access.disclosure, access.login to qinlin_writer;
grant update (retired_at, name, vendor, purpose, version) on access.app to qinlin_writer;
grant update (valid, revoked_at, version) on access.app_key to qinlin_writer;
grant update (valid, version) on access.installation to qinlin_writer;
grant update (attribute, note, changed_at, version) on access.data_item to qinlin_writer;
grant update (state, reason, decided_at, valid, version) on access.sharing_agreement to qinlin_writer;
grant select (id, person_id, valid, version), update (valid, version) on access.login to qinlin_writer;
grant insert, update (valid, version) on directory.post to qinlin_writer;
grant select, insert on directory.person to qinlin_writer;
