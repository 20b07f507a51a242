-- Units of a kind and places in an area are read in the order of their list, however many they are (docs/decisions/0039).

create index unit_of_kind on directory.unit (kind, short_name collate directory.pinyin, id);

-- In which areas a place lies, as far as everybody is told it: the area it is filed in, and all that one was laid in.
create table directory.place_within (
  area_id uuid not null references directory.area,
  place_id uuid not null references directory.place,
  primary key (area_id, place_id)
);
insert into directory.place_within (area_id, place_id)
select above, p.id from directory.place p join directory.area a on a.id = p.shown_area_id, unnest(a.path) above order by 1, 2;

create function directory.keep_place_within() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    delete from directory.place_within l using directory.area a
    where a.id = old.shown_area_id and l.area_id = any(a.path) and l.place_id = new.id;
  end if;
  insert into directory.place_within (area_id, place_id)
  select above, new.id from directory.area a, unnest(a.path) above where a.id = new.shown_area_id;
  return null;
end $$;
create trigger keep_place_within after insert on directory.place for each row execute function directory.keep_place_within();
-- Which area is shown is settled by a trigger, whatever column is written.
create trigger move_place_within after update on directory.place for each row
  when (old.shown_area_id is distinct from new.shown_area_id) execute function directory.keep_place_within();
grant select on directory.place_within to qinlin_reader, qinlin_guarded, qinlin_writer;

-- All that an area which follows another lies in: whatever becomes of an area is found from above. Where an area lies is never changed.
alter table directory.area_succession add column to_path uuid[];
update directory.area_succession s set to_path = a.path from directory.area a where a.id = s.to_id;
alter table directory.area_succession alter column to_path set not null;
create index area_succession_to_path on directory.area_succession using gin (to_path) with (fastupdate = off);

create function directory.lay_succession() returns trigger language plpgsql set search_path = ''
as $$
begin
  select a.path into new.to_path from directory.area a where a.id = new.to_id;
  return new;
end $$;
create trigger lay_succession before insert on directory.area_succession for each row execute function directory.lay_succession();

-- Areas, none of which was laid in another of them, in which whatever is in the area was filed: itself, and what was followed by it or
-- by an area in it. Where `as_now` is false it is itself alone. Of what is filed in them a part may lie elsewhere by now.
create function directory.areas_leading_to(area uuid, as_now boolean) returns setof uuid language sql stable rows 2 set search_path = ''
as $$
  with recursive line(id) as (
    select areas_leading_to.area
    where not as_now or not exists (select from directory.area_succession x where x.from_id = areas_leading_to.area)
    union
    select s.from_id from line join directory.area_succession s on s.to_path @> array[line.id] where as_now and s.kind <> 'SPLIT'
  )
  select a.id from line join directory.area a on a.id = line.id
  where not exists (select from line o where o.id <> a.id and o.id = any(a.path))
$$;

-- No more of them are counted than it takes to know.
create or replace function directory.are_many_in_area(area uuid, as_now boolean) returns boolean language sql stable strict set search_path = ''
as $$
  select count(*) > max(l.most)
  from (select sqrt(20 * greatest(c.reltuples, 1))::bigint as most from pg_catalog.pg_class c where c.oid = 'directory.place'::regclass) l
    left join lateral (
      select from directory.areas_leading_to(area, as_now) w(id), lateral (select from directory.place_within o where o.area_id = w.id offset 0) p
      limit l.most + 1
    ) found on true
$$;

drop function directory.areas_within(uuid, boolean);
