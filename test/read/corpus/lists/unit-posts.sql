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
                      'node', json_build_object('title', t2.title, 'role', t2.role)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('since', t2.since, 'until', t2.until)
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
                    from directory.post_term t3
                    where
                      t3.unit_id = t1.id
                      and coalesce(t3.valid @> $1::timestamptz, false)
                      and not (t3.id) < ($2::uuid)
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
                    from directory.post_term t4
                    where t4.unit_id = t1.id and coalesce(t4.valid @> $1::timestamptz, false) and (t4.id) < ($2::uuid)
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
                  from directory.post_term t6
                  where t6.unit_id = t1.id and coalesce(t6.valid @> $1::timestamptz, false)
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('since', t5.since, 'until', t5.until)
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
                    from directory.post_term t7
                    where
                      t7.unit_id = t1.id
                      and coalesce(t7.valid @> $1::timestamptz, false)
                      and not (t7.id) < ($3::uuid)
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
                    from directory.post_term t8
                    where t8.unit_id = t1.id and coalesce(t8.valid @> $1::timestamptz, false) and (t8.id) < ($3::uuid)
                    order by t8.id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($4::uuid)
    )
  )::text,
  null
;
