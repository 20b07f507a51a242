select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from directory.alliance t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(convert_to(json_build_array('NAME', (t1.name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object('name', t1.name)
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'alliance_' || replace(t1.id::text, '-', ''), 'foundedOn', t1.founded_on)
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 1,
            'hasPreviousPage', exists (
              select
              from directory.alliance t3
              where not ((t3.name collate directory.pinyin), t3.id) > ($1::text, $2::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('NAME', (t1.name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('NAME', (t1.name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn desc
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
              from directory.alliance t4
              where ((t4.name collate directory.pinyin), t4.id) > ($1::text, $2::uuid)
              order by (t4.name collate directory.pinyin), t4.id
              limit 2
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
          'totalCount', (
            select count(*)
            from directory.alliance t2
            where position(lower($1::text) in lower(t2.name)) > 0
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'alliance_' || replace(t1.id::text, '-', ''), 'foundedOn', t1.founded_on)
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
              from directory.alliance t3
              where position(lower($2::text) in lower(t3.name)) > 0 and not (t3.id) > ($3::uuid)
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
              from directory.alliance t4
              where position(lower($4::text) in lower(t4.name)) > 0 and (t4.id) > ($3::uuid)
              order by t4.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  null
;
