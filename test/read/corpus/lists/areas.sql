select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from directory.area t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('CODE', t1.code::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('code', t1.code)
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(json_build_object('name', t1.name) order by t1.rn) filter (where t1.rn <= 2),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 2,
            'hasPreviousPage', exists (select from directory.area t3 where not (t3.code, t3.id) > ($1::text, $2::uuid)),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('CODE', t1.code::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('CODE', t1.code::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 2
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
              from directory.area t4
              where (t4.code, t4.id) > ($1::text, $2::uuid)
              order by t4.code, t4.id
              limit 3
            ) p
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from directory.area t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(convert_to(json_build_array('DEEPEST', t1.rank::text, t1.code::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object('code', t1.code)
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from directory.area t3
              where not (t3.rank, t3.code, t3.id) > ($1::integer, $2::text, $3::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('DEEPEST', t1.rank::text, t1.code::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('DEEPEST', t1.rank::text, t1.code::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn
              ) filter (
                where t1.rn <= 1
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
              from directory.area t4
              where (t4.rank, t4.code, t4.id) > ($1::integer, $2::text, $3::uuid)
              order by t4.rank, t4.code, t4.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  null
;
