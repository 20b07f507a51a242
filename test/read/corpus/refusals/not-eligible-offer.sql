with
  viewer as materialized (
    select
      v.*,
      v.alliances[1] as alliance_id,
      case when v.alliances[1] = any (v.coordinates) then v.alliances[1]
      end as coordinated
    from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
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
                (
                  (
                    (
                      t.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and (t.paused_for is null or viewer.unit_id = any (t.paused_for))
                    )
                    and (
                      t.visibility = 'PUBLIC'
                      or (
                        t.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t.shown_to)
                        and t.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t.visibility = 'ALLIANCE'
                        and t.owner_unit_id in (
                          select s.provider_unit_id
                          from rights.share s
                          where
                            s.kind = 'OFFERS'
                            and coalesce(s.valid @> $5::timestamptz, false)
                            and s.consumer_unit_id = viewer.unit_id
                        )
                      )
                    )
                  )
                  or (
                    t.owner_unit_id = viewer.unit_id
                    and (t.visibility = 'UNIT' or (t.visibility = 'PUBLIC' or viewer.alliance_id = any (t.shown_to)))
                  )
                )
              ) is true
              or (
                (t.state in ('IN_REVIEW', 'RETURNED') or t.paused_for is not null)
                and (
                  t.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and (viewer.coordinated = any (t.shown_to) or (t.visibility = 'PUBLIC' and t.shown_to = '{}'))
                )
              )
            )
        ) then 0
      end
  )::text,
  viewer.problem
from viewer
;
