select
  (
    select
      json_build_object(
        'place', (
          select
            json_build_object(
              'id', 'place_' || replace(t1.id::text, '-', ''),
              'openingHours', (
                select json_build_object('onHolidays', t2.on_holidays)
                from
                  (select h.* from directory.place_hours h where h.place_id = t1.id and h.edition = t1.hours_edition) t2
              )
            )
          from (select p.*, null::float8 as distance_m from directory.place p) t1
          where t1.id = $1::uuid
        )
      )
  )::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
