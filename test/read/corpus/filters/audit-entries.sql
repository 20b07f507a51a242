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
          'totalCount', (
            select count(*)
            from data.audit_entry t2
            where
              (t2.unit_id = viewer.unit_id or t2.alliance_id = viewer.coordinated)
              and t2.action = $6::text
              and (t2.subject_type = $7::text and t2.subject_id = $8::uuid)
          ),
          'nodes', coalesce(
            json_agg(json_build_object('action', t1.action, 'subjectId', t1.subject_type || '_' || replace(t1.subject_id::text, '-', ''))),
            '[]'
          )
        )
      from
        (
          select t3.*
          from data.audit_entry t3
          where
            (t3.unit_id = viewer.unit_id or t3.alliance_id = viewer.coordinated)
            and t3.action = $9::text
            and (t3.subject_type = $10::text and t3.subject_id = $11::uuid)
          order by t3.id desc
          limit 20
        ) t1
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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('action', t1.action)), '[]'))
      from
        (
          select t2.*
          from data.audit_entry t2
          where
            (t2.unit_id = viewer.unit_id or t2.alliance_id = viewer.coordinated)
            and (t2.subject_type = $6::text and t2.subject_id = $7::uuid)
          order by t2.id
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
