select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from exchange.benefit_frame t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'benefitframe_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'benefitframe_' || replace(t1.id::text, '-', ''),
                'area', (select json_build_object('name', t3.name) from directory.area t3 where t3.id = t1.area_id),
                'service', (
                  select json_build_object('code', t4.code)
                  from directory.term t4
                  where t4.code = t1.service
                ),
                'least', json_build_object('amount', trim_scale(t1.least)::text, 'currency', 'CNY'),
                'most', json_build_object('amount', trim_scale(t1.most)::text, 'currency', 'CNY'),
                'from', t1.from_day,
                'unit', (
                  select json_build_object('shortName', t5.short_name)
                  from directory.unit t5
                  where t5.id = t1.owner_unit_id
                ),
                'setAt', t1.set_at
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 1,
            'hasPreviousPage', exists (select from exchange.benefit_frame t6 where not (t6.id) < ($1::uuid)),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
          from (select t7.* from exchange.benefit_frame t7 where (t7.id) < ($1::uuid) order by t7.id desc limit 2) p
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
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              from exchange.benefit_frame t2
              where t2.area_id = $1::uuid and t2.service = $2::text and not (t2.id) < ($3::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              select t3.*
              from exchange.benefit_frame t3
              where t3.area_id = $4::uuid and t3.service = $5::text and (t3.id) < ($3::uuid)
              order by t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  null
;
