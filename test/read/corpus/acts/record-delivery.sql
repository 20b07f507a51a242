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
              'state', t1.state_now,
              'quantity', json_build_object('value', trim_scale(t1.quantity)::text, 'unit', t1.quantity_unit),
              'commitment', (
                select
                  json_build_object(
                    'outstanding', json_build_object(
                      'value', trim_scale(
                        case
                          when t2.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = t2.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            t2.quantity - (
                              t2.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t2.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - t2.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t2.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else t2.quantity - (
                            t2.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t2.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - t2.released
                        end
                      )::text
                    )
                  )
                from exchange.commitment t2
                where
                  t2.id = t1.commitment_id
                  and exists (
                    select
                    from exchange.agreement g
                    where
                      g.id = t2.agreement_id
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
                c.from_unit_id,
                c.to_unit_id,
                case
                  when (
                    e.state = 'RECORDED'
                    and not e.has_worth
                    and coalesce(e.confirm_by <= $5::timestamptz, false)
                  ) then 'CONFIRMED'
                  else e.state
                end as state_now,
                case
                  when (
                    e.state = 'RECORDED'
                    and not e.has_worth
                    and coalesce(e.confirm_by <= $5::timestamptz, false)
                  ) then e.quantity
                  else e.counted
                end as counted_now,
                (
                  (e.state = 'RECORDED' and not e.has_worth and coalesce(e.confirm_by <= $5::timestamptz, false))
                  or a.event_id is not null
                  and a.unit_id is null
                ) as by_timeout,
                case
                  when (
                    e.state = 'RECORDED'
                    and not e.has_worth
                    and coalesce(e.confirm_by <= $5::timestamptz, false)
                  ) then e.confirm_by
                  else a.answered_at
                end as answered_at,
                a.unit_id as answered_by_unit_id,
                a.reason,
                f.unit_id as referred_by_unit_id,
                f.reason as referral,
                f.referred_at,
                r.unit_id as resolved_by_unit_id,
                r.reason as resolution,
                r.resolved_at,
                b.id as reversed_by_id,
                p.id as posting_id
              from
                exchange.event e
                join exchange.commitment c on c.id = e.commitment_id
                left join exchange.event_answer a on a.event_id = e.id
                left join exchange.event_referral f on f.event_id = e.id
                left join exchange.event_resolution r on r.event_id = e.id
                left join exchange.event b on b.reverses_id = e.id
                and (b.state = 'RECORDED' or b.counted <> 0)
                left join exchange.posting p on p.event_id = e.id
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
      )
  )::text,
  viewer.problem
from viewer
;
