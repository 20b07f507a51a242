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
    select
      json_build_object(
        'contribution', (
          select
            json_build_object(
              'id', 'contribution_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'answeredBy', (
                select json_build_object('shortName', t2.short_name)
                from directory.unit t2
                where t2.id = t1.answered_by_unit_id
              ),
              'project', (
                select
                  json_build_object('contributed', json_build_object('value', trim_scale(t3.contributed_hours)::text))
                from projects.project t3
                where t3.id = t1.project_id and (t3.visibility = 'PUBLIC' or t3.alliance_id = viewer.alliance_id)
              )
            )
          from
            (
              select
                c.*,
                coalesce(a.answer, 'RECORDED') as state,
                a.unit_id as answered_by_unit_id,
                a.reason,
                a.answered_at
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
      )
  )::text,
  viewer.problem
from viewer
;
