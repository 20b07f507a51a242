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
                      'cursor', translate(encode(convert_to(json_build_array('RANK', t2.rank::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'track_' || replace(t2.id::text, '-', ''), 'code', t2.code)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'track_' || replace(t2.id::text, '-', ''))
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
                    from directory.track t3
                    where t3.programme_id = t1.id and not (t3.rank, t3.id) > ($1::integer, $2::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t2.rank::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t2.rank::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from directory.track t4
                    where t4.programme_id = t1.id and (t4.rank, t4.id) > ($1::integer, $2::uuid)
                    order by t4.rank, t4.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.track t6
                  where t6.programme_id = t1.id and (t6.retired_at is not null) = $3::boolean
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('RANK', t5.rank::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'track_' || replace(t5.id::text, '-', ''))
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
                    from directory.track t7
                    where
                      t7.programme_id = t1.id
                      and (t7.retired_at is not null) = $4::boolean
                      and not (t7.rank, t7.id) < ($5::integer, $6::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t5.rank::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t5.rank::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from directory.track t8
                    where
                      t8.programme_id = t1.id
                      and (t8.retired_at is not null) = $7::boolean
                      and (t8.rank, t8.id) < ($5::integer, $6::uuid)
                    order by t8.rank desc, t8.id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from directory.programme t1
      where t1.id = $8::uuid
    )
  )::text,
  null
;
