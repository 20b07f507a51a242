-- Whose hat does not fit acts for nobody: the policies open nothing under it, as the views do not. Acts in a person's own
-- name, which need no hat, know them still; whose login or key has ended is nobody at all.
create or replace function rights.enter(person uuid, app uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamptz)
returns table (unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], purposes text[], problem text)
language plpgsql
as $$
declare
  who uuid := person;
  what uuid := app;
begin
  if app is null then
    select v.* into unit_id, memberships, alliances, coordinates, roles, scopes, purposes, problem
      from rights.viewer(person, credential, acting_unit, acting_alliance, at) v;
  else
    select v.* into unit_id, memberships, alliances, coordinates, roles, scopes, purposes, problem
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
      set_config('qinlin.coordinates', array(select unnest(coordinates) intersect select unnest(alliances))::text, true),
      set_config('qinlin.roles', roles::text, true), set_config('qinlin.scopes', scopes::text, true),
      set_config('qinlin.purposes', purposes::text, true);
  else
    perform set_config('qinlin.unit', '', true), set_config('qinlin.alliances', '{}', true),
      set_config('qinlin.coordinates', '{}', true), set_config('qinlin.roles', '{}', true),
      set_config('qinlin.scopes', '{}', true), set_config('qinlin.purposes', '{}', true);
  end if;
  return next;
end $$;
