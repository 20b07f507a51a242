with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    (
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'audit_' || replace(t1.id::text, '-', ''),
                'at', t1.at,
                'action', t1.action,
                'subjectId', t1.subject_type || '_' || replace(t1.subject_id::text, '-', ''),
                'requestId', t1.request_id,
                'unit', (
                  select json_build_object('shortName', t2.short_name)
                  from directory.unit t2
                  where t2.id = t1.unit_id
                ),
                'alliance', (
                  select json_build_object('name', t3.name)
                  from directory.alliance t3
                  where t3.id = t1.alliance_id
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t4.*
          from data.audit t4
          where
            (
              t4.unit_id = (select v.unit_id from viewer v)
              or (
                t4.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                and t4.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
              )
            )
            and t4.action = $6::text
          order by t4.id desc
          limit 3
        ) t1
    )
  )::text,
  (select v.problem from viewer v)
;
