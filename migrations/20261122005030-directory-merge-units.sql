-- Two units that are one (docs/decisions/0051): the one goes, the other answers in its stead. It can be undone while nobody acts
-- for either.
create table directory.unit_merge (
  id uuid primary key,
  -- It is there no more, unless it was undone.
  from_unit_id uuid not null,
  into_unit_id uuid not null references directory.unit,
  by_unit_id uuid not null references directory.unit,
  -- The unit as it was, and what of it went to the other.
  unit jsonb not null,
  identifier_ids uuid[] not null,
  names text[] not null,
  reason text not null check (reason <> ''),
  merged_at timestamptz(3) not null,
  undone_at timestamptz(3),
  constraint unit_merged_into_another check (from_unit_id <> into_unit_id)
);
-- "Which unit answers for this one."
create unique index unit_merge_in_force on directory.unit_merge (from_unit_id) where undone_at is null;
create index unit_merge_into on directory.unit_merge (into_unit_id);

-- The unit that answers for an id: itself, unless it was merged into another.
create function directory.unit_now(sought uuid) returns uuid language sql stable set search_path = ''
as $$ select coalesce((select m.into_unit_id from directory.unit_merge m where m.from_unit_id = sought and m.undone_at is null), sought) $$;

-- Whether the unit acted for registered it, and nobody acts for it yet.
create function directory.is_own_and_nobodys(sought uuid) returns boolean language sql stable set search_path = ''
as $$
  select rights.my_app() is null
    and exists (select from directory.unit u where u.id = sought and u.registered_by_unit = rights.my_unit())
    and not exists (select from directory.post p where p.unit_id = sought)
$$;

-- The owner moves numbers between units that the unit acted for registered.
create policy merge_identifiers on directory.unit_identifier for all to current_user using (
  exists (select from directory.unit u where u.id = unit_id and u.registered_by_unit = (select rights.my_unit()))
);

-- Which tables hold something of the unit that does not follow it; whatever refers to units, now or later, counts.
create function directory.in_the_way(sought uuid) returns text[] language plpgsql stable security definer set search_path = ''
as $$
declare
  held text[] := '{}';
  reference record;
  is_held boolean;
begin
  for reference in
    select c.conrelid::regclass::text as place, a.attname as column_name
    from pg_catalog.pg_constraint c join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'directory.unit'::regclass and cardinality(c.conkey) = 1
      and c.conrelid <> all(array['directory.unit_search', 'directory.unit_identifier']::regclass[])
    order by 1, 2
  loop
    execute format('select exists (select from %s where %I = $1)', reference.place, reference.column_name) into is_held using sought;
    if is_held and not reference.place = any(held) then held := held || reference.place; end if;
  end loop;
  return held;
end $$;

-- One unit goes into another: its numbers and names follow, and its row goes. Whoever calls has locked both.
create function directory.merge_unit(merge uuid, source uuid, target uuid, reason text, at timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  gone directory.unit;
  numbers uuid[];
  added text[];
begin
  if not directory.is_own_and_nobodys(source) or not directory.is_own_and_nobodys(target) then
    raise exception 'units are merged by who registered both, while nobody acts for them'
      using errcode = 'check_violation', constraint = 'unit_merged_by_who_registered';
  end if;
  select * into gone from directory.unit u where u.id = source;
  select coalesce(array_agg(i.id order by i.id), '{}') into numbers from directory.unit_identifier i where i.unit_id = source;
  select coalesce(array_agg(distinct n), '{}') into added from unnest(array[gone.name, gone.short_name] || gone.former_names) n, directory.unit t
    where t.id = target and n <> all(array[t.name, t.short_name] || t.former_names);
  insert into directory.unit_merge (id, from_unit_id, into_unit_id, by_unit_id, unit, identifier_ids, names, reason, merged_at)
    values (merge, source, target, rights.my_unit(), to_jsonb(gone), numbers, added, reason, at);
  update directory.unit_identifier i set unit_id = target where i.unit_id = source;
  update directory.unit t set former_names = t.former_names || added, version = t.version + 1 where t.id = target;
  delete from directory.unit_search s where s.unit_id = source;
  delete from directory.unit u where u.id = source;
end $$;

-- And comes back, with what it had, as far as that is still there; false where something of it is not.
create function directory.undo_merge(source uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  m directory.unit_merge;
  moved integer;
begin
  select * into m from directory.unit_merge u where u.from_unit_id = source and u.undone_at is null for update;
  if m.id is null or not directory.is_own_and_nobodys(m.into_unit_id) then
    raise exception 'a merge is undone by who registered both units, while nobody acts for them'
      using errcode = 'check_violation', constraint = 'unit_merge_undone_by_who_registered';
  end if;
  if exists (select from directory.unit t where t.id = m.into_unit_id and not t.former_names @> m.names) then return false; end if;
  insert into directory.unit select (jsonb_populate_record(null::directory.unit, m.unit)).*;
  update directory.unit_identifier i set unit_id = source where i.id = any(m.identifier_ids) and i.unit_id = m.into_unit_id;
  get diagnostics moved = row_count;
  if moved <> cardinality(m.identifier_ids) then
    raise exception 'a number that was merged is elsewhere by now' using errcode = 'check_violation', constraint = 'unit_merge_undone_whole';
  end if;
  update directory.unit t set version = t.version + 1,
    former_names = array(select n from unnest(t.former_names) with ordinality f (n, i) where n <> all(m.names) order by i)
    where t.id = m.into_unit_id;
  update directory.unit_merge u set undone_at = at where u.id = m.id;
  return true;
end $$;

revoke execute on function directory.in_the_way(uuid), directory.merge_unit(uuid, uuid, uuid, text, timestamptz),
  directory.undo_merge(uuid, timestamptz) from public;
grant execute on function directory.in_the_way(uuid), directory.merge_unit(uuid, uuid, uuid, text, timestamptz),
  directory.undo_merge(uuid, timestamptz) to qinlin_writer;
grant select on directory.unit_merge to qinlin_reader, qinlin_guarded, qinlin_writer;
