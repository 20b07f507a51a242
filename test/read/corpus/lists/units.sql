select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from directory.unit t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(
                    convert_to(json_build_array('NAME', (t1.short_name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object('shortName', t1.short_name)
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 3
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(json_build_object('kind', t1.kind) order by t1.rn) filter (where t1.rn <= 3),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 3,
            'hasPreviousPage', exists (
              select
              from directory.unit t3
              where not ((t3.short_name collate directory.pinyin), t3.id) > ($1::text, $2::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(
                  encode(
                    convert_to(json_build_array('NAME', (t1.short_name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn
              ) filter (
                where t1.rn <= 3
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(
                  encode(
                    convert_to(json_build_array('NAME', (t1.short_name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn desc
              ) filter (
                where t1.rn <= 3
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
              from directory.unit t4
              where ((t4.short_name collate directory.pinyin), t4.id) > ($1::text, $2::uuid)
              order by (t4.short_name collate directory.pinyin), t4.id
              limit 4
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
          'totalCount', (select count(*) from directory.unit t2 where t2.kind = any ($1::text[])),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('kind', t1.kind)
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
              from directory.unit t3
              where t3.kind = any ($2::text[]) and not (t3.id) > ($3::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              from directory.unit t4
              where t4.kind = any ($4::text[]) and (t4.id) > ($3::uuid)
              order by t4.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  null
;
