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
        'membership', (
          select json_build_object('id', 'membership_' || replace(t1.id::text, '-', ''), 'role', t1.role)
          from directory.membership t1
          where
            t1.id = $6::uuid
            and (
              (t1.state = 'ACTIVE' and coalesce(t1.valid @> $5::timestamptz, false))
              or (t1.unit_id = viewer.unit_id or t1.alliance_id = viewer.coordinated)
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
