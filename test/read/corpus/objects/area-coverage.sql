select
  (
    (
      select
        json_build_object(
          'coverage', (
            select json_build_object('covered', t2.covered, 'total', t2.total)
            from
              (
                select
                  count(*)::integer as total,
                  (
                    count(*) filter (
                      where
                        exists (
                          select
                          from directory.place_status s
                          where
                            s.area_id in (select directory.areas_within_on (a.id, d.day))
                            and s.kind = coalesce($1::text, s.kind)
                            and s.status = 'IN_USE'
                            and s.valid @> d.at
                        )
                    )
                  )::integer as covered
                from
                  directory.area a,
                  (
                    select
                      coalesce((($2::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $3::timestamptz) as at,
                      coalesce($2::date, ($3::timestamptz at time zone 'Asia/Shanghai')::date) as day
                  ) d
                where a.path @> array[t1.id] and a.level = $4::text and (a.valid @> d.day) is true
              ) t2
          ),
          'grids', (
            select json_build_object('covered', t3.covered, 'total', t3.total)
            from
              (
                select
                  count(*)::integer as total,
                  (
                    count(*) filter (
                      where
                        exists (
                          select
                          from directory.place_status s
                          where
                            s.area_id in (select directory.areas_within_on (a.id, d.day))
                            and s.kind = coalesce($5::text, s.kind)
                            and s.status = 'IN_USE'
                            and s.valid @> d.at
                        )
                    )
                  )::integer as covered
                from
                  directory.area a,
                  (
                    select
                      coalesce((($6::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $3::timestamptz) as at,
                      coalesce($6::date, ($3::timestamptz at time zone 'Asia/Shanghai')::date) as day
                  ) d
                where a.path @> array[t1.id] and a.level = $7::text and (a.valid @> d.day) is true
              ) t3
          )
        )
      from directory.area t1
      where t1.id = $8::uuid
    )
  )::text,
  null
;
