select
  (
    select
      json_build_object(
        'unit', (
          select json_build_object('id', 'unit_' || replace(t1.id::text, '-', ''), 'shortName', t1.short_name)
          from directory.unit t1
          where t1.id = directory.unit_now ($1::uuid)
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
