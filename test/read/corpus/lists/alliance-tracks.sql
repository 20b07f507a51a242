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
                        'alliance', (
                          select json_build_object('name', t3.name)
                          from directory.alliance t3
                          where t3.id = t2.alliance_id
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
                    from directory.track t4
                    where t4.alliance_id = t1.id and not (t4.rank, t4.id) > ($1::integer, $2::uuid)
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
                    select t5.*
                    from directory.track t5
                    where t5.alliance_id = t1.id and (t5.rank, t5.id) > ($1::integer, $2::uuid)
                    order by t5.rank, t5.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.track t7
                  where t7.alliance_id = t1.id and (t7.retired_at is not null) = $3::boolean
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('RANK', t6.rank::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'track_' || replace(t6.id::text, '-', ''))
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
                    from directory.track t8
                    where
                      t8.alliance_id = t1.id
                      and (t8.retired_at is not null) = $4::boolean
                      and not (t8.rank, t8.id) < ($5::integer, $6::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t6.rank::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t6.rank::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from directory.track t9
                    where
                      t9.alliance_id = t1.id
                      and (t9.retired_at is not null) = $7::boolean
                      and (t9.rank, t9.id) < ($5::integer, $6::uuid)
                    order by t9.rank desc, t9.id desc
                    limit 2
                  ) p
              ) t6
          )
        )
      from directory.alliance t1
      where t1.id = $8::uuid
    )
  )::text,
  null
;
