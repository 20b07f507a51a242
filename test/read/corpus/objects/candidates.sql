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
          'candidates', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.candidate t3
                  where
                    t3.need_id = t1.id
                    and (
                      (
                        t3.need_unit_id = viewer.unit_id
                        or exists (
                          select
                          from
                            exchange.need n
                            join rights.membership m on m.unit_id = n.owner_unit_id
                            and coalesce(m.valid @> $5::timestamptz, false)
                          where
                            n.id = t3.need_id
                            and (n.visibility = 'PUBLIC' or m.alliance_id = any (n.shown_to))
                            and m.alliance_id = viewer.coordinated
                          offset 0
                        )
                      )
                      and exists (
                        select
                        from exchange.offer o, exchange.need n
                        where
                          o.id = t3.offer_id
                          and n.id = t3.need_id
                          and coalesce(least(o.closes_at, o.ends_at), 'infinity') > $5::timestamptz
                          and coalesce(least(n.closes_at, n.ends_at), 'infinity') > $5::timestamptz
                          and (
                            (
                              (
                                o.state = 'PUBLISHED'
                                and (
                                  o.visibility = 'PUBLIC'
                                  or (
                                    o.visibility = 'ALLIANCE'
                                    and viewer.alliance_id = any (o.shown_to)
                                    and o.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.alliance_id
                                        and coalesce(m.valid @> $5::timestamptz, false)
                                    )
                                  )
                                )
                              )
                              or (
                                o.owner_unit_id = viewer.unit_id
                                and (
                                  o.visibility = 'UNIT'
                                  or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                                )
                              )
                            )
                          ) is true
                        offset 0
                      )
                      and exists (
                        select
                        from rights.membership m
                        where
                          m.unit_id = t3.offer_unit_id
                          and coalesce(m.valid @> $5::timestamptz, false)
                          and m.alliance_id = viewer.alliance_id
                        offset 0
                      )
                    )
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'score', t2.score,
                      'distanceMetres', round(t2.distance_m)::integer,
                      'offer', (
                        select json_build_object('title', t4.title)
                        from exchange.offer t4
                        where
                          t4.id = t2.offer_id
                          and (
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
                                        where
                                          m.alliance_id = viewer.alliance_id
                                          and coalesce(m.valid @> $5::timestamptz, false)
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
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (t4.shown_to)
                                  or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}')
                                )
                              )
                            )
                          )
                      ),
                      'couldCover', json_build_object('value', trim_scale(least(t2.left_over, t2.uncovered))::text, 'unit', t2.quantity_unit),
                      'reasons', (
                        select coalesce(json_agg(i.v order by i.n) filter (where i.v is not null), '[]')
                        from
                          (
                            values
                              (
                                0,
                                json_build_object(
                                  'kind', 'CATEGORY',
                                  'points', t2.category_points,
                                  'outOf', 40,
                                  'text', case
                                    when $6::text = 'en' then case
                                      when t2.category_is_exact then 'same category'
                                      else 'same branch of categories'
                                    end
                                    else case when t2.category_is_exact then '类别相同' else '同属一个大类'
                                    end
                                  end
                                )
                              ),
                              (
                                1,
                                json_build_object(
                                  'kind', 'TIME',
                                  'points', t2.time_points,
                                  'outOf', 35,
                                  'text', case
                                    when $6::text = 'en' then case
                                      when t2.wanted_minutes is null then 'the need names no time'
                                      else 'covers ' || trim_scale(round(t2.overlap_minutes / 60.0, 1)) || ' of ' || trim_scale(round(t2.wanted_minutes / 60.0, 1)) || ' hours'
                                    end
                                    else case
                                      when t2.wanted_minutes is null then '需求未限定时间'
                                      else '覆盖所需 ' || trim_scale(round(t2.wanted_minutes / 60.0, 1)) || ' 小时中的 ' || trim_scale(round(t2.overlap_minutes / 60.0, 1)) || ' 小时'
                                    end
                                  end
                                )
                              ),
                              (
                                2,
                                json_build_object(
                                  'kind', 'DISTANCE',
                                  'points', t2.distance_points,
                                  'outOf', 25,
                                  'text', case
                                    when $6::text = 'en' then case
                                      when t2.distance_m is null then 'no place given'
                                      when t2.distance_m < 1000 then round(t2.distance_m) || ' m away'
                                      else round((t2.distance_m / 1000)::numeric, 1) || ' km away'
                                    end
                                    else case
                                      when t2.distance_m is null then '缺少位置信息'
                                      when t2.distance_m < 1000 then '距离 ' || round(t2.distance_m) || ' 米'
                                      else '距离 ' || round((t2.distance_m / 1000)::numeric, 1) || ' 公里'
                                    end
                                  end
                                )
                              )
                          ) i (n, v)
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t5.*
                from exchange.candidate t5
                where
                  t5.need_id = t1.id
                  and (
                    (
                      t5.need_unit_id = viewer.unit_id
                      or exists (
                        select
                        from
                          exchange.need n
                          join rights.membership m on m.unit_id = n.owner_unit_id
                          and coalesce(m.valid @> $5::timestamptz, false)
                        where
                          n.id = t5.need_id
                          and (n.visibility = 'PUBLIC' or m.alliance_id = any (n.shown_to))
                          and m.alliance_id = viewer.coordinated
                        offset 0
                      )
                    )
                    and exists (
                      select
                      from exchange.offer o, exchange.need n
                      where
                        o.id = t5.offer_id
                        and n.id = t5.need_id
                        and coalesce(least(o.closes_at, o.ends_at), 'infinity') > $5::timestamptz
                        and coalesce(least(n.closes_at, n.ends_at), 'infinity') > $5::timestamptz
                        and (
                          (
                            (
                              o.state = 'PUBLISHED'
                              and (
                                o.visibility = 'PUBLIC'
                                or (
                                  o.visibility = 'ALLIANCE'
                                  and viewer.alliance_id = any (o.shown_to)
                                  and o.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.alliance_id
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                )
                              )
                            )
                            or (
                              o.owner_unit_id = viewer.unit_id
                              and (
                                o.visibility = 'UNIT'
                                or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                              )
                            )
                          )
                        ) is true
                      offset 0
                    )
                    and exists (
                      select
                      from rights.membership m
                      where
                        m.unit_id = t5.offer_unit_id
                        and coalesce(m.valid @> $5::timestamptz, false)
                        and m.alliance_id = viewer.alliance_id
                      offset 0
                    )
                  )
                order by t5.score desc, t5.offer_id desc
                limit 20
              ) t2
          )
        )
      from exchange.need t1
      where
        t1.id = $7::uuid
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
  )::text,
  viewer.problem
from viewer
;
