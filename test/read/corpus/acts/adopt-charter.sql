select
  (
    select
      json_build_object(
        'charter', (
          select
            json_build_object(
              'id', 'charter_' || replace(t1.id::text, '-', ''),
              'number', t1.number,
              'text', t1.text,
              'adoptedOn', t1.adopted_on,
              'hash', t1.hash,
              'alliance', (
                select json_build_object('name', t2.name)
                from directory.alliance t2
                where t2.id = t1.alliance_id
              )
            )
          from directory.charter t1
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
