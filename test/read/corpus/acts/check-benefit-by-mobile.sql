select
  (
    select
      json_build_object(
        'place', (
          select json_build_object('id', 'place_' || replace(t1.id::text, '-', ''))
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
