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
        'installation', (
          select
            json_build_object(
              'id', 'installation_' || replace(t1.id::text, '-', ''),
              'isInForce', (
                coalesce(t1.valid @> $5::timestamptz, false)
                and exists (select from access.app o where o.id = t1.app_id and o.retired_at is null)
                and exists (
                  select
                  from rights.membership m
                  where
                    m.unit_id = t1.unit_id
                    and m.alliance_id = t1.alliance_id
                    and coalesce(m.valid @> $5::timestamptz, false)
                )
              ),
              'version', t1.version
            )
          from access.installation t1
          where
            t1.id = $6::uuid
            and (
              t1.unit_id = viewer.unit_id
              or t1.alliance_id = viewer.coordinated
              or exists (select from access.app o where o.id = t1.app_id and o.owner_unit_id = viewer.unit_id offset 0)
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
