-- on the guarded lane, under row-level security
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
                'totalCount', (
                  select count(*)
                  from directory.unit_identifier t3
                  where
                    t3.unit_id = t1.id
                    and (
                      (
                        t3.state <> 'REMOVED'
                        and (
                          not t3.is_personal
                          or t3.unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        )
                      )
                      or t3.unit_id = viewer.unit_id
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('value', t2.value)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
                    from directory.unit_identifier t4
                    where
                      t4.unit_id = t1.id
                      and (
                        (
                          t4.state <> 'REMOVED'
                          and (
                            not t4.is_personal
                            or t4.unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                        )
                        or t4.unit_id = viewer.unit_id
                      )
                      and not (t4.id) > ($6::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    select t5.*
                    from directory.unit_identifier t5
                    where
                      t5.unit_id = t1.id
                      and (
                        (
                          t5.state <> 'REMOVED'
                          and (
                            not t5.is_personal
                            or t5.unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                        )
                        or t5.unit_id = viewer.unit_id
                      )
                      and (t5.id) > ($6::uuid)
                    order by t5.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(json_build_object('value', t6.value) order by t6.rn desc) filter (where t6.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from directory.unit_identifier t7
                    where
                      t7.unit_id = t1.id
                      and (
                        (
                          t7.state <> 'REMOVED'
                          and (
                            not t7.is_personal
                            or t7.unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                        )
                        or t7.unit_id = viewer.unit_id
                      )
                      and not (t7.id) > ($7::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn
                    ) filter (
                      where t6.rn <= 1
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
                    from directory.unit_identifier t8
                    where
                      t8.unit_id = t1.id
                      and (
                        (
                          t8.state <> 'REMOVED'
                          and (
                            not t8.is_personal
                            or t8.unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                        )
                        or t8.unit_id = viewer.unit_id
                      )
                      and (t8.id) > ($7::uuid)
                    order by t8.id
                    limit 2
                  ) p
              ) t6
          ),
          'oldest', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('scheme', t9.scheme, 'reason', t9.reason)), '[]'))
            from
              (
                select t10.*
                from directory.unit_identifier t10
                where
                  t10.unit_id = t1.id
                  and (
                    (
                      t10.state <> 'REMOVED'
                      and (
                        not t10.is_personal
                        or t10.unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                    )
                    or t10.unit_id = viewer.unit_id
                  )
                  and t10.scheme = any ($8::text[])
                order by t10.id
                limit 20
              ) t9
          ),
          'some', json_build_object(
            'totalCount', (
              select count(*)
              from directory.unit_identifier t12
              where
                t12.unit_id = t1.id
                and (
                  (
                    t12.state <> 'REMOVED'
                    and (
                      not t12.is_personal
                      or t12.unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                    )
                  )
                  or t12.unit_id = viewer.unit_id
                )
                and t12.state = any ($9::text[])
            )
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($10::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
