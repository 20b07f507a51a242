select
  (
    select
      json_build_object(
        'alliance', (
          select
            json_build_object(
              'id', 'alliance_' || replace(t1.id::text, '-', ''),
              'name', t1.name,
              'state', t1.state,
              'version', t1.version,
              'kind', (select json_build_object('code', t2.code) from directory.term t2 where t2.code = t1.kind),
              'leadUnit', (
                select json_build_object('shortName', t3.short_name)
                from directory.unit t3
                where t3.id = t1.lead_unit_id
              ),
              'leadOfferedTo', (
                select json_build_object('shortName', t4.short_name)
                from directory.unit t4
                where t4.id = t1.lead_offered_to
              ),
              'description', t1.description
            )
          from directory.alliance t1
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
