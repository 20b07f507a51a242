-- Words of which nothing is left are held by all units: the list of names is gone through for them.
create or replace function directory.are_common(sought text[]) returns boolean language sql stable strict set search_path = ''
as $$
  select cardinality(sought) = 0 or coalesce(
    min(coalesce(k.freq, 0)) > sqrt(20 / greatest(min(k.units), 1)) * case when cardinality(sought) = 1 then 1 else 4 end, false)
  from (
    select s.freqs[array_position(s.elems, g)] as freq, s.units
    from unnest(sought) g, (
      select p.most_common_elems::text::text[] as elems, p.most_common_elem_freqs as freqs, c.reltuples as units
      from pg_catalog.pg_stats p, pg_catalog.pg_class c
      where p.schemaname = 'directory' and p.tablename = 'unit_search' and p.attname = 'grams'
        and c.oid = 'directory.unit_search'::regclass
      offset 0
    ) s
  ) k
$$;
