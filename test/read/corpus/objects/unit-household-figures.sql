select
  (
    (
      select
        json_build_object(
          'householdFigures', (
            select json_build_object('linked', t2.linked, 'visited', t2.visited, 'visits', t2.visits)
            from
              (
                select f.linked, f.visited, f.visits
                from
                  directory.household_figures (t1.id, coalesce($1::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date), $2::timestamptz) f
              ) t2
          ),
          'later', (
            select json_build_object('visits', t3.visits)
            from
              (
                select f.linked, f.visited, f.visits
                from
                  directory.household_figures (t1.id, coalesce($3::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date), $2::timestamptz) f
              ) t3
          ),
          'before', (
            select json_build_object('linked', t4.linked, 'visited', t4.visited)
            from
              (
                select f.linked, f.visited, f.visits
                from
                  directory.household_figures (t1.id, coalesce($4::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date), $2::timestamptz) f
              ) t4
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($5::uuid)
    )
  )::text,
  null
;
