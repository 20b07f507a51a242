select
  (
    select coalesce(json_agg(null::json order by i.n), '[]')
    from unnest($1::uuid[], $2::text[]) with ordinality i (id, kind, n)
  )::text,
  null
;
