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
          'id', 'resource_' || replace(t1.id::text, '-', ''),
          'name', t1.name,
          'description', t1.description,
          'kind', t1.kind,
          'visibility', t1.visibility,
          'version', t1.version,
          'createdAt', t1.created_at,
          'placeName', case
            when (
              not (
                t1.visibility = 'ALLIANCE'
                and t1.owner_unit_id in (
                  select s.provider_unit_id
                  from rights.share s
                  where
                    s.kind = 'OFFERS'
                    and coalesce(s.valid @> $5::timestamptz, false)
                    and s.consumer_unit_id = viewer.unit_id
                  group by s.provider_unit_id
                  having bool_and(s.precision = 'MASKED')
                )
              )
              or (
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
                    )
                  )
                  or (
                    t1.owner_unit_id = viewer.unit_id
                    and (t1.visibility = 'UNIT' or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to)))
                  )
                )
              ) is true
            ) then t1.place_name
          end,
          'unit', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.owner_unit_id
          ),
          'location', case
            when t1.longitude is not null
            and (
              not (
                t1.visibility = 'ALLIANCE'
                and t1.owner_unit_id in (
                  select s.provider_unit_id
                  from rights.share s
                  where
                    s.kind = 'OFFERS'
                    and coalesce(s.valid @> $5::timestamptz, false)
                    and s.consumer_unit_id = viewer.unit_id
                  group by s.provider_unit_id
                  having bool_and(s.precision = 'MASKED')
                )
              )
              or (
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
                    )
                  )
                  or (
                    t1.owner_unit_id = viewer.unit_id
                    and (t1.visibility = 'UNIT' or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to)))
                  )
                )
              ) is true
            ) then json_build_object('longitude', t1.longitude, 'latitude', t1.latitude, 'crs', 'WGS84')
          end,
          'audience', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'alliance', (
                      select json_build_object('name', t4.name)
                      from directory.alliance t4
                      where t4.id = t3.alliance_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.audience t3
                where
                  t3.listing_id = t1.id
                  and (
                    t3.visibility = 'PUBLIC'
                    or t3.owner_unit_id = viewer.unit_id
                    or t3.alliance_id = viewer.alliance_id
                  )
                order by t3.alliance_id
                limit 100
              ) t3
          ),
          'slots', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'slot_' || replace(t5.id::text, '-', ''),
                      'capacity', t5.capacity,
                      'taken', (
                        t5.taken - (
                          select coalesce(sum(b.count), 0)::integer
                          from exchange.booking b
                          where b.slot_id = t5.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                        )
                      ),
                      'remaining', t5.capacity - (
                        t5.taken - (
                          select coalesce(sum(b.count), 0)::integer
                          from exchange.booking b
                          where b.slot_id = t5.id and b.state = 'HELD' and b.held_until <= $5::timestamptz
                        )
                      ),
                      'period', json_build_object('start', t5.starts_at, 'end', t5.ends_at),
                      'resource', (
                        select json_build_object('id', 'resource_' || replace(t6.id::text, '-', ''))
                        from exchange.resource t6
                        where
                          t6.id = t5.resource_id
                          and (
                            (
                              (
                                (
                                  t6.visibility = 'PUBLIC'
                                  or (
                                    t6.visibility = 'ALLIANCE'
                                    and viewer.alliance_id = any (t6.shown_to)
                                    and t6.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.alliance_id
                                        and coalesce(m.valid @> $5::timestamptz, false)
                                    )
                                  )
                                  or (
                                    t6.visibility = 'ALLIANCE'
                                    and t6.owner_unit_id in (
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
                                t6.owner_unit_id = viewer.unit_id
                                and (
                                  t6.visibility = 'UNIT'
                                  or (t6.visibility = 'PUBLIC' or viewer.alliance_id = any (t6.shown_to))
                                )
                              )
                            )
                          ) is true
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t7.*
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
                order by t7.starts_at, t7.id
                limit 20
              ) t5
          )
        )
      from exchange.resource t1
      where
        t1.id = $6::uuid
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
