-- Which areas somebody holds an office of (docs/decisions/0066): told of areas, and of nobody in them.

-- Those of the types by which somebody is something to the area at an instant, as somebody is told who asks at another: of public
-- types, and of what has begun by then. Neither who it is, nor by which post.
create function directory.offices_held(area uuid, types text[], at timestamptz, asked_at timestamptz) returns setof text
language sql stable security definer set search_path = ''
as $$
  select distinct r.type_code from directory.person_relation r
  where r.area_id = offices_held.area and r.is_public and r.type_code = any(offices_held.types)
    and r.valid @> offices_held.at and lower(r.valid) <= asked_at
$$;

revoke execute on function directory.offices_held(uuid, text[], timestamptz, timestamptz) from public;
grant execute on function directory.offices_held(uuid, text[], timestamptz, timestamptz) to qinlin_reader, qinlin_guarded, qinlin_writer;
