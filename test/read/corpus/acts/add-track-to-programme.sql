select
  (
    select
      json_build_object(
        'track', (
          select
            json_build_object(
              'id', 'track_' || replace(t1.id::text, '-', ''),
              'code', t1.code,
              'name', t1.name,
              'programme', (
                select json_build_object('name', t2.name)
                from directory.programme t2
                where t2.id = t1.programme_id
              ),
              'alliance', (
                select json_build_object('name', t3.name)
                from directory.alliance t3
                where t3.id = t1.alliance_id
              )
            )
          from directory.track t1
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
