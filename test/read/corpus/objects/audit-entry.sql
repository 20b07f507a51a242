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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'audit_' || replace(t1.id::text, '-', ''),
                'at', t1.at,
                'action', t1.action,
                'subjectId', t1.subject_type || '_' || replace(t1.subject_id::text, '-', ''),
                'requestId', t1.request_id,
                'actor', case
                  when t1.app_id is not null then (
                    select
                      json_build_object('__typename', 'App', 'id', 'app_' || replace(t2.id::text, '-', ''), 'vendor', t2.vendor)
                    from access.app t2
                    where t2.id = t1.app_id
                  )
                  when t1.unit_id is not null then (
                    select
                      json_build_object('__typename', 'Unit', 'id', 'unit_' || replace(t3.id::text, '-', ''), 'shortName', t3.short_name)
                    from directory.unit t3
                    where t3.id = directory.unit_now (t1.unit_id)
                  )
                end,
                'unit', (
                  select json_build_object('shortName', t4.short_name)
                  from directory.unit t4
                  where t4.id = t1.unit_id
                ),
                'alliance', (
                  select json_build_object('name', t5.name)
                  from directory.alliance t5
                  where t5.id = t1.alliance_id
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t6.*
          from data.audit_entry t6
          where (t6.unit_id = viewer.unit_id or t6.alliance_id = viewer.coordinated) and t6.action = $6::text
          order by t6.id desc
          limit 3
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
