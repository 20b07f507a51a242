select
  (
    select
      json_build_object(
        'area', (
          select
            json_build_object(
              'id', 'area_' || replace(t1.id::text, '-', ''),
              'name', t1.name,
              'since', lower(t1.valid),
              'keeper', (
                select json_build_object('shortName', t2.short_name)
                from directory.unit t2
                where t2.id = t1.keeper_unit_id
              )
            )
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
