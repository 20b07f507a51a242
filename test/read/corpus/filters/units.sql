select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name)), '[]'))
      from
        (
          select t2.*
          from directory.unit t2
          where
            exists (
              select
              from rights.membership m
              where m.unit_id = t2.id and m.alliance_id = $1::uuid and coalesce(m.valid @> $2::timestamptz, false)
            )
          order by t2.short_name, t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name, 'formerNames', t1.former_names)), '[]'))
      from
        (
          select t2.*
          from directory.unit t2
          where
            (
              position(lower($1::text) in lower(t2.name || ' ' || t2.short_name)) > 0
              or exists (select from unnest(t2.former_names) f where position(lower($1::text) in lower(f)) > 0)
            )
          order by t2.short_name, t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.unit t2 where t2.kind = any ($1::text[]))))::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.unit t2 where t2.kind = any ($1::text[]))))::text,
  null
;
