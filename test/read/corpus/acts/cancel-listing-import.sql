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
        'listingImport', (
          select
            json_build_object(
              'id', 'listingimport_' || replace(t1.id::text, '-', ''),
              'kind', t1.kind,
              'state', t1.state,
              'rowsRead', t1.rows_read,
              'version', t1.version
            )
          from exchange.import_job t1
          where t1.id = $6::uuid and t1.unit_id = viewer.unit_id
        )
      )
  )::text,
  viewer.problem
from viewer
;
