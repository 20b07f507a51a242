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
          'id', 'need_' || replace(t1.id::text, '-', ''),
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
              t1.owner_unit_id = viewer.unit_id
              or (
                viewer.alliance_id = any (t1.shown_to)
                and t1.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                )
              )
              or (
                t1.visibility = 'PUBLIC'
                and t1.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                )
              )
              or (
                (
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
                and not (
                  t1.visibility = 'ALLIANCE'
                  and t1.owner_unit_id in (
                    select s.provider_unit_id
                    from rights.share s
                    where
                      s.kind = 'NEEDS'
                      and coalesce(s.valid @> $5::timestamptz, false)
                      and s.consumer_unit_id = viewer.unit_id
                    group by s.provider_unit_id
                    having bool_and(s.precision = 'MASKED')
                  )
                )
              )
            ) then t1.place_name
            else t1.place_masked
          end,
          'unit', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.owner_unit_id
          ),
          'category', (
            select
              json_build_object(
                'code', t3.code,
                'label', case when $6::text = 'en' then t3.label_en else t3.label_zh
                end
              )
            from directory.term t3
            where t3.code = t1.category
          ),
          'quantity', json_build_object('value', trim_scale(t1.quantity)::text, 'unit', t1.quantity_unit),
          'covered', json_build_object('value', trim_scale(t1.covered)::text, 'unit', t1.quantity_unit),
          'remaining', json_build_object('value', trim_scale(greatest(t1.quantity - t1.covered, 0))::text, 'unit', t1.quantity_unit),
          'period', case
            when coalesce(t1.starts_at, t1.ends_at) is not null then json_build_object('start', t1.starts_at, 'end', t1.ends_at)
          end,
          'location', case
            when t1.longitude is not null then json_build_object(
              'longitude', case
                when (
                  t1.owner_unit_id = viewer.unit_id
                  or (
                    viewer.alliance_id = any (t1.shown_to)
                    and t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                  or (
                    t1.visibility = 'PUBLIC'
                    and t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                  or (
                    (
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
                    and not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'NEEDS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                  )
                ) then t1.longitude
                else exchange.community_degrees (t1.longitude, 180)
              end,
              'latitude', case
                when (
                  t1.owner_unit_id = viewer.unit_id
                  or (
                    viewer.alliance_id = any (t1.shown_to)
                    and t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                  or (
                    t1.visibility = 'PUBLIC'
                    and t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                  or (
                    (
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
                    and not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'NEEDS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                  )
                ) then t1.latitude
                else exchange.community_degrees (t1.latitude, 90)
              end,
              'crs', 'WGS84'
            )
          end,
          'audience', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'alliance', (
                      select json_build_object('name', t5.name)
                      from directory.alliance t5
                      where t5.id = t4.alliance_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.audience t4
                where
                  t4.listing_id = t1.id
                  and (
                    t4.visibility = 'PUBLIC'
                    or t4.owner_unit_id = viewer.unit_id
                    or t4.alliance_id = viewer.alliance_id
                  )
                order by t4.alliance_id
                limit 100
              ) t4
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
