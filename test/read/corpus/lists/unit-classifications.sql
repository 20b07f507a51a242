select
  (
    (
      select
        json_build_object(
          'next', (
            select
              json_build_object(
                'totalCount', (select count(*) from directory.unit_classification t3 where t3.unit_id = t1.id),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object(
                        'term', (
                          select json_build_object('code', t4.code)
                          from directory.term t4
                          where t4.code = t2.term_code
                        )
                      )
                    )
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
                    from directory.unit_classification t5
                    where t5.unit_id = t1.id and not (t5.id) > ($1::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from directory.unit_classification t6
                    where t6.unit_id = t1.id and (t6.id) > ($1::uuid)
                    order by t6.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'classification_' || replace(t7.id::text, '-', ''))
                    order by t7.rn desc
                  ) filter (
                    where t7.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from directory.unit_classification t8
                    where t8.unit_id = t1.id and t8.scheme = $2::text and not (t8.id) > ($3::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t7.rn desc
                    ) filter (
                      where t7.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    select t9.*
                    from directory.unit_classification t9
                    where t9.unit_id = t1.id and t9.scheme = $4::text and (t9.id) > ($3::uuid)
                    order by t9.id
                    limit 2
                  ) p
              ) t7
          ),
          'now', json_build_object(
            'totalCount', (
              select count(*)
              from directory.unit_classification t11
              where
                t11.unit_id = t1.id
                and t11.term_code = $5::text
                and coalesce(t11.valid @> $6::timestamptz, false) = $7::boolean
            )
          ),
          'earlier', json_build_object(
            'totalCount', (
              select count(*)
              from directory.unit_classification t13
              where
                t13.unit_id = t1.id
                and t13.valid @> (($8::date + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 millisecond')
            )
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($9::uuid)
    )
  )::text,
  case
    when $10::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $10::uuid and c.valid @> $6::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
