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
      'facets', (
        select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
        from
          (
            select
              case
                when (
                  t2.state in ('PUBLISHED', 'PAUSED')
                  and least(t2.closes_at, t2.ends_at) <= $5::timestamptz
                ) then 'EXPIRED'
                else t2.state
              end as value,
              count(*) as count
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
              and position(lower($6::text) in lower(t2.title || ' ' || t2.description)) > 0
              and case
                when (
                  t2.state in ('PUBLISHED', 'PAUSED')
                  and least(t2.closes_at, t2.ends_at) <= $5::timestamptz
                ) then 'EXPIRED'
                else t2.state
              end is not null
            group by 1
            order by 2 desc, 1
            limit 100
          ) f
      ),
      'sums', (
        select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text, 'unit', s.unit)), '[]')
        from
          (
            select t3.quantity_unit as unit, sum(t3.quantity) as value
            from exchange.offer t3
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
                              s.kind = 'OFFERS'
                              and coalesce(s.valid @> $5::timestamptz, false)
                              and s.consumer_unit_id = viewer.unit_id
                          )
                        )
                      )
                    )
                    or (
                      t3.owner_unit_id = viewer.unit_id
                      and (
                        t3.visibility = 'UNIT'
                        or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to))
                      )
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
              and position(lower($7::text) in lower(t3.title || ' ' || t3.description)) > 0
            group by 1
            order by 1
          ) s
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
      'categories', (
        select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
        from
          (
            select t2.category as value, count(*) as count
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
                t2.taken < t2.quantity
                and (t2.state = 'PUBLISHED' and coalesce(least(t2.closes_at, t2.ends_at), 'infinity') > $5::timestamptz)
              ) = $6::boolean
              and t2.category is not null
            group by 1
            order by 2 desc, 1
            limit 100
          ) f
      ),
      'shown', (
        select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
        from
          (
            select t3.visibility as value, count(*) as count
            from exchange.offer t3
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
                              s.kind = 'OFFERS'
                              and coalesce(s.valid @> $5::timestamptz, false)
                              and s.consumer_unit_id = viewer.unit_id
                          )
                        )
                      )
                    )
                    or (
                      t3.owner_unit_id = viewer.unit_id
                      and (
                        t3.visibility = 'UNIT'
                        or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to))
                      )
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
                t3.taken < t3.quantity
                and (t3.state = 'PUBLISHED' and coalesce(least(t3.closes_at, t3.ends_at), 'infinity') > $5::timestamptz)
              ) = $7::boolean
              and t3.visibility is not null
            group by 1
            order by 2 desc, 1
            limit 100
          ) f
      ),
      'units', (
        select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
        from
          (
            select 'unit_' || replace(t4.owner_unit_id::text, '-', '') as value, count(*) as count
            from exchange.offer t4
            where
              (
                (
                  (
                    (
                      (
                        t4.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and (t4.paused_for is null or viewer.unit_id = any (t4.paused_for))
                      )
                      and (
                        t4.visibility = 'PUBLIC'
                        or (
                          t4.visibility = 'ALLIANCE'
                          and viewer.alliance_id = any (t4.shown_to)
                          and t4.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        )
                        or (
                          t4.visibility = 'ALLIANCE'
                          and t4.owner_unit_id in (
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
                      t4.owner_unit_id = viewer.unit_id
                      and (
                        t4.visibility = 'UNIT'
                        or (t4.visibility = 'PUBLIC' or viewer.alliance_id = any (t4.shown_to))
                      )
                    )
                  )
                ) is true
                or (
                  (t4.state in ('IN_REVIEW', 'RETURNED') or t4.paused_for is not null)
                  and (
                    t4.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and (viewer.coordinated = any (t4.shown_to) or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}'))
                  )
                )
              )
              and (
                t4.taken < t4.quantity
                and (t4.state = 'PUBLISHED' and coalesce(least(t4.closes_at, t4.ends_at), 'infinity') > $5::timestamptz)
              ) = $8::boolean
              and 'unit_' || replace(t4.owner_unit_id::text, '-', '') is not null
            group by 1
            order by 2 desc, 1
            limit 100
          ) f
      ),
      'left', (
        select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text, 'unit', s.unit)), '[]')
        from
          (
            select t5.quantity_unit as unit, sum(greatest(t5.quantity - t5.taken, 0)) as value
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
                      and (
                        t5.visibility = 'UNIT'
                        or (t5.visibility = 'PUBLIC' or viewer.alliance_id = any (t5.shown_to))
                      )
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
                t5.taken < t5.quantity
                and (t5.state = 'PUBLISHED' and coalesce(least(t5.closes_at, t5.ends_at), 'infinity') > $5::timestamptz)
              ) = $9::boolean
            group by 1
            order by 1
          ) s
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
      'facets', (
        select coalesce(json_agg(json_build_object('value', f.value)), '[]')
        from
          (
            select 'unit_' || replace(t2.owner_unit_id::text, '-', '') as value, count(*) as count
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
              and position(lower($6::text) in lower(t2.title || ' ' || t2.description)) > 0
              and 'unit_' || replace(t2.owner_unit_id::text, '-', '') is not null
            group by 1
            order by 2 desc, 1
            limit 100
          ) f
      ),
      'sums', (
        select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text)), '[]')
        from
          (
            select t3.quantity_unit as unit, sum(t3.quantity) as value
            from exchange.offer t3
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
                              s.kind = 'OFFERS'
                              and coalesce(s.valid @> $5::timestamptz, false)
                              and s.consumer_unit_id = viewer.unit_id
                          )
                        )
                      )
                    )
                    or (
                      t3.owner_unit_id = viewer.unit_id
                      and (
                        t3.visibility = 'UNIT'
                        or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to))
                      )
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
              and position(lower($7::text) in lower(t3.title || ' ' || t3.description)) > 0
            group by 1
            order by 1
          ) s
      )
    )
  )::text,
  viewer.problem
from viewer
;
