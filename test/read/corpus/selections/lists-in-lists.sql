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
          'totalCount', (select count(*) from directory.alliance t2 where true),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'name', t1.name,
                'memberships', (
                  select
                    json_build_object(
                      'totalCount', (
                        select count(*)
                        from directory.membership t4
                        where
                          t4.alliance_id = t1.id
                          and (
                            (t4.state = 'ACTIVE' and coalesce(t4.valid @> $5::timestamptz, false))
                            or (t4.unit_id = viewer.unit_id or t4.alliance_id = viewer.coordinated)
                          )
                      ),
                      'pageInfo', json_build_object(
                        'hasNextPage', count(*) > 2,
                        'endCursor', (
                          array_agg(
                            translate(encode(convert_to(json_build_array('OLDEST', t3.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                            order by t3.rn desc
                          ) filter (
                            where t3.rn <= 2
                          )
                        ) [1]
                      ),
                      'nodes', coalesce(
                        json_agg(
                          json_build_object(
                            'unit', (
                              select
                                json_build_object(
                                  'shortName', t5.short_name,
                                  'offers', (
                                    select
                                      json_build_object(
                                        'totalCount', (
                                          select count(*)
                                          from exchange.offer t7
                                          where
                                            t7.owner_unit_id = t5.id
                                            and (
                                              (
                                                (
                                                  (
                                                    (
                                                      t7.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                                      and (
                                                        t7.paused_for is null
                                                        or viewer.unit_id = any (t7.paused_for)
                                                      )
                                                    )
                                                    and (
                                                      t7.visibility = 'PUBLIC'
                                                      or (
                                                        t7.visibility = 'ALLIANCE'
                                                        and viewer.alliance_id = any (t7.shown_to)
                                                        and t7.owner_unit_id in (
                                                          select m.unit_id
                                                          from rights.membership m
                                                          where
                                                            m.alliance_id = viewer.alliance_id
                                                            and coalesce(m.valid @> $5::timestamptz, false)
                                                        )
                                                      )
                                                      or (
                                                        t7.visibility = 'ALLIANCE'
                                                        and t7.owner_unit_id in (
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
                                                    t7.owner_unit_id = viewer.unit_id
                                                    and (
                                                      t7.visibility = 'UNIT'
                                                      or (
                                                        t7.visibility = 'PUBLIC'
                                                        or viewer.alliance_id = any (t7.shown_to)
                                                      )
                                                    )
                                                  )
                                                )
                                              ) is true
                                              or (
                                                (t7.state in ('IN_REVIEW', 'RETURNED') or t7.paused_for is not null)
                                                and (
                                                  t7.owner_unit_id in (
                                                    select m.unit_id
                                                    from rights.membership m
                                                    where
                                                      m.alliance_id = viewer.coordinated
                                                      and coalesce(m.valid @> $5::timestamptz, false)
                                                  )
                                                  and (
                                                    viewer.coordinated = any (t7.shown_to)
                                                    or (t7.visibility = 'PUBLIC' and t7.shown_to = '{}')
                                                  )
                                                )
                                              )
                                            )
                                        ),
                                        'pageInfo', json_build_object('hasPreviousPage', count(*) > 1),
                                        'edges', coalesce(
                                          json_agg(
                                            json_build_object(
                                              'cursor', translate(
                                                encode(
                                                  convert_to(json_build_array('SOONEST', coalesce(t6.ends_at, 'infinity'::timestamptz)::text, t6.id::text)::text, 'UTF8'),
                                                  'base64'
                                                ),
                                                E'+/=\n',
                                                '-_'
                                              ),
                                              'node', json_build_object('title', t6.title)
                                            )
                                            order by t6.rn desc
                                          ) filter (
                                            where t6.rn <= 1
                                          ),
                                          '[]'
                                        )
                                      )
                                    from
                                      (
                                        select p.*, row_number() over () as rn
                                        from
                                          (
                                            select t8.*
                                            from exchange.offer t8
                                            where
                                              t8.owner_unit_id = t5.id
                                              and (
                                                (
                                                  (
                                                    (
                                                      (
                                                        t8.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                                        and (
                                                          t8.paused_for is null
                                                          or viewer.unit_id = any (t8.paused_for)
                                                        )
                                                      )
                                                      and (
                                                        t8.visibility = 'PUBLIC'
                                                        or (
                                                          t8.visibility = 'ALLIANCE'
                                                          and viewer.alliance_id = any (t8.shown_to)
                                                          and t8.owner_unit_id in (
                                                            select m.unit_id
                                                            from rights.membership m
                                                            where
                                                              m.alliance_id = viewer.alliance_id
                                                              and coalesce(m.valid @> $5::timestamptz, false)
                                                          )
                                                        )
                                                        or (
                                                          t8.visibility = 'ALLIANCE'
                                                          and t8.owner_unit_id in (
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
                                                      t8.owner_unit_id = viewer.unit_id
                                                      and (
                                                        t8.visibility = 'UNIT'
                                                        or (
                                                          t8.visibility = 'PUBLIC'
                                                          or viewer.alliance_id = any (t8.shown_to)
                                                        )
                                                      )
                                                    )
                                                  )
                                                ) is true
                                                or (
                                                  (t8.state in ('IN_REVIEW', 'RETURNED') or t8.paused_for is not null)
                                                  and (
                                                    t8.owner_unit_id in (
                                                      select m.unit_id
                                                      from rights.membership m
                                                      where
                                                        m.alliance_id = viewer.coordinated
                                                        and coalesce(m.valid @> $5::timestamptz, false)
                                                    )
                                                    and (
                                                      viewer.coordinated = any (t8.shown_to)
                                                      or (t8.visibility = 'PUBLIC' and t8.shown_to = '{}')
                                                    )
                                                  )
                                                )
                                              )
                                            order by coalesce(t8.ends_at, 'infinity'::timestamptz) desc, t8.id desc
                                            limit 2
                                          ) p
                                      ) t6
                                  ),
                                  'needs', (
                                    select
                                      json_build_object(
                                        'totalCount', (
                                          select count(*)
                                          from exchange.need t10
                                          where
                                            t10.owner_unit_id = t5.id
                                            and (
                                              (
                                                (
                                                  (
                                                    (
                                                      t10.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                                      and (
                                                        t10.paused_for is null
                                                        or viewer.unit_id = any (t10.paused_for)
                                                      )
                                                    )
                                                    and (
                                                      t10.visibility = 'PUBLIC'
                                                      or (
                                                        t10.visibility = 'ALLIANCE'
                                                        and viewer.alliance_id = any (t10.shown_to)
                                                        and t10.owner_unit_id in (
                                                          select m.unit_id
                                                          from rights.membership m
                                                          where
                                                            m.alliance_id = viewer.alliance_id
                                                            and coalesce(m.valid @> $5::timestamptz, false)
                                                        )
                                                      )
                                                      or (
                                                        t10.visibility = 'ALLIANCE'
                                                        and t10.owner_unit_id in (
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
                                                    t10.owner_unit_id = viewer.unit_id
                                                    and (
                                                      t10.visibility = 'UNIT'
                                                      or (
                                                        t10.visibility = 'PUBLIC'
                                                        or viewer.alliance_id = any (t10.shown_to)
                                                      )
                                                    )
                                                  )
                                                )
                                              ) is true
                                              or (
                                                (t10.state in ('IN_REVIEW', 'RETURNED') or t10.paused_for is not null)
                                                and (
                                                  t10.owner_unit_id in (
                                                    select m.unit_id
                                                    from rights.membership m
                                                    where
                                                      m.alliance_id = viewer.coordinated
                                                      and coalesce(m.valid @> $5::timestamptz, false)
                                                  )
                                                  and (
                                                    viewer.coordinated = any (t10.shown_to)
                                                    or (t10.visibility = 'PUBLIC' and t10.shown_to = '{}')
                                                  )
                                                )
                                              )
                                            )
                                        ),
                                        'pageInfo', json_build_object('hasNextPage', count(*) > 1),
                                        'nodes', coalesce(
                                          json_agg(
                                            json_build_object('title', t9.title)
                                            order by t9.rn
                                          ) filter (
                                            where t9.rn <= 1
                                          ),
                                          '[]'
                                        )
                                      )
                                    from
                                      (
                                        select p.*, row_number() over () as rn
                                        from
                                          (
                                            select t11.*
                                            from exchange.need t11
                                            where
                                              t11.owner_unit_id = t5.id
                                              and (
                                                (
                                                  (
                                                    (
                                                      (
                                                        t11.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                                        and (
                                                          t11.paused_for is null
                                                          or viewer.unit_id = any (t11.paused_for)
                                                        )
                                                      )
                                                      and (
                                                        t11.visibility = 'PUBLIC'
                                                        or (
                                                          t11.visibility = 'ALLIANCE'
                                                          and viewer.alliance_id = any (t11.shown_to)
                                                          and t11.owner_unit_id in (
                                                            select m.unit_id
                                                            from rights.membership m
                                                            where
                                                              m.alliance_id = viewer.alliance_id
                                                              and coalesce(m.valid @> $5::timestamptz, false)
                                                          )
                                                        )
                                                        or (
                                                          t11.visibility = 'ALLIANCE'
                                                          and t11.owner_unit_id in (
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
                                                      t11.owner_unit_id = viewer.unit_id
                                                      and (
                                                        t11.visibility = 'UNIT'
                                                        or (
                                                          t11.visibility = 'PUBLIC'
                                                          or viewer.alliance_id = any (t11.shown_to)
                                                        )
                                                      )
                                                    )
                                                  )
                                                ) is true
                                                or (
                                                  (t11.state in ('IN_REVIEW', 'RETURNED') or t11.paused_for is not null)
                                                  and (
                                                    t11.owner_unit_id in (
                                                      select m.unit_id
                                                      from rights.membership m
                                                      where
                                                        m.alliance_id = viewer.coordinated
                                                        and coalesce(m.valid @> $5::timestamptz, false)
                                                    )
                                                    and (
                                                      viewer.coordinated = any (t11.shown_to)
                                                      or (t11.visibility = 'PUBLIC' and t11.shown_to = '{}')
                                                    )
                                                  )
                                                )
                                              )
                                            order by t11.id desc
                                            limit 2
                                          ) p
                                      ) t9
                                  )
                                )
                              from directory.unit t5
                              where t5.id = t3.unit_id
                            )
                          )
                          order by t3.rn
                        ) filter (
                          where t3.rn <= 2
                        ),
                        '[]'
                      )
                    )
                  from
                    (
                      select p.*, row_number() over () as rn
                      from
                        (
                          select t12.*
                          from directory.membership t12
                          where
                            t12.alliance_id = t1.id
                            and (
                              (t12.state = 'ACTIVE' and coalesce(t12.valid @> $5::timestamptz, false))
                              or (t12.unit_id = viewer.unit_id or t12.alliance_id = viewer.coordinated)
                            )
                          order by t12.id
                          limit 3
                        ) p
                    ) t3
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t13.*
          from directory.alliance t13
          where true
          order by (t13.name collate directory.pinyin), t13.id
          limit 2
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
