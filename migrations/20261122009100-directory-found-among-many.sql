-- Units by kind, and places by kind, by name and by when they are open, are found as soon among many as among few (docs/decisions/0039).

-- Whether so many rows of the listed table are held by one of the values, which stand in a column of a table, that going through the list
-- in its order comes to a page sooner than gathering and sorting them: as directory.are_common has it for words. What is not in
-- PostgreSQL's statistics is rare.
create function directory.are_many(held text, column_name text, sought text[], listed text) returns boolean
language sql stable strict set search_path = ''
as $$
  select coalesce(sum(s.freqs[array_position(s.vals, v)]) * max(s.rows) > sqrt(20 * greatest(max(s.listed), 1)), false)
  from (select distinct unnest(sought)) g(v), (
    select p.most_common_vals::text::text[] as vals, p.most_common_freqs as freqs, h.reltuples as rows, l.reltuples as listed
    from pg_catalog.pg_stats p, pg_catalog.pg_class h, pg_catalog.pg_class l
    where p.schemaname = 'directory' and p.tablename = held and p.attname = column_name
      and h.oid = ('directory.' || held)::regclass and l.oid = ('directory.' || are_many.listed)::regclass
    offset 0
  ) s
$$;

-- "Units of this kind", where they are few.
create index unit_kind on directory.unit (kind, id);

-- Hours in which places are ever open: each of the week, and those of the days of the statutory calendar.
alter table directory.place_open_slot alter column slot set statistics 1000;

-- "Places whose name holds this", as far as everybody is told it: one and two characters in a row.
create index place_name_grams on directory.place using gin (directory.grams_of(directory.fold(shown_name))) with (fastupdate = off);
alter index directory.place_name_grams alter column 1 set statistics 600;

-- As directory.are_common, of names of places. Statistics of an index are shown to its owner alone.
create function directory.are_common_in_places(sought text[]) returns boolean language sql stable strict security definer set search_path = ''
as $$
  select coalesce(
    min(coalesce(k.freq, 0)) > sqrt(20 / greatest(min(k.places), 1)) * case when cardinality(sought) = 1 then 1 else 4 end, false)
  from (
    select s.freqs[array_position(s.elems, g)] as freq, s.places
    from unnest(sought) g, (
      select p.most_common_elems::text::text[] as elems, p.most_common_elem_freqs as freqs, c.reltuples as places
      from pg_catalog.pg_stats p, pg_catalog.pg_class c
      where p.schemaname = 'directory' and p.tablename = 'place_name_grams' and p.attname = 'grams_of'
        and c.oid = 'directory.place'::regclass
      offset 0
    ) s
  ) k
$$;

-- Whether so many places lie in an area: no more of them are counted than it takes to know.
create function directory.are_many_in_area(area uuid, as_now boolean) returns boolean language sql stable strict set search_path = ''
as $$
  select count(*) > max(l.most)
  from (select sqrt(20 * greatest(c.reltuples, 1))::bigint as most from pg_catalog.pg_class c where c.oid = 'directory.place'::regclass) l
    left join lateral (
      select from directory.areas_within(area, as_now) w(id), lateral (select from directory.place o where o.shown_area_id = w.id offset 0) p
      limit l.most + 1
    ) found on true
$$;
