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
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('pledge', t2.pledge)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'project', (
                        select json_build_object('title', t3.title)
                        from projects.project t3
                        where
                          t3.id = t2.project_id
                          and (t3.visibility = 'PUBLIC' or t3.alliance_id = viewer.alliance_id)
                      )
                    )
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
                    from projects.partner t4
                    where
                      t4.unit_id = t1.id
                      and (
                        t4.unit_id = viewer.unit_id
                        or exists (
                          select
                          from projects.project j
                          where j.id = t4.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                        )
                      )
                      and not (t4.id) > ($6::uuid)
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
                    select t5.*
                    from projects.partner t5
                    where
                      t5.unit_id = t1.id
                      and (
                        t5.unit_id = viewer.unit_id
                        or exists (
                          select
                          from projects.project j
                          where j.id = t5.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                        )
                      )
                      and (t5.id) > ($6::uuid)
                    order by t5.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from projects.partner t7
                  where
                    t7.unit_id = t1.id
                    and (
                      t7.unit_id = viewer.unit_id
                      or exists (
                        select
                        from projects.project j
                        where j.id = t7.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                      )
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object(
                        'project', (
                          select json_build_object('title', t8.title)
                          from projects.project t8
                          where
                            t8.id = t6.project_id
                            and (t8.visibility = 'PUBLIC' or t8.alliance_id = viewer.alliance_id)
                        )
                      )
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
                    from projects.partner t9
                    where
                      t9.unit_id = t1.id
                      and (
                        t9.unit_id = viewer.unit_id
                        or exists (
                          select
                          from projects.project j
                          where j.id = t9.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                        )
                      )
                      and not (t9.id) > ($7::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    select t10.*
                    from projects.partner t10
                    where
                      t10.unit_id = t1.id
                      and (
                        t10.unit_id = viewer.unit_id
                        or exists (
                          select
                          from projects.project j
                          where
                            j.id = t10.project_id
                            and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                        )
                      )
                      and (t10.id) > ($7::uuid)
                    order by t10.id
                    limit 2
                  ) p
              ) t6
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($8::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
