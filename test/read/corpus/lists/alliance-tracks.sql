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
                      'node', json_build_object(
                        'code', t2.code,
                        'name', t2.name,
                        'colour', t2.colour,
                        'rank', t2.rank,
                        'createdAt', t2.created_at,
                        'retiredAt', t2.retired_at,
                        'version', t2.version,
                        'programme', (
                          select json_build_object('name', t3.name)
                          from directory.programme t3
                          where t3.id = t2.programme_id
                        ),
                        'alliance', (
                          select json_build_object('name', t4.name)
                          from directory.alliance t4
                          where t4.id = t2.alliance_id
                        )
                      )
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
                    from directory.track t5
                    where t5.alliance_id = t1.id and not (t5.rank, t5.id) > ($1::integer, $2::uuid)
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
                    select t6.*
                    from directory.track t6
                    where t6.alliance_id = t1.id and (t6.rank, t6.id) > ($1::integer, $2::uuid)
                    order by t6.rank, t6.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.track t8
                  where t8.alliance_id = t1.id and (t8.retired_at is not null) = $3::boolean
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('RANK', t7.rank::text, t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'track_' || replace(t7.id::text, '-', ''))
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
                    from directory.track t9
                    where
                      t9.alliance_id = t1.id
                      and (t9.retired_at is not null) = $4::boolean
                      and not (t9.rank, t9.id) < ($5::integer, $6::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t7.rank::text, t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t7.rn desc
                    ) filter (
                      where t7.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t7.rank::text, t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    select t10.*
                    from directory.track t10
                    where
                      t10.alliance_id = t1.id
                      and (t10.retired_at is not null) = $7::boolean
                      and (t10.rank, t10.id) < ($5::integer, $6::uuid)
                    order by t10.rank desc, t10.id desc
                    limit 2
                  ) p
              ) t7
          )
        )
      from directory.alliance t1
      where t1.id = $8::uuid
    )
  )::text,
  null
;
