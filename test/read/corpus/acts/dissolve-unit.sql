select
  (
    select
      json_build_object(
        'unit', (
          select
            json_build_object(
              'id', 'unit_' || replace(t1.id::text, '-', ''),
              'shortName', t1.short_name,
              'stage', case
                when t1.dissolved_at is not null then 'DISSOLVED'
                when exists (
                  select
                  from directory.relation r join directory.relation_type t on t.code = r.type_code
                  where r.subject_unit_id = t1.id and t.is_incubation and coalesce(r.valid @> $1::timestamptz, false)
                ) then 'INCUBATING'
                else 'INDEPENDENT'
              end,
              'dissolvedAt', t1.dissolved_at,
              'dissolutionReason', t1.dissolution_reason
            )
          from directory.unit t1
          where t1.id = directory.unit_now ($2::uuid)
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
