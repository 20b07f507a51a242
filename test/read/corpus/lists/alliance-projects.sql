with
  viewer as materialized (
    select
      v.*,
      v.alliances[1] as alliance_id,
      case when v.alliances[1] = any (v.coordinates) then v.alliances[1]
      end as coordinated
    from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
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
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('title', t2.title)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(json_build_object('title', t2.title) order by t2.rn) filter (where t2.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
                    from projects.project t3
                    where
                      t3.alliance_id = t1.id
                      and (t3.visibility = 'PUBLIC' or t3.alliance_id = viewer.alliance_id)
                      and not (t3.id) < ($6::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
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
                    select t4.*
                    from projects.project t4
                    where
                      t4.alliance_id = t1.id
                      and (t4.visibility = 'PUBLIC' or t4.alliance_id = viewer.alliance_id)
                      and (t4.id) < ($6::uuid)
                    order by t4.id desc
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from projects.project t6
                  where
                    t6.alliance_id = t1.id
                    and (t6.visibility = 'PUBLIC' or t6.alliance_id = viewer.alliance_id)
                    and position(lower($7::text) in lower(t6.title || ' ' || t6.goal)) > 0
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('ENDING', t5.ends_on::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('title', t5.title)
                    )
                    order by t5.rn desc
                  ) filter (
                    where t5.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from projects.project t7
                    where
                      t7.alliance_id = t1.id
                      and (t7.visibility = 'PUBLIC' or t7.alliance_id = viewer.alliance_id)
                      and position(lower($8::text) in lower(t7.title || ' ' || t7.goal)) > 0
                      and not (t7.ends_on, t7.id) < ($9::date, $10::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ENDING', t5.ends_on::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ENDING', t5.ends_on::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn
                    ) filter (
                      where t5.rn <= 1
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
                    from projects.project t8
                    where
                      t8.alliance_id = t1.id
                      and (t8.visibility = 'PUBLIC' or t8.alliance_id = viewer.alliance_id)
                      and position(lower($11::text) in lower(t8.title || ' ' || t8.goal)) > 0
                      and (t8.ends_on, t8.id) < ($9::date, $10::uuid)
                    order by t8.ends_on desc, t8.id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from directory.alliance t1
      where t1.id = $12::uuid
    )
  )::text,
  viewer.problem
from viewer
;
