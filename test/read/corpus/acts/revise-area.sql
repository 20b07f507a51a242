select
  (
    select
      json_build_object(
        'area', (
          select
            json_build_object('id', 'area_' || replace(t1.id::text, '-', ''), 'name', t1.name, 'version', t1.version)
          from directory.area t1
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
