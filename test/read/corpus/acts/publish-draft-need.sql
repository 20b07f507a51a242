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
      json_build_object(
        'need', (
          select
            json_build_object(
              'id', 'need_' || replace(t1.id::text, '-', ''),
              'state', case
                when (
                  t1.state in ('PUBLISHED', 'PAUSED')
                  and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                ) then 'EXPIRED'
                else t1.state
              end,
              'version', t1.version,
              'title', t1.title,
              'closesAt', t1.closes_at,
              'closedAt', case
                when (
                  t1.state in ('PUBLISHED', 'PAUSED')
                  and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                ) then least(t1.closes_at, t1.ends_at)
                else t1.closed_at
              end,
              'closeReason', t1.close_reason,
              'track', (select json_build_object('name', t2.name) from directory.track t2 where t2.id = t1.track_id),
              'programme', (
                select json_build_object('name', t3.name)
                from directory.programme t3
                where t3.id = t1.programme_id
              ),
              'findings', (
                select
                  coalesce(json_agg(json_build_object('kind', t4.kind, 'field', t4.field, 'excerpt', t4.excerpt)), '[]')
                from
                  (
                    select *
                    from exchange.held_finding t4
                    where
                      t4.need_id = t1.id
                      and (
                        t4.owner_unit_id = viewer.unit_id
                        or (
                          t4.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                          )
                          and (
                            viewer.coordinated = any (t4.shown_to)
                            or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}')
                          )
                        )
                      )
                    order by t4.position
                    limit 100
                  ) t4
              ),
              'reviews', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'verdict', t5.verdict,
                        'reason', t5.reason,
                        'reviewedAt', t5.reviewed_at,
                        'unit', (
                          select json_build_object('shortName', t6.short_name)
                          from directory.unit t6
                          where t6.id = t5.unit_id
                        ),
                        'alliance', (
                          select json_build_object('name', t7.name)
                          from directory.alliance t7
                          where t7.id = t5.alliance_id
                        )
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select *
                    from exchange.need_review t5
                    where
                      t5.need_id = t1.id
                      and (t5.owner_unit_id = viewer.unit_id or t5.alliance_id = viewer.coordinated)
                    order by t5.wording
                    limit 100
                  ) t5
              )
            )
          from exchange.need t1
          where
            t1.id = $6::uuid
            and (
              (
                (
                  (
                    (
                      t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and (t1.paused_for is null or viewer.unit_id = any (t1.paused_for))
                    )
                    and (
                      t1.visibility = 'PUBLIC'
                      or (
                        t1.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t1.shown_to)
                        and t1.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t1.visibility = 'ALLIANCE'
                        and t1.owner_unit_id in (
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
                    t1.owner_unit_id = viewer.unit_id
                    and (t1.visibility = 'UNIT' or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to)))
                  )
                )
              ) is true
              or (
                (t1.state in ('IN_REVIEW', 'RETURNED') or t1.paused_for is not null)
                and (
                  t1.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and (viewer.coordinated = any (t1.shown_to) or (t1.visibility = 'PUBLIC' and t1.shown_to = '{}'))
                )
              )
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
