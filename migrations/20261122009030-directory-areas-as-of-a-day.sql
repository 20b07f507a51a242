-- Where areas lie as of a day (docs/decisions/0044): what was followed by then lies where its successor does, and so does what
-- hangs below it; of what was split, and of what hangs below that, nobody knows where.

-- From the area up to the highest, whatever counts it as of that day. Of what is split nothing does, but what it lay in where
-- `through_split` says so: somebody looks after it.
create function directory.areas_above_on(area uuid, day date, through_split boolean default false)
returns setof uuid language sql stable parallel safe
as $$
  with recursive up(id) as (
    select areas_above_on.area
    union
    select n.id from up join directory.area a on a.id = up.id
      left join lateral (
        select s.to_id, s.kind from directory.area_succession s where s.from_id = a.id and s.day <= areas_above_on.day limit 1
      ) f on true,
      lateral (select case when f.to_id is null or f.kind = 'SPLIT' and through_split then a.parent_id when f.kind <> 'SPLIT' then f.to_id end as id) n
    where n.id is not null
  )
  select up.id from up
  where not exists (select from directory.area_succession s where s.from_id = up.id and s.day <= areas_above_on.day)
$$;

-- All that counts to an area as of that day, each with its path from that area down. It begins with what hangs below the area and
-- was not followed itself, and goes on with what these followed.
create function directory.areas_laid_on(area uuid, day date)
returns table (id uuid, path uuid[]) language sql stable parallel safe
as $$
  with recursive root(id, above, seen) as (
    select a.id, array[a.id], array[a.id] from directory.area a
    where a.id = areas_laid_on.area
      and not exists (select from directory.area_succession x where x.from_id = a.id and x.day <= areas_laid_on.day)
    union all
    select s.from_id, r.above || t.path[array_position(t.path, r.id) + 1:], r.seen || s.from_id
    from root r join directory.area t on t.path @> array[r.id]
      join directory.area_succession s on s.to_id = t.id and s.kind <> 'SPLIT' and s.day <= areas_laid_on.day
    where s.from_id <> all(r.seen) and not exists (
      select from directory.area_succession x
      where x.from_id = any(t.path[array_position(t.path, r.id) + 1:]) and x.day <= areas_laid_on.day)
  )
  select a.id, r.above || a.path[array_position(a.path, r.id) + 1:]
  from root r join directory.area a on a.path @> array[r.id]
  where not exists (
    select from directory.area_succession x
    where x.from_id = any(a.path[array_position(a.path, r.id) + 1:]) and x.day <= areas_laid_on.day)
$$;

create or replace function directory.areas_within_on(area uuid, day date)
returns setof uuid language sql stable parallel safe
as $$ select l.id from directory.areas_laid_on(area, day) l $$;

-- As they were filed, or with whatever was followed by now.
create or replace function directory.areas_within(area uuid, as_now boolean)
returns setof uuid language sql stable parallel safe
as $$
  select l.id from directory.areas_laid_on(area, 'infinity') l where as_now
  union all
  select a.id from directory.area a where not as_now and a.path @> array[area]
$$;

-- The area, and what it followed by then.
create function directory.areas_followed_by(area uuid, day date)
returns setof uuid language sql stable parallel safe
as $$
  with recursive line(id) as (
    select areas_followed_by.area
    union
    select s.from_id from line join directory.area_succession s on s.to_id = line.id and s.kind <> 'SPLIT' and s.day <= areas_followed_by.day
  )
  select line.id from line
$$;

-- What lies in an area by what it or something in it followed, and did not lie in it before.
create function directory.areas_taken_in(area uuid, day date)
returns setof uuid language sql stable parallel safe
as $$
  select l.id from directory.areas_laid_on(area, day) l join directory.area a on a.id = l.id where not a.path @> array[area]
$$;

-- The areas of a level that are in force in an area on that day.
create function directory.areas_inside_on(area uuid, level text, day date)
returns setof uuid language sql stable parallel safe
as $$
  select a.id from directory.areas_laid_on(area, day) l join directory.area a on a.id = l.id
  where a.level = areas_inside_on.level and (a.valid @> areas_inside_on.day) is true
$$;

-- Whatever lies in an area, that area included, and had a place in use in it at an instant of the day, of a kind or of any.
-- `coalesce` keeps the instant out of the choice of an index: nearly all hold it.
create function directory.areas_served_on(area uuid, day date, at timestamptz, kind text)
returns setof uuid language sql stable parallel safe
as $$
  select distinct u.id from directory.areas_laid_on(area, day) l, unnest(l.path) u(id)
  where exists (select from directory.place_status s
    where s.area_id = l.id and s.status = 'IN_USE' and (areas_served_on.kind is null or s.kind = areas_served_on.kind)
      and coalesce(s.valid @> areas_served_on.at, false))
$$;

-- What follows an area does not lie in it: nothing would count to itself.
create or replace function directory.check_succession() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from directory.area a, directory.area b
    where a.id = new.from_id and b.id = new.to_id and upper(a.valid) = new.day and b.valid @> new.day) then
    raise exception 'an area that ends on the day is followed by one that is in force on it'
      using errcode = 'check_violation', constraint = 'area_succession_day';
  end if;
  if exists (select from directory.area_succession s where s.from_id = new.from_id and (s.kind <> 'SPLIT' or new.kind <> 'SPLIT')) then
    raise exception 'only what is split is followed by several'
      using errcode = 'check_violation', constraint = 'area_succession_one';
  end if;
  if new.from_id in (select directory.areas_above_on(new.to_id, 'infinity', true)) then
    raise exception 'what follows an area does not lie in it'
      using errcode = 'check_violation', constraint = 'area_succession_apart';
  end if;
  return new;
end $$;

-- The days of an area hold whatever was said of it: what it followed, what followed it, what began in it, what is known of it.
create function directory.check_days_of_area() returns trigger language plpgsql set search_path = ''
as $$
begin
  if exists (select from directory.area_succession s where s.to_id = new.id and not new.valid @> s.day)
    or exists (select from directory.area_succession s where s.from_id = new.id and upper(new.valid) is distinct from s.day)
    or exists (select from directory.area a where a.parent_id = new.id and lower(a.valid) >= upper(new.valid))
    or exists (select from directory.area_statistic s where s.area_id = new.id and s.superseded_at is null and s.as_of >= upper(new.valid)) then
    raise exception 'an area lasts until what was said of it' using errcode = 'check_violation', constraint = 'area_valid_holds';
  end if;
  return new;
end $$;
create trigger check_days_of_area after update of valid on directory.area
  for each row when (new.valid is distinct from old.valid) execute function directory.check_days_of_area();
