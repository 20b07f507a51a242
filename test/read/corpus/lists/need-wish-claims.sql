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
                      'node', json_build_object('state', t2.state)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(json_build_object('reason', t2.reason) order by t2.rn) filter (where t2.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
                    from exchange.wish_claim t3
                    where
                      t3.need_id = t1.id
                      and (
                        (
                          (t3.supplier_unit_id = viewer.unit_id or t3.demander_unit_id = viewer.unit_id)
                          and t3.alliance_id = viewer.alliance_id
                        )
                        or t3.alliance_id = viewer.coordinated
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
                    from exchange.wish_claim t4
                    where
                      t4.need_id = t1.id
                      and (
                        (
                          (t4.supplier_unit_id = viewer.unit_id or t4.demander_unit_id = viewer.unit_id)
                          and t4.alliance_id = viewer.alliance_id
                        )
                        or t4.alliance_id = viewer.coordinated
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
                  from exchange.wish_claim t6
                  where
                    t6.need_id = t1.id
                    and (
                      (
                        (t6.supplier_unit_id = viewer.unit_id or t6.demander_unit_id = viewer.unit_id)
                        and t6.alliance_id = viewer.alliance_id
                      )
                      or t6.alliance_id = viewer.coordinated
                    )
                    and t6.state = any ($7::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('state', t5.state)
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
                    from exchange.wish_claim t7
                    where
                      t7.need_id = t1.id
                      and (
                        (
                          (t7.supplier_unit_id = viewer.unit_id or t7.demander_unit_id = viewer.unit_id)
                          and t7.alliance_id = viewer.alliance_id
                        )
                        or t7.alliance_id = viewer.coordinated
                      )
                      and t7.state = any ($8::text[])
                      and not (t7.id) < ($9::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from exchange.wish_claim t8
                    where
                      t8.need_id = t1.id
                      and (
                        (
                          (t8.supplier_unit_id = viewer.unit_id or t8.demander_unit_id = viewer.unit_id)
                          and t8.alliance_id = viewer.alliance_id
                        )
                        or t8.alliance_id = viewer.coordinated
                      )
                      and t8.state = any ($10::text[])
                      and (t8.id) < ($9::uuid)
                    order by t8.id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from exchange.need t1
      where
        t1.id = $11::uuid
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
