select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from directory.alliance t2
        where t2.kind = any ($1::text[]) and t2.state = any ($2::text[])
      )
    )
  )::text,
  null
;
select
  (
    json_build_object('totalCount', (select count(*) from directory.alliance t2 where t2.state = any ($1::text[])))
  )::text,
  null
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from
        (
          select t2.*
          from directory.alliance t2
          where position(lower($1::text) in lower(t2.name)) > 0
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  null
;
