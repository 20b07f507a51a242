with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'booking', (
          select
            json_build_object(
              'id', 'booking_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'slot', (
                select json_build_object('remaining', t2.capacity - t2.taken)
                from exchange.slot t2
                where
                  t2.id = t1.slot_id
                  and exists (
                    select
                    from exchange.resource r
                    where
                      r.id = t2.resource_id
                      and (
                        (
                          (
                            r.visibility = 'PUBLIC'
                            or (
                              r.visibility = 'ALLIANCE'
                              and exists (
                                select
                                from exchange.resource_audience a
                                where
                                  a.resource_id = r.id
                                  and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                offset 0
                              )
                              and r.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where
                                  m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                  and (m.valid @> $5::timestamptz) is true
                              )
                            )
                            or (
                              r.visibility = 'ALLIANCE'
                              and r.owner_unit_id in (
                                select s.provider_unit_id
                                from rights.share s
                                where
                                  s.kind = 'OFFERS'
                                  and (s.valid @> $5::timestamptz) is true
                                  and s.consumer_unit_id = (select v.unit_id from viewer v)
                              )
                            )
                          )
                        )
                        or (
                          r.owner_unit_id = (select v.unit_id from viewer v)
                          and (
                            r.visibility = 'UNIT'
                            or (
                              r.visibility = 'PUBLIC'
                              or exists (
                                select
                                from exchange.resource_audience a
                                where
                                  a.resource_id = r.id
                                  and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                offset 0
                              )
                            )
                          )
                        )
                      )
                  )
              )
            )
          from exchange.booking t1
          where
            t1.id = $6::uuid
            and (
              (
                (
                  t1.unit_id = (select v.unit_id from viewer v)
                  and t1.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                )
                or (
                  t1.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                  and t1.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                )
              )
              or (
                exists (
                  select
                  from exchange.slot s join exchange.resource r on r.id = s.resource_id
                  where s.id = t1.slot_id and r.owner_unit_id = (select v.unit_id from viewer v)
                  offset 0
                )
              )
            )
        )
      )
  )::text,
  (select v.problem from viewer v)
;
