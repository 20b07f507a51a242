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
        'householdLink', (
          select
            json_build_object(
              'id', 'householdlink_' || replace(t1.id::text, '-', ''),
              'state', case
                when t1.valid is null then t1.state
                when coalesce(t1.valid @> $5::timestamptz, false) then 'IN_FORCE'
                when lower(t1.valid) > $5::timestamptz then 'UPCOMING'
                else 'ENDED'
              end,
              'version', t1.version
            )
          from directory.household_link t1
          where t1.id = $6::uuid and (t1.host_unit_id = viewer.unit_id or t1.person_id = $1::uuid)
        )
      )
  )::text,
  viewer.problem
from viewer
;
