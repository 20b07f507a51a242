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
          'next', (
            select
              json_build_object(
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('BEST', t2.score::text, t2.offer_id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('score', t2.score)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('distanceMetres', round(t2.distance_m)::integer)
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
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
                      and not (t3.score, t3.offer_id) < ($6::integer, $7::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('BEST', t2.score::text, t2.offer_id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('BEST', t2.score::text, t2.offer_id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn desc
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t4.*
                    from exchange.candidate t4
                    where
                      t4.need_id = t1.id
                      and (
                        (
                          t4.need_unit_id = viewer.unit_id
                          or exists (
                            select
                            from
                              exchange.need n
                              join rights.membership m on m.unit_id = n.owner_unit_id
                              and coalesce(m.valid @> $5::timestamptz, false)
                            where
                              n.id = t4.need_id
                              and (n.visibility = 'PUBLIC' or m.alliance_id = any (n.shown_to))
                              and m.alliance_id = viewer.coordinated
                            offset 0
                          )
                        )
                        and exists (
                          select
                          from exchange.offer o, exchange.need n
                          where
                            o.id = t4.offer_id
                            and n.id = t4.need_id
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
                            m.unit_id = t4.offer_unit_id
                            and coalesce(m.valid @> $5::timestamptz, false)
                            and m.alliance_id = viewer.alliance_id
                          offset 0
                        )
                      )
                      and (t4.score, t4.offer_id) < ($6::integer, $7::uuid)
                    order by t4.score desc, t4.offer_id desc
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.candidate t6
                  where
                    t6.need_id = t1.id
                    and (
                      (
                        t6.need_unit_id = viewer.unit_id
                        or exists (
                          select
                          from
                            exchange.need n
                            join rights.membership m on m.unit_id = n.owner_unit_id
                            and coalesce(m.valid @> $5::timestamptz, false)
                          where
                            n.id = t6.need_id
                            and (n.visibility = 'PUBLIC' or m.alliance_id = any (n.shown_to))
                            and m.alliance_id = viewer.coordinated
                          offset 0
                        )
                      )
                      and exists (
                        select
                        from exchange.offer o, exchange.need n
                        where
                          o.id = t6.offer_id
                          and n.id = t6.need_id
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
                          m.unit_id = t6.offer_unit_id
                          and coalesce(m.valid @> $5::timestamptz, false)
                          and m.alliance_id = viewer.alliance_id
                        offset 0
                      )
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(
                        encode(
                          convert_to(json_build_array('NEAREST', coalesce(t5.distance_m, 'infinity'::float8)::text, t5.offer_id::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      ),
                      'node', json_build_object('distanceMetres', round(t5.distance_m)::integer)
                    )
                    order by t5.rn desc
                  ) filter (
                    where t5.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from exchange.candidate t7
                    where
                      t7.need_id = t1.id
                      and (
                        (
                          t7.need_unit_id = viewer.unit_id
                          or exists (
                            select
                            from
                              exchange.need n
                              join rights.membership m on m.unit_id = n.owner_unit_id
                              and coalesce(m.valid @> $5::timestamptz, false)
                            where
                              n.id = t7.need_id
                              and (n.visibility = 'PUBLIC' or m.alliance_id = any (n.shown_to))
                              and m.alliance_id = viewer.coordinated
                            offset 0
                          )
                        )
                        and exists (
                          select
                          from exchange.offer o, exchange.need n
                          where
                            o.id = t7.offer_id
                            and n.id = t7.need_id
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
                            m.unit_id = t7.offer_unit_id
                            and coalesce(m.valid @> $5::timestamptz, false)
                            and m.alliance_id = viewer.alliance_id
                          offset 0
                        )
                      )
                      and not (coalesce(t7.distance_m, 'infinity'::float8), t7.offer_id) < ($8::float8, $9::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(
                        encode(
                          convert_to(json_build_array('NEAREST', coalesce(t5.distance_m, 'infinity'::float8)::text, t5.offer_id::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      )
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(
                        encode(
                          convert_to(json_build_array('NEAREST', coalesce(t5.distance_m, 'infinity'::float8)::text, t5.offer_id::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      )
                      order by t5.rn
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t8.*
                    from exchange.candidate t8
                    where
                      t8.need_id = t1.id
                      and (
                        (
                          t8.need_unit_id = viewer.unit_id
                          or exists (
                            select
                            from
                              exchange.need n
                              join rights.membership m on m.unit_id = n.owner_unit_id
                              and coalesce(m.valid @> $5::timestamptz, false)
                            where
                              n.id = t8.need_id
                              and (n.visibility = 'PUBLIC' or m.alliance_id = any (n.shown_to))
                              and m.alliance_id = viewer.coordinated
                            offset 0
                          )
                        )
                        and exists (
                          select
                          from exchange.offer o, exchange.need n
                          where
                            o.id = t8.offer_id
                            and n.id = t8.need_id
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
                            m.unit_id = t8.offer_unit_id
                            and coalesce(m.valid @> $5::timestamptz, false)
                            and m.alliance_id = viewer.alliance_id
                          offset 0
                        )
                      )
                      and (coalesce(t8.distance_m, 'infinity'::float8), t8.offer_id) < ($8::float8, $9::uuid)
                    order by coalesce(t8.distance_m, 'infinity'::float8) desc, t8.offer_id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from exchange.need t1
      where
        t1.id = $10::uuid
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
