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
        'enrolmentApplication', (
          select
            json_build_object(
              'id', 'application_' || replace(t1.id::text, '-', ''),
              'number', t1.number,
              'state', case when t1.state = 'OFFERED' and t1.respond_by <= $5::timestamptz then 'LAPSED' else t1.state
              end,
              'turn', t1.turn,
              'waitingRank', case
                when t1.state = 'WAITING' then (
                  select
                    t1.turn - f.first + 1 - (
                      select count(*)::integer
                      from exchange.enrolment_application g
                      where
                        g.enrolment_id = t1.enrolment_id
                        and g.state = 'WITHDRAWN'
                        and g.turn > f.first
                        and g.turn < t1.turn
                    )
                  from
                    (
                      select
                        (
                          select min(w.turn)
                          from exchange.enrolment_application w
                          where w.enrolment_id = t1.enrolment_id and w.state = 'WAITING'
                        ) as first
                    ) f
                )
              end,
              'settledAt', case
                when t1.state = 'OFFERED'
                and t1.respond_by <= $5::timestamptz then t1.respond_by
                else t1.settled_at
              end,
              'consentWithdrawnAt', t1.consent_withdrawn_at,
              'version', t1.version
            )
          from exchange.enrolment_application t1
          where t1.id = $6::uuid and (t1.owner_unit_id = viewer.unit_id or t1.offer_unit_id = viewer.unit_id)
        )
      )
  )::text,
  viewer.problem
from viewer
;
