-- The rights contract: what modules may know of each other's rights, and the one function that reads it.
-- Changed only by decision record (docs/decisions/0006).
create schema access;
comment on schema access is '权限与开放: apps and what they are granted';
create schema rights;
comment on schema rights is 'The rights contract: hats, memberships, grants. Owned by directory and access';

create table access.app (
  id uuid primary key,
  name text not null check (name <> ''),
  vendor text not null check (vendor <> ''),
  purpose text not null check (purpose <> ''),
  created_at timestamptz(3) not null
);

-- What a unit let an app see of one alliance, for as long as it is valid.
create table access.app_grant (
  id uuid primary key,
  app_id uuid not null references access.app,
  unit_id uuid not null references directory.unit,
  alliance_id uuid not null references directory.alliance,
  scopes text[] not null check (scopes <@ array['alliance:read']),
  valid tstzrange not null
);
create index app_grant_app on access.app_grant (app_id);

create view rights.post as
  select person_id, unit_id, role, alliance_id, valid from directory.post;

create view rights.membership as
  select unit_id, alliance_id, valid from directory.membership where valid is not null;

-- A grant holds only while the unit that gave it is a member itself: never more than the unit may.
create view rights.app_grant as
  select g.app_id, g.unit_id, g.alliance_id, g.scopes, g.valid * m.valid as valid
  from access.app_grant g
  join directory.membership m on m.unit_id = g.unit_id and m.alliance_id = g.alliance_id and m.valid && g.valid;

-- The hats somebody holds at an instant, with the names to choose by: a row for each membership of each unit, and the
-- unit alone where it is in no alliance.
create function rights.hats(person uuid, app uuid, at timestamptz)
returns table (unit_id uuid, unit_name text, alliance_id uuid, alliance_name text, role text, title text)
language sql stable
as $$
  select p.unit_id, u.short_name, m.alliance_id, a.name,
    case when bool_or(p.role = 'COORDINATOR' and p.alliance_id = m.alliance_id) then 'COORDINATOR' else 'OPERATOR' end,
    min(p.title)
  from directory.post p
  join directory.unit u on u.id = p.unit_id
  left join rights.membership m on m.unit_id = p.unit_id and m.valid @> at
  left join directory.alliance a on a.id = m.alliance_id
  where p.person_id = person and p.valid @> at
  group by p.unit_id, u.short_name, m.alliance_id, a.name
  union all
  select g.unit_id, u.short_name, g.alliance_id, a.name, 'APP', ''
  from rights.app_grant g
  join directory.unit u on u.id = g.unit_id
  join directory.alliance a on a.id = g.alliance_id
  where g.app_id = app and g.valid @> at
$$;

-- One row: the rights of a viewer at an instant, under the hats it names.
--   unit_id       the unit acted for: the one named, or the only one there is; null for apps and when it is unclear
--   memberships   every alliance that unit is an active member of (for an app: every alliance it is granted)
--   alliances     the alliances whose rows may be read: the one the hat names, if it is held; else none
--   coordinates   the alliances the person coordinates from that unit
--   problem       null, or why the hat does not fit
create function rights.viewer(person uuid, app uuid, acting_unit uuid, acting_alliance uuid, at timestamptz)
returns table (unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], problem text)
language sql stable
as $$
  select who.unit_id, who.memberships,
    case when acting_alliance = any(who.memberships) then array[acting_alliance] else '{}'::uuid[] end,
    who.coordinates,
    case
      when acting_unit is not null and who.unit_id is null then 'UNIT_NOT_HELD'
      when who.unit_id is null and who.units > 1 then 'UNIT_REQUIRED'
      when acting_alliance is not null and not acting_alliance = any(who.memberships) then 'ALLIANCE_NOT_HELD'
    end
  from (
    select held.unit_id, held.units,
      coalesce(
        case when app is null
          then (select array_agg(m.alliance_id order by m.alliance_id) from rights.membership m
                where m.unit_id = held.unit_id and m.valid @> at)
          else (select array_agg(distinct g.alliance_id order by g.alliance_id) from rights.app_grant g
                where g.app_id = app and 'alliance:read' = any(g.scopes) and g.valid @> at)
        end, '{}') as memberships,
      coalesce(
        (select array_agg(distinct p.alliance_id order by p.alliance_id) from rights.post p
         where p.person_id = person and p.unit_id = held.unit_id and p.role = 'COORDINATOR' and p.valid @> at), '{}') as coordinates
    from (
      select count(distinct p.unit_id) as units,
        case
          when acting_unit is not null then (array_agg(p.unit_id) filter (where p.unit_id = acting_unit))[1]
          when count(distinct p.unit_id) = 1 then (array_agg(p.unit_id))[1]
        end as unit_id
      from rights.post p
      where p.person_id = person and p.valid @> at
    ) held
  ) who
$$;

-- The same for row-level security, from the settings of the transaction.
create function rights.current_viewer()
returns table (unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], problem text)
language sql stable
as $$
  select * from rights.viewer(
    nullif(current_setting('qinlin.person', true), '')::uuid,
    nullif(current_setting('qinlin.app', true), '')::uuid,
    nullif(current_setting('qinlin.unit', true), '')::uuid,
    nullif(current_setting('qinlin.alliance', true), '')::uuid,
    nullif(current_setting('qinlin.now', true), '')::timestamptz)
$$;

-- The third wall round contact data: its own unit, and fellow members under the alliance hat. Apps and strangers get no row.
alter table directory.unit_contact enable row level security;
alter table directory.unit_contact force row level security;
create policy read_contact on directory.unit_contact for select to qinlin_guarded using (
  unit_id = (select v.unit_id from rights.current_viewer() v)
  or (
    (select v.unit_id from rights.current_viewer() v) is not null
    and exists (
      select from rights.membership m
      where m.unit_id = unit_contact.unit_id
        and m.alliance_id = any ((select v.alliances from rights.current_viewer() v)::uuid[])
        and m.valid @> nullif(current_setting('qinlin.now', true), '')::timestamptz
    )
  )
);
create policy write_contact on directory.unit_contact for all to qinlin_writer
  using (unit_id = (select v.unit_id from rights.current_viewer() v))
  with check (unit_id = (select v.unit_id from rights.current_viewer() v));

grant usage on schema access, rights to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on access.app to qinlin_reader, qinlin_guarded;
grant select on all tables in schema rights to qinlin_reader, qinlin_guarded, qinlin_writer;

-- Holds a membership for the rest of the transaction: true while the unit is an active member, and nobody can end that
-- membership until the act is done. It locks on behalf of roles that may not touch the table.
create function rights.hold_membership(unit uuid, alliance uuid, at timestamptz)
returns boolean language plpgsql security definer set search_path = ''
as $$
begin
  perform from directory.membership m
    where m.unit_id = unit and m.alliance_id = alliance and m.state = 'ACTIVE' and m.valid @> at
    for share;
  return found;
end $$;
