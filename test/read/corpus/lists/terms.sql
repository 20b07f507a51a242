select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from directory.term t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(convert_to(json_build_array('RANK', t1.scheme::text, t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object('code', t1.code)
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('label', case when $1::text = 'en' then t1.label_en else t1.label_zh end)
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 2,
            'hasPreviousPage', exists (
              select
              from directory.term t3
              where not (t3.scheme, t3.rank, t3.id) > ($2::text, $3::integer, $4::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('RANK', t1.scheme::text, t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('RANK', t1.scheme::text, t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
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
              from directory.term t4
              where (t4.scheme, t4.rank, t4.id) > ($2::text, $3::integer, $4::uuid)
              order by t4.scheme, t4.rank, t4.id
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
          'totalCount', (select count(*) from directory.term t2 where t2.scheme = any ($1::text[])),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(convert_to(json_build_array('RANK', t1.scheme::text, t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object('label', case when $2::text = 'en' then t1.label_en else t1.label_zh end)
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
              from directory.term t3
              where t3.scheme = any ($3::text[]) and not (t3.scheme, t3.rank, t3.id) < ($4::text, $5::integer, $6::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('RANK', t1.scheme::text, t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'),
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
                  encode(convert_to(json_build_array('RANK', t1.scheme::text, t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'),
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
              from directory.term t4
              where t4.scheme = any ($7::text[]) and (t4.scheme, t4.rank, t4.id) < ($4::text, $5::integer, $6::uuid)
              order by t4.scheme desc, t4.rank desc, t4.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  null
;
