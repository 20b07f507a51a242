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
    (
      select
        json_build_object(
          'id', 'event_' || replace(t1.id::text, '-', ''),
          'note', t1.note,
          'reason', t1.reason,
          'state', coalesce(t1.answer, 'RECORDED'),
          'occurredAt', t1.occurred_at,
          'recordedAt', t1.recorded_at,
          'answeredAt', t1.answered_at,
          'quantity', json_build_object('value', trim_scale(t1.quantity)::text, 'unit', t1.quantity_unit),
          'recordedBy', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.recorded_by_unit_id
          ),
          'answeredBy', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.answered_by_unit_id
          ),
          'commitment', (
            select json_build_object('id', 'commitment_' || replace(t4.id::text, '-', ''), 'title', t4.title)
            from exchange.commitment t4
            where
              t4.id = t1.commitment_id
              and exists (
                select
                from exchange.agreement g
                where
                  g.id = t4.agreement_id
                  and (
                    (
                      exists (
                        select
                        from exchange.agreement_party p
                        where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                        offset 0
                      )
                      and g.alliance_id = viewer.alliance_id
                    )
                    or g.alliance_id = viewer.coordinated
                  )
              )
          )
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
                exists (
                  select
                  from exchange.agreement_party p
                  where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                  offset 0
                )
                and g.alliance_id = viewer.alliance_id
              )
              or g.alliance_id = viewer.coordinated
            )
        )
    )
  )::text,
  viewer.problem
from viewer
;
