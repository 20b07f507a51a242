select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from directory.household_link_type t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'householdlinktype_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'householdlinktype_' || replace(t1.id::text, '-', ''),
                'code', t1.code,
                'label', case when $1::text = 'en' then t1.label_en else t1.label_zh
                end,
                'inverseLabel', case when $1::text = 'en' then t1.inverse_en else t1.inverse_zh
                end,
                'most', t1.most,
                'relationType', (
                  select json_build_object('code', t3.code)
                  from directory.person_relation_type t3
                  where t3.code = t1.relation_type
                )
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 2,
            'hasPreviousPage', exists (
              select
              from directory.household_link_type t4
              where not (t4.rank, t4.id) > ($2::integer, $3::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              select t5.*
              from directory.household_link_type t5
              where (t5.rank, t5.id) > ($2::integer, $3::uuid)
              order by t5.rank, t5.id
              limit 3
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
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              from directory.household_link_type t2
              where t2.code = $1::text and not (t2.rank, t2.id) < ($2::integer, $3::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              from directory.household_link_type t3
              where t3.code = $4::text and (t3.rank, t3.id) < ($2::integer, $3::uuid)
              order by t3.rank desc, t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  null
;
