select
  (
    (
      select
        json_build_object(
          'places', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from (select p.*, null::float8 as distance_m from directory.place p) t3
                  where t3.parent_id = t1.id and t3.status = any ($1::text[])
                ),
                'nodes', coalesce(
                  json_agg(json_build_object('name', t2.name) order by t2.rn) filter (where t2.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from (select p.*, null::float8 as distance_m from directory.place p) t5
                    where t5.parent_id = t1.id and t5.status = any ($2::text[]) and (t5.id) < ($3::uuid)
                    order by t5.id desc
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
                      translate(encode(convert_to(json_build_array('NEWEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from (select p.*, null::float8 as distance_m from directory.place p) t8
                    where t8.parent_id = t1.id and (t8.id) > ($4::uuid)
                    order by t8.id
                    limit 1
                  ) p
              ) t6
          )
        )
      from (select p.*, null::float8 as distance_m from directory.place p) t1
      where t1.id = $5::uuid
    )
  )::text,
  case
    when $6::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $6::uuid and c.valid @> $7::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
