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
        'withdrawal', (
          select
            json_build_object('id', 'withdrawal_' || replace(t1.id::text, '-', ''), 'name', t1.name, 'reason', t1.reason)
          from directory.registration_withdrawal t1
          where t1.id = $6::uuid and t1.by_unit_id = viewer.unit_id
        )
      )
  )::text,
  viewer.problem
from viewer
;
