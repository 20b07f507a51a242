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
        'project', (
          select
            json_build_object(
              'id', 'project_' || replace(t1.id::text, '-', ''),
              'title', t1.title,
              'visibility', t1.visibility,
              'target', json_build_object('value', trim_scale(t1.target_hours)::text),
              'partners', (
                select json_build_object('nodes', coalesce(json_agg(json_build_object('pledge', t2.pledge)), '[]'))
                from
                  (
                    select t3.*
                    from projects.partner t3
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
                    order by t3.id
                    limit 20
                  ) t2
              )
            )
          from projects.project t1
          where t1.id = $6::uuid and (t1.visibility = 'PUBLIC' or t1.alliance_id = viewer.alliance_id)
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
    select
      json_build_object(
        'project', (
          select
            json_build_object(
              'id', 'project_' || replace(t1.id::text, '-', ''),
              'title', t1.title,
              'visibility', t1.visibility,
              'target', json_build_object('value', trim_scale(t1.target_hours)::text),
              'partners', (
                select json_build_object('nodes', coalesce(json_agg(json_build_object('pledge', t2.pledge)), '[]'))
                from
                  (
                    select t3.*
                    from projects.partner t3
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
                    order by t3.id
                    limit 20
                  ) t2
              )
            )
          from projects.project t1
          where t1.id = $6::uuid and (t1.visibility = 'PUBLIC' or t1.alliance_id = viewer.alliance_id)
        )
      )
  )::text,
  viewer.problem
from viewer
;
