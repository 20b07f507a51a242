select
  (
    select
      json_build_object(
        'statistic', (
          select
            json_build_object(
              'id', 'statistic_' || replace(t1.id::text, '-', ''),
              'quantity', json_build_object('value', trim_scale(t1.value)::text, 'unit', t1.unit),
              'precision', t1.precision
            )
          from directory.area_statistic t1
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
