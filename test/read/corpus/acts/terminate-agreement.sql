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
              'version', t1.version,
              'endsAt', t1.ends_at,
              'suspensions', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'reason', t2.reason,
                        'since', t2.suspended_at,
                        'until', t2.until,
                        'endedAt', t2.over_at,
                        'by', (
                          select json_build_object('shortName', t3.short_name)
                          from directory.unit t3
                          where t3.id = t2.unit_id
                        ),
                        'resumedBy', (
                          select json_build_object('shortName', t4.short_name)
                          from directory.unit t4
                          where t4.id = t2.resumed_by_unit_id
                        )
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select
                      s.*,
                      coalesce(
                        s.ended_at,
                        case when least(s.until, t1.ends_at) <= $5::timestamptz then least(s.until, t1.ends_at)
                        end
                      ) as over_at
                    from exchange.agreement_suspension s
                    where s.agreement_id = t1.id
                    order by s.id
                  ) t2
              ),
              'terminations', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'reason', t5.reason,
                        'givenAt', t5.given_at,
                        'effectiveAt', t5.effective_at,
                        'withdrawnAt', t5.withdrawn_at,
                        'by', (
                          select json_build_object('shortName', t6.short_name)
                          from directory.unit t6
                          where t6.id = t5.unit_id
                        )
                      )
                    ),
                    '[]'
                  )
                from (select t.* from exchange.agreement_termination t where t.agreement_id = t1.id order by t.id) t5
              ),
              'commitments', (
                select
                  json_build_object(
                    'nodes', coalesce(
                      json_agg(
                        json_build_object(
                          'id', 'commitment_' || replace(t7.id::text, '-', ''),
                          'state', case
                            when t7.state <> 'OPEN' then t7.state
                            when case
                              when t7.state = 'OPEN'
                              and exists (
                                select
                                from exchange.agreement o
                                where
                                  o.id = t7.agreement_id
                                  and o.state in ('ACTIVE', 'SUSPENDED')
                                  and o.ends_at <= $5::timestamptz
                              ) then least(
                                t7.quantity - (
                                  t7.fulfilled + coalesce(
                                    (
                                      select sum(e.quantity)
                                      from exchange.event e
                                      where
                                        e.commitment_id = t7.id
                                        and e.state = 'RECORDED'
                                        and not e.has_worth
                                        and e.confirm_by <= $5::timestamptz
                                    ),
                                    0
                                  )
                                ) - t7.released,
                                coalesce(
                                  (
                                    select sum(e.quantity)
                                    from exchange.event e
                                    where
                                      e.commitment_id = t7.id
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
                              else t7.quantity - (
                                t7.fulfilled + coalesce(
                                  (
                                    select sum(e.quantity)
                                    from exchange.event e
                                    where
                                      e.commitment_id = t7.id
                                      and e.state = 'RECORDED'
                                      and not e.has_worth
                                      and e.confirm_by <= $5::timestamptz
                                  ),
                                  0
                                )
                              ) - t7.released
                            end > 0 then 'OPEN'
                            when (
                              t7.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t7.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) > 0 then 'FULFILLED'
                            else 'RELEASED'
                          end,
                          'progress', case
                            when not (
                              t7.state = 'OPEN'
                              and case
                                when t7.state = 'OPEN'
                                and exists (
                                  select
                                  from exchange.agreement o
                                  where
                                    o.id = t7.agreement_id
                                    and o.state in ('ACTIVE', 'SUSPENDED')
                                    and o.ends_at <= $5::timestamptz
                                ) then least(
                                  t7.quantity - (
                                    t7.fulfilled + coalesce(
                                      (
                                        select sum(e.quantity)
                                        from exchange.event e
                                        where
                                          e.commitment_id = t7.id
                                          and e.state = 'RECORDED'
                                          and not e.has_worth
                                          and e.confirm_by <= $5::timestamptz
                                      ),
                                      0
                                    )
                                  ) - t7.released,
                                  coalesce(
                                    (
                                      select sum(e.quantity)
                                      from exchange.event e
                                      where
                                        e.commitment_id = t7.id
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
                                else t7.quantity - (
                                  t7.fulfilled + coalesce(
                                    (
                                      select sum(e.quantity)
                                      from exchange.event e
                                      where
                                        e.commitment_id = t7.id
                                        and e.state = 'RECORDED'
                                        and not e.has_worth
                                        and e.confirm_by <= $5::timestamptz
                                    ),
                                    0
                                  )
                                ) - t7.released
                              end > 0
                            ) then case
                              when t7.state <> 'OPEN' then t7.state
                              when case
                                when t7.state = 'OPEN'
                                and exists (
                                  select
                                  from exchange.agreement o
                                  where
                                    o.id = t7.agreement_id
                                    and o.state in ('ACTIVE', 'SUSPENDED')
                                    and o.ends_at <= $5::timestamptz
                                ) then least(
                                  t7.quantity - (
                                    t7.fulfilled + coalesce(
                                      (
                                        select sum(e.quantity)
                                        from exchange.event e
                                        where
                                          e.commitment_id = t7.id
                                          and e.state = 'RECORDED'
                                          and not e.has_worth
                                          and e.confirm_by <= $5::timestamptz
                                      ),
                                      0
                                    )
                                  ) - t7.released,
                                  coalesce(
                                    (
                                      select sum(e.quantity)
                                      from exchange.event e
                                      where
                                        e.commitment_id = t7.id
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
                                else t7.quantity - (
                                  t7.fulfilled + coalesce(
                                    (
                                      select sum(e.quantity)
                                      from exchange.event e
                                      where
                                        e.commitment_id = t7.id
                                        and e.state = 'RECORDED'
                                        and not e.has_worth
                                        and e.confirm_by <= $5::timestamptz
                                    ),
                                    0
                                  )
                                ) - t7.released
                              end > 0 then 'OPEN'
                              when (
                                t7.fulfilled + coalesce(
                                  (
                                    select sum(e.quantity)
                                    from exchange.event e
                                    where
                                      e.commitment_id = t7.id
                                      and e.state = 'RECORDED'
                                      and not e.has_worth
                                      and e.confirm_by <= $5::timestamptz
                                  ),
                                  0
                                )
                              ) > 0 then 'FULFILLED'
                              else 'RELEASED'
                            end
                            when exists (
                              select
                              from exchange.commitment_breach b
                              where b.commitment_id = t7.id
                            ) then 'BREACHED'
                            when coalesce(
                              t7.due_at <= (
                                select
                                  exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                                from exchange.agreement g
                                where g.id = t7.agreement_id
                              ),
                              false
                            ) then 'OVERDUE'
                            when (
                              t7.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t7.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) > 0 then 'PARTIAL'
                            when t7.due_at < (
                              select
                                exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                              from exchange.agreement g
                              where g.id = t7.agreement_id
                            ) + make_interval(days => 7) then 'DUE'
                            else 'PLANNED'
                          end,
                          'dueAt', t7.due_at
                        )
                      ),
                      '[]'
                    )
                  )
                from
                  (
                    select t8.*
                    from exchange.commitment t8
                    where
                      t8.agreement_id = t1.id
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t8.agreement_id
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
                    order by t8.rank, t8.id
                    limit 20
                  ) t7
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
