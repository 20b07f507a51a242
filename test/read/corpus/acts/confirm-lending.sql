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
        'lending', (
          select
            json_build_object('id', 'lending_' || replace(t1.id::text, '-', ''), 'state', t1.state, 'version', t1.version)
          from exchange.lending t1
          where
            t1.id = $6::uuid
            and (
              (
                (t1.owner_unit_id = viewer.unit_id or t1.borrower_unit_id = viewer.unit_id)
                and t1.alliance_id = viewer.alliance_id
              )
              or t1.alliance_id = viewer.coordinated
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
