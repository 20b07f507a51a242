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
                        'id', 'body_' || replace(t2.id::text, '-', ''),
                        'name', t2.name,
                        'state', t2.state,
                        'establishedOn', t2.established_on,
                        'disbandedOn', t2.disbanded_on,
                        'reason', t2.reason,
                        'createdAt', t2.created_at,
                        'version', t2.version,
                        'kind', (
                          select json_build_object('code', t3.code)
                          from directory.term t3
                          where t3.code = t2.kind
                        ),
                        'parent', (
                          select json_build_object('name', t4.name)
                          from directory.governing_body t4
                          where t4.id = t2.parent_id
                        ),
                        'rollUp', (
                          select
                            json_build_object('bodies', t5.bodies, 'alliances', t5.alliances, 'units', t5.units, 'seats', t5.seats)
                          from
                            (
                              with recursive
                                below (id, alliance_id) as (
                                  select b.id, b.alliance_id
                                  from directory.governing_body b
                                  where b.parent_id = t2.id and b.state = 'STANDING'
                                  union
                                  select b.id, b.alliance_id
                                  from
                                    below
                                    join directory.governing_body b on b.parent_id = below.id
                                    and b.state = 'STANDING'
                                )
                              select
                                (select count(*) from below) as bodies,
                                (select count(distinct below.alliance_id) from below) as alliances,
                                (
                                  select count(distinct m.unit_id)
                                  from rights.membership m
                                  where
                                    m.alliance_id in (select below.alliance_id from below)
                                    and coalesce(m.valid @> $1::timestamptz, false)
                                ) as units,
                                (
                                  select count(*)
                                  from directory.seat s
                                  where
                                    s.body_id in (select below.id from below)
                                    and (
                                      s.since <= ($1::timestamptz at time zone 'Asia/Shanghai')::date
                                      and (
                                        s.until is null
                                        or s.until > ($1::timestamptz at time zone 'Asia/Shanghai')::date
                                      )
                                    )
                                ) as seats
                            ) t5
                        ),
                        'alliance', (
                          select json_build_object('name', t6.name)
                          from directory.alliance t6
                          where t6.id = t2.alliance_id
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
                    json_build_object('id', 'body_' || replace(t2.id::text, '-', ''))
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
                    from directory.governing_body t7
                    where t7.alliance_id = t1.id and not (t7.id) > ($2::uuid)
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
                    select t8.*
                    from directory.governing_body t8
                    where t8.alliance_id = t1.id and (t8.id) > ($2::uuid)
                    order by t8.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.governing_body t10
                  where t10.alliance_id = t1.id and t10.state = any ($3::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t9.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'body_' || replace(t9.id::text, '-', ''))
                    )
                    order by t9.rn desc
                  ) filter (
                    where t9.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from directory.governing_body t11
                    where t11.alliance_id = t1.id and t11.state = any ($4::text[]) and not (t11.id) > ($5::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t9.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t9.rn desc
                    ) filter (
                      where t9.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t9.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t9.rn
                    ) filter (
                      where t9.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t12.*
                    from directory.governing_body t12
                    where t12.alliance_id = t1.id and t12.state = any ($6::text[]) and (t12.id) > ($5::uuid)
                    order by t12.id
                    limit 2
                  ) p
              ) t9
          )
        )
      from directory.alliance t1
      where t1.id = $7::uuid
    )
  )::text,
  null
;
