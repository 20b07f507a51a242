select
  (
    select
      json_build_object(
        'unit', (
          select
            json_build_object(
              'id', 'unit_' || replace(t1.id::text, '-', ''),
              'shortName', t1.short_name,
              'formerNames', t1.former_names,
              'nameHistory', (
                select
                  coalesce(json_agg(json_build_object('name', t2.name, 'shortName', t2.short_name, 'until', t2.until, 'reason', t2.reason)), '[]')
                from (select * from directory.former_name t2 where t2.unit_id = t1.id order by t2.id desc limit 100) t2
              ),
              'version', t1.version
            )
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
