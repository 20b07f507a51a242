with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      case
        when not exists (
          select
          from exchange.offer t
          where
            t.id = $6::uuid
            and (
              (
                t.state = 'PUBLISHED'
                and (
                  t.visibility = 'PUBLIC'
                  or (
                    t.visibility = 'ALLIANCE'
                    and exists (
                      select
                      from exchange.offer_audience a
                      where a.offer_id = t.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      offset 0
                    )
                    and t.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where
                        m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        and (m.valid @> $5::timestamptz) is true
                    )
                  )
                  or (
                    t.visibility = 'ALLIANCE'
                    and t.owner_unit_id in (
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
                t.owner_unit_id = (select v.unit_id from viewer v)
                and (
                  t.visibility = 'UNIT'
                  or (
                    t.visibility = 'PUBLIC'
                    or exists (
                      select
                      from exchange.offer_audience a
                      where a.offer_id = t.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      offset 0
                    )
                  )
                )
              )
            )
        ) then 0
        when not exists (
          select
          from exchange.offer t
          where
            t.id = $7::uuid
            and (
              (
                t.state = 'PUBLISHED'
                and (
                  t.visibility = 'PUBLIC'
                  or (
                    t.visibility = 'ALLIANCE'
                    and exists (
                      select
                      from exchange.offer_audience a
                      where a.offer_id = t.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      offset 0
                    )
                    and t.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where
                        m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        and (m.valid @> $5::timestamptz) is true
                    )
                  )
                  or (
                    t.visibility = 'ALLIANCE'
                    and t.owner_unit_id in (
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
                t.owner_unit_id = (select v.unit_id from viewer v)
                and (
                  t.visibility = 'UNIT'
                  or (
                    t.visibility = 'PUBLIC'
                    or exists (
                      select
                      from exchange.offer_audience a
                      where a.offer_id = t.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      offset 0
                    )
                  )
                )
              )
            )
        ) then 1
      end
  )::text,
  (select v.problem from viewer v)
;
