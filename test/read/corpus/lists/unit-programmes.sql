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
                      'node', json_build_object('id', 'programme_' || replace(t2.id::text, '-', ''), 'name', t2.name)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'programme_' || replace(t2.id::text, '-', ''))
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
                from (select t3.* from directory.programme t3 where t3.unit_id = t1.id order by t3.id limit 2) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.programme t5
                  where t5.unit_id = t1.id and t5.state = any ($1::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t4.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'programme_' || replace(t4.id::text, '-', ''))
                    )
                    order by t4.rn desc
                  ) filter (
                    where t4.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', false,
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t4.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t4.rn desc
                    ) filter (
                      where t4.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t4.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t4.rn
                    ) filter (
                      where t4.rn <= 1
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
                    from directory.programme t6
                    where t6.unit_id = t1.id and t6.state = any ($2::text[])
                    order by t6.id
                    limit 2
                  ) p
              ) t4
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($3::uuid)
    )
  )::text,
  null
;
