select
  (
    select
      json_build_object(
        'benefitRule', (
          select
            json_build_object(
              'id', 'benefitrule_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'versionInForce', exchange.benefit_version_in_force (t1.id, ($1::timestamptz at time zone 'Asia/Shanghai')::date),
              'version', t1.version
            )
          from exchange.benefit_rule t1
          where t1.id = $2::uuid
        )
      )
  )::text,
  case
    when $3::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $3::uuid and c.valid @> $1::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
