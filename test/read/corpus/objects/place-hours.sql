select
  (
    (
      select
        json_build_object(
          'openingHours', (
            select
              json_build_object(
                'windows', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'rrule', t3.rrule,
                          'opens', t3.opens,
                          'closes', t3.closes,
                          'seasonFrom', t3.season_from,
                          'seasonTo', t3.season_to,
                          'firstDay', t3.first_day,
                          'lastDay', t3.last_day
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select w.*
                      from directory.place_window w
                      where w.place_id = t2.place_id and w.edition = t2.edition
                      order by w.no
                    ) t3
                ),
                'onHolidays', t2.on_holidays,
                'onMakeUpDays', t2.on_make_up_days,
                'note', t2.note,
                'toldAt', t2.told_at
              )
            from (select h.* from directory.place_hours h where h.place_id = t1.id and h.edition = t1.hours_edition) t2
          ),
          'exceptionalDays', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'firstDay', t4.first_day,
                    'lastDay', t4.last_day,
                    'hours', (
                      select coalesce(json_agg(json_build_object('opens', t5.opens, 'closes', t5.closes)), '[]')
                      from
                        (
                          select o.opens, o.closes
                          from unnest(t4.opens, t4.closes) with ordinality o (opens, closes, n)
                          order by o.n
                        ) t5
                    ),
                    'reason', t4.reason,
                    'toldAt', t4.told_at
                  )
                ),
                '[]'
              )
            from
              (
                select lower(e.days) as first_day, upper(e.days) - 1 as last_day, e.reason, e.told_at, e.opens, e.closes
                from directory.place_exception e
                where
                  e.place_id = t1.id
                  and e.taken_back_at is null
                  and upper(e.days) > coalesce($1::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date)
                order by e.days
                limit 100
              ) t4
          ),
          'later', (
            select coalesce(json_agg(json_build_object('firstDay', t6.first_day)), '[]')
            from
              (
                select lower(e.days) as first_day, upper(e.days) - 1 as last_day, e.reason, e.told_at, e.opens, e.closes
                from directory.place_exception e
                where
                  e.place_id = t1.id
                  and e.taken_back_at is null
                  and upper(e.days) > coalesce($3::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date)
                order by e.days
                limit 100
              ) t6
          ),
          'openings', (
            select
              json_build_object(
                'since', t7.since,
                'until', t7.until,
                'knownUntil', t7.known_until,
                'periods', (
                  select coalesce(json_agg(json_build_object('start', t8.starts_at, 'end', t8.ends_at)), '[]')
                  from (select lower(r) as starts_at, upper(r) as ends_at from unnest(t7.open) r order by r) t8
                )
              )
            from
              (
                select b.*, directory.openings_of (t1.id) * tstzmultirange (tstzrange (b.since, b.until)) as open
                from
                  (
                    select
                      greatest(
                        lower(k.known),
                        ((coalesce($4::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date))::timestamp at time zone 'Asia/Shanghai')
                      ) as since,
                      least(
                        upper(k.known),
                        (
                          (
                            least(
                              coalesce($5::date, coalesce($4::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 6),
                              coalesce($4::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 61
                            ) + 1
                          )::timestamp at time zone 'Asia/Shanghai'
                        )
                      ) as until,
                      upper(k.known) as known_until
                    from directory.place_opening k
                    where k.place_id = t1.id
                    offset 0
                  ) b
                where b.since < b.until
              ) t7
          ),
          'december', (
            select
              json_build_object(
                'periods', (
                  select coalesce(json_agg(json_build_object('opens', t10.starts_at)), '[]')
                  from (select lower(r) as starts_at, upper(r) as ends_at from unnest(t9.open) r order by r) t10
                )
              )
            from
              (
                select b.*, directory.openings_of (t1.id) * tstzmultirange (tstzrange (b.since, b.until)) as open
                from
                  (
                    select
                      greatest(
                        lower(k.known),
                        ((coalesce($6::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date))::timestamp at time zone 'Asia/Shanghai')
                      ) as since,
                      least(
                        upper(k.known),
                        (
                          (
                            least(
                              coalesce($7::date, coalesce($6::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 6),
                              coalesce($6::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 61
                            ) + 1
                          )::timestamp at time zone 'Asia/Shanghai'
                        )
                      ) as until,
                      upper(k.known) as known_until
                    from directory.place_opening k
                    where k.place_id = t1.id
                    offset 0
                  ) b
                where b.since < b.until
              ) t9
          ),
          'beyond', (
            select json_build_object('until', t11.until)
            from
              (
                select b.*, directory.openings_of (t1.id) * tstzmultirange (tstzrange (b.since, b.until)) as open
                from
                  (
                    select
                      greatest(
                        lower(k.known),
                        ((coalesce($8::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date))::timestamp at time zone 'Asia/Shanghai')
                      ) as since,
                      least(
                        upper(k.known),
                        (
                          (
                            least(
                              coalesce($9::date, coalesce($8::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 6),
                              coalesce($8::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 61
                            ) + 1
                          )::timestamp at time zone 'Asia/Shanghai'
                        )
                      ) as until,
                      upper(k.known) as known_until
                    from directory.place_opening k
                    where k.place_id = t1.id
                    offset 0
                  ) b
                where b.since < b.until
              ) t11
          ),
          'isOpenAt', directory.is_open (t1.id, coalesce($10::timestamptz, $2::timestamptz)),
          'monday', directory.is_open (t1.id, coalesce($11::timestamptz, $2::timestamptz)),
          'unknown', directory.is_open (t1.id, coalesce($12::timestamptz, $2::timestamptz)),
          'nextOpening', (
            select json_build_object('start', t12.starts_at, 'end', t12.ends_at)
            from
              (
                select lower(r) as starts_at, upper(r) as ends_at
                from unnest(directory.openings_of (t1.id)) r
                where lower(r) > coalesce($13::timestamptz, $2::timestamptz)
                order by r
                limit 1
              ) t12
          ),
          'after', (
            select json_build_object('start', t13.starts_at)
            from
              (
                select lower(r) as starts_at, upper(r) as ends_at
                from unnest(directory.openings_of (t1.id)) r
                where lower(r) > coalesce($14::timestamptz, $2::timestamptz)
                order by r
                limit 1
              ) t13
          )
        )
      from (select p.*, null::float8 as distance_m from directory.place p) t1
      where t1.id = $15::uuid
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'openingHours', (
            select json_build_object('note', t2.note)
            from (select h.* from directory.place_hours h where h.place_id = t1.id and h.edition = t1.hours_edition) t2
          ),
          'exceptionalDays', (
            select coalesce(json_agg(json_build_object('reason', t3.reason)), '[]')
            from
              (
                select lower(e.days) as first_day, upper(e.days) - 1 as last_day, e.reason, e.told_at, e.opens, e.closes
                from directory.place_exception e
                where
                  e.place_id = t1.id
                  and e.taken_back_at is null
                  and upper(e.days) > coalesce($1::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date)
                order by e.days
                limit 100
              ) t3
          ),
          'openings', (
            select json_build_object('until', t4.until)
            from
              (
                select b.*, directory.openings_of (t1.id) * tstzmultirange (tstzrange (b.since, b.until)) as open
                from
                  (
                    select
                      greatest(
                        lower(k.known),
                        ((coalesce($3::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date))::timestamp at time zone 'Asia/Shanghai')
                      ) as since,
                      least(
                        upper(k.known),
                        (
                          (
                            least(
                              coalesce($4::date, coalesce($3::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 6),
                              coalesce($3::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 61
                            ) + 1
                          )::timestamp at time zone 'Asia/Shanghai'
                        )
                      ) as until,
                      upper(k.known) as known_until
                    from directory.place_opening k
                    where k.place_id = t1.id
                    offset 0
                  ) b
                where b.since < b.until
              ) t4
          ),
          'isOpenAt', directory.is_open (t1.id, coalesce($5::timestamptz, $2::timestamptz)),
          'nextOpening', (
            select json_build_object('start', t5.starts_at)
            from
              (
                select lower(r) as starts_at, upper(r) as ends_at
                from unnest(directory.openings_of (t1.id)) r
                where lower(r) > coalesce($6::timestamptz, $2::timestamptz)
                order by r
                limit 1
              ) t5
          )
        )
      from (select p.*, null::float8 as distance_m from directory.place p) t1
      where t1.id = $7::uuid
    )
  )::text,
  null
;
