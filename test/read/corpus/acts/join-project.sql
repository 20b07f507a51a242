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
              'partners', json_build_object(
                'totalCount', (
                  select count(*)
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
                )
              )
            )
          from projects.project t1
          where t1.id = $6::uuid and (t1.visibility = 'PUBLIC' or t1.alliance_id = viewer.alliance_id)
        ),
        'partner', (
          select
            json_build_object(
              'id', 'partner_' || replace(t4.id::text, '-', ''),
              'pledge', t4.pledge,
              'contributed', json_build_object(
                'value', (
                  select trim_scale(coalesce(sum(c.hours), 0))::text
                  from
                    projects.contribution c
                    join projects.contribution_answer a on a.contribution_id = c.id
                    and a.answer = 'CONFIRMED'
                  where c.project_id = t4.project_id and c.unit_id = t4.unit_id
                )
              )
            )
          from projects.partner t4
          where
            t4.id = $7::uuid
            and (
              t4.unit_id = viewer.unit_id
              or exists (
                select
                from projects.project j
                where j.id = t4.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
              )
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
