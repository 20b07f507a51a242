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
                        'id', 'edition_' || replace(t2.id::text, '-', ''),
                        'number', t2.number,
                        'label', t2.label,
                        'description', t2.description,
                        'inForceFrom', t2.in_force_from,
                        'createdAt', t2.created_at,
                        'programme', (
                          select json_build_object('name', t3.name)
                          from directory.programme t3
                          where t3.id = t2.programme_id
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
                    json_build_object('id', 'edition_' || replace(t2.id::text, '-', ''))
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
                    from directory.programme_version t4
                    where t4.programme_id = t1.id and not (t4.number, t4.id) > ($1::integer, $2::uuid)
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
                    from directory.programme_version t5
                    where t5.programme_id = t1.id and (t5.number, t5.id) > ($1::integer, $2::uuid)
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
                  from directory.programme_version t7
                  where
                    t7.programme_id = t1.id
                    and (
                      t7.in_force_from <= $3::date
                      and not exists (
                        select
                        from directory.programme_version n
                        where n.programme_id = t7.programme_id and n.number > t7.number and n.in_force_from <= $3::date
                      )
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t6.number::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'edition_' || replace(t6.id::text, '-', ''))
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
                    from directory.programme_version t8
                    where
                      t8.programme_id = t1.id
                      and (
                        t8.in_force_from <= $4::date
                        and not exists (
                          select
                          from directory.programme_version n
                          where
                            n.programme_id = t8.programme_id
                            and n.number > t8.number
                            and n.in_force_from <= $4::date
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
                    from directory.programme_version t9
                    where
                      t9.programme_id = t1.id
                      and (
                        t9.in_force_from <= $7::date
                        and not exists (
                          select
                          from directory.programme_version n
                          where
                            n.programme_id = t9.programme_id
                            and n.number > t9.number
                            and n.in_force_from <= $7::date
                        )
                      )
                      and (t9.number >= $5::integer and (t9.number > $5::integer or t9.id < $6::uuid))
                    order by t9.number, t9.id desc
                    limit 2
                  ) p
              ) t6
          )
        )
      from directory.programme t1
      where t1.id = $8::uuid
    )
  )::text,
  null
;
