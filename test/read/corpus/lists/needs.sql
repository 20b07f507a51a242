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
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('title', t1.title)
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'title', t1.title,
                'period', case
                  when coalesce(t1.starts_at, t1.ends_at) is not null then json_build_object('start', t1.starts_at)
                end
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 2,
            'hasPreviousPage', exists (
              select
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
                      and (viewer.coordinated = any (t3.shown_to) or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}'))
                    )
                  )
                )
                and not (t3.id) < ($6::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 2
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
                (
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
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
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
                      and (viewer.coordinated = any (t4.shown_to) or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}'))
                    )
                  )
                )
                and (t4.id) < ($6::uuid)
              order by t4.id desc
              limit 3
            ) p
        ) t1
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
              and (
                t2.covered < t2.quantity
                and coalesce(t2.claims < t2.max_claims, true)
                and (t2.state = 'PUBLISHED' and coalesce(least(t2.closes_at, t2.ends_at), 'infinity') > $5::timestamptz)
              ) = $6::boolean
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(
                    convert_to(json_build_array('SOONEST', coalesce(t1.starts_at, 'infinity'::timestamptz)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object(
                  'title', t1.title,
                  'period', case
                    when coalesce(t1.starts_at, t1.ends_at) is not null then json_build_object('start', t1.starts_at)
                  end
                )
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
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
                      and (viewer.coordinated = any (t3.shown_to) or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}'))
                    )
                  )
                )
                and (
                  t3.covered < t3.quantity
                  and coalesce(t3.claims < t3.max_claims, true)
                  and (
                    t3.state = 'PUBLISHED'
                    and coalesce(least(t3.closes_at, t3.ends_at), 'infinity') > $5::timestamptz
                  )
                ) = $7::boolean
                and not (coalesce(t3.starts_at, 'infinity'::timestamptz), t3.id) < ($8::timestamptz, $9::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(
                  encode(
                    convert_to(json_build_array('SOONEST', coalesce(t1.starts_at, 'infinity'::timestamptz)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(
                  encode(
                    convert_to(json_build_array('SOONEST', coalesce(t1.starts_at, 'infinity'::timestamptz)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn
              ) filter (
                where t1.rn <= 1
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
                (
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
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
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
                      and (viewer.coordinated = any (t4.shown_to) or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}'))
                    )
                  )
                )
                and (
                  t4.covered < t4.quantity
                  and coalesce(t4.claims < t4.max_claims, true)
                  and (
                    t4.state = 'PUBLISHED'
                    and coalesce(least(t4.closes_at, t4.ends_at), 'infinity') > $5::timestamptz
                  )
                ) = $10::boolean
                and (coalesce(t4.starts_at, 'infinity'::timestamptz), t4.id) < ($8::timestamptz, $9::uuid)
              order by coalesce(t4.starts_at, 'infinity'::timestamptz) desc, t4.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
