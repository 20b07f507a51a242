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
                  from
                    (
                      select
                        k.id,
                        k.app_id,
                        k.name,
                        k.prefix,
                        k.valid,
                        k.created_at,
                        k.last_used_at,
                        k.revoked_at,
                        k.version
                      from access.app_key k
                    ) t3
                  where
                    t3.app_id = t1.id
                    and exists (
                      select
                      from access.app o
                      where
                        o.id = t3.app_id
                        and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                      offset 0
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('name', t2.name)
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
                    from
                      (
                        select
                          k.id,
                          k.app_id,
                          k.name,
                          k.prefix,
                          k.valid,
                          k.created_at,
                          k.last_used_at,
                          k.revoked_at,
                          k.version
                        from access.app_key k
                      ) t4
                    where
                      t4.app_id = t1.id
                      and exists (
                        select
                        from access.app o
                        where
                          o.id = t4.app_id
                          and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                        offset 0
                      )
                      and not (t4.id) < ($6::uuid)
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
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'key_' || replace(t2.id::text, '-', ''), 'prefix', t2.prefix)
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t5.*
                    from
                      (
                        select
                          k.id,
                          k.app_id,
                          k.name,
                          k.prefix,
                          k.valid,
                          k.created_at,
                          k.last_used_at,
                          k.revoked_at,
                          k.version
                        from access.app_key k
                      ) t5
                    where
                      t5.app_id = t1.id
                      and exists (
                        select
                        from access.app o
                        where
                          o.id = t5.app_id
                          and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                        offset 0
                      )
                      and (t5.id) < ($6::uuid)
                    order by t5.id desc
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from
                    (
                      select
                        k.id,
                        k.app_id,
                        k.name,
                        k.prefix,
                        k.valid,
                        k.created_at,
                        k.last_used_at,
                        k.revoked_at,
                        k.version
                      from access.app_key k
                    ) t7
                  where
                    t7.app_id = t1.id
                    and exists (
                      select
                      from access.app o
                      where
                        o.id = t7.app_id
                        and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                      offset 0
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'key_' || replace(t6.id::text, '-', ''), 'isValid', coalesce(t6.valid @> $5::timestamptz, false))
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
                    from
                      (
                        select
                          k.id,
                          k.app_id,
                          k.name,
                          k.prefix,
                          k.valid,
                          k.created_at,
                          k.last_used_at,
                          k.revoked_at,
                          k.version
                        from access.app_key k
                      ) t8
                    where
                      t8.app_id = t1.id
                      and exists (
                        select
                        from access.app o
                        where
                          o.id = t8.app_id
                          and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                        offset 0
                      )
                      and not (t8.id) < ($7::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    select t9.*
                    from
                      (
                        select
                          k.id,
                          k.app_id,
                          k.name,
                          k.prefix,
                          k.valid,
                          k.created_at,
                          k.last_used_at,
                          k.revoked_at,
                          k.version
                        from access.app_key k
                      ) t9
                    where
                      t9.app_id = t1.id
                      and exists (
                        select
                        from access.app o
                        where
                          o.id = t9.app_id
                          and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                        offset 0
                      )
                      and (t9.id) < ($7::uuid)
                    order by t9.id desc
                    limit 2
                  ) p
              ) t6
          )
        )
      from access.app t1
      where t1.id = $8::uuid
    )
  )::text,
  viewer.problem
from viewer
;
