-- Places (阵地、站点): where people meet and are served (docs/decisions/0045).

-- Kinds of places are words like the others; whichever vocabularies there are by now stay.
do $$
declare
  schemes text;
begin
  select string_agg(distinct quote_literal(m[1]), ', ') into schemes
  from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z_]+)''', 'g') m
  where c.conrelid = 'directory.term'::regclass and c.conname = 'term_scheme_check';
  execute 'alter table directory.term drop constraint term_scheme_check';
  execute format('alter table directory.term add constraint term_scheme_check check (scheme in (%s, %L))', schemes, 'PLACE_KIND');
end $$;

-- The middle of a cell of a hundredth of a degree, as `mask.place` and the needs of the exchange have it.
create function directory.community_degrees(degrees double precision, most integer)
returns double precision language sql immutable parallel safe
return (least(floor(degrees * 100), most * 100 - 1) + 0.5) / 100;

-- Great-circle distance in metres between two WGS-84 points on a sphere of the mean radius (IUGG R1 = 6 371 008.8 m).
create function directory.metres_between(lon1 double precision, lat1 double precision, lon2 double precision, lat2 double precision)
returns double precision language sql immutable parallel safe
return 2 * 6371008.8 * asin(least(1, sqrt(
  power(sin(radians(lat2 - lat1) / 2), 2) + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2))));

-- The box around a point in which everything within so many metres lies; wider than it need be towards the poles.
create function directory.box_around(longitude double precision, latitude double precision, metres double precision)
returns box language sql immutable parallel safe
return (select box(point(longitude - east, latitude - north), point(longitude + east, latitude + north))
  from (select metres / 111000.0 as north, metres / (111000.0 * greatest(cos(radians(least(abs(latitude) + metres / 111000.0, 89.9))), 0.001)) as east) d);

create table directory.place (
  id uuid primary key,
  -- Who runs it.
  owner_unit_id uuid not null references directory.unit,
  name text not null constraint place_name check (name <> ''),
  kind text not null references directory.term (code),
  -- The level it serves.
  level text constraint place_level
    check (level in ('PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'COMMUNITY', 'GRID', 'MICRO_GRID')),
  status text not null constraint place_status check (status in ('PLANNED', 'BUILDING', 'IN_USE', 'SUSPENDED', 'CLOSED')),
  status_since timestamptz(3) not null,
  reason text constraint place_reason check (reason <> ''),
  parent_id uuid references directory.place constraint place_in_another check (parent_id <> id),
  area_id uuid references directory.area,
  -- As it was given; what follows of it is set by trigger.
  given_longitude double precision constraint place_longitude check (given_longitude between -180 and 180),
  given_latitude double precision constraint place_latitude check (given_latitude between -90 and 90),
  given_crs text constraint place_crs check (given_crs in ('WGS84', 'CGCS2000', 'GCJ02', 'BD09')),
  floor_area numeric(14,4) constraint place_floor_area check (floor_area > 0),
  is_public boolean not null,
  created_at timestamptz(3) not null,
  version integer not null default 1,
  -- WGS-84.
  longitude double precision,
  latitude double precision,
  -- What everybody is told, and what every distance, order and filter goes by: of a place that is not public its community.
  shown_at point,
  shown_area_id uuid references directory.area,
  constraint place_given_whole check (num_nulls(given_longitude, given_latitude, given_crs) in (0, 3)),
  constraint place_stopped_for_a_reason check (status not in ('SUSPENDED', 'CLOSED') or reason is not null)
);
create index place_owner on directory.place (owner_unit_id, id desc);
create index place_kind on directory.place (kind, id desc);
create index place_parent on directory.place (parent_id, id) where parent_id is not null;
-- "What is in this area", by kind.
create index place_area on directory.place (shown_area_id, kind) where shown_area_id is not null;
-- "What is within ten minutes on foot."
create index place_shown_at on directory.place using gist (shown_at);

create function directory.lay_place() returns trigger language plpgsql set search_path = ''
as $$
declare
  at point;
begin
  if new.given_crs is not null then
    at := directory.from_crs(new.given_longitude, new.given_latitude, new.given_crs);
  end if;
  new.longitude := at[0];
  new.latitude := at[1];
  if new.is_public then
    new.shown_at := at;
    new.shown_area_id := new.area_id;
  else
    new.shown_at := point(directory.community_degrees(at[0], 180), directory.community_degrees(at[1], 90));
    select a.id into new.shown_area_id from directory.area b join directory.area a on a.id = any(b.path)
      where b.id = new.area_id and a.rank <= 5 order by a.rank desc limit 1;
    if not found then new.shown_area_id := null; end if;
  end if;
  return new;
end $$;
create trigger lay_place before insert or update of given_longitude, given_latitude, given_crs, is_public, area_id
  on directory.place for each row execute function directory.lay_place();

-- In which status a place was when, for questions about a day that is past. Follows by trigger.
create table directory.place_status (
  place_id uuid not null references directory.place,
  status text not null,
  valid tstzrange not null constraint place_status_valid check (not isempty(valid)),
  constraint place_status_once exclude using gist (place_id with =, valid with &&)
);
create function directory.keep_place_status() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    if new.status = old.status then return null; end if;
    -- Two changes in one instant: the first was never.
    delete from directory.place_status s where s.place_id = new.id and upper_inf(s.valid) and lower(s.valid) >= new.status_since;
    update directory.place_status s set valid = tstzrange(lower(s.valid), new.status_since)
      where s.place_id = new.id and upper_inf(s.valid);
  end if;
  insert into directory.place_status (place_id, status, valid) values (new.id, new.status, tstzrange(new.status_since, null));
  return null;
end $$;
create trigger keep_place_status after insert or update of status on directory.place
  for each row execute function directory.keep_place_status();

grant select on directory.place, directory.place_status to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert (id, owner_unit_id, name, kind, level, status, status_since, reason, parent_id, area_id, given_longitude, given_latitude,
    given_crs, floor_area, is_public, created_at, version),
  update (name, kind, level, status, status_since, reason, parent_id, area_id, given_longitude, given_latitude, given_crs, floor_area,
    is_public, version) on directory.place to qinlin_writer;
