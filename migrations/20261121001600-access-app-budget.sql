-- What an app may ask in an hour (docs/decisions/0029). All processes that serve draw on the same row, and only through
-- `access.spend`: no role but the owner can read or change it.

-- `spent` points of the budget were in use at `as_of`; they come back evenly, `points_per_hour` in an hour. Whoever runs the
-- exchange gives an app more by changing that figure. Half of a page is kept free, so that spending stays on its page.
create table access.app_budget (
  app_id uuid primary key references access.app,
  points_per_hour integer not null default 5000 check (points_per_hour > 0),
  spent numeric not null default 0 check (spent >= 0),
  as_of timestamptz not null
) with (fillfactor = 50);

-- How many points are in use at an instant. One that lies before `as_of`, by a clock that is behind, gives nothing back.
create function access.points_in_use(budget access.app_budget, at timestamptz) returns numeric language sql immutable
as $$
  select greatest(0, round(
    budget.spent - greatest(0, extract(epoch from at - budget.as_of)) * budget.points_per_hour / 3600, 6))
$$;

-- Takes the points if that many are left, or none of them. No row where there is no such app.
--   full_at      when nothing will be in use any more, in whole seconds
--   retry_after  in how many seconds that many will be left; 0 where they were, or never will be
create function access.spend(app uuid, points integer, at timestamptz)
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
    exit when found;
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

revoke execute on function access.spend(uuid, integer, timestamptz), access.points_in_use(access.app_budget, timestamptz)
  from public;
grant execute on function access.spend(uuid, integer, timestamptz) to qinlin_writer;
