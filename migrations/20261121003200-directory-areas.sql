-- Areas (区划): from the province to the micro-grid, each row as the area was for a stretch of days (docs/decisions/0044).
create table directory.area (
  id uuid primary key,
  scheme text not null constraint area_scheme check (scheme in ('STATISTICS', 'CIVIL_AFFAIRS', 'LOCAL')),
  -- Text, never a number. Local codes are of our own making, and known by their county.
  code text not null constraint area_code check (code ~ '^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$'),
  name text not null constraint area_name check (name <> ''),
  level text not null constraint area_level
    check (level in ('PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'COMMUNITY', 'GRID', 'MICRO_GRID')),
  parent_id uuid references directory.area,
  valid daterange not null constraint area_valid check (not isempty(valid)),
  -- Who looks after it: makes what lies in it, and is asked about it.
  keeper_unit_id uuid references directory.unit,
  -- Which drawing of its boundary counts; 0 while there is none.
  edition integer not null default 0 constraint area_edition check (edition >= 0),
  version integer not null default 1,
  -- What follows is set by trigger: from the top down to itself, its place among the levels, where its code is known.
  path uuid[] not null,
  rank integer not null,
  namespace uuid not null,
  constraint area_code_once exclude using gist (scheme with =, namespace with =, code with =, valid with &&),
  constraint area_local check ((scheme = 'LOCAL') or level not in ('GRID', 'MICRO_GRID'))
);
-- "What lies directly in it", by code.
create index area_parent on directory.area (parent_id, code, id);
-- "What lies anywhere in it."
create index area_path on directory.area using gin (path);
-- "The area with this code", "all areas of this level".
create index area_by_code on directory.area (code, id);
create index area_by_level on directory.area (level, code, id);
create index area_keeper on directory.area (keeper_unit_id) where keeper_unit_id is not null;

-- The path is the parent's, and itself. An area lies in one that is higher, and that is there at its beginning.
create function directory.lay_area() returns trigger language plpgsql set search_path = ''
as $$
declare
  levels constant text[] := array['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'COMMUNITY', 'GRID', 'MICRO_GRID'];
  parent directory.area;
begin
  new.rank := array_position(levels, new.level);
  new.path := array[new.id];
  new.namespace := '00000000-0000-0000-0000-000000000000';
  if new.parent_id is not null then
    select * into parent from directory.area a where a.id = new.parent_id;
    if parent.rank >= new.rank then
      raise exception 'an area lies in one of a higher level' using errcode = 'check_violation', constraint = 'area_lies_in_higher';
    end if;
    if lower_inf(new.valid) and not lower_inf(parent.valid) or not lower_inf(new.valid) and not parent.valid @> lower(new.valid) then
      raise exception 'an area begins while the one it lies in is in force' using errcode = 'check_violation', constraint = 'area_lies_in_force';
    end if;
    new.path := parent.path || new.id;
  end if;
  if new.scheme = 'LOCAL' then
    select a.id into new.namespace from directory.area a where a.id = any(new.path) and a.rank <= 3 order by a.rank desc limit 1;
    new.namespace := coalesce(new.namespace, new.path[1]);
  end if;
  return new;
end $$;
create trigger lay_area before insert on directory.area for each row execute function directory.lay_area();

-- What became of an area that ended.
create table directory.area_succession (
  from_id uuid not null references directory.area,
  to_id uuid not null references directory.area,
  day date not null,
  kind text not null constraint area_succession_kind check (kind in ('RENAMED', 'MERGED', 'SPLIT', 'RECODED')),
  primary key (from_id, to_id)
);
create index area_succession_to on directory.area_succession (to_id, from_id);

-- One ends on the day on which the other is in force, so that no area follows itself, however far back one goes; only
-- what is split is followed by several.
create function directory.check_succession() returns trigger language plpgsql set search_path = ''
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
  return new;
end $$;
create trigger check_succession before insert on directory.area_succession
  for each row execute function directory.check_succession();

-- Boundaries, WGS-84, as parts with holes: ring 0 of a part is its outline, the others are holes in it. Old editions stay.
create table directory.area_boundary (
  area_id uuid not null references directory.area,
  edition integer not null constraint area_boundary_edition check (edition > 0),
  part integer not null constraint area_boundary_part check (part >= 0),
  ring integer not null constraint area_boundary_ring check (ring >= 0),
  outline polygon not null constraint area_boundary_outline
    check (npoints(outline) between 3 and 1000 and outline <@ polygon(box '((-180,-90),(180,90))')),
  primary key (area_id, edition, part, ring)
);
-- "Which grid is this point in": by the boxes of the outlines first.
create index area_boundary_outline on directory.area_boundary using gist (outline) where ring = 0;

-- The areas whose boundary holds the point.
create function directory.areas_around(longitude double precision, latitude double precision)
returns setof uuid language sql stable parallel safe
as $$
  select b.area_id from directory.area_boundary b join directory.area a on a.id = b.area_id and a.edition = b.edition
  where b.ring = 0 and b.outline && polygon(box(point(longitude, latitude), point(longitude, latitude)))
    and b.outline @> point(longitude, latitude)
    and not exists (select from directory.area_boundary h where h.area_id = b.area_id and h.edition = b.edition
      and h.part = b.part and h.ring > 0 and h.outline @> point(longitude, latitude))
$$;

-- Everything that counts to an area as it is now: what lies in it, and what it or that followed without being split.
create function directory.areas_within(area uuid, as_now boolean)
returns setof uuid language sql stable parallel safe
as $$
  with recursive inside(id) as (
    select a.id from directory.area a where a.path @> array[area]
    union
    select f.id from inside i, lateral (
      select a.id from directory.area_succession s join directory.area a on a.path @> array[s.from_id]
      where as_now and s.to_id = i.id and s.kind <> 'SPLIT') f
  )
  select id from inside
$$;

-- The four reference systems. GCJ-02 and BD-09 shift points within China; after their published inversions.
create function directory.gcj02(longitude double precision, latitude double precision)
returns point language plpgsql immutable parallel safe
as $$
declare
  x constant double precision := longitude - 105.0;
  y constant double precision := latitude - 35.0;
  ee constant double precision := 0.00669342162296594323;
  wave double precision;
  east double precision;
  north double precision;
  magic double precision;
begin
  if not (longitude between 72.004 and 137.8347 and latitude between 0.8293 and 55.8271) then
    return point(longitude, latitude);
  end if;
  wave := (20.0 * sin(6.0 * x * pi()) + 20.0 * sin(2.0 * x * pi())) * 2.0 / 3.0;
  north := -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + wave
    + (20.0 * sin(y * pi()) + 40.0 * sin(y / 3.0 * pi())) * 2.0 / 3.0
    + (160.0 * sin(y / 12.0 * pi()) + 320.0 * sin(y * pi() / 30.0)) * 2.0 / 3.0;
  east := 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + wave
    + (20.0 * sin(x * pi()) + 40.0 * sin(x / 3.0 * pi())) * 2.0 / 3.0
    + (150.0 * sin(x / 12.0 * pi()) + 300.0 * sin(x / 30.0 * pi())) * 2.0 / 3.0;
  magic := 1 - ee * sin(radians(latitude)) * sin(radians(latitude));
  return point(
    longitude + east * 180.0 / (6378245.0 / sqrt(magic) * cos(radians(latitude)) * pi()),
    latitude + north * 180.0 / (6378245.0 * (1 - ee) / (magic * sqrt(magic)) * pi()));
end $$;

-- A WGS-84 point in another system.
create function directory.to_crs(longitude double precision, latitude double precision, crs text)
returns point language plpgsql immutable parallel safe
as $$
declare
  p point;
  radius double precision;
  angle double precision;
begin
  if crs in ('WGS84', 'CGCS2000') then return point(longitude, latitude); end if;
  p := directory.gcj02(longitude, latitude);
  if crs = 'GCJ02' then return p; end if;
  radius := sqrt(p[0] * p[0] + p[1] * p[1]) + 0.00002 * sin(p[1] * pi() * 3000.0 / 180.0);
  angle := atan2(p[1], p[0]) + 0.000003 * cos(p[0] * pi() * 3000.0 / 180.0);
  return point(radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006);
end $$;

-- The other way, by iteration: to a millionth of a second of arc.
create function directory.from_crs(longitude double precision, latitude double precision, crs text)
returns point language plpgsql immutable parallel safe
as $$
declare
  guess point := point(longitude, latitude);
  got point;
begin
  if crs in ('WGS84', 'CGCS2000') then return guess; end if;
  for i in 1..30 loop
    got := directory.to_crs(guess[0], guess[1], crs);
    guess := point(guess[0] + longitude - got[0], guess[1] + latitude - got[1]);
    exit when abs(longitude - got[0]) < 1e-12 and abs(latitude - got[1]) < 1e-12;
  end loop;
  return guess;
end $$;

grant select on directory.area, directory.area_succession, directory.area_boundary
  to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert (id, scheme, code, name, level, parent_id, valid, keeper_unit_id, version),
  update (name, valid, keeper_unit_id, edition, version) on directory.area to qinlin_writer;
grant insert on directory.area_succession, directory.area_boundary to qinlin_writer;
