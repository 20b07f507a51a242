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
                  from access.sharing_agreement t3
                  where
                    t1.id in (t3.provider_unit_id, t3.consumer_unit_id)
                    and (t3.provider_unit_id = viewer.unit_id or t3.consumer_unit_id = viewer.unit_id)
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object(
                        'kind', t2.kind,
                        'provider', (
                          select json_build_object('shortName', t4.short_name)
                          from directory.unit t4
                          where t4.id = t2.provider_unit_id
                        )
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
                    from access.sharing_agreement t5
                    where
                      t1.id in (t5.provider_unit_id, t5.consumer_unit_id)
                      and (t5.provider_unit_id = viewer.unit_id or t5.consumer_unit_id = viewer.unit_id)
                      and not (t5.id) < ($6::uuid)
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
                    select t6.*
                    from access.sharing_agreement t6
                    where
                      t1.id in (t6.provider_unit_id, t6.consumer_unit_id)
                      and (t6.provider_unit_id = viewer.unit_id or t6.consumer_unit_id = viewer.unit_id)
                      and (t6.id) < ($6::uuid)
                    order by t6.id desc
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'sharing_' || replace(t7.id::text, '-', ''),
                      'isInForce', (
                        coalesce(t7.valid @> $5::timestamptz, false)
                        and not exists (
                          select
                          from access.data_item d
                          where d.unit_id = t7.provider_unit_id and d.kind = t7.kind and d.attribute = 'NONE'
                        )
                      )
                    )
                    order by t7.rn desc
                  ) filter (
                    where t7.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from access.sharing_agreement t8
                    where
                      t1.id in (t8.provider_unit_id, t8.consumer_unit_id)
                      and (t8.provider_unit_id = viewer.unit_id or t8.consumer_unit_id = viewer.unit_id)
                      and case $7::text
                        when 'PROVIDER' then t8.provider_unit_id = viewer.unit_id
                        else t8.consumer_unit_id = viewer.unit_id
                      end
                      and not (t8.id) < ($8::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t7.rn desc
                    ) filter (
                      where t7.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t7.rn
                    ) filter (
                      where t7.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t9.*
                    from access.sharing_agreement t9
                    where
                      t1.id in (t9.provider_unit_id, t9.consumer_unit_id)
                      and (t9.provider_unit_id = viewer.unit_id or t9.consumer_unit_id = viewer.unit_id)
                      and case $9::text
                        when 'PROVIDER' then t9.provider_unit_id = viewer.unit_id
                        else t9.consumer_unit_id = viewer.unit_id
                      end
                      and (t9.id) < ($8::uuid)
                    order by t9.id desc
                    limit 2
                  ) p
              ) t7
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($10::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
