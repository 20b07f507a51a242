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
        'relation', (
          select
            json_build_object(
              'id', 'relation_' || replace(t1.id::text, '-', ''),
              'state', case
                when t1.valid is null then t1.state
                when coalesce(t1.valid @> $5::timestamptz, false) then 'IN_FORCE'
                when lower(t1.valid) > $5::timestamptz then 'UPCOMING'
                else 'ENDED'
              end,
              'object', (
                select json_build_object('id', 'unit_' || replace(t2.id::text, '-', ''))
                from directory.unit t2
                where t2.id = t1.object_unit_id
              ),
              'objectArea', (
                select json_build_object('name', t3.name)
                from directory.area t3
                where t3.id = t1.object_area_id
              )
            )
          from directory.relation t1
          where
            t1.id = $6::uuid
            and (
              t1.state in ('AGREED', 'ENDED')
              or (
                t1.subject_unit_id = viewer.unit_id
                or t1.object_unit_id = viewer.unit_id
                or directory.keeps_area (viewer.unit_id, t1.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
              )
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
