-- on the guarded lane, under row-level security
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'invitation', (
          select
            json_build_object(
              'id', 'invitation_' || replace(t1.id::text, '-', ''),
              'state', case
                when t1.state = 'OPEN'
                and (
                  least(t1.expires_at, t1.until) <= $5::timestamptz
                  or exists (
                    select
                    from directory.post_term s
                    where s.id = t1.delegated_from and not (s.valid @> $5::timestamptz) is true
                  )
                ) then 'EXPIRED'
                else t1.state
              end,
              'decidedAt', t1.decided_at,
              'version', t1.version
            )
          from directory.invitation_shown t1
          where
            t1.id = $6::uuid
            and (
              (
                t1.unit_id = (select v.unit_id from viewer v)
                and 'ADMINISTRATOR' = any ((select v.roles from viewer v)::text[])
              )
              or (t1.unit_id = (select v.unit_id from viewer v) and t1.invited_by = $1::uuid)
            )
        )
      )
  )::text,
  (select v.problem from viewer v)
;
