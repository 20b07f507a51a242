select
  (
    (
      select
        json_build_object(
          'totalCount', (
            select count(*)
            from (select p.*, null::float8 as distance_m from directory.place p) t2
            where true
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object(
                  'name', case
                    when t1.is_public then t1.name
                    else coalesce(
                      t1.shown_name,
                      (
                        select case when $1::text = 'en' then k.label_en else k.label_zh end
                        from directory.term k
                        where k.code = t1.kind
                      )
                    )
                  end
                )
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
                'name', case
                  when t1.is_public then t1.name
                  else coalesce(
                    t1.shown_name,
                    (
                      select case when $1::text = 'en' then k.label_en else k.label_zh end
                      from directory.term k
                      where k.code = t1.kind
                    )
                  )
                end
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
              from (select p.*, null::float8 as distance_m from directory.place p) t3
              where not (t3.id) < ($2::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              select t4.*
              from (select p.*, null::float8 as distance_m from directory.place p) t4
              where (t4.id) < ($2::uuid)
              order by t4.id desc
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
          'totalCount', (
            select count(*)
            from (select p.*, null::float8 as distance_m from directory.place p) t2
            where true
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(
                    convert_to(json_build_array('NEAREST', coalesce(t1.distance_m, 'infinity'::float8)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object(
                  'name', case
                    when t1.is_public then t1.name
                    else coalesce(
                      t1.shown_name,
                      (
                        select case when $1::text = 'en' then k.label_en else k.label_zh end
                        from directory.term k
                        where k.code = t1.kind
                      )
                    )
                  end
                )
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
              from (select p.*, null::float8 as distance_m from directory.place p) t3
              where not (coalesce(t3.distance_m, 'infinity'::float8), t3.id) < ($2::float8, $3::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(
                  encode(
                    convert_to(json_build_array('NEAREST', coalesce(t1.distance_m, 'infinity'::float8)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(
                  encode(
                    convert_to(json_build_array('NEAREST', coalesce(t1.distance_m, 'infinity'::float8)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
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
              select t4.*
              from (select p.*, null::float8 as distance_m from directory.place p) t4
              where (coalesce(t4.distance_m, 'infinity'::float8), t4.id) < ($2::float8, $3::uuid)
              order by coalesce(t4.distance_m, 'infinity'::float8) desc, t4.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  null
;
