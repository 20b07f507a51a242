with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
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
                    (
                      g.supplier_unit_id = (select v.unit_id from viewer v)
                      or g.demander_unit_id = (select v.unit_id from viewer v)
                    )
                    and g.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                  )
                  or (
                    g.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    and g.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                  )
                )
            )
        )
      )
  )::text,
  (select v.problem from viewer v)
;
