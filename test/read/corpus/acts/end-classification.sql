select
  (
    select
      json_build_object(
        'classification', (
          select
            json_build_object(
              'id', 'classification_' || replace(t1.id::text, '-', ''),
              'endReason', t1.end_reason,
              'isInForce', coalesce(t1.valid @> $1::timestamptz, false)
            )
          from directory.unit_classification t1
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
