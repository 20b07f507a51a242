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
        'agreement', (
          select
            json_build_object(
              'id', 'agreement_' || replace(t1.id::text, '-', ''),
              'state', case
                when t1.state in ('ACTIVE', 'SUSPENDED')
                and t1.confirm_within_days is not null
                and not exists (
                  select
                  from exchange.commitment c
                  where
                    c.agreement_id = t1.id
                    and c.state = 'OPEN'
                    and c.quantity > c.fulfilled + c.released + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = c.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                          and coalesce(e.confirm_by < t1.ends_at, true)
                      ),
                      0
                    )
                ) then 'COMPLETED'
                else exchange.agreement_state_at (t1.state, t1.suspended_until, t1.ends_at, t1.ends_as, $5::timestamptz)
              end,
              'reason', t1.reason,
              'commitments', (
                select
                  json_build_object(
                    'nodes', coalesce(
                      json_agg(
                        json_build_object(
                          'state', case
                            when t2.state <> 'OPEN' then t2.state
                            when case
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
                            end > 0 then 'OPEN'
                            when (
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
                            ) > 0 then 'FULFILLED'
                            else 'RELEASED'
                          end
                        )
                      ),
                      '[]'
                    )
                  )
                from
                  (
                    select t3.*
                    from exchange.commitment t3
                    where
                      t3.agreement_id = t1.id
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t3.agreement_id
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
                    order by t3.rank, t3.id
                    limit 20
                  ) t2
              ),
              'match', (
                select
                  json_build_object(
                    'state', case
                      when t4.respond_by <= $5::timestamptz
                      and t4.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                      else t4.state
                    end
                  )
                from exchange.match t4
                where
                  t4.id = t1.match_id
                  and (
                    (
                      (t4.supplier_unit_id = viewer.unit_id or t4.demander_unit_id = viewer.unit_id)
                      and t4.alliance_id = viewer.alliance_id
                    )
                    or t4.alliance_id = viewer.coordinated
                  )
              )
            )
          from exchange.agreement t1
          where
            t1.id = $6::uuid
            and (
              (
                exists (
                  select
                  from exchange.agreement_party p
                  where p.agreement_id = t1.id and p.unit_id = viewer.unit_id
                  offset 0
                )
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
