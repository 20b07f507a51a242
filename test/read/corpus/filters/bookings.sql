with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    (
      select
        json_build_object('nodes', coalesce(json_agg(json_build_object('state', t1.state, 'purpose', t1.purpose)), '[]'))
      from
        (
          select t2.*
          from exchange.booking t2
          where
            (
              (
                (
                  t2.unit_id = (select v.unit_id from viewer v)
                  and t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                )
                or (
                  t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                  and t2.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                )
              )
              or (
                exists (
                  select
                  from exchange.slot s join exchange.resource r on r.id = s.resource_id
                  where s.id = t2.slot_id and r.owner_unit_id = (select v.unit_id from viewer v)
                  offset 0
                )
              )
            )
            and t2.state = any ($6::text[])
          order by t2.id
          limit 20
        ) t1
    )
  )::text,
  (select v.problem from viewer v)
;
