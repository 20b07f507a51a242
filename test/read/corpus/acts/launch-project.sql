with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
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
                        t3.unit_id = (select v.unit_id from viewer v)
                        or exists (
                          select
                          from projects.project j
                          where
                            j.id = t3.project_id
                            and (
                              j.visibility = 'PUBLIC'
                              or j.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            )
                        )
                      )
                    order by t3.id
                    limit 20
                  ) t2
              )
            )
          from projects.project t1
          where
            t1.id = $6::uuid
            and (t1.visibility = 'PUBLIC' or t1.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
        )
      )
  )::text,
  (select v.problem from viewer v)
;
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
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
                        t3.unit_id = (select v.unit_id from viewer v)
                        or exists (
                          select
                          from projects.project j
                          where
                            j.id = t3.project_id
                            and (
                              j.visibility = 'PUBLIC'
                              or j.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            )
                        )
                      )
                    order by t3.id
                    limit 20
                  ) t2
              )
            )
          from projects.project t1
          where
            t1.id = $6::uuid
            and (t1.visibility = 'PUBLIC' or t1.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
        )
      )
  )::text,
  (select v.problem from viewer v)
;
