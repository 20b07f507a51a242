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
        'appKey', (
          select
            json_build_object(
              'id', 'key_' || replace(t1.id::text, '-', ''),
              'isValid', coalesce(t1.valid @> $5::timestamptz, false),
              'version', t1.version
            )
          from
            (
              select k.id, k.app_id, k.name, k.prefix, k.valid, k.created_at, k.last_used_at, k.revoked_at, k.version
              from access.app_key k
            ) t1
          where
            t1.id = $6::uuid
            and exists (
              select
              from access.app o
              where
                o.id = t1.app_id
                and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
              offset 0
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
