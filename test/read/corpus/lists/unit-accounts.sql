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
          'first', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.account t3
                  where
                    t3.unit_id = t1.id
                    and (
                      (t3.unit_id = viewer.unit_id and t3.alliance_id = viewer.alliance_id)
                      or t3.alliance_id = viewer.coordinated
                    )
                    and t3.dimension = any ($6::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'account_' || replace(t2.id::text, '-', ''))
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'account_' || replace(t2.id::text, '-', ''))
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', false,
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
                    select t4.*
                    from exchange.account t4
                    where
                      t4.unit_id = t1.id
                      and (
                        (t4.unit_id = viewer.unit_id and t4.alliance_id = viewer.alliance_id)
                        or t4.alliance_id = viewer.coordinated
                      )
                      and t4.dimension = any ($7::text[])
                    order by t4.id
                    limit 2
                  ) p
              ) t2
          ),
          'last', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(json_build_object('basis', t5.basis) order by t5.rn desc) filter (where t5.rn <= 1),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t6.*
                    from exchange.account t6
                    where
                      t6.unit_id = t1.id
                      and (
                        (t6.unit_id = viewer.unit_id and t6.alliance_id = viewer.alliance_id)
                        or t6.alliance_id = viewer.coordinated
                      )
                    order by t6.id
                    limit 1
                  ) p
              ) t5
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($8::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
