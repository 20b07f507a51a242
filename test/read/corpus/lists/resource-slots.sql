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
                      'cursor', translate(
                        encode(convert_to(json_build_array('SOONEST', t2.starts_at::text, t2.id::text)::text, 'UTF8'), 'base64'),
                        E'+/=\n',
                        '-_'
                      ),
                      'node', json_build_object(
                        'capacity', t2.capacity,
                        'taken', (
                          t2.taken - (
                            select coalesce(sum(b.count), 0)::integer
                            from exchange.booking b
                            where b.slot_id = t2.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                          )
                        )
                      )
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'remaining', t2.capacity - (
                        t2.taken - (
                          select coalesce(sum(b.count), 0)::integer
                          from exchange.booking b
                          where b.slot_id = t2.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                        )
                      )
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
                    from exchange.slot t3
                    where
                      (t3.resource_id = t1.id and t3.state <> 'WITHDRAWN')
                      and exists (
                        select
                        from exchange.resource r
                        where
                          r.id = t3.resource_id
                          and (
                            (
                              (
                                (
                                  r.visibility = 'PUBLIC'
                                  or (
                                    r.visibility = 'ALLIANCE'
                                    and viewer.alliance_id = any (r.shown_to)
                                    and r.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.alliance_id
                                        and coalesce(m.valid @> $5::timestamptz, false)
                                    )
                                  )
                                  or (
                                    r.visibility = 'ALLIANCE'
                                    and r.owner_unit_id in (
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
                                r.owner_unit_id = viewer.unit_id
                                and (
                                  r.visibility = 'UNIT'
                                  or (r.visibility = 'PUBLIC' or viewer.alliance_id = any (r.shown_to))
                                )
                              )
                            )
                          ) is true
                      )
                      and not (t3.starts_at, t3.id) > ($6::timestamptz, $7::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(
                        encode(convert_to(json_build_array('SOONEST', t2.starts_at::text, t2.id::text)::text, 'UTF8'), 'base64'),
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
                        encode(convert_to(json_build_array('SOONEST', t2.starts_at::text, t2.id::text)::text, 'UTF8'), 'base64'),
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
                    select t4.*
                    from exchange.slot t4
                    where
                      (t4.resource_id = t1.id and t4.state <> 'WITHDRAWN')
                      and exists (
                        select
                        from exchange.resource r
                        where
                          r.id = t4.resource_id
                          and (
                            (
                              (
                                (
                                  r.visibility = 'PUBLIC'
                                  or (
                                    r.visibility = 'ALLIANCE'
                                    and viewer.alliance_id = any (r.shown_to)
                                    and r.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.alliance_id
                                        and coalesce(m.valid @> $5::timestamptz, false)
                                    )
                                  )
                                  or (
                                    r.visibility = 'ALLIANCE'
                                    and r.owner_unit_id in (
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
                                r.owner_unit_id = viewer.unit_id
                                and (
                                  r.visibility = 'UNIT'
                                  or (r.visibility = 'PUBLIC' or viewer.alliance_id = any (r.shown_to))
                                )
                              )
                            )
                          ) is true
                      )
                      and (t4.starts_at, t4.id) > ($6::timestamptz, $7::uuid)
                    order by t4.starts_at, t4.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.slot t6
                  where
                    (t6.resource_id = t1.id and t6.state <> 'WITHDRAWN')
                    and exists (
                      select
                      from exchange.resource r
                      where
                        r.id = t6.resource_id
                        and (
                          (
                            (
                              (
                                r.visibility = 'PUBLIC'
                                or (
                                  r.visibility = 'ALLIANCE'
                                  and viewer.alliance_id = any (r.shown_to)
                                  and r.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.alliance_id
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                )
                                or (
                                  r.visibility = 'ALLIANCE'
                                  and r.owner_unit_id in (
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
                              r.owner_unit_id = viewer.unit_id
                              and (
                                r.visibility = 'UNIT'
                                or (r.visibility = 'PUBLIC' or viewer.alliance_id = any (r.shown_to))
                              )
                            )
                          )
                        ) is true
                    )
                    and t6.capacity - (
                      t6.taken - (
                        select coalesce(sum(b.count), 0)::integer
                        from exchange.booking b
                        where b.slot_id = t6.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                      )
                    ) >= $8::integer
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(
                        encode(convert_to(json_build_array('SOONEST', t5.starts_at::text, t5.id::text)::text, 'UTF8'), 'base64'),
                        E'+/=\n',
                        '-_'
                      ),
                      'node', json_build_object(
                        'remaining', t5.capacity - (
                          t5.taken - (
                            select coalesce(sum(b.count), 0)::integer
                            from exchange.booking b
                            where b.slot_id = t5.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                          )
                        )
                      )
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
                    from exchange.slot t7
                    where
                      (t7.resource_id = t1.id and t7.state <> 'WITHDRAWN')
                      and exists (
                        select
                        from exchange.resource r
                        where
                          r.id = t7.resource_id
                          and (
                            (
                              (
                                (
                                  r.visibility = 'PUBLIC'
                                  or (
                                    r.visibility = 'ALLIANCE'
                                    and viewer.alliance_id = any (r.shown_to)
                                    and r.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.alliance_id
                                        and coalesce(m.valid @> $5::timestamptz, false)
                                    )
                                  )
                                  or (
                                    r.visibility = 'ALLIANCE'
                                    and r.owner_unit_id in (
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
                                r.owner_unit_id = viewer.unit_id
                                and (
                                  r.visibility = 'UNIT'
                                  or (r.visibility = 'PUBLIC' or viewer.alliance_id = any (r.shown_to))
                                )
                              )
                            )
                          ) is true
                      )
                      and t7.capacity - (
                        t7.taken - (
                          select coalesce(sum(b.count), 0)::integer
                          from exchange.booking b
                          where b.slot_id = t7.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                        )
                      ) >= $9::integer
                      and not (t7.starts_at, t7.id) < ($10::timestamptz, $11::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(
                        encode(convert_to(json_build_array('SOONEST', t5.starts_at::text, t5.id::text)::text, 'UTF8'), 'base64'),
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
                        encode(convert_to(json_build_array('SOONEST', t5.starts_at::text, t5.id::text)::text, 'UTF8'), 'base64'),
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
                    from exchange.slot t8
                    where
                      (t8.resource_id = t1.id and t8.state <> 'WITHDRAWN')
                      and exists (
                        select
                        from exchange.resource r
                        where
                          r.id = t8.resource_id
                          and (
                            (
                              (
                                (
                                  r.visibility = 'PUBLIC'
                                  or (
                                    r.visibility = 'ALLIANCE'
                                    and viewer.alliance_id = any (r.shown_to)
                                    and r.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.alliance_id
                                        and coalesce(m.valid @> $5::timestamptz, false)
                                    )
                                  )
                                  or (
                                    r.visibility = 'ALLIANCE'
                                    and r.owner_unit_id in (
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
                                r.owner_unit_id = viewer.unit_id
                                and (
                                  r.visibility = 'UNIT'
                                  or (r.visibility = 'PUBLIC' or viewer.alliance_id = any (r.shown_to))
                                )
                              )
                            )
                          ) is true
                      )
                      and t8.capacity - (
                        t8.taken - (
                          select coalesce(sum(b.count), 0)::integer
                          from exchange.booking b
                          where b.slot_id = t8.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                        )
                      ) >= $12::integer
                      and (t8.starts_at, t8.id) < ($10::timestamptz, $11::uuid)
                    order by t8.starts_at desc, t8.id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from exchange.resource t1
      where
        t1.id = $13::uuid
        and (
          (
            (
              (
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
    )
  )::text,
  viewer.problem
from viewer
;
