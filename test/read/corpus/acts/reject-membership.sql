with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'membership', (
          select
            json_build_object(
              'id', 'membership_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'reason', case
                when (
                  t1.unit_id = (select v.unit_id from viewer v)
                  or (
                    t1.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    and t1.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                  )
                ) then t1.reason
              end
            )
          from directory.membership t1
          where
            t1.id = $6::uuid
            and (
              (t1.state = 'ACTIVE' and (t1.valid @> $5::timestamptz) is true)
              or (
                t1.unit_id = (select v.unit_id from viewer v)
                or (
                  t1.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                  and t1.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                )
              )
            )
        )
      )
  )::text,
  (select v.problem from viewer v)
;
