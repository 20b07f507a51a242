-- What is announced changes nothing before its day (docs/decisions/0044): where areas lie now, and who looks after them, is as
-- of the day of whoever asks.

-- As they were filed where no day is given, or with whatever was followed by then.
drop function directory.are_many_in_area(uuid, boolean);
drop function directory.areas_within(uuid, boolean);
drop function directory.areas_within_on(uuid, date);
create function directory.areas_within(area uuid, day date)
returns setof uuid language sql stable parallel safe
as $$
  select l.id from directory.areas_laid_on(area, day) l where day is not null
  union all
  select a.id from directory.area a where day is null and a.path @> array[area]
$$;

-- Whether so many places lie in an area: no more of them are counted than it takes to know.
create function directory.are_many_in_area(area uuid, day date) returns boolean language sql stable set search_path = ''
as $$
  select count(*) > max(l.most)
  from (select sqrt(20 * greatest(c.reltuples, 1))::bigint as most from pg_catalog.pg_class c where c.oid = 'directory.place'::regclass) l
    left join lateral (
      select from directory.areas_within(area, day) w(id), lateral (select from directory.place o where o.shown_area_id = w.id offset 0) p
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
