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
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('role', t2.role)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'alliance', (
                        select json_build_object('name', t3.name)
                        from directory.alliance t3
                        where t3.id = t2.alliance_id
                      )
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
                    from directory.membership t4
                    where
                      t4.unit_id = t1.id
                      and (
                        (t4.state = 'ACTIVE' and coalesce(t4.valid @> $5::timestamptz, false))
                        or (t4.unit_id = viewer.unit_id or t4.alliance_id = viewer.coordinated)
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
                    from directory.membership t5
                    where
                      t5.unit_id = t1.id
                      and (
                        (t5.state = 'ACTIVE' and coalesce(t5.valid @> $5::timestamptz, false))
                        or (t5.unit_id = viewer.unit_id or t5.alliance_id = viewer.coordinated)
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
                'totalCount', (
                  select count(*)
                  from directory.membership t7
                  where
                    t7.unit_id = t1.id
                    and (
                      (t7.state = 'ACTIVE' and coalesce(t7.valid @> $5::timestamptz, false))
                      or (t7.unit_id = viewer.unit_id or t7.alliance_id = viewer.coordinated)
                    )
                    and t7.role = any ($7::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object(
                        'alliance', (
                          select json_build_object('name', t8.name)
                          from directory.alliance t8
                          where t8.id = t6.alliance_id
                        )
                      )
                    )
                    order by t6.rn desc
                  ) filter (
                    where t6.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from directory.membership t9
                    where
                      t9.unit_id = t1.id
                      and (
                        (t9.state = 'ACTIVE' and coalesce(t9.valid @> $5::timestamptz, false))
                        or (t9.unit_id = viewer.unit_id or t9.alliance_id = viewer.coordinated)
                      )
                      and t9.role = any ($8::text[])
                      and not (t9.id) > ($9::uuid)
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
                    select t10.*
                    from directory.membership t10
                    where
                      t10.unit_id = t1.id
                      and (
                        (t10.state = 'ACTIVE' and coalesce(t10.valid @> $5::timestamptz, false))
                        or (t10.unit_id = viewer.unit_id or t10.alliance_id = viewer.coordinated)
                      )
                      and t10.role = any ($10::text[])
                      and (t10.id) > ($9::uuid)
                    order by t10.id
                    limit 2
                  ) p
              ) t6
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($11::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
