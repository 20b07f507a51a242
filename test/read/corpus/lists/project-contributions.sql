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
                      'node', json_build_object('state', t2.state)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(json_build_object('note', t2.note) order by t2.rn) filter (where t2.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
                    from
                      (
                        select
                          c.*,
                          coalesce(a.answer, 'RECORDED') as state,
                          a.unit_id as answered_by_unit_id,
                          a.reason,
                          a.answered_at
                        from
                          projects.contribution c
                          left join projects.contribution_answer a on a.contribution_id = c.id
                      ) t3
                    where
                      t3.project_id = t1.id
                      and (
                        t3.unit_id = viewer.unit_id
                        or exists (
                          select
                          from projects.project j
                          where j.id = t3.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                        )
                      )
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
                    from
                      (
                        select
                          c.*,
                          coalesce(a.answer, 'RECORDED') as state,
                          a.unit_id as answered_by_unit_id,
                          a.reason,
                          a.answered_at
                        from
                          projects.contribution c
                          left join projects.contribution_answer a on a.contribution_id = c.id
                      ) t4
                    where
                      t4.project_id = t1.id
                      and (
                        t4.unit_id = viewer.unit_id
                        or exists (
                          select
                          from projects.project j
                          where j.id = t4.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                        )
                      )
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
                  from
                    (
                      select
                        c.*,
                        coalesce(a.answer, 'RECORDED') as state,
                        a.unit_id as answered_by_unit_id,
                        a.reason,
                        a.answered_at
                      from projects.contribution c left join projects.contribution_answer a on a.contribution_id = c.id
                    ) t6
                  where
                    t6.project_id = t1.id
                    and (
                      t6.unit_id = viewer.unit_id
                      or exists (
                        select
                        from projects.project j
                        where j.id = t6.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                      )
                    )
                    and t6.state = any ($7::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('note', t5.note)
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
                    from
                      (
                        select
                          c.*,
                          coalesce(a.answer, 'RECORDED') as state,
                          a.unit_id as answered_by_unit_id,
                          a.reason,
                          a.answered_at
                        from
                          projects.contribution c
                          left join projects.contribution_answer a on a.contribution_id = c.id
                      ) t7
                    where
                      t7.project_id = t1.id
                      and (
                        t7.unit_id = viewer.unit_id
                        or exists (
                          select
                          from projects.project j
                          where j.id = t7.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                        )
                      )
                      and t7.state = any ($8::text[])
                      and not (t7.id) < ($9::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    from
                      (
                        select
                          c.*,
                          coalesce(a.answer, 'RECORDED') as state,
                          a.unit_id as answered_by_unit_id,
                          a.reason,
                          a.answered_at
                        from
                          projects.contribution c
                          left join projects.contribution_answer a on a.contribution_id = c.id
                      ) t8
                    where
                      t8.project_id = t1.id
                      and (
                        t8.unit_id = viewer.unit_id
                        or exists (
                          select
                          from projects.project j
                          where j.id = t8.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                        )
                      )
                      and t8.state = any ($10::text[])
                      and (t8.id) < ($9::uuid)
                    order by t8.id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from projects.project t1
      where t1.id = $11::uuid and (t1.visibility = 'PUBLIC' or t1.alliance_id = viewer.alliance_id)
    )
  )::text,
  viewer.problem
from viewer
;
