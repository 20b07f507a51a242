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
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('title', t2.title)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(json_build_object('title', t2.title) order by t2.rn) filter (where t2.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
                    from exchange.need t3
                    where
                      t3.owner_unit_id = t1.id
                      and (
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
                                    where
                                      m.alliance_id = viewer.alliance_id
                                      and coalesce(m.valid @> $5::timestamptz, false)
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
                              and (
                                t3.visibility = 'UNIT'
                                or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to))
                              )
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
                            and (
                              viewer.coordinated = any (t3.shown_to)
                              or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}')
                            )
                          )
                        )
                      )
                      and not (t3.id) < ($6::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from exchange.need t4
                    where
                      t4.owner_unit_id = t1.id
                      and (
                        (
                          (
                            (
                              (
                                t4.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                and (t4.paused_for is null or viewer.unit_id = any (t4.paused_for))
                              )
                              and (
                                t4.visibility = 'PUBLIC'
                                or (
                                  t4.visibility = 'ALLIANCE'
                                  and viewer.alliance_id = any (t4.shown_to)
                                  and t4.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.alliance_id
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                )
                                or (
                                  t4.visibility = 'ALLIANCE'
                                  and t4.owner_unit_id in (
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
                              t4.owner_unit_id = viewer.unit_id
                              and (
                                t4.visibility = 'UNIT'
                                or (t4.visibility = 'PUBLIC' or viewer.alliance_id = any (t4.shown_to))
                              )
                            )
                          )
                        ) is true
                        or (
                          (t4.state in ('IN_REVIEW', 'RETURNED') or t4.paused_for is not null)
                          and (
                            t4.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                            and (
                              viewer.coordinated = any (t4.shown_to)
                              or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}')
                            )
                          )
                        )
                      )
                      and (t4.id) < ($6::uuid)
                    order by t4.id desc
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.need t6
                  where
                    t6.owner_unit_id = t1.id
                    and (
                      (
                        (
                          (
                            (
                              t6.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and (t6.paused_for is null or viewer.unit_id = any (t6.paused_for))
                            )
                            and (
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
                                    s.kind = 'NEEDS'
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
                      or (
                        (t6.state in ('IN_REVIEW', 'RETURNED') or t6.paused_for is not null)
                        and (
                          t6.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                          )
                          and (
                            viewer.coordinated = any (t6.shown_to)
                            or (t6.visibility = 'PUBLIC' and t6.shown_to = '{}')
                          )
                        )
                      )
                    )
                    and (
                      t6.covered < t6.quantity
                      and coalesce(t6.claims < t6.max_claims, true)
                      and (
                        t6.state = 'PUBLISHED'
                        and coalesce(least(t6.closes_at, t6.ends_at), 'infinity') > $5::timestamptz
                      )
                    ) = $7::boolean
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(
                        encode(
                          convert_to(json_build_array('SOONEST', coalesce(t5.starts_at, 'infinity'::timestamptz)::text, t5.id::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      ),
                      'node', json_build_object('title', t5.title)
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
                    from exchange.need t7
                    where
                      t7.owner_unit_id = t1.id
                      and (
                        (
                          (
                            (
                              (
                                t7.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                and (t7.paused_for is null or viewer.unit_id = any (t7.paused_for))
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
                                      s.kind = 'NEEDS'
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
                                or (t7.visibility = 'PUBLIC' or viewer.alliance_id = any (t7.shown_to))
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
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                            and (
                              viewer.coordinated = any (t7.shown_to)
                              or (t7.visibility = 'PUBLIC' and t7.shown_to = '{}')
                            )
                          )
                        )
                      )
                      and (
                        t7.covered < t7.quantity
                        and coalesce(t7.claims < t7.max_claims, true)
                        and (
                          t7.state = 'PUBLISHED'
                          and coalesce(least(t7.closes_at, t7.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) = $8::boolean
                      and not (coalesce(t7.starts_at, 'infinity'::timestamptz), t7.id) < ($9::timestamptz, $10::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(
                        encode(
                          convert_to(json_build_array('SOONEST', coalesce(t5.starts_at, 'infinity'::timestamptz)::text, t5.id::text)::text, 'UTF8'),
                          'base64'
                        ),
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
                        encode(
                          convert_to(json_build_array('SOONEST', coalesce(t5.starts_at, 'infinity'::timestamptz)::text, t5.id::text)::text, 'UTF8'),
                          'base64'
                        ),
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
                    from exchange.need t8
                    where
                      t8.owner_unit_id = t1.id
                      and (
                        (
                          (
                            (
                              (
                                t8.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                and (t8.paused_for is null or viewer.unit_id = any (t8.paused_for))
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
                                      s.kind = 'NEEDS'
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
                                or (t8.visibility = 'PUBLIC' or viewer.alliance_id = any (t8.shown_to))
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
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                            and (
                              viewer.coordinated = any (t8.shown_to)
                              or (t8.visibility = 'PUBLIC' and t8.shown_to = '{}')
                            )
                          )
                        )
                      )
                      and (
                        t8.covered < t8.quantity
                        and coalesce(t8.claims < t8.max_claims, true)
                        and (
                          t8.state = 'PUBLISHED'
                          and coalesce(least(t8.closes_at, t8.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) = $11::boolean
                      and (coalesce(t8.starts_at, 'infinity'::timestamptz), t8.id) < ($9::timestamptz, $10::uuid)
                    order by coalesce(t8.starts_at, 'infinity'::timestamptz) desc, t8.id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($12::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
