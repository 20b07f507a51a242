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
            json_build_object(
              'id', 'redemption_' || replace(t1.id::text, '-', ''),
              'cut', json_build_object('amount', trim_scale(t1.cut)::text),
              'charge', json_build_object('amount', trim_scale(t1.charge)::text),
              'funding', (
                select
                  coalesce(json_agg(json_build_object('amount', json_build_object('amount', trim_scale(t2.amount)::text))), '[]')
                from
                  (
                    select s.unit_id, s.amount
                    from exchange.benefit_share s
                    where s.redemption_id = t1.id
                    order by s.amount desc, s.unit_id
                  ) t2
              )
            )
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
