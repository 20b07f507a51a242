select
  (
    select
      json_build_object(
        'place', (
          select
            json_build_object(
              'id', 'place_' || replace(t1.id::text, '-', ''),
              'exceptionalDays', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'firstDay', t2.first_day,
                        'lastDay', t2.last_day,
                        'hours', (
                          select coalesce(json_agg(json_build_object('opens', t3.opens, 'closes', t3.closes)), '[]')
                          from
                            (
                              select o.opens, o.closes
                              from unnest(t2.opens, t2.closes) with ordinality o (opens, closes, n)
                              order by o.n
                            ) t3
                        ),
                        'reason', t2.reason,
                        'toldAt', t2.told_at
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select
                      lower(e.days) as first_day,
                      upper(e.days) - 1 as last_day,
                      e.reason,
                      e.told_at,
                      e.opens,
                      e.closes
                    from directory.place_exception e
                    where
                      e.place_id = t1.id
                      and e.taken_back_at is null
                      and upper(e.days) > coalesce($1::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date)
                    order by e.days
                    limit 100
                  ) t2
              )
            )
          from (select p.*, null::float8 as distance_m from directory.place p) t1
          where t1.id = $3::uuid
        )
      )
  )::text,
  case
    when $4::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $4::uuid and c.valid @> $2::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
