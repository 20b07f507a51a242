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
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(convert_to(json_build_array('OLDEST', t1.handed_in_at::text, t1.listing_id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object(
                  'listingId', case
                    when t1.need_id is null then 'offer_' || replace(t1.listing_id::text, '-', '')
                    else 'need_' || replace(t1.listing_id::text, '-', '')
                  end
                )
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'listingId', case
                  when t1.need_id is null then 'offer_' || replace(t1.listing_id::text, '-', '')
                  else 'need_' || replace(t1.listing_id::text, '-', '')
                end,
                'handedInAt', t1.handed_in_at,
                'offer', (
                  select
                    json_build_object(
                      'title', t2.title,
                      'findings', (
                        select coalesce(json_agg(json_build_object('kind', t3.kind)), '[]')
                        from
                          (
                            select *
                            from exchange.held_offer_finding t3
                            where
                              t3.offer_id = t2.id
                              and (
                                t3.owner_unit_id = viewer.unit_id
                                or (
                                  t3.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.coordinated
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                  and (
                                    viewer.coordinated = any (t3.shown_to)
                                    or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}')
                                  )
                                )
                              )
                            order by t3.position
                            limit 100
                          ) t3
                      )
                    )
                  from exchange.offer t2
                  where
                    t2.id = t1.offer_id
                    and (
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
                                  where
                                    m.alliance_id = viewer.alliance_id
                                    and coalesce(m.valid @> $5::timestamptz, false)
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
                      or (
                        (t2.state in ('IN_REVIEW', 'RETURNED') or t2.paused_for is not null)
                        and (
                          t2.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                          )
                          and (
                            viewer.coordinated = any (t2.shown_to)
                            or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}')
                          )
                        )
                      )
                    )
                ),
                'need', (
                  select
                    json_build_object(
                      'title', t4.title,
                      'findings', (
                        select coalesce(json_agg(json_build_object('kind', t5.kind)), '[]')
                        from
                          (
                            select *
                            from exchange.held_finding t5
                            where
                              t5.need_id = t4.id
                              and (
                                t5.owner_unit_id = viewer.unit_id
                                or (
                                  t5.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.coordinated
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                  and (
                                    viewer.coordinated = any (t5.shown_to)
                                    or (t5.visibility = 'PUBLIC' and t5.shown_to = '{}')
                                  )
                                )
                              )
                            order by t5.position
                            limit 100
                          ) t5
                      )
                    )
                  from exchange.need t4
                  where
                    t4.id = t1.need_id
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
                )
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 1,
            'hasPreviousPage', exists (
              select
              from exchange.listing_in_review t6
              where
                (
                  (
                    t6.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and (viewer.coordinated = any (t6.shown_to) or (t6.visibility = 'PUBLIC' and t6.shown_to = '{}'))
                  )
                  and t6.owner_unit_id is distinct from viewer.unit_id
                  and coalesce(t6.due_at, 'infinity') > $5::timestamptz
                )
                and not (t6.handed_in_at, t6.listing_id) > ($6::timestamptz, $7::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('OLDEST', t1.handed_in_at::text, t1.listing_id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('OLDEST', t1.handed_in_at::text, t1.listing_id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn desc
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
              select t7.*
              from exchange.listing_in_review t7
              where
                (
                  (
                    t7.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and (viewer.coordinated = any (t7.shown_to) or (t7.visibility = 'PUBLIC' and t7.shown_to = '{}'))
                  )
                  and t7.owner_unit_id is distinct from viewer.unit_id
                  and coalesce(t7.due_at, 'infinity') > $5::timestamptz
                )
                and (t7.handed_in_at, t7.listing_id) > ($6::timestamptz, $7::uuid)
              order by t7.handed_in_at, t7.listing_id
              limit 2
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
            from exchange.listing_in_review t2
            where
              (
                (
                  t2.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and (viewer.coordinated = any (t2.shown_to) or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}'))
                )
                and t2.owner_unit_id is distinct from viewer.unit_id
                and coalesce(t2.due_at, 'infinity') > $5::timestamptz
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(convert_to(json_build_array('OLDEST', t1.handed_in_at::text, t1.listing_id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object(
                  'listingId', case
                    when t1.need_id is null then 'offer_' || replace(t1.listing_id::text, '-', '')
                    else 'need_' || replace(t1.listing_id::text, '-', '')
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
              from exchange.listing_in_review t3
              where
                (
                  (
                    t3.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and (viewer.coordinated = any (t3.shown_to) or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}'))
                  )
                  and t3.owner_unit_id is distinct from viewer.unit_id
                  and coalesce(t3.due_at, 'infinity') > $5::timestamptz
                )
                and not (t3.handed_in_at, t3.listing_id) < ($6::timestamptz, $7::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('OLDEST', t1.handed_in_at::text, t1.listing_id::text)::text, 'UTF8'), 'base64'),
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
                  encode(convert_to(json_build_array('OLDEST', t1.handed_in_at::text, t1.listing_id::text)::text, 'UTF8'), 'base64'),
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
              from exchange.listing_in_review t4
              where
                (
                  (
                    t4.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and (viewer.coordinated = any (t4.shown_to) or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}'))
                  )
                  and t4.owner_unit_id is distinct from viewer.unit_id
                  and coalesce(t4.due_at, 'infinity') > $5::timestamptz
                )
                and (t4.handed_in_at, t4.listing_id) < ($6::timestamptz, $7::uuid)
              order by t4.handed_in_at desc, t4.listing_id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
