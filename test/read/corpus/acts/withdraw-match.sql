with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'match', (
          select
            json_build_object('id', 'match_' || replace(t1.id::text, '-', ''), 'state', t1.state, 'reason', t1.reason)
          from exchange.match t1
          where
            t1.id = $6::uuid
            and (
              (
                (
                  t1.supplier_unit_id = (select v.unit_id from viewer v)
                  or t1.demander_unit_id = (select v.unit_id from viewer v)
                )
                and t1.alliance_id = any ((select v.alliances from viewer v)::uuid[])
              )
              or (
                t1.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                and t1.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
              )
            )
        )
      )
  )::text,
  (select v.problem from viewer v)
;
