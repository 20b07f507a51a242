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
                'totalCount', (
                  select count(*)
                  from exchange.enrolment_application t3
                  where
                    t3.enrolment_id = t1.id
                    and exists (
                      select
                      from exchange.enrolment e
                      where
                        e.id = t3.enrolment_id
                        and exists (
                          select
                          from exchange.offer o
                          where
                            o.id = e.offer_id
                            and (
                              (
                                (
                                  (
                                    (
                                      (
                                        o.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                        and (o.paused_for is null or viewer.unit_id = any (o.paused_for))
                                      )
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
                                        or (
                                          o.visibility = 'ALLIANCE'
                                          and o.owner_unit_id in (
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
                                      o.owner_unit_id = viewer.unit_id
                                      and (
                                        o.visibility = 'UNIT'
                                        or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                                      )
                                    )
                                  )
                                ) is true
                                or (
                                  (o.state in ('IN_REVIEW', 'RETURNED') or o.paused_for is not null)
                                  and (
                                    o.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.coordinated
                                        and coalesce(m.valid @> $5::timestamptz, false)
                                    )
                                    and (
                                      viewer.coordinated = any (o.shown_to)
                                      or (o.visibility = 'PUBLIC' and o.shown_to = '{}')
                                    )
                                  )
                                )
                              )
                              or (
                                o.state = 'WITHDRAWN'
                                and exists (
                                  select
                                  from exchange.enrolment_application p
                                  where p.enrolment_id = e.id and p.owner_unit_id = viewer.unit_id
                                )
                              )
                            )
                          offset 0
                        )
                      offset 0
                    )
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'number', t2.number,
                      'turn', t2.turn,
                      'state', case
                        when t2.state = 'OFFERED'
                        and t2.respond_by <= $5::timestamptz then 'LAPSED'
                        else t2.state
                      end,
                      'waitingRank', case
                        when t2.state = 'WAITING' then (
                          select
                            t2.turn - f.first + 1 - (
                              select count(*)::integer
                              from exchange.enrolment_application g
                              where
                                g.enrolment_id = t2.enrolment_id
                                and g.state = 'WITHDRAWN'
                                and g.turn > f.first
                                and g.turn < t2.turn
                            )
                          from
                            (
                              select
                                (
                                  select min(w.turn)
                                  from exchange.enrolment_application w
                                  where w.enrolment_id = t2.enrolment_id and w.state = 'WAITING'
                                ) as first
                            ) f
                        )
                      end
                    )
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
                    from exchange.enrolment_application t4
                    where
                      t4.enrolment_id = t1.id
                      and exists (
                        select
                        from exchange.enrolment e
                        where
                          e.id = t4.enrolment_id
                          and exists (
                            select
                            from exchange.offer o
                            where
                              o.id = e.offer_id
                              and (
                                (
                                  (
                                    (
                                      (
                                        (
                                          o.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                          and (o.paused_for is null or viewer.unit_id = any (o.paused_for))
                                        )
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
                                          or (
                                            o.visibility = 'ALLIANCE'
                                            and o.owner_unit_id in (
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
                                        o.owner_unit_id = viewer.unit_id
                                        and (
                                          o.visibility = 'UNIT'
                                          or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                                        )
                                      )
                                    )
                                  ) is true
                                  or (
                                    (o.state in ('IN_REVIEW', 'RETURNED') or o.paused_for is not null)
                                    and (
                                      o.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.coordinated
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                      and (
                                        viewer.coordinated = any (o.shown_to)
                                        or (o.visibility = 'PUBLIC' and o.shown_to = '{}')
                                      )
                                    )
                                  )
                                )
                                or (
                                  o.state = 'WITHDRAWN'
                                  and exists (
                                    select
                                    from exchange.enrolment_application p
                                    where p.enrolment_id = e.id and p.owner_unit_id = viewer.unit_id
                                  )
                                )
                              )
                            offset 0
                          )
                        offset 0
                      )
                      and not (coalesce(t4.turn, '2147483647'::integer), t4.number) > ($6::integer, $7::text)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(
                        encode(
                          convert_to(json_build_array('TURN', coalesce(t2.turn, '2147483647'::integer)::text, t2.number::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      )
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(
                        encode(
                          convert_to(json_build_array('TURN', coalesce(t2.turn, '2147483647'::integer)::text, t2.number::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      )
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
                    select t5.*
                    from exchange.enrolment_application t5
                    where
                      t5.enrolment_id = t1.id
                      and exists (
                        select
                        from exchange.enrolment e
                        where
                          e.id = t5.enrolment_id
                          and exists (
                            select
                            from exchange.offer o
                            where
                              o.id = e.offer_id
                              and (
                                (
                                  (
                                    (
                                      (
                                        (
                                          o.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                          and (o.paused_for is null or viewer.unit_id = any (o.paused_for))
                                        )
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
                                          or (
                                            o.visibility = 'ALLIANCE'
                                            and o.owner_unit_id in (
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
                                        o.owner_unit_id = viewer.unit_id
                                        and (
                                          o.visibility = 'UNIT'
                                          or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                                        )
                                      )
                                    )
                                  ) is true
                                  or (
                                    (o.state in ('IN_REVIEW', 'RETURNED') or o.paused_for is not null)
                                    and (
                                      o.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.coordinated
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                      and (
                                        viewer.coordinated = any (o.shown_to)
                                        or (o.visibility = 'PUBLIC' and o.shown_to = '{}')
                                      )
                                    )
                                  )
                                )
                                or (
                                  o.state = 'WITHDRAWN'
                                  and exists (
                                    select
                                    from exchange.enrolment_application p
                                    where p.enrolment_id = e.id and p.owner_unit_id = viewer.unit_id
                                  )
                                )
                              )
                            offset 0
                          )
                        offset 0
                      )
                      and (coalesce(t5.turn, '2147483647'::integer), t5.number) > ($6::integer, $7::text)
                    order by coalesce(t5.turn, '2147483647'::integer), t5.number
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(json_build_object('number', t6.number) order by t6.rn desc) filter (where t6.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from exchange.enrolment_application t7
                    where
                      t7.enrolment_id = t1.id
                      and exists (
                        select
                        from exchange.enrolment e
                        where
                          e.id = t7.enrolment_id
                          and exists (
                            select
                            from exchange.offer o
                            where
                              o.id = e.offer_id
                              and (
                                (
                                  (
                                    (
                                      (
                                        (
                                          o.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                          and (o.paused_for is null or viewer.unit_id = any (o.paused_for))
                                        )
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
                                          or (
                                            o.visibility = 'ALLIANCE'
                                            and o.owner_unit_id in (
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
                                        o.owner_unit_id = viewer.unit_id
                                        and (
                                          o.visibility = 'UNIT'
                                          or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                                        )
                                      )
                                    )
                                  ) is true
                                  or (
                                    (o.state in ('IN_REVIEW', 'RETURNED') or o.paused_for is not null)
                                    and (
                                      o.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.coordinated
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                      and (
                                        viewer.coordinated = any (o.shown_to)
                                        or (o.visibility = 'PUBLIC' and o.shown_to = '{}')
                                      )
                                    )
                                  )
                                )
                                or (
                                  o.state = 'WITHDRAWN'
                                  and exists (
                                    select
                                    from exchange.enrolment_application p
                                    where p.enrolment_id = e.id and p.owner_unit_id = viewer.unit_id
                                  )
                                )
                              )
                            offset 0
                          )
                        offset 0
                      )
                      and not (t7.number) < ($8::text)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NUMBER', t6.number::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NUMBER', t6.number::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn
                    ) filter (
                      where t6.rn <= 1
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
                    from exchange.enrolment_application t8
                    where
                      t8.enrolment_id = t1.id
                      and exists (
                        select
                        from exchange.enrolment e
                        where
                          e.id = t8.enrolment_id
                          and exists (
                            select
                            from exchange.offer o
                            where
                              o.id = e.offer_id
                              and (
                                (
                                  (
                                    (
                                      (
                                        (
                                          o.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                          and (o.paused_for is null or viewer.unit_id = any (o.paused_for))
                                        )
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
                                          or (
                                            o.visibility = 'ALLIANCE'
                                            and o.owner_unit_id in (
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
                                        o.owner_unit_id = viewer.unit_id
                                        and (
                                          o.visibility = 'UNIT'
                                          or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                                        )
                                      )
                                    )
                                  ) is true
                                  or (
                                    (o.state in ('IN_REVIEW', 'RETURNED') or o.paused_for is not null)
                                    and (
                                      o.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.coordinated
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                      and (
                                        viewer.coordinated = any (o.shown_to)
                                        or (o.visibility = 'PUBLIC' and o.shown_to = '{}')
                                      )
                                    )
                                  )
                                )
                                or (
                                  o.state = 'WITHDRAWN'
                                  and exists (
                                    select
                                    from exchange.enrolment_application p
                                    where p.enrolment_id = e.id and p.owner_unit_id = viewer.unit_id
                                  )
                                )
                              )
                            offset 0
                          )
                        offset 0
                      )
                      and (t8.number) < ($8::text)
                    order by t8.number desc
                    limit 2
                  ) p
              ) t6
          )
        )
      from exchange.enrolment t1
      where
        t1.id = $9::uuid
        and exists (
          select
          from exchange.offer o
          where
            o.id = t1.offer_id
            and (
              (
                (
                  (
                    (
                      (
                        o.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and (o.paused_for is null or viewer.unit_id = any (o.paused_for))
                      )
                      and (
                        o.visibility = 'PUBLIC'
                        or (
                          o.visibility = 'ALLIANCE'
                          and viewer.alliance_id = any (o.shown_to)
                          and o.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        )
                        or (
                          o.visibility = 'ALLIANCE'
                          and o.owner_unit_id in (
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
                      o.owner_unit_id = viewer.unit_id
                      and (o.visibility = 'UNIT' or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to)))
                    )
                  )
                ) is true
                or (
                  (o.state in ('IN_REVIEW', 'RETURNED') or o.paused_for is not null)
                  and (
                    o.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and (viewer.coordinated = any (o.shown_to) or (o.visibility = 'PUBLIC' and o.shown_to = '{}'))
                  )
                )
              )
              or (
                o.state = 'WITHDRAWN'
                and exists (
                  select
                  from exchange.enrolment_application p
                  where p.enrolment_id = t1.id and p.owner_unit_id = viewer.unit_id
                )
              )
            )
          offset 0
        )
    )
  )::text,
  viewer.problem
from viewer
;
