select
  (
    select
      json_build_object(
        'edition', (
          select
            json_build_object(
              'id', 'edition_' || replace(t1.id::text, '-', ''),
              'number', t1.number,
              'label', t1.label,
              'description', t1.description,
              'inForceFrom', t1.in_force_from,
              'createdAt', t1.created_at,
              'programme', (
                select json_build_object('name', t2.name)
                from directory.programme t2
                where t2.id = t1.programme_id
              )
            )
          from directory.programme_version t1
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
