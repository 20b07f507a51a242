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
              'colour', t1.colour,
              'rank', t1.rank,
              'retiredAt', t1.retired_at,
              'version', t1.version,
              'alliance', (
                select json_build_object('name', t2.name)
                from directory.alliance t2
                where t2.id = t1.alliance_id
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
