select
  (
    (
      select
        json_build_object(
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(convert_to(json_build_array('NAME', (t1.name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object(
                  'id', 'programme_' || replace(t1.id::text, '-', ''),
                  'name', t1.name,
                  'state', t1.state,
                  'startedOn', t1.started_on,
                  'endedOn', t1.ended_on,
                  'reason', t1.reason,
                  'createdAt', t1.created_at,
                  'version', t1.version,
                  'unit', (
                    select json_build_object('shortName', t2.short_name)
                    from directory.unit t2
                    where t2.id = t1.unit_id
                  ),
                  'alliance', (
                    select json_build_object('name', t3.name)
                    from directory.alliance t3
                    where t3.id = t1.alliance_id
                  ),
                  'parent', (
                    select json_build_object('name', t4.name)
                    from directory.programme t4
                    where t4.id = t1.parent_id
                  )
                )
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'programme_' || replace(t1.id::text, '-', ''))
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
              from directory.programme t5
              where not ((t5.name collate directory.pinyin), t5.id) > ($1::text, $2::uuid)
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
              select t6.*
              from directory.programme t6
              where ((t6.name collate directory.pinyin), t6.id) > ($1::text, $2::uuid)
              order by (t6.name collate directory.pinyin), t6.id
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
            from directory.programme t2
            where position(lower($1::text) in lower(t2.name)) > 0 and t2.state = any ($2::text[])
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'programme_' || replace(t1.id::text, '-', ''))
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
              from directory.programme t3
              where
                position(lower($3::text) in lower(t3.name)) > 0
                and t3.state = any ($4::text[])
                and not (t3.id) > ($5::uuid)
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
              from directory.programme t4
              where
                position(lower($6::text) in lower(t4.name)) > 0
                and t4.state = any ($7::text[])
                and (t4.id) > ($5::uuid)
              order by t4.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  null
;
