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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.need t2
        where
          (
            (
              (
                (
                  (
                    t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                    and (t2.paused_for is null or viewer.unit_id = any (t2.paused_for))
                  )
                  and (
                    t2.visibility = 'PUBLIC'
                    or (
                      t2.visibility = 'ALLIANCE'
                      and viewer.alliance_id = any (t2.shown_to)
                      and t2.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                      )
                    )
                    or (
                      t2.visibility = 'ALLIANCE'
                      and t2.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'NEEDS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                      )
                    )
                  )
                )
                or (
                  t2.owner_unit_id = viewer.unit_id
                  and (t2.visibility = 'UNIT' or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to)))
                )
              )
            ) is true
            or (
              (t2.state in ('IN_REVIEW', 'RETURNED') or t2.paused_for is not null)
              and (
                t2.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                )
                and (viewer.coordinated = any (t2.shown_to) or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}'))
              )
            )
          )
      )
    )
  )::text,
  viewer.problem
from viewer
;
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.need t2
        where
          (
            (
              (
                (
                  (
                    t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                    and (t2.paused_for is null or viewer.unit_id = any (t2.paused_for))
                  )
                  and (
                    t2.visibility = 'PUBLIC'
                    or (
                      t2.visibility = 'ALLIANCE'
                      and viewer.alliance_id = any (t2.shown_to)
                      and t2.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                      )
                    )
                    or (
                      t2.visibility = 'ALLIANCE'
                      and t2.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'NEEDS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                      )
                    )
                  )
                )
                or (
                  t2.owner_unit_id = viewer.unit_id
                  and (t2.visibility = 'UNIT' or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to)))
                )
              )
            ) is true
            or (
              (t2.state in ('IN_REVIEW', 'RETURNED') or t2.paused_for is not null)
              and (
                t2.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                )
                and (viewer.coordinated = any (t2.shown_to) or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}'))
              )
            )
          )
          and (
            t2.covered < t2.quantity
            and coalesce(t2.claims < t2.max_claims, true)
            and (t2.state = 'PUBLISHED' and coalesce(least(t2.closes_at, t2.ends_at), 'infinity') > $5::timestamptz)
          ) = $6::boolean
      )
    )
  )::text,
  viewer.problem
from viewer
;
