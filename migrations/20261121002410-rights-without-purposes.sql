-- What an app may read is judged for each installation, with its purpose (`Scope.isInstalled`): purposes
-- of several installations in one list could never be asked rightly, and nobody asks for them any more.
drop function rights.my_purposes();
drop function rights.enter(uuid, uuid, uuid, uuid, uuid, timestamptz);
drop function rights.viewer(uuid, uuid, uuid, uuid, timestamptz);
drop function rights.app_viewer(uuid, uuid, uuid, uuid, timestamptz);

create function rights.viewer(person uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamptz)
returns table(unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], problem text)
language sql stable
as $$
  select who.unit_id, who.memberships,
    case when acting_alliance = any(who.memberships) then array[acting_alliance] else '{}'::uuid[] end,
    case when who.unit_id is null then '{}'::uuid[] else who.coordinates end,
    case when who.unit_id is null then '{}'::text[] else who.roles end,
    '{}'::text[],
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
    offset 0
  ) who
$$;

create function rights.app_viewer(app uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamptz)
returns table(unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], problem text)
language sql stable
as $$
  select
    case when acting_unit is not null then held.named when cardinality(held.units) = 1 then held.units[1] end,
    held.memberships,
    case when cardinality(held.units) > 0 then array[acting_alliance] else '{}'::uuid[] end,
    '{}'::uuid[], '{}'::text[], held.scopes,
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
      coalesce(array_agg(distinct i.scope order by i.scope) filter (where i.is_under_hat), '{}') as scopes
    from (select credential is null or exists (select from rights.app_key k where k.id = credential and k.valid @> at) as holds) credential_holds
    left join lateral (
      select g.app_id, g.alliance_id, g.unit_id, s.scope,
        g.alliance_id = acting_alliance and (acting_unit is null or g.unit_id = acting_unit) as is_under_hat
      from rights.installation g cross join unnest(g.scopes) s(scope)
      where g.app_id = app and g.valid @> at
    ) i on credential_holds.holds
    group by credential_holds.holds
  ) held
$$;

create function rights.enter(person uuid, app uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamptz)
returns table(unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], problem text)
language plpgsql
as $$
declare
  who uuid := person;
  what uuid := app;
begin
  if app is null then
    select v.* into unit_id, memberships, alliances, coordinates, roles, scopes, problem
      from rights.viewer(person, credential, acting_unit, acting_alliance, at) v;
  else
    select v.* into unit_id, memberships, alliances, coordinates, roles, scopes, problem
      from rights.app_viewer(app, credential, acting_unit, acting_alliance, at) v;
  end if;
  if problem = 'CREDENTIAL_ENDED' then
    who := null;
    what := null;
  end if;
  perform set_config('qinlin.person', coalesce(who::text, ''), true), set_config('qinlin.app', coalesce(what::text, ''), true),
    set_config('qinlin.now', at::text, true);
  if problem is null then
    perform set_config('qinlin.unit', coalesce(unit_id::text, ''), true), set_config('qinlin.alliances', alliances::text, true),
      set_config('qinlin.coordinates', (case when alliances[1] = any(coordinates) then alliances else '{}' end)::text, true),
      set_config('qinlin.roles', roles::text, true), set_config('qinlin.scopes', scopes::text, true);
  else
    perform set_config('qinlin.unit', '', true), set_config('qinlin.alliances', '{}', true),
      set_config('qinlin.coordinates', '{}', true), set_config('qinlin.roles', '{}', true),
      set_config('qinlin.scopes', '{}', true);
  end if;
  return next;
end $$;
