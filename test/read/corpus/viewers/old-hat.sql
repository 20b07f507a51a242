with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.offer t2
        where
          (
            (
              t2.state = 'PUBLISHED'
              and (
                t2.visibility = 'PUBLIC'
                or (
                  t2.visibility = 'ALLIANCE'
                  and exists (
                    select
                    from exchange.offer_audience a
                    where a.offer_id = t2.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    offset 0
                  )
                  and t2.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where
                      m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      and (m.valid @> $5::timestamptz) is true
                  )
                )
                or (
                  t2.visibility = 'ALLIANCE'
                  and t2.owner_unit_id in (
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
              t2.owner_unit_id = (select v.unit_id from viewer v)
              and (
                t2.visibility = 'UNIT'
                or (
                  t2.visibility = 'PUBLIC'
                  or exists (
                    select
                    from exchange.offer_audience a
                    where a.offer_id = t2.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    offset 0
                  )
                )
              )
            )
          )
      )
    )
  )::text,
  (select v.problem from viewer v)
;
select
  (
    select
      json_agg(
        json_build_object('unitId', h.unit_id, 'unitName', h.unit_name, 'allianceId', h.alliance_id, 'allianceName', h.alliance_name)
        order by h.unit_name, h.alliance_name
      )
    from rights.hats ($1::uuid, $2::uuid, $3::timestamptz) h
  )::text,
  null
;
