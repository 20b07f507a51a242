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
                'node', json_build_object('id', 'unit_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 2,
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
              select t3.*
              from directory.unit t3
              where true
              order by (t3.short_name collate directory.pinyin), t3.id
              limit 3
            ) p
        ) t1
    )
  )::text,
  case
    when $1::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $1::uuid and c.valid @> $2::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
