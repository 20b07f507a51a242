-- The first requests of an app, all at once: one makes the row, and another that looked a moment before found none to take from.
-- It looks again, rather than to say that nothing is left.
create or replace function access.spend(app uuid, points integer, at timestamptz)
returns table (is_allowed boolean, points_per_hour integer, remaining integer, full_at timestamptz, retry_after integer)
language plpgsql security definer set search_path = ''
as $$
declare
  budget access.app_budget;
  in_use numeric;
  lag interval;
begin
  if points < 1 then
    raise exception 'a request costs a point at least' using errcode = 'check_violation', constraint = 'points_spent';
  end if;
  loop
    -- One statement decides and takes: what another took meanwhile is in the row by the time this one holds it.
    update access.app_budget b
      set spent = access.points_in_use(b, at) + points, as_of = greatest(b.as_of, at)
      where b.app_id = app and access.points_in_use(b, at) + points <= b.points_per_hour
      returning b.* into budget;
    is_allowed := found;
    exit when found;
    select b.* into budget from access.app_budget b where b.app_id = app;
    exit when found and access.points_in_use(budget, at) + points > budget.points_per_hour;
    continue when found;
    insert into access.app_budget (app_id, as_of) select a.id, at from access.app a where a.id = app
      on conflict do nothing;
    if not exists (select from access.app a where a.id = app) then
      return;
    end if;
  end loop;
  in_use := access.points_in_use(budget, at);
  lag := greatest(budget.as_of - at, interval '0');
  points_per_hour := budget.points_per_hour;
  remaining := greatest(0, floor(budget.points_per_hour - in_use));
  full_at := date_trunc('second',
    at + lag + make_interval(secs => in_use * 3600 / budget.points_per_hour) + interval '999999 microseconds');
  retry_after := case when is_allowed or points > budget.points_per_hour then 0 else greatest(1, ceil(
    extract(epoch from lag) + (in_use + points - budget.points_per_hour) * 3600 / budget.points_per_hour)) end;
  return next;
end $$;
