-- Invitations that are taken back or out of date stand in no merge's way (docs/decisions/0051): they go along, and come back with it.
alter table directory.unit_merge add column invitation_ids uuid[] not null default '{}';

create or replace function directory.in_the_way(sought uuid) returns text[] language plpgsql stable security definer set search_path = ''
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
      and c.conrelid <> all(array['directory.unit_search', 'directory.unit_identifier', 'directory.invitation']::regclass[])
    order by 1, 2
  loop
    execute format('select exists (select from %s where %I = $1)', reference.place, reference.column_name) into is_held using sought;
    if is_held and not reference.place = any(held) then held := held || reference.place; end if;
  end loop;
  if exists (select from directory.invitation i where i.unit_id = sought and i.state = 'OPEN' and i.expires_at > rights.my_now()) then
    held := held || 'directory.invitation'::text;
  end if;
  return held;
end $$;

create or replace function directory.merge_unit(merge uuid, source uuid, target uuid, reason text, at timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  gone directory.unit;
  numbers uuid[];
  invitations uuid[];
  added text[];
begin
  if not directory.is_own_and_nobodys(source) or not directory.is_own_and_nobodys(target) then
    raise exception 'units are merged by who registered both, while nobody acts for them'
      using errcode = 'check_violation', constraint = 'unit_merged_by_who_registered';
  end if;
  select * into gone from directory.unit u where u.id = source;
  select coalesce(array_agg(i.id order by i.id), '{}') into numbers from directory.unit_identifier i where i.unit_id = source;
  select coalesce(array_agg(i.id order by i.id), '{}') into invitations from directory.invitation i where i.unit_id = source;
  select coalesce(array_agg(distinct n), '{}') into added from unnest(array[gone.name, gone.short_name] || gone.former_names) n, directory.unit t
    where t.id = target and n <> all(array[t.name, t.short_name] || t.former_names);
  insert into directory.unit_merge (id, from_unit_id, into_unit_id, by_unit_id, unit, identifier_ids, invitation_ids, names, reason, merged_at)
    values (merge, source, target, rights.my_unit(), to_jsonb(gone), numbers, invitations, added, reason, at);
  update directory.unit_identifier i set unit_id = target where i.unit_id = source;
  -- Out of date for good: it is not to open a door into the other unit.
  update directory.invitation i set state = 'CANCELLED', decided_at = at, version = i.version + 1
    where i.unit_id = source and i.state = 'OPEN' and i.expires_at <= rights.my_now();
  update directory.invitation i set unit_id = target where i.unit_id = source and i.state <> 'OPEN';
  update directory.unit t set former_names = t.former_names || added, version = t.version + 1 where t.id = target;
  delete from directory.unit_search s where s.unit_id = source;
  delete from directory.unit u where u.id = source;
end $$;

create or replace function directory.undo_merge(source uuid, at timestamptz) returns boolean
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
  update directory.invitation i set unit_id = source where i.id = any(m.invitation_ids) and i.unit_id = m.into_unit_id;
  update directory.unit t set version = t.version + 1,
    former_names = array(select n from unnest(t.former_names) with ordinality f (n, i) where n <> all(m.names) order by i)
    where t.id = m.into_unit_id;
  update directory.unit_merge u set undone_at = at where u.id = m.id;
  return true;
end $$;
