select
  (
    select
      json_build_object(
        'programme', (
          select
            json_build_object(
              'id', 'programme_' || replace(t1.id::text, '-', ''),
              'name', t1.name,
              'state', t1.state,
              'startedOn', t1.started_on,
              'endedOn', t1.ended_on,
              'reason', t1.reason,
              'createdAt', t1.created_at,
              'version', t1.version,
              'unit', (
                select json_build_object('shortName', t2.short_name)
                from directory.unit t2
                where t2.id = t1.unit_id
              ),
              'alliance', (
                select json_build_object('name', t3.name)
                from directory.alliance t3
                where t3.id = t1.alliance_id
              ),
              'parent', (
                select json_build_object('name', t4.name)
                from directory.programme t4
                where t4.id = t1.parent_id
              )
            )
          from directory.programme t1
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
