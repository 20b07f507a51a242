select
  (
    (
      select
        json_build_object(
          'coverage', (
            select json_build_object('covered', t2.covered, 'total', t2.total)
            from
              (
                with
                  d as (
                    select
                      coalesce((($1::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $2::timestamptz) as at,
                      coalesce($1::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) as day
                  )
                select
                  count(*)::integer as total,
                  (
                    count(*) filter (
                      where
                        a.id in (select u.id from d, directory.areas_served_on (t1.id, d.day, d.at, $3::text) u (id))
                    )
                  )::integer as covered
                from d, directory.areas_inside_on (t1.id, $4::text, d.day) a (id)
              ) t2
          ),
          'grids', (
            select json_build_object('covered', t3.covered, 'total', t3.total)
            from
              (
                with
                  d as (
                    select
                      coalesce((($5::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $2::timestamptz) as at,
                      coalesce($5::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) as day
                  )
                select
                  count(*)::integer as total,
                  (
                    count(*) filter (
                      where
                        a.id in (select u.id from d, directory.areas_served_on (t1.id, d.day, d.at, $6::text) u (id))
                    )
                  )::integer as covered
                from d, directory.areas_inside_on (t1.id, $7::text, d.day) a (id)
              ) t3
          )
        )
      from directory.area t1
      where t1.id = $8::uuid
    )
  )::text,
  null
;
