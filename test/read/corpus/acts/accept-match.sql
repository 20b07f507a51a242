with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'match', (
          select
            json_build_object(
              'id', 'match_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'version', t1.version,
              'supplierAcceptedAt', t1.supplier_accepted_at,
              'demanderAcceptedAt', t1.demander_accepted_at,
              'agreement', (
                select json_build_object('id', 'agreement_' || replace(t2.id::text, '-', ''))
                from exchange.agreement t2
                where
                  t2.match_id = t1.id
                  and (
                    (
                      (
                        t2.supplier_unit_id = (select v.unit_id from viewer v)
                        or t2.demander_unit_id = (select v.unit_id from viewer v)
                      )
                      and t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    )
                    or (
                      t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      and t2.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                    )
                  )
              )
            )
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
