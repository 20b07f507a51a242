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
          'id', 'offer_' || replace(t1.id::text, '-', ''),
          'title', t1.title,
          'description', t1.description,
          'state', case
            when (
              t1.state in ('PUBLISHED', 'PAUSED')
              and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
            ) then 'EXPIRED'
            else t1.state
          end,
          'visibility', t1.visibility,
          'version', t1.version,
          'publishedAt', t1.published_at,
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
          'resource', (
            select json_build_object('name', t3.name)
            from exchange.resource t3
            where
              t3.id = t1.resource_id
              and (
                (
                  (
                    (
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
                    and (t3.visibility = 'UNIT' or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to)))
                  )
                )
              ) is true
          ),
          'category', (
            select
              json_build_object(
                'code', t4.code,
                'label', case when $6::text = 'en' then t4.label_en else t4.label_zh
                end
              )
            from directory.term t4
            where t4.code = t1.category
          ),
          'quantity', json_build_object('value', trim_scale(t1.quantity)::text, 'unit', t1.quantity_unit),
          'remaining', json_build_object('value', trim_scale(greatest(t1.quantity - t1.taken, 0))::text, 'unit', t1.quantity_unit),
          'period', case
            when coalesce(t1.starts_at, t1.ends_at) is not null then json_build_object('start', t1.starts_at, 'end', t1.ends_at)
          end,
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
          end
        )
      from exchange.offer t1
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
          'period', case
            when coalesce(t1.starts_at, t1.ends_at) is not null then json_build_object('start', t1.starts_at)
          end,
          'resource', (
            select json_build_object('id', 'resource_' || replace(t4.id::text, '-', ''))
            from exchange.resource t4
            where
              t4.id = t1.resource_id
              and (
                (
                  (
                    (
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
                    and (t4.visibility = 'UNIT' or (t4.visibility = 'PUBLIC' or viewer.alliance_id = any (t4.shown_to)))
                  )
                )
              ) is true
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
  )::text,
  viewer.problem
from viewer
;
