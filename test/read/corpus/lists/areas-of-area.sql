select
  (
    (
      select
        json_build_object(
          'areas', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.area t3
                  where t3.parent_id = t1.id and coalesce(t3.valid @> $1::date, false)
                ),
                'nodes', coalesce(
                  json_agg(json_build_object('name', t2.name) order by t2.rn) filter (where t2.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'endCursor', (
                    array_agg(
                      translate(
                        encode(convert_to(json_build_array('HIGHEST', t2.rank::text, t2.code::text, t2.id::text)::text, 'UTF8'), 'base64'),
                        E'+/=\n',
                        '-_'
                      )
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
                    from directory.area t5
                    where
                      t5.parent_id = t1.id
                      and coalesce(t5.valid @> $2::date, false)
                      and (t5.rank, t5.code, t5.id) > ($3::integer, $4::text, $5::uuid)
                    order by t5.rank, t5.code, t5.id
                    limit 2
                  ) p
              ) t2
          ),
          'last', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(json_build_object('name', t6.name) order by t6.rn desc) filter (where t6.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('CODE', t6.code::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
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
                    select t8.*
                    from directory.area t8
                    where t8.parent_id = t1.id and (t8.code, t8.id) < ($6::text, $7::uuid)
                    order by t8.code desc, t8.id desc
                    limit 1
                  ) p
              ) t6
          )
        )
      from directory.area t1
      where t1.id = $8::uuid
    )
  )::text,
  case
    when $9::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $9::uuid and c.valid @> $10::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
