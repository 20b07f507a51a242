select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from
        (
          select t2.*
          from directory.area t2
          where
            coalesce(t2.valid @> $1::date, false)
            and (
              (
                t2.path @> array[$2::uuid]
                and not exists (
                  select
                  from directory.area_succession s
                  where s.from_id = any (t2.path[array_position(t2.path, $2::uuid):]) and s.day <= $3::date
                )
              )
              or t2.id = any (array(select directory.areas_taken_in ($2::uuid, $3::date)))
            )
          order by t2.rank, t2.code, t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('code', t1.code)), '[]'))
      from
        (
          select t2.*
          from directory.area t2
          where
            t2.parent_id = any (
              array(select directory.areas_followed_by ($1::uuid, ($2::timestamptz at time zone 'Asia/Shanghai')::date))
            )
          order by t2.code, t2.id
          limit 20
        ) t1
    )
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
          from directory.area t2
          where
            t2.id in (
              select directory.areas_around (w[0], w[1])
              from directory.from_crs ($1::float8, $2::float8, $3::text) w
            )
          order by t2.rank desc, t2.code desc, t2.id desc
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from directory.area t2
        where
          t2.id in (
            select directory.areas_around (w[0], w[1])
            from directory.from_crs ($1::float8, $2::float8, $3::text) w
          )
      )
    )
  )::text,
  null
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from directory.area t2
        where
          t2.id in (
            select directory.areas_around (w[0], w[1])
            from directory.from_crs ($1::float8, $2::float8, $3::text) w
          )
      )
    )
  )::text,
  null
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from directory.area t2
        where
          t2.id in (
            select directory.areas_around (w[0], w[1])
            from directory.from_crs ($1::float8, $2::float8, $3::text) w
          )
      )
    )
  )::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.area t2 where t2.level = any ($1::text[]))))::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.area t2 where t2.level = any ($1::text[]))))::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.area t2 where t2.scheme = any ($1::text[]))))::text,
  null
;
select
  (
    json_build_object(
      'totalCount', (select count(*) from directory.area t2 where t2.code = $1::text and t2.scheme = any ($2::text[]))
    )
  )::text,
  null
;
select
  (
    json_build_object(
      'totalCount', (select count(*) from directory.area t2 where position(lower($1::text) in lower(t2.name)) > 0)
    )
  )::text,
  null
;
