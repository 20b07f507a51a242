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
        'benefitRedemption', (
          select
            json_build_object('id', 'redemption_' || replace(t1.id::text, '-', ''), 'state', t1.state, 'reason', t1.reason, 'version', t1.version)
          from exchange.benefit_redemption t1
          where
            t1.id = $6::uuid
            and exists (
              select
              from exchange.benefit_redemption_party p
              where p.redemption_id = t1.id and p.unit_id = viewer.unit_id
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
