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
        'account', (
          select
            json_build_object(
              'id', 'account_' || replace(t1.id::text, '-', ''),
              'dimension', t1.dimension,
              'basis', t1.basis,
              'version', t1.version,
              'balance', json_build_object('value', trim_scale(t1.balance)::text, 'unit', t1.basis)
            )
          from exchange.account t1
          where
            t1.id = $6::uuid
            and (
              (t1.unit_id = viewer.unit_id and t1.alliance_id = viewer.alliance_id)
              or t1.alliance_id = viewer.coordinated
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
