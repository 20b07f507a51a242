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
    json_build_object(
      'totalCount', (
        select count(*)
        from directory.person_relation_shown t2
        where
          (
            (t2.is_public and coalesce(t2.valid @> $5::timestamptz, false))
            or (
              t2.person_id = $1::uuid
              or t2.host_unit_id = viewer.unit_id
              or (t2.home_unit_id = viewer.unit_id and t2.state in ('AGREED', 'ENDED'))
            )
          )
          and coalesce(t2.person_id = $1::uuid, false) = $6::boolean
      )
    )
  )::text,
  viewer.problem
from viewer
;
