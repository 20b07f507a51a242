with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'sharingAgreement', (
          select
            json_build_object('id', 'sharing_' || replace(t1.id::text, '-', ''), 'state', t1.state, 'reason', t1.reason, 'decidedAt', t1.decided_at)
          from access.sharing_agreement t1
          where
            t1.id = $6::uuid
            and (
              t1.provider_unit_id = (select v.unit_id from viewer v)
              or t1.consumer_unit_id = (select v.unit_id from viewer v)
            )
        )
      )
  )::text,
  (select v.problem from viewer v)
;
