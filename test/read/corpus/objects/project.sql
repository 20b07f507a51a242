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
          'id', 'project_' || replace(t1.id::text, '-', ''),
          'title', t1.title,
          'goal', t1.goal,
          'state', t1.state,
          'visibility', t1.visibility,
          'version', t1.version,
          'createdAt', t1.created_at,
          'startsOn', t1.starts_on,
          'endsOn', t1.ends_on,
          'alliance', (
            select json_build_object('name', t2.name)
            from directory.alliance t2
            where t2.id = t1.alliance_id
          ),
          'leadUnit', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.lead_unit_id
          ),
          'target', json_build_object('value', trim_scale(t1.target_hours)::text, 'unit', '小时'),
          'contributed', json_build_object('value', trim_scale(t1.contributed_hours)::text, 'unit', '小时'),
          'partners', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'partner_' || replace(t4.id::text, '-', ''),
                      'pledge', t4.pledge,
                      'joinedAt', t4.joined_at,
                      'contributed', json_build_object(
                        'value', (
                          select trim_scale(coalesce(sum(c.hours), 0))::text
                          from
                            projects.contribution c
                            join projects.contribution_answer a on a.contribution_id = c.id
                            and a.answer = 'CONFIRMED'
                          where c.project_id = t4.project_id and c.unit_id = t4.unit_id
                        ),
                        'unit', '小时'
                      ),
                      'unit', (
                        select json_build_object('shortName', t5.short_name)
                        from directory.unit t5
                        where t5.id = t4.unit_id
                      ),
                      'project', (
                        select json_build_object('title', t6.title)
                        from projects.project t6
                        where
                          t6.id = t4.project_id
                          and (t6.visibility = 'PUBLIC' or t6.alliance_id = viewer.alliance_id)
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t7.*
                from projects.partner t7
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
                order by t7.id
                limit 20
              ) t4
          )
        )
      from projects.project t1
      where t1.id = $6::uuid and (t1.visibility = 'PUBLIC' or t1.alliance_id = viewer.alliance_id)
    )
  )::text,
  viewer.problem
from viewer
;
