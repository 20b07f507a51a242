-- on the guarded lane, under row-level security
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
        'unit', (
          select
            json_build_object(
              'id', 'unit_' || replace(t1.id::text, '-', ''),
              'filesUsage', (
                select json_build_object('bytes', t2.bytes, 'limit', $6::float8)
                from (select k.bytes from data.files_kept (t1.id, $5::timestamptz) k where t1.id = viewer.unit_id) t2
              )
            )
          from directory.unit t1
          where t1.id = directory.unit_now ($7::uuid)
        )
      )
  )::text,
  viewer.problem
from viewer
;
