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
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object(
                        'id', 'seat_' || replace(t2.id::text, '-', ''),
                        'title', t2.title,
                        'postTitle', t2.post_title,
                        'state', case
                          when t2.until <= ($1::timestamptz at time zone 'Asia/Shanghai')::date
                          or t2.until = t2.since then 'ENDED'
                          when t2.since > ($1::timestamptz at time zone 'Asia/Shanghai')::date then 'UPCOMING'
                          else 'HELD'
                        end,
                        'since', t2.since,
                        'until', t2.until,
                        'endedAt', t2.ended_at,
                        'reason', t2.reason,
                        'createdAt', t2.created_at,
                        'version', t2.version,
                        'unit', (
                          select json_build_object('shortName', t3.short_name)
                          from directory.unit t3
                          where t3.id = t2.unit_id
                        ),
                        'body', (
                          select json_build_object('name', t4.name)
                          from directory.governing_body t4
                          where t4.id = t2.body_id
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
                    json_build_object('id', 'seat_' || replace(t2.id::text, '-', ''))
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
                    from directory.seat t5
                    where t5.body_id = t1.id and not (t5.id) > ($2::uuid)
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
                    from directory.seat t6
                    where t6.body_id = t1.id and (t6.id) > ($2::uuid)
                    order by t6.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.seat t8
                  where t8.body_id = t1.id and (t8.since <= $3::date and (t8.until is null or t8.until > $3::date))
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'seat_' || replace(t7.id::text, '-', ''))
                    )
                    order by t7.rn desc
                  ) filter (
                    where t7.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from directory.seat t9
                    where
                      t9.body_id = t1.id
                      and (t9.since <= $4::date and (t9.until is null or t9.until > $4::date))
                      and not (t9.id) > ($5::uuid)
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
                    select t10.*
                    from directory.seat t10
                    where
                      t10.body_id = t1.id
                      and (t10.since <= $6::date and (t10.until is null or t10.until > $6::date))
                      and (t10.id) > ($5::uuid)
                    order by t10.id
                    limit 2
                  ) p
              ) t7
          )
        )
      from directory.governing_body t1
      where t1.id = $7::uuid
    )
  )::text,
  null
;
