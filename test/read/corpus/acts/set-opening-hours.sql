select
  (
    select
      json_build_object(
        'place', (
          select
            json_build_object(
              'id', 'place_' || replace(t1.id::text, '-', ''),
              'openingHours', (
                select
                  json_build_object(
                    'windows', (
                      select coalesce(json_agg(json_build_object('rrule', t3.rrule)), '[]')
                      from
                        (
                          select w.*
                          from directory.place_window w
                          where w.place_id = t2.place_id and w.edition = t2.edition
                          order by w.no
                        ) t3
                    ),
                    'onHolidays', t2.on_holidays,
                    'toldAt', t2.told_at
                  )
                from
                  (select h.* from directory.place_hours h where h.place_id = t1.id and h.edition = t1.hours_edition) t2
              ),
              'openings', (
                select json_build_object('knownUntil', t4.known_until)
                from
                  (
                    select b.*, directory.openings_of (t1.id) * tstzmultirange (tstzrange (b.since, b.until)) as open
                    from
                      (
                        select
                          greatest(
                            lower(k.known),
                            ((coalesce($1::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date))::timestamp at time zone 'Asia/Shanghai')
                          ) as since,
                          least(
                            upper(k.known),
                            (
                              (
                                least(
                                  coalesce($3::date, coalesce($1::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 6),
                                  coalesce($1::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) + 61
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
              )
            )
          from (select p.*, null::float8 as distance_m from directory.place p) t1
          where t1.id = $4::uuid
        )
      )
  )::text,
  case
    when $5::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $5::uuid and c.valid @> $2::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
