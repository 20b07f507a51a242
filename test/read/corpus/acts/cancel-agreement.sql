with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'agreement', (
          select
            json_build_object(
              'id', 'agreement_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'reason', t1.reason,
              'commitments', (
                select json_build_object('nodes', coalesce(json_agg(json_build_object('state', t2.state)), '[]'))
                from
                  (
                    select t3.*
                    from exchange.commitment t3
                    where
                      t3.agreement_id = t1.id
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t3.agreement_id
                          and (
                            (
                              (
                                g.supplier_unit_id = (select v.unit_id from viewer v)
                                or g.demander_unit_id = (select v.unit_id from viewer v)
                              )
                              and g.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            )
                            or (
                              g.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                              and g.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                            )
                          )
                      )
                    order by t3.rank, t3.id
                    limit 20
                  ) t2
              ),
              'match', (
                select json_build_object('state', t4.state)
                from exchange.match t4
                where
                  t4.id = t1.match_id
                  and (
                    (
                      (
                        t4.supplier_unit_id = (select v.unit_id from viewer v)
                        or t4.demander_unit_id = (select v.unit_id from viewer v)
                      )
                      and t4.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    )
                    or (
                      t4.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      and t4.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                    )
                  )
              )
            )
          from exchange.agreement t1
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
