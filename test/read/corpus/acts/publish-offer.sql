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
    select
      json_build_object(
        'offer', (
          select
            json_build_object(
              'id', 'offer_' || replace(t1.id::text, '-', ''),
              'title', t1.title,
              'quantity', json_build_object('value', trim_scale(t1.quantity)::text),
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
                        and (
                          t1.visibility = 'UNIT'
                          or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                        )
                      )
                    )
                  ) is true
                ) then json_build_object('longitude', t1.longitude, 'latitude', t1.latitude, 'crs', 'WGS84')
              end,
              'resource', (
                select json_build_object('name', t2.name)
                from exchange.resource t2
                where
                  t2.id = t1.resource_id
                  and (
                    (
                      (
                        (
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
              ),
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
              )
            )
          from exchange.offer t1
          where
            t1.id = $6::uuid
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
    select
      json_build_object(
        'offer', (
          select
            json_build_object(
              'id', 'offer_' || replace(t1.id::text, '-', ''),
              'visibility', t1.visibility,
              'audience', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'alliance', (
                          select json_build_object('name', t3.name)
                          from directory.alliance t3
                          where t3.id = t2.alliance_id
                        )
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select *
                    from exchange.audience t2
                    where
                      t2.listing_id = t1.id
                      and (
                        t2.visibility = 'PUBLIC'
                        or t2.owner_unit_id = viewer.unit_id
                        or t2.alliance_id = viewer.alliance_id
                      )
                    order by t2.alliance_id
                    limit 100
                  ) t2
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
                        and (
                          t1.visibility = 'UNIT'
                          or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                        )
                      )
                    )
                  ) is true
                ) then json_build_object('crs', 'WGS84')
              end
            )
          from exchange.offer t1
          where
            t1.id = $6::uuid
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
      )
  )::text,
  viewer.problem
from viewer
;
