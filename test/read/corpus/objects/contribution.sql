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
          'id', 'contribution_' || replace(t1.id::text, '-', ''),
          'note', t1.note,
          'reason', t1.reason,
          'state', t1.state,
          'servedOn', t1.served_on,
          'recordedAt', t1.recorded_at,
          'answeredAt', t1.answered_at,
          'hours', json_build_object('value', trim_scale(t1.hours)::text, 'unit', '小时'),
          'unit', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.unit_id
          ),
          'answeredBy', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.answered_by_unit_id
          ),
          'project', (
            select json_build_object('id', 'project_' || replace(t4.id::text, '-', ''))
            from projects.project t4
            where t4.id = t1.project_id and (t4.visibility = 'PUBLIC' or t4.alliance_id = viewer.alliance_id)
          )
        )
      from
        (
          select c.*, coalesce(a.answer, 'RECORDED') as state, a.unit_id as answered_by_unit_id, a.reason, a.answered_at
          from projects.contribution c left join projects.contribution_answer a on a.contribution_id = c.id
        ) t1
      where
        t1.id = $6::uuid
        and (
          t1.unit_id = viewer.unit_id
          or exists (
            select
            from projects.project j
            where j.id = t1.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
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
          'contributions', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'state', t2.state,
                      'reason', t2.reason,
                      'answeredBy', (
                        select json_build_object('shortName', t3.short_name)
                        from directory.unit t3
                        where t3.id = t2.answered_by_unit_id
                      )
                    )
                  ),
                  '[]'
                )
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
                order by t4.id desc
                limit 20
              ) t2
          )
        )
      from projects.project t1
      where t1.id = $6::uuid and (t1.visibility = 'PUBLIC' or t1.alliance_id = viewer.alliance_id)
    )
  )::text,
  viewer.problem
from viewer
;
