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
          'title', t1.title,
          'state', case
            when (
              t1.state in ('PUBLISHED', 'PAUSED')
              and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
            ) then 'EXPIRED'
            else t1.state
          end,
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
              end
            )
          end,
          'locationPrecision', case
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
            ) then 'EXACT'
            else 'COMMUNITY'
          end,
          'findings', (
            select
              coalesce(json_agg(json_build_object('kind', t2.kind, 'field', t2.field, 'excerpt', t2.excerpt)), '[]')
            from
              (
                select *
                from exchange.held_finding t2
                where
                  t2.need_id = t1.id
                  and (
                    t2.owner_unit_id = viewer.unit_id
                    or (
                      t2.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                      and (viewer.coordinated = any (t2.shown_to) or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}'))
                    )
                  )
                order by t2.position
                limit 100
              ) t2
          ),
          'reviews', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'verdict', t3.verdict,
                    'reason', t3.reason,
                    'reviewedAt', t3.reviewed_at,
                    'unit', (
                      select json_build_object('shortName', t4.short_name)
                      from directory.unit t4
                      where t4.id = t3.unit_id
                    ),
                    'alliance', (
                      select json_build_object('name', t5.name)
                      from directory.alliance t5
                      where t5.id = t3.alliance_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.need_review t3
                where t3.need_id = t1.id and (t3.owner_unit_id = viewer.unit_id or t3.alliance_id = viewer.coordinated)
                order by t3.wording
                limit 100
              ) t3
          )
        )
      from exchange.need t1
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
          'title', t1.title,
          'state', case
            when (
              t1.state in ('PUBLISHED', 'PAUSED')
              and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
            ) then 'EXPIRED'
            else t1.state
          end,
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
              end
            )
          end,
          'locationPrecision', case
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
            ) then 'EXACT'
            else 'COMMUNITY'
          end,
          'findings', (
            select
              coalesce(json_agg(json_build_object('kind', t2.kind, 'field', t2.field, 'excerpt', t2.excerpt)), '[]')
            from
              (
                select *
                from exchange.held_finding t2
                where
                  t2.need_id = t1.id
                  and (
                    t2.owner_unit_id = viewer.unit_id
                    or (
                      t2.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                      and (viewer.coordinated = any (t2.shown_to) or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}'))
                    )
                  )
                order by t2.position
                limit 100
              ) t2
          ),
          'reviews', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'verdict', t3.verdict,
                    'reason', t3.reason,
                    'reviewedAt', t3.reviewed_at,
                    'unit', (
                      select json_build_object('shortName', t4.short_name)
                      from directory.unit t4
                      where t4.id = t3.unit_id
                    ),
                    'alliance', (
                      select json_build_object('name', t5.name)
                      from directory.alliance t5
                      where t5.id = t3.alliance_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.need_review t3
                where t3.need_id = t1.id and (t3.owner_unit_id = viewer.unit_id or t3.alliance_id = viewer.coordinated)
                order by t3.wording
                limit 100
              ) t3
          )
        )
      from exchange.need t1
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
          'totalCount', (
            select count(*)
            from exchange.need t2
            where
              (
                (
                  (
                    (
                      (
                        t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and (t2.paused_for is null or viewer.unit_id = any (t2.paused_for))
                      )
                      and (
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
                              s.kind = 'NEEDS'
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
                or (
                  (t2.state in ('IN_REVIEW', 'RETURNED') or t2.paused_for is not null)
                  and (
                    t2.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and (viewer.coordinated = any (t2.shown_to) or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}'))
                  )
                )
              )
              and case
                when (
                  t2.state in ('PUBLISHED', 'PAUSED')
                  and least(t2.closes_at, t2.ends_at) <= $5::timestamptz
                ) then 'EXPIRED'
                else t2.state
              end = any ($6::text[])
          ),
          'nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]')
        )
      from
        (
          select t3.*
          from exchange.need t3
          where
            (
              (
                (
                  (
                    (
                      t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and (t3.paused_for is null or viewer.unit_id = any (t3.paused_for))
                    )
                    and (
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
                            s.kind = 'NEEDS'
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
              or (
                (t3.state in ('IN_REVIEW', 'RETURNED') or t3.paused_for is not null)
                and (
                  t3.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and (viewer.coordinated = any (t3.shown_to) or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}'))
                )
              )
            )
            and case
              when (
                t3.state in ('PUBLISHED', 'PAUSED')
                and least(t3.closes_at, t3.ends_at) <= $5::timestamptz
              ) then 'EXPIRED'
              else t3.state
            end = any ($7::text[])
          order by t3.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
