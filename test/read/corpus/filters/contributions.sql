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
          'given', (
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
                    and t3.state = any ($6::text[])
                    and t3.unit_id = $7::uuid
                ),
                'nodes', coalesce(json_agg(json_build_object('state', t2.state)), '[]')
              )
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
                    from projects.contribution c left join projects.contribution_answer a on a.contribution_id = c.id
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
                  and t4.state = any ($8::text[])
                  and t4.unit_id = $9::uuid
                order by t4.id desc
                limit 20
              ) t2
          ),
          'none', json_build_object(
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
                and t6.unit_id = $10::uuid
            )
          )
        )
      from projects.project t1
      where t1.id = $11::uuid and (t1.visibility = 'PUBLIC' or t1.alliance_id = viewer.alliance_id)
    )
  )::text,
  viewer.problem
from viewer
;
