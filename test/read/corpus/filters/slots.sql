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
          'slots', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
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
                    and t3.starts_at >= $6::timestamptz
                    and t3.capacity - (
                      t3.taken - (
                        select coalesce(sum(b.count), 0)::integer
                        from exchange.booking b
                        where b.slot_id = t3.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                      )
                    ) >= $7::integer
                    and t3.ends_at <= $8::timestamptz
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
                  ),
                  '[]'
                )
              )
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
                  and t4.starts_at >= $9::timestamptz
                  and t4.capacity - (
                    t4.taken - (
                      select coalesce(sum(b.count), 0)::integer
                      from exchange.booking b
                      where b.slot_id = t4.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                    )
                  ) >= $10::integer
                  and t4.ends_at <= $11::timestamptz
                order by t4.starts_at, t4.id
                limit 20
              ) t2
          ),
          'free', json_build_object(
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
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
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
                ) >= $12::integer
            )
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
