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
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t2.number::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object(
                        'number', t2.number,
                        'text', t2.text,
                        'adoptedOn', t2.adopted_on,
                        'hash', t2.hash,
                        'createdAt', t2.created_at,
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
                    json_build_object('id', 'charter_' || replace(t2.id::text, '-', ''))
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
                    from directory.charter t4
                    where t4.alliance_id = t1.id and not (t4.number, t4.id) > ($1::integer, $2::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.number::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.number::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from directory.charter t5
                    where t5.alliance_id = t1.id and (t5.number, t5.id) > ($1::integer, $2::uuid)
                    order by t5.number, t5.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.charter t7
                  where
                    t7.alliance_id = t1.id
                    and (
                      t7.adopted_on <= $3::date
                      and not exists (
                        select
                        from directory.charter n
                        where n.alliance_id = t7.alliance_id and n.number > t7.number and n.adopted_on <= $3::date
                      )
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t6.number::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'charter_' || replace(t6.id::text, '-', ''))
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
                    from directory.charter t8
                    where
                      t8.alliance_id = t1.id
                      and (
                        t8.adopted_on <= $4::date
                        and not exists (
                          select
                          from directory.charter n
                          where n.alliance_id = t8.alliance_id and n.number > t8.number and n.adopted_on <= $4::date
                        )
                      )
                      and not (t8.number >= $5::integer and (t8.number > $5::integer or t8.id < $6::uuid))
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t6.number::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t6.number::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from directory.charter t9
                    where
                      t9.alliance_id = t1.id
                      and (
                        t9.adopted_on <= $7::date
                        and not exists (
                          select
                          from directory.charter n
                          where n.alliance_id = t9.alliance_id and n.number > t9.number and n.adopted_on <= $7::date
                        )
                      )
                      and (t9.number >= $5::integer and (t9.number > $5::integer or t9.id < $6::uuid))
                    order by t9.number, t9.id desc
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
