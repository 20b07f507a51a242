select
  (
    (
      select
        json_build_object(
          'reliability', (
            select
              json_build_object(
                'kept', json_build_object(
                  'rate', case when t2.is_own or t2.due >= 5 then round(t2.kept::numeric / nullif(t2.due, 0), 4)::text
                  end
                ),
                'commitments', json_build_object(
                  'totalCount', (
                    select count(*)
                    from exchange.commitment t4
                    where
                      t4.from_unit_id = t2.unit_id
                      and t4.due_at >= t2.from_at
                      and t4.due_at < t2.to_at
                      and t4.due_at <= $1::timestamptz
                      and exists (
                        select
                        from exchange.agreement h
                        where
                          h.id = t4.agreement_id
                          and h.activated_at is not null
                          and (t2.alliance_id is null or h.alliance_id = t2.alliance_id)
                      )
                      and exists (select from exchange.agreement g where g.id = t4.agreement_id and false)
                  )
                )
              )
            from
              (
                select w.*, given.*, received.*, booked.*
                from
                  (
                    select
                      t1.id as unit_id,
                      $2::uuid as alliance_id,
                      coalesce(s.shown_to, 'COORDINATORS') as shown_to,
                      s.version,
                      (false) is true as is_own,
                      (false) is true as is_of_hat,
                      coalesce(
                        $3::timestamptz,
                        (
                          coalesce($4::timestamptz, date_trunc('month', $1::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' - interval '1 year'
                        ) at time zone 'Asia/Shanghai'
                      ) as from_at,
                      coalesce($4::timestamptz, date_trunc('month', $1::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') as to_at
                    from (values (1)) one left join exchange.reliability_showing s on s.unit_id = t1.id
                    where
                      (
                        num_nonnulls ($3::timestamptz, $4::timestamptz, $2::uuid) = 0
                        and coalesce(s.shown_to, 'COORDINATORS') = 'EVERYBODY'
                      )
                    offset 0
                  ) w,
                  lateral (
                    select
                      (count(*) filter (where x.outcome = 'KEPT'))::integer as kept,
                      (count(*) filter (where x.outcome = 'LATE'))::integer as late,
                      (count(*) filter (where x.outcome = 'DISPUTED'))::integer as disputed,
                      (count(*) filter (where x.outcome = 'BREACHED'))::integer as breached,
                      (count(*) filter (where x.outcome = 'RELEASED'))::integer as released,
                      (count(*) filter (where x.outcome = 'AWAITED'))::integer as awaited,
                      (count(*) filter (where x.outcome in ('KEPT', 'LATE', 'DISPUTED', 'BREACHED')))::integer as due
                    from
                      exchange.commitment c
                      join exchange.agreement h on h.id = c.agreement_id,
                      lateral (
                        select
                          (
                            select
                              case
                                when exists (
                                  select
                                  from exchange.commitment_breach b
                                  where
                                    b.commitment_id = c.id
                                    and (
                                      e.counted + l.released < c.quantity
                                      or exists (
                                        select
                                        from exchange.commitment_release y
                                        where y.commitment_id = b.commitment_id and y.released_at >= b.declared_at
                                      )
                                    )
                                ) then 'BREACHED'
                                when l.released = c.quantity then 'RELEASED'
                                when e.is_disputed then 'DISPUTED'
                                when e.in_time + l.released >= c.quantity then 'KEPT'
                                when e.counted + l.released >= c.quantity then 'LATE'
                                when e.in_time + e.awaited + l.released >= c.quantity then 'AWAITED'
                                else 'LATE'
                              end
                            from
                              exchange.agreement g,
                              lateral (
                                select
                                  coalesce(
                                    sum(
                                      case
                                        when (
                                          v.state = 'RECORDED'
                                          and not v.has_worth
                                          and coalesce(v.confirm_by <= $1::timestamptz, false)
                                        ) then v.quantity
                                        else v.counted
                                      end
                                    ),
                                    0
                                  ) as counted,
                                  coalesce(
                                    sum(
                                      case
                                        when (
                                          v.state = 'RECORDED'
                                          and not v.has_worth
                                          and coalesce(v.confirm_by <= $1::timestamptz, false)
                                        ) then v.quantity
                                        else v.counted
                                      end
                                    ) filter (
                                      where coalesce(o.occurred_at, v.occurred_at) <= c.due_at
                                    ),
                                    0
                                  ) as in_time,
                                  coalesce(
                                    sum(v.quantity) filter (
                                      where
                                        v.state = 'RECORDED'
                                        and not (
                                          v.state = 'RECORDED'
                                          and not v.has_worth
                                          and coalesce(v.confirm_by <= $1::timestamptz, false)
                                        )
                                        and v.reverses_id is null
                                        and v.occurred_at <= c.due_at
                                    ),
                                    0
                                  ) as awaited,
                                  coalesce(
                                    bool_or(
                                      v.reverses_id is null
                                      and v.recorded_by_unit_id = c.from_unit_id
                                      and a.answer = 'DISPUTED'
                                      and coalesce(r.quantity, 0) < v.quantity
                                    ),
                                    false
                                  ) as is_disputed
                                from
                                  exchange.event v
                                  left join exchange.event o on o.id = v.reverses_id
                                  left join exchange.event_answer a on a.event_id = v.id
                                  left join exchange.event_resolution r on r.event_id = v.id
                                where v.commitment_id = c.id
                              ) e,
                              lateral (
                                select
                                  case
                                    when c.released = 0 then 0
                                    else coalesce(
                                      (
                                        select sum(l.quantity)
                                        from exchange.commitment_release l
                                        where
                                          l.commitment_id = c.id
                                          and (l.unit_id = c.to_unit_id or l.released_at < c.due_at)
                                      ),
                                      0
                                    )
                                  end as released
                                offset 0
                              ) l
                            where
                              g.id = c.agreement_id
                              and g.activated_at is not null
                              and c.due_at <= coalesce(
                                (
                                  select
                                    exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $1::timestamptz)
                                  from exchange.agreement g
                                  where g.id = c.agreement_id
                                ),
                                $1::timestamptz
                              )
                          ) as outcome
                        offset 0
                      ) x
                    where
                      c.from_unit_id = w.unit_id
                      and c.due_at >= w.from_at
                      and c.due_at < w.to_at
                      and c.due_at <= $1::timestamptz
                      and (w.alliance_id is null or h.alliance_id = w.alliance_id)
                      and (not w.is_of_hat or true)
                  ) given,
                  lateral (
                    select
                      (count(*) filter (where a.unit_id is not null))::integer as answered,
                      (
                        count(*) filter (
                          where
                            (
                              (
                                v.state = 'RECORDED'
                                and not v.has_worth
                                and coalesce(v.confirm_by <= $1::timestamptz, false)
                              )
                              or a.event_id is not null
                              and a.unit_id is null
                            )
                        )
                      )::integer as silent,
                      (
                        count(*) filter (
                          where
                            a.unit_id is not null
                            or (
                              (
                                v.state = 'RECORDED'
                                and not v.has_worth
                                and coalesce(v.confirm_by <= $1::timestamptz, false)
                              )
                              or a.event_id is not null
                              and a.unit_id is null
                            )
                        )
                      )::integer as settled,
                      percentile_cont(0.5) within group (
                        order by a.answered_at - v.recorded_at
                      ) filter (
                        where a.unit_id is not null
                      ) as median
                    from
                      exchange.commitment c
                      join exchange.agreement h on h.id = c.agreement_id
                      join exchange.event v on v.commitment_id = c.id
                      and v.recorded_by_unit_id = c.from_unit_id
                      and v.reverses_id is null
                      left join exchange.event_answer a on a.event_id = v.id
                    where
                      c.to_unit_id = w.unit_id
                      and c.due_at >= w.from_at
                      and c.due_at < w.to_at
                      and c.due_at <= $1::timestamptz
                      and (w.alliance_id is null or h.alliance_id = w.alliance_id)
                      and (not w.is_of_hat or true)
                  ) received,
                  lateral (
                    select count(*)::integer as booked, (count(*) filter (where b.state = 'NO_SHOW'))::integer as missed
                    from exchange.booking b
                    where
                      b.unit_id = w.unit_id
                      and b.state in ('CONFIRMED', 'IN_USE', 'COMPLETED', 'NO_SHOW')
                      and (w.alliance_id is null or b.alliance_id = w.alliance_id)
                      and exists (
                        select
                        from
                          (
                            select
                              coalesce(
                                b.ends_at,
                                (select s.ends_at from exchange.slot s where s.id = b.slot_id)
                              ) as ends_at
                            offset 0
                          ) z
                        where z.ends_at >= w.from_at and z.ends_at < w.to_at and z.ends_at <= $1::timestamptz
                      )
                      and (not w.is_of_hat or true)
                  ) booked
              ) t2
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($5::uuid)
    )
  )::text,
  null
;
