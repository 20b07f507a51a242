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
        'delivery', (
          select
            json_build_object(
              'id', 'event_' || replace(t1.id::text, '-', ''),
              'state', coalesce(t1.answer, 'RECORDED'),
              'reason', t1.reason,
              'answeredAt', t1.answered_at
            )
          from
            (
              select
                e.*,
                c.agreement_id,
                c.quantity_unit,
                a.answer,
                a.unit_id as answered_by_unit_id,
                a.reason,
                a.answered_at
              from
                exchange.event e
                join exchange.commitment c on c.id = e.commitment_id
                left join exchange.event_answer a on a.event_id = e.id
            ) t1
          where
            t1.id = $6::uuid
            and exists (
              select
              from exchange.agreement g
              where
                g.id = t1.agreement_id
                and (
                  (
                    (g.supplier_unit_id = viewer.unit_id or g.demander_unit_id = viewer.unit_id)
                    and g.alliance_id = viewer.alliance_id
                  )
                  or g.alliance_id = viewer.coordinated
                )
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
