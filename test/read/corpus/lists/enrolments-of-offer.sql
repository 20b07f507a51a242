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
                  from exchange.enrolment t3
                  where
                    t3.offer_id = t1.id
                    and exists (
                      select
                      from exchange.offer o
                      where
                        o.id = t3.offer_id
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
                              where p.enrolment_id = t3.id and p.owner_unit_id = viewer.unit_id
                            )
                          )
                        )
                      offset 0
                    )
                    and t3.state = any ($6::text[])
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'enrolment_' || replace(t2.id::text, '-', ''), 'state', t2.state)
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
                    from exchange.enrolment t4
                    where
                      t4.offer_id = t1.id
                      and exists (
                        select
                        from exchange.offer o
                        where
                          o.id = t4.offer_id
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
                                where p.enrolment_id = t4.id and p.owner_unit_id = viewer.unit_id
                              )
                            )
                          )
                        offset 0
                      )
                      and t4.state = any ($7::text[])
                      and not (t4.id) > ($8::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from exchange.enrolment t5
                    where
                      t5.offer_id = t1.id
                      and exists (
                        select
                        from exchange.offer o
                        where
                          o.id = t5.offer_id
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
                                where p.enrolment_id = t5.id and p.owner_unit_id = viewer.unit_id
                              )
                            )
                          )
                        offset 0
                      )
                      and t5.state = any ($9::text[])
                      and (t5.id) > ($8::uuid)
                    order by t5.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'enrolment_' || replace(t6.id::text, '-', ''))
                    order by t6.rn desc
                  ) filter (
                    where t6.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from exchange.enrolment t7
                    where
                      t7.offer_id = t1.id
                      and exists (
                        select
                        from exchange.offer o
                        where
                          o.id = t7.offer_id
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
                                where p.enrolment_id = t7.id and p.owner_unit_id = viewer.unit_id
                              )
                            )
                          )
                        offset 0
                      )
                      and not (t7.id) < ($10::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from exchange.enrolment t8
                    where
                      t8.offer_id = t1.id
                      and exists (
                        select
                        from exchange.offer o
                        where
                          o.id = t8.offer_id
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
                                where p.enrolment_id = t8.id and p.owner_unit_id = viewer.unit_id
                              )
                            )
                          )
                        offset 0
                      )
                      and (t8.id) < ($10::uuid)
                    order by t8.id desc
                    limit 2
                  ) p
              ) t6
          )
        )
      from exchange.offer t1
      where
        t1.id = $11::uuid
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
                        s.kind = 'OFFERS'
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
