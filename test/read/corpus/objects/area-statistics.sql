select
  (
    (
      select
        json_build_object(
          'statistics', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.area_statistic t3
                  where t3.area_id = t1.id and (t3.superseded_at is null) = $1::boolean
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'statistic_' || replace(t2.id::text, '-', ''),
                      'area', (
                        select json_build_object('name', t4.name)
                        from directory.area t4
                        where t4.id = t2.area_id
                      ),
                      'indicator', (
                        select
                          json_build_object(
                            'code', t5.code,
                            'label', case when $2::text = 'en' then t5.label_en else t5.label_zh
                            end
                          )
                        from directory.term t5
                        where t5.code = t2.indicator
                      ),
                      'asOf', t2.as_of,
                      'quantity', json_build_object('value', trim_scale(t2.value)::text, 'unit', t2.unit),
                      'shareOf', (
                        select json_build_object('code', t6.code)
                        from directory.term t6
                        where t6.code = t2.share_of
                      ),
                      'precision', t2.precision,
                      'source', t2.source,
                      'recordedBy', (
                        select json_build_object('shortName', t7.short_name)
                        from directory.unit t7
                        where t7.id = t2.recorded_by_unit
                      ),
                      'recordedAt', t2.recorded_at,
                      'supersededAt', t2.superseded_at
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t8.*
                from directory.area_statistic t8
                where t8.area_id = t1.id and (t8.superseded_at is null) = $3::boolean
                order by t8.as_of desc, t8.id desc
                limit 20
              ) t2
          ),
          'all', (
            select
              json_build_object(
                'pageInfo', json_build_object(
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('LATEST', t9.as_of::text, t9.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t9.rn
                    ) filter (
                      where t9.rn <= 20
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('LATEST', t9.as_of::text, t9.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t9.rn desc
                    ) filter (
                      where t9.rn <= 20
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
                    from directory.area_statistic t10
                    where t10.area_id = t1.id
                    order by t10.as_of desc, t10.id desc
                    limit 20
                  ) p
              ) t9
          ),
          'later', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('asOf', t11.as_of)), '[]'))
            from
              (
                select t12.*
                from directory.area_statistic t12
                where t12.area_id = t1.id and (t12.as_of, t12.id) < ($4::date, $5::uuid)
                order by t12.as_of desc, t12.id desc
                limit 1
              ) t11
          ),
          'sooner', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(json_build_object('asOf', t13.as_of) order by t13.rn desc) filter (where t13.rn <= 1),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t14.*
                    from directory.area_statistic t14
                    where t14.area_id = t1.id and (t14.as_of, t14.id) > ($6::date, $7::uuid)
                    order by t14.as_of, t14.id
                    limit 1
                  ) p
              ) t13
          ),
          'before', (
            select
              json_build_object(
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('LATEST', t15.as_of::text, t15.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('quantity', json_build_object('value', trim_scale(t15.value)::text))
                    )
                    order by t15.rn
                  ) filter (
                    where t15.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('LATEST', t15.as_of::text, t15.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t15.rn
                    ) filter (
                      where t15.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('LATEST', t15.as_of::text, t15.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t15.rn desc
                    ) filter (
                      where t15.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t16.*
                    from directory.area_statistic t16
                    where
                      t16.area_id = t1.id
                      and t16.indicator = any ($8::text[])
                      and (t16.superseded_at is null) = $9::boolean
                      and t16.as_of <= $10::date
                    order by t16.as_of desc, t16.id desc
                    limit 2
                  ) p
              ) t15
          )
        )
      from directory.area t1
      where t1.id = $11::uuid
    )
  )::text,
  null
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('code', t1.code)), '[]'))
      from
        (
          select t2.*
          from directory.term t2
          where t2.scheme = any ($1::text[])
          order by t2.scheme, t2.rank, t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
