select
  (
    select
      json_build_object(
        'classification', (
          select
            json_build_object(
              'id', 'classification_' || replace(t1.id::text, '-', ''),
              'term', (select json_build_object('code', t2.code) from directory.term t2 where t2.code = t1.term_code),
              'since', lower(t1.valid),
              'until', upper(t1.valid),
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
