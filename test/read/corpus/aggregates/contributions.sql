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
          'contributions', json_build_object(
            'byState', (
              select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
              from
                (
                  select t3.state as value, count(*) as count
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
                    and t3.state is not null
                  group by 1
                  order by 2 desc, 1
                  limit 100
                ) f
            ),
            'byUnit', (
              select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
              from
                (
                  select 'unit_' || replace(t4.unit_id::text, '-', '') as value, count(*) as count
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
                    and 'unit_' || replace(t4.unit_id::text, '-', '') is not null
                  group by 1
                  order by 2 desc, 1
                  limit 100
                ) f
            ),
            'sums', (
              select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text, 'unit', s.unit)), '[]')
              from
                (
                  select '小时' as unit, sum(t5.hours) as value
                  from
                    (
                      select
                        c.*,
                        coalesce(a.answer, 'RECORDED') as state,
                        a.unit_id as answered_by_unit_id,
                        a.reason,
                        a.answered_at
                      from projects.contribution c left join projects.contribution_answer a on a.contribution_id = c.id
                    ) t5
                  where
                    t5.project_id = t1.id
                    and (
                      t5.unit_id = viewer.unit_id
                      or exists (
                        select
                        from projects.project j
                        where j.id = t5.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                      )
                    )
                  group by 1
                  order by 1
                ) s
            )
          ),
          'confirmed', json_build_object(
            'sums', (
              select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text)), '[]')
              from
                (
                  select '小时' as unit, sum(t7.hours) as value
                  from
                    (
                      select
                        c.*,
                        coalesce(a.answer, 'RECORDED') as state,
                        a.unit_id as answered_by_unit_id,
                        a.reason,
                        a.answered_at
                      from projects.contribution c left join projects.contribution_answer a on a.contribution_id = c.id
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
                    and t7.state = any ($6::text[])
                  group by 1
                  order by 1
                ) s
            )
          )
        )
      from projects.project t1
      where t1.id = $7::uuid and (t1.visibility = 'PUBLIC' or t1.alliance_id = viewer.alliance_id)
    )
  )::text,
  viewer.problem
from viewer
;
