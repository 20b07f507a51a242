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
        'household', (
          select
            json_build_object('id', 'household_' || replace(t1.id::text, '-', ''), 'door', t1.door, 'size', t1.size, 'version', t1.version)
          from directory.household t1
          where
            t1.id = $6::uuid
            and (
              t1.host_unit_id = viewer.unit_id
              or (
                t1.erased_at is null
                and exists (
                  select
                  from directory.household_link l
                  where
                    l.household_id = t1.id
                    and coalesce(l.valid @> $5::timestamptz, false)
                    and l.person_id = $1::uuid
                  offset 0
                )
              )
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
