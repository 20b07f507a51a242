select
  (
    select
      json_build_object(
        'benefitFrame', (
          select
            json_build_object(
              'id', 'benefitframe_' || replace(t1.id::text, '-', ''),
              'least', json_build_object('amount', trim_scale(t1.least)::text),
              'from', t1.from_day
            )
          from exchange.benefit_frame t1
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
