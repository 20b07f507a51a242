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
          ),
          'nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]'),
          'categories', (
            select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
            from
              (
                select t3.category as value, count(*) as count
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
                        and (
                          viewer.coordinated = any (t3.shown_to)
                          or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}')
                        )
                      )
                    )
                  )
                  and t3.category is not null
                group by 1
                order by 2 desc, 1
                limit 100
              ) f
          ),
          'states', (
            select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
            from
              (
                select
                  case
                    when (
                      t4.state in ('PUBLISHED', 'PAUSED')
                      and least(t4.closes_at, t4.ends_at) <= $5::timestamptz
                    ) then 'EXPIRED'
                    else t4.state
                  end as value,
                  count(*) as count
                from exchange.need t4
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
                                  s.kind = 'NEEDS'
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
                        and (
                          viewer.coordinated = any (t4.shown_to)
                          or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}')
                        )
                      )
                    )
                  )
                  and case
                    when (
                      t4.state in ('PUBLISHED', 'PAUSED')
                      and least(t4.closes_at, t4.ends_at) <= $5::timestamptz
                    ) then 'EXPIRED'
                    else t4.state
                  end is not null
                group by 1
                order by 2 desc, 1
                limit 100
              ) f
          ),
          'shown', (
            select coalesce(json_agg(json_build_object('value', f.value)), '[]')
            from
              (
                select t5.visibility as value, count(*) as count
                from exchange.need t5
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
                                  s.kind = 'NEEDS'
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
                        and (
                          viewer.coordinated = any (t5.shown_to)
                          or (t5.visibility = 'PUBLIC' and t5.shown_to = '{}')
                        )
                      )
                    )
                  )
                  and t5.visibility is not null
                group by 1
                order by 2 desc, 1
                limit 100
              ) f
          ),
          'units', (
            select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
            from
              (
                select 'unit_' || replace(t6.owner_unit_id::text, '-', '') as value, count(*) as count
                from exchange.need t6
                where
                  (
                    (
                      (
                        (
                          (
                            t6.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and (t6.paused_for is null or viewer.unit_id = any (t6.paused_for))
                          )
                          and (
                            t6.visibility = 'PUBLIC'
                            or (
                              t6.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t6.shown_to)
                              and t6.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                            or (
                              t6.visibility = 'ALLIANCE'
                              and t6.owner_unit_id in (
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
                          t6.owner_unit_id = viewer.unit_id
                          and (
                            t6.visibility = 'UNIT'
                            or (t6.visibility = 'PUBLIC' or viewer.alliance_id = any (t6.shown_to))
                          )
                        )
                      )
                    ) is true
                    or (
                      (t6.state in ('IN_REVIEW', 'RETURNED') or t6.paused_for is not null)
                      and (
                        t6.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (
                          viewer.coordinated = any (t6.shown_to)
                          or (t6.visibility = 'PUBLIC' and t6.shown_to = '{}')
                        )
                      )
                    )
                  )
                  and 'unit_' || replace(t6.owner_unit_id::text, '-', '') is not null
                group by 1
                order by 2 desc, 1
                limit 100
              ) f
          ),
          'asked', (
            select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text, 'unit', s.unit)), '[]')
            from
              (
                select t7.quantity_unit as unit, sum(t7.quantity) as value
                from exchange.need t7
                where
                  (
                    (
                      (
                        (
                          (
                            t7.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and (t7.paused_for is null or viewer.unit_id = any (t7.paused_for))
                          )
                          and (
                            t7.visibility = 'PUBLIC'
                            or (
                              t7.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t7.shown_to)
                              and t7.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                            or (
                              t7.visibility = 'ALLIANCE'
                              and t7.owner_unit_id in (
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
                          t7.owner_unit_id = viewer.unit_id
                          and (
                            t7.visibility = 'UNIT'
                            or (t7.visibility = 'PUBLIC' or viewer.alliance_id = any (t7.shown_to))
                          )
                        )
                      )
                    ) is true
                    or (
                      (t7.state in ('IN_REVIEW', 'RETURNED') or t7.paused_for is not null)
                      and (
                        t7.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (
                          viewer.coordinated = any (t7.shown_to)
                          or (t7.visibility = 'PUBLIC' and t7.shown_to = '{}')
                        )
                      )
                    )
                  )
                group by 1
                order by 1
              ) s
          ),
          'covered', (
            select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text, 'unit', s.unit)), '[]')
            from
              (
                select t8.quantity_unit as unit, sum(t8.covered) as value
                from exchange.need t8
                where
                  (
                    (
                      (
                        (
                          (
                            t8.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and (t8.paused_for is null or viewer.unit_id = any (t8.paused_for))
                          )
                          and (
                            t8.visibility = 'PUBLIC'
                            or (
                              t8.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t8.shown_to)
                              and t8.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                            or (
                              t8.visibility = 'ALLIANCE'
                              and t8.owner_unit_id in (
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
                          t8.owner_unit_id = viewer.unit_id
                          and (
                            t8.visibility = 'UNIT'
                            or (t8.visibility = 'PUBLIC' or viewer.alliance_id = any (t8.shown_to))
                          )
                        )
                      )
                    ) is true
                    or (
                      (t8.state in ('IN_REVIEW', 'RETURNED') or t8.paused_for is not null)
                      and (
                        t8.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (
                          viewer.coordinated = any (t8.shown_to)
                          or (t8.visibility = 'PUBLIC' and t8.shown_to = '{}')
                        )
                      )
                    )
                  )
                group by 1
                order by 1
              ) s
          ),
          'open', (
            select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text, 'unit', s.unit)), '[]')
            from
              (
                select t9.quantity_unit as unit, sum(greatest(t9.quantity - t9.covered, 0)) as value
                from exchange.need t9
                where
                  (
                    (
                      (
                        (
                          (
                            t9.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and (t9.paused_for is null or viewer.unit_id = any (t9.paused_for))
                          )
                          and (
                            t9.visibility = 'PUBLIC'
                            or (
                              t9.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t9.shown_to)
                              and t9.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                            or (
                              t9.visibility = 'ALLIANCE'
                              and t9.owner_unit_id in (
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
                          t9.owner_unit_id = viewer.unit_id
                          and (
                            t9.visibility = 'UNIT'
                            or (t9.visibility = 'PUBLIC' or viewer.alliance_id = any (t9.shown_to))
                          )
                        )
                      )
                    ) is true
                    or (
                      (t9.state in ('IN_REVIEW', 'RETURNED') or t9.paused_for is not null)
                      and (
                        t9.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (
                          viewer.coordinated = any (t9.shown_to)
                          or (t9.visibility = 'PUBLIC' and t9.shown_to = '{}')
                        )
                      )
                    )
                  )
                group by 1
                order by 1
              ) s
          )
        )
      from
        (
          select t10.*
          from exchange.need t10
          where
            (
              (
                (
                  (
                    (
                      t10.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and (t10.paused_for is null or viewer.unit_id = any (t10.paused_for))
                    )
                    and (
                      t10.visibility = 'PUBLIC'
                      or (
                        t10.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t10.shown_to)
                        and t10.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t10.visibility = 'ALLIANCE'
                        and t10.owner_unit_id in (
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
                    t10.owner_unit_id = viewer.unit_id
                    and (
                      t10.visibility = 'UNIT'
                      or (t10.visibility = 'PUBLIC' or viewer.alliance_id = any (t10.shown_to))
                    )
                  )
                )
              ) is true
              or (
                (t10.state in ('IN_REVIEW', 'RETURNED') or t10.paused_for is not null)
                and (
                  t10.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and (viewer.coordinated = any (t10.shown_to) or (t10.visibility = 'PUBLIC' and t10.shown_to = '{}'))
                )
              )
            )
          order by t10.id desc
          limit 1
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
