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
    (
      select
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
                      and (
                        t2.visibility = 'UNIT'
                        or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to))
                      )
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
              and case
                when (
                  t2.state in ('PUBLISHED', 'PAUSED')
                  and least(t2.closes_at, t2.ends_at) <= $5::timestamptz
                ) then 'EXPIRED'
                else t2.state
              end = any ($7::text[])
          ),
          'nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]')
        )
      from
        (
          select t3.*
          from exchange.need t3
          where
            (
              (
                (
                  (
                    (
                      t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and (t3.paused_for is null or viewer.unit_id = any (t3.paused_for))
                    )
                    and (
                      t3.visibility = 'PUBLIC'
                      or (
                        t3.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t3.shown_to)
                        and t3.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t3.visibility = 'ALLIANCE'
                        and t3.owner_unit_id in (
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
                    t3.owner_unit_id = viewer.unit_id
                    and (t3.visibility = 'UNIT' or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to)))
                  )
                )
              ) is true
              or (
                (t3.state in ('IN_REVIEW', 'RETURNED') or t3.paused_for is not null)
                and (
                  t3.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and (viewer.coordinated = any (t3.shown_to) or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}'))
                )
              )
            )
            and (
              t3.covered < t3.quantity
              and coalesce(t3.claims < t3.max_claims, true)
              and (t3.state = 'PUBLISHED' and coalesce(least(t3.closes_at, t3.ends_at), 'infinity') > $5::timestamptz)
            ) = $8::boolean
            and case
              when (
                t3.state in ('PUBLISHED', 'PAUSED')
                and least(t3.closes_at, t3.ends_at) <= $5::timestamptz
              ) then 'EXPIRED'
              else t3.state
            end = any ($9::text[])
          order by coalesce(t3.starts_at, 'infinity'::timestamptz), t3.id
          limit 2
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
