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
            from exchange.offer t2
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
                              s.kind = 'OFFERS'
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
                coalesce(t2.starts_at, '-infinity') <= $6::timestamptz
                and $6::timestamptz < coalesce(t2.ends_at, 'infinity')
              )
              and (
                t2.taken < t2.quantity
                and (t2.state = 'PUBLISHED' and coalesce(least(t2.closes_at, t2.ends_at), 'infinity') > $5::timestamptz)
              ) = $7::boolean
              and position(lower($8::text) in lower(t2.title || ' ' || t2.description)) > 0
              and case
                when (
                  t2.state in ('PUBLISHED', 'PAUSED')
                  and least(t2.closes_at, t2.ends_at) <= $5::timestamptz
                ) then 'EXPIRED'
                else t2.state
              end = any ($9::text[])
              and t2.owner_unit_id = $10::uuid
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'title', t1.title,
                'matches', json_build_object(
                  'totalCount', (
                    select count(*)
                    from exchange.match t4
                    where
                      t4.offer_id = t1.id
                      and (
                        (
                          (t4.supplier_unit_id = viewer.unit_id or t4.demander_unit_id = viewer.unit_id)
                          and t4.alliance_id = viewer.alliance_id
                        )
                        or t4.alliance_id = viewer.coordinated
                      )
                      and (
                        case
                          when t4.respond_by <= $5::timestamptz
                          and t4.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                          else t4.state
                        end
                      ) = any ($11::text[])
                  )
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t5.*
          from exchange.offer t5
          where
            (
              (
                (
                  (
                    (
                      t5.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and (t5.paused_for is null or viewer.unit_id = any (t5.paused_for))
                    )
                    and (
                      t5.visibility = 'PUBLIC'
                      or (
                        t5.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t5.shown_to)
                        and t5.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t5.visibility = 'ALLIANCE'
                        and t5.owner_unit_id in (
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
                    t5.owner_unit_id = viewer.unit_id
                    and (t5.visibility = 'UNIT' or (t5.visibility = 'PUBLIC' or viewer.alliance_id = any (t5.shown_to)))
                  )
                )
              ) is true
              or (
                (t5.state in ('IN_REVIEW', 'RETURNED') or t5.paused_for is not null)
                and (
                  t5.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and (viewer.coordinated = any (t5.shown_to) or (t5.visibility = 'PUBLIC' and t5.shown_to = '{}'))
                )
              )
            )
            and (
              coalesce(t5.starts_at, '-infinity') <= $12::timestamptz
              and $12::timestamptz < coalesce(t5.ends_at, 'infinity')
            )
            and (
              t5.taken < t5.quantity
              and (t5.state = 'PUBLISHED' and coalesce(least(t5.closes_at, t5.ends_at), 'infinity') > $5::timestamptz)
            ) = $13::boolean
            and position(lower($14::text) in lower(t5.title || ' ' || t5.description)) > 0
            and case
              when (
                t5.state in ('PUBLISHED', 'PAUSED')
                and least(t5.closes_at, t5.ends_at) <= $5::timestamptz
              ) then 'EXPIRED'
              else t5.state
            end = any ($15::text[])
            and t5.owner_unit_id = $16::uuid
          order by t5.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
