-- What is announced changes nothing before its day (docs/decisions/0044): where areas lie now, and who looks after them, is as
-- of the day of whoever asks.

drop function directory.are_many_in_area(uuid, boolean);
drop function directory.areas_leading_to(uuid, boolean);
drop function directory.areas_within_on(uuid, date);

-- Areas, none of which was laid in another of them, in which whatever is in the area was filed: itself, and what was followed by then
-- by it or by an area in it. Where no day is given it is itself alone. Of what is filed in them a part may lie elsewhere on that day.
create function directory.areas_leading_to(area uuid, day date) returns setof uuid language sql stable rows 2 set search_path = ''
as $$
  with recursive line(id) as (
    select areas_leading_to.area where areas_leading_to.day is null or not exists (
      select from directory.area_succession x where x.from_id = areas_leading_to.area and x.day <= areas_leading_to.day)
    union
    select s.from_id from line join directory.area_succession s on s.to_path @> array[line.id]
    where s.kind <> 'SPLIT' and s.day <= areas_leading_to.day
  )
  select a.id from line join directory.area a on a.id = line.id
  where not exists (select from line o where o.id <> a.id and o.id = any(a.path))
$$;

-- No more of them are counted than it takes to know.
create function directory.are_many_in_area(area uuid, day date) returns boolean language sql stable set search_path = ''
as $$
  select count(*) > max(l.most)
  from (select sqrt(20 * greatest(c.reltuples, 1))::bigint as most from pg_catalog.pg_class c where c.oid = 'directory.place'::regclass) l
    left join lateral (
      select from directory.areas_leading_to(area, day) w(id), lateral (select from directory.place_within o where o.area_id = w.id offset 0) p
      limit l.most + 1
    ) found on true
$$;

-- Whether the unit looks after the area, or after anything that it lies in on that day: of what was followed by then, what its
-- successor lies in.
create function directory.keeps_area(unit uuid, area uuid, day date) returns boolean language sql stable parallel safe
as $$
  select exists (select from directory.area k where k.keeper_unit_id = unit
    and (k.id = area or k.id in (select directory.areas_above_on(area, day, true))))
$$;

create or replace function directory.check_relation_to_area() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  days daterange;
begin
  -- Who ends the area waits for this, or comes before it.
  select a.valid into days from directory.area a where a.id = new.object_area_id for share;
  if new.valid is not null and not new.valid <@ directory.time_of_days(days) then
    raise exception 'a relation to an area lasts no longer than the area' using errcode = 'check_violation', constraint = 'relation_within_area';
  end if;
  if new.state = 'PROPOSED' and new.proposed_by_unit_id <> new.subject_unit_id
    and not directory.keeps_area(new.proposed_by_unit_id, new.object_area_id, (new.proposed_at at time zone 'Asia/Shanghai')::date) then
    raise exception 'a relation to an area is proposed by the unit or by who looks after the area'
      using errcode = 'check_violation', constraint = 'relation_proposed_by_a_side';
  end if;
  return new;
end
$$;
drop function directory.keeps_area(uuid, uuid);
