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
          'reliability', (
            select
              json_build_object(
                'from', t2.from_at,
                'to', t2.to_at,
                'basis', case
                  when $6::text = 'en' then 'Commitments of agreements in force that came due within the time, as of now. Kept: what was delivered by the due date covers the promise, less what was released, whenever it was confirmed. Late: delivered in full after the due date, or not yet. Disputed: a delivery that the unit recorded was objected to, and the objection was neither withdrawn nor set aside by a coordinator. Breached: said to be broken, and not made good. Each counts as one of these, and the four together are the denominator. What the receiver released, or has yet to answer, is in no denominator; what has no due date is not counted. No-shows are of bookings whose time is over, without what was cancelled or never confirmed. Fewer than 5 are told to nobody but the unit itself.'
                  else '统计期内到期且协议已生效的承诺，截至查询之时。守约：已确认的履约中，期限之前发生的达到承诺量（扣除解除量），无论何时确认；迟延：期限之后才履行完毕，或逾期未履行；争议：由本单位登记的履约被提出异议，且异议未撤回、协调员未全部采信；违约：被认定违约后未补足。每项承诺只计一类，四类之和为分母。接收方解除的、待对方确认的不计入分母，未约定期限的不计。爽约以时间已过的预约为分母，待确认或已取消的不计。不足 5 件的，除本单位外不予公布。'
                end,
                'shownTo', t2.shown_to,
                'version', t2.version,
                'kept', json_build_object(
                  'count', case when t2.is_own or t2.due >= 5 then t2.kept
                  end,
                  'outOf', case when t2.is_own or t2.due >= 5 then t2.due
                  end,
                  'rate', case when t2.is_own or t2.due >= 5 then round(t2.kept::numeric / nullif(t2.due, 0), 4)::text
                  end,
                  'tooFewToTell', t2.due < 5
                ),
                'late', json_build_object(
                  'count', case when t2.is_own or t2.due >= 5 then t2.late
                  end,
                  'outOf', case when t2.is_own or t2.due >= 5 then t2.due
                  end
                ),
                'disputed', json_build_object(
                  'rate', case
                    when t2.is_own
                    or t2.due >= 5 then round(t2.disputed::numeric / nullif(t2.due, 0), 4)::text
                  end
                ),
                'breached', json_build_object(
                  'rate', case
                    when t2.is_own
                    or t2.due >= 5 then round(t2.breached::numeric / nullif(t2.due, 0), 4)::text
                  end
                ),
                'released', case when t2.is_own or t2.due >= 5 then t2.released
                end,
                'awaited', case when t2.is_own or t2.due >= 5 then t2.awaited
                end,
                'noShow', json_build_object(
                  'count', case when t2.is_own or t2.booked >= 5 then t2.missed
                  end,
                  'outOf', case when t2.is_own or t2.booked >= 5 then t2.booked
                  end,
                  'rate', case
                    when t2.is_own
                    or t2.booked >= 5 then round(t2.missed::numeric / nullif(t2.booked, 0), 4)::text
                  end
                ),
                'answers', json_build_object(
                  'answered', case when t2.is_own or t2.answered >= 5 then t2.answered
                  end,
                  'medianDays', case
                    when t2.is_own
                    or t2.answered >= 5 then round(extract(epoch from t2.median) / 86400, 2)::text
                  end,
                  'tooFewToTell', t2.answered < 5,
                  'bySilence', json_build_object(
                    'count', case when t2.is_own or t2.settled >= 5 then t2.silent
                    end,
                    'outOf', case when t2.is_own or t2.settled >= 5 then t2.settled
                    end,
                    'rate', case
                      when t2.is_own
                      or t2.settled >= 5 then round(t2.silent::numeric / nullif(t2.settled, 0), 4)::text
                    end
                  )
                ),
                'commitments', (
                  select
                    json_build_object(
                      'totalCount', (
                        select count(*)
                        from exchange.commitment t4
                        where
                          t4.from_unit_id = t2.unit_id
                          and t4.due_at >= t2.from_at
                          and t4.due_at < t2.to_at
                          and t4.due_at <= $5::timestamptz
                          and exists (
                            select
                            from exchange.agreement h
                            where
                              h.id = t4.agreement_id
                              and h.activated_at is not null
                              and (t2.alliance_id is null or h.alliance_id = t2.alliance_id)
                          )
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
                      ),
                      'nodes', coalesce(
                        json_agg(
                          json_build_object(
                            'title', t3.title,
                            'outcome', (
                              select
                                case
                                  when exists (
                                    select
                                    from exchange.commitment_breach b
                                    where
                                      b.commitment_id = t3.id
                                      and (
                                        e.counted + l.released < t3.quantity
                                        or exists (
                                          select
                                          from exchange.commitment_release y
                                          where y.commitment_id = b.commitment_id and y.released_at >= b.declared_at
                                        )
                                      )
                                  ) then 'BREACHED'
                                  when l.released = t3.quantity then 'RELEASED'
                                  when e.is_disputed then 'DISPUTED'
                                  when e.in_time + l.released >= t3.quantity then 'KEPT'
                                  when e.counted + l.released >= t3.quantity then 'LATE'
                                  when e.in_time + e.awaited + l.released >= t3.quantity then 'AWAITED'
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
                                            and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                            and coalesce(v.confirm_by <= $5::timestamptz, false)
                                          ) then v.quantity
                                          else v.counted
                                        end
                                      ) filter (
                                        where coalesce(o.occurred_at, v.occurred_at) <= t3.due_at
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
                                            and coalesce(v.confirm_by <= $5::timestamptz, false)
                                          )
                                          and v.reverses_id is null
                                          and v.occurred_at <= t3.due_at
                                      ),
                                      0
                                    ) as awaited,
                                    coalesce(
                                      bool_or(
                                        v.reverses_id is null
                                        and v.recorded_by_unit_id = t3.from_unit_id
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
                                  where v.commitment_id = t3.id
                                ) e,
                                lateral (
                                  select
                                    case
                                      when t3.released = 0 then 0
                                      else coalesce(
                                        (
                                          select sum(l.quantity)
                                          from exchange.commitment_release l
                                          where
                                            l.commitment_id = t3.id
                                            and (l.unit_id = t3.to_unit_id or l.released_at < t3.due_at)
                                        ),
                                        0
                                      )
                                    end as released
                                  offset 0
                                ) l
                              where
                                g.id = t3.agreement_id
                                and g.activated_at is not null
                                and t3.due_at <= coalesce(
                                  (
                                    select
                                      exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                                    from exchange.agreement g
                                    where g.id = t3.agreement_id
                                  ),
                                  $5::timestamptz
                                )
                            )
                          )
                        ),
                        '[]'
                      )
                    )
                  from
                    (
                      select t5.*
                      from exchange.commitment t5
                      where
                        t5.from_unit_id = t2.unit_id
                        and t5.due_at >= t2.from_at
                        and t5.due_at < t2.to_at
                        and t5.due_at <= $5::timestamptz
                        and exists (
                          select
                          from exchange.agreement h
                          where
                            h.id = t5.agreement_id
                            and h.activated_at is not null
                            and (t2.alliance_id is null or h.alliance_id = t2.alliance_id)
                        )
                        and exists (
                          select
                          from exchange.agreement g
                          where
                            g.id = t5.agreement_id
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
                      order by t5.rank, t5.id
                      limit 5
                    ) t3
                ),
                'settled', (
                  select
                    json_build_object(
                      'totalCount', (
                        select count(*)
                        from exchange.commitment t7
                        where
                          t7.from_unit_id = t2.unit_id
                          and t7.due_at >= t2.from_at
                          and t7.due_at < t2.to_at
                          and t7.due_at <= $5::timestamptz
                          and exists (
                            select
                            from exchange.agreement h
                            where
                              h.id = t7.agreement_id
                              and h.activated_at is not null
                              and (t2.alliance_id is null or h.alliance_id = t2.alliance_id)
                          )
                          and exists (
                            select
                            from exchange.agreement g
                            where
                              g.id = t7.agreement_id
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
                          and (
                            select
                              case
                                when exists (
                                  select
                                  from exchange.commitment_breach b
                                  where
                                    b.commitment_id = t7.id
                                    and (
                                      e.counted + l.released < t7.quantity
                                      or exists (
                                        select
                                        from exchange.commitment_release y
                                        where y.commitment_id = b.commitment_id and y.released_at >= b.declared_at
                                      )
                                    )
                                ) then 'BREACHED'
                                when l.released = t7.quantity then 'RELEASED'
                                when e.is_disputed then 'DISPUTED'
                                when e.in_time + l.released >= t7.quantity then 'KEPT'
                                when e.counted + l.released >= t7.quantity then 'LATE'
                                when e.in_time + e.awaited + l.released >= t7.quantity then 'AWAITED'
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
                                          and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                          and coalesce(v.confirm_by <= $5::timestamptz, false)
                                        ) then v.quantity
                                        else v.counted
                                      end
                                    ) filter (
                                      where coalesce(o.occurred_at, v.occurred_at) <= t7.due_at
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
                                          and coalesce(v.confirm_by <= $5::timestamptz, false)
                                        )
                                        and v.reverses_id is null
                                        and v.occurred_at <= t7.due_at
                                    ),
                                    0
                                  ) as awaited,
                                  coalesce(
                                    bool_or(
                                      v.reverses_id is null
                                      and v.recorded_by_unit_id = t7.from_unit_id
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
                                where v.commitment_id = t7.id
                              ) e,
                              lateral (
                                select
                                  case
                                    when t7.released = 0 then 0
                                    else coalesce(
                                      (
                                        select sum(l.quantity)
                                        from exchange.commitment_release l
                                        where
                                          l.commitment_id = t7.id
                                          and (l.unit_id = t7.to_unit_id or l.released_at < t7.due_at)
                                      ),
                                      0
                                    )
                                  end as released
                                offset 0
                              ) l
                            where
                              g.id = t7.agreement_id
                              and g.activated_at is not null
                              and t7.due_at <= coalesce(
                                (
                                  select
                                    exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                                  from exchange.agreement g
                                  where g.id = t7.agreement_id
                                ),
                                $5::timestamptz
                              )
                          ) = any ($7::text[])
                      ),
                      'nodes', coalesce(
                        json_agg(
                          json_build_object(
                            'outcome', (
                              select
                                case
                                  when exists (
                                    select
                                    from exchange.commitment_breach b
                                    where
                                      b.commitment_id = t6.id
                                      and (
                                        e.counted + l.released < t6.quantity
                                        or exists (
                                          select
                                          from exchange.commitment_release y
                                          where y.commitment_id = b.commitment_id and y.released_at >= b.declared_at
                                        )
                                      )
                                  ) then 'BREACHED'
                                  when l.released = t6.quantity then 'RELEASED'
                                  when e.is_disputed then 'DISPUTED'
                                  when e.in_time + l.released >= t6.quantity then 'KEPT'
                                  when e.counted + l.released >= t6.quantity then 'LATE'
                                  when e.in_time + e.awaited + l.released >= t6.quantity then 'AWAITED'
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
                                            and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                            and coalesce(v.confirm_by <= $5::timestamptz, false)
                                          ) then v.quantity
                                          else v.counted
                                        end
                                      ) filter (
                                        where coalesce(o.occurred_at, v.occurred_at) <= t6.due_at
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
                                            and coalesce(v.confirm_by <= $5::timestamptz, false)
                                          )
                                          and v.reverses_id is null
                                          and v.occurred_at <= t6.due_at
                                      ),
                                      0
                                    ) as awaited,
                                    coalesce(
                                      bool_or(
                                        v.reverses_id is null
                                        and v.recorded_by_unit_id = t6.from_unit_id
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
                                  where v.commitment_id = t6.id
                                ) e,
                                lateral (
                                  select
                                    case
                                      when t6.released = 0 then 0
                                      else coalesce(
                                        (
                                          select sum(l.quantity)
                                          from exchange.commitment_release l
                                          where
                                            l.commitment_id = t6.id
                                            and (l.unit_id = t6.to_unit_id or l.released_at < t6.due_at)
                                        ),
                                        0
                                      )
                                    end as released
                                  offset 0
                                ) l
                              where
                                g.id = t6.agreement_id
                                and g.activated_at is not null
                                and t6.due_at <= coalesce(
                                  (
                                    select
                                      exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                                    from exchange.agreement g
                                    where g.id = t6.agreement_id
                                  ),
                                  $5::timestamptz
                                )
                            )
                          )
                          order by t6.rn desc
                        ) filter (
                          where t6.rn <= 5
                        ),
                        '[]'
                      )
                    )
                  from
                    (
                      select p.*, row_number() over () as rn
                      from
                        (
                          select t8.*
                          from exchange.commitment t8
                          where
                            t8.from_unit_id = t2.unit_id
                            and t8.due_at >= t2.from_at
                            and t8.due_at < t2.to_at
                            and t8.due_at <= $5::timestamptz
                            and exists (
                              select
                              from exchange.agreement h
                              where
                                h.id = t8.agreement_id
                                and h.activated_at is not null
                                and (t2.alliance_id is null or h.alliance_id = t2.alliance_id)
                            )
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
                            and (
                              select
                                case
                                  when exists (
                                    select
                                    from exchange.commitment_breach b
                                    where
                                      b.commitment_id = t8.id
                                      and (
                                        e.counted + l.released < t8.quantity
                                        or exists (
                                          select
                                          from exchange.commitment_release y
                                          where y.commitment_id = b.commitment_id and y.released_at >= b.declared_at
                                        )
                                      )
                                  ) then 'BREACHED'
                                  when l.released = t8.quantity then 'RELEASED'
                                  when e.is_disputed then 'DISPUTED'
                                  when e.in_time + l.released >= t8.quantity then 'KEPT'
                                  when e.counted + l.released >= t8.quantity then 'LATE'
                                  when e.in_time + e.awaited + l.released >= t8.quantity then 'AWAITED'
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
                                            and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                            and coalesce(v.confirm_by <= $5::timestamptz, false)
                                          ) then v.quantity
                                          else v.counted
                                        end
                                      ) filter (
                                        where coalesce(o.occurred_at, v.occurred_at) <= t8.due_at
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
                                            and coalesce(v.confirm_by <= $5::timestamptz, false)
                                          )
                                          and v.reverses_id is null
                                          and v.occurred_at <= t8.due_at
                                      ),
                                      0
                                    ) as awaited,
                                    coalesce(
                                      bool_or(
                                        v.reverses_id is null
                                        and v.recorded_by_unit_id = t8.from_unit_id
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
                                  where v.commitment_id = t8.id
                                ) e,
                                lateral (
                                  select
                                    case
                                      when t8.released = 0 then 0
                                      else coalesce(
                                        (
                                          select sum(l.quantity)
                                          from exchange.commitment_release l
                                          where
                                            l.commitment_id = t8.id
                                            and (l.unit_id = t8.to_unit_id or l.released_at < t8.due_at)
                                        ),
                                        0
                                      )
                                    end as released
                                  offset 0
                                ) l
                              where
                                g.id = t8.agreement_id
                                and g.activated_at is not null
                                and t8.due_at <= coalesce(
                                  (
                                    select
                                      exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                                    from exchange.agreement g
                                    where g.id = t8.agreement_id
                                  ),
                                  $5::timestamptz
                                )
                            ) = any ($8::text[])
                          order by t8.rank desc, t8.id desc
                          limit 5
                        ) p
                    ) t6
                ),
                'open', json_build_object(
                  'totalCount', (
                    select count(*)
                    from exchange.commitment t10
                    where
                      t10.from_unit_id = t2.unit_id
                      and t10.due_at >= t2.from_at
                      and t10.due_at < t2.to_at
                      and t10.due_at <= $5::timestamptz
                      and exists (
                        select
                        from exchange.agreement h
                        where
                          h.id = t10.agreement_id
                          and h.activated_at is not null
                          and (t2.alliance_id is null or h.alliance_id = t2.alliance_id)
                      )
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t10.agreement_id
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
                      and (
                        select
                          case
                            when exists (
                              select
                              from exchange.commitment_breach b
                              where
                                b.commitment_id = t10.id
                                and (
                                  e.counted + l.released < t10.quantity
                                  or exists (
                                    select
                                    from exchange.commitment_release y
                                    where y.commitment_id = b.commitment_id and y.released_at >= b.declared_at
                                  )
                                )
                            ) then 'BREACHED'
                            when l.released = t10.quantity then 'RELEASED'
                            when e.is_disputed then 'DISPUTED'
                            when e.in_time + l.released >= t10.quantity then 'KEPT'
                            when e.counted + l.released >= t10.quantity then 'LATE'
                            when e.in_time + e.awaited + l.released >= t10.quantity then 'AWAITED'
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
                                      and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                      and coalesce(v.confirm_by <= $5::timestamptz, false)
                                    ) then v.quantity
                                    else v.counted
                                  end
                                ) filter (
                                  where coalesce(o.occurred_at, v.occurred_at) <= t10.due_at
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
                                      and coalesce(v.confirm_by <= $5::timestamptz, false)
                                    )
                                    and v.reverses_id is null
                                    and v.occurred_at <= t10.due_at
                                ),
                                0
                              ) as awaited,
                              coalesce(
                                bool_or(
                                  v.reverses_id is null
                                  and v.recorded_by_unit_id = t10.from_unit_id
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
                            where v.commitment_id = t10.id
                          ) e,
                          lateral (
                            select
                              case
                                when t10.released = 0 then 0
                                else coalesce(
                                  (
                                    select sum(l.quantity)
                                    from exchange.commitment_release l
                                    where
                                      l.commitment_id = t10.id
                                      and (l.unit_id = t10.to_unit_id or l.released_at < t10.due_at)
                                  ),
                                  0
                                )
                              end as released
                            offset 0
                          ) l
                        where
                          g.id = t10.agreement_id
                          and g.activated_at is not null
                          and t10.due_at <= coalesce(
                            (
                              select
                                exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                              from exchange.agreement g
                              where g.id = t10.agreement_id
                            ),
                            $5::timestamptz
                          )
                      ) = any ($9::text[])
                  )
                ),
                'bookings', (
                  select
                    json_build_object(
                      'totalCount', (
                        select count(*)
                        from exchange.booking t12
                        where
                          t12.unit_id = t2.unit_id
                          and t12.state in ('CONFIRMED', 'IN_USE', 'COMPLETED', 'NO_SHOW')
                          and (t2.alliance_id is null or t12.alliance_id = t2.alliance_id)
                          and exists (
                            select
                            from
                              (
                                select
                                  coalesce(
                                    t12.ends_at,
                                    (select s.ends_at from exchange.slot s where s.id = t12.slot_id)
                                  ) as ends_at
                                offset 0
                              ) z
                            where z.ends_at >= t2.from_at and z.ends_at < t2.to_at and z.ends_at <= $5::timestamptz
                          )
                          and (
                            (
                              (t12.unit_id = viewer.unit_id and t12.alliance_id = viewer.alliance_id)
                              or t12.alliance_id = viewer.coordinated
                            )
                            or (
                              exists (
                                select
                                from exchange.resource r
                                where r.id = t12.resource_id and r.owner_unit_id = viewer.unit_id
                                offset 0
                              )
                            )
                          )
                      ),
                      'nodes', coalesce(
                        json_agg(
                          json_build_object(
                            'state', case
                              when t11.state = 'HELD'
                              and t11.held_until <= $5::timestamptz then 'EXPIRED'
                              else t11.state
                            end
                          )
                        ),
                        '[]'
                      )
                    )
                  from
                    (
                      select t13.*
                      from exchange.booking t13
                      where
                        t13.unit_id = t2.unit_id
                        and t13.state in ('CONFIRMED', 'IN_USE', 'COMPLETED', 'NO_SHOW')
                        and (t2.alliance_id is null or t13.alliance_id = t2.alliance_id)
                        and exists (
                          select
                          from
                            (
                              select
                                coalesce(
                                  t13.ends_at,
                                  (select s.ends_at from exchange.slot s where s.id = t13.slot_id)
                                ) as ends_at
                              offset 0
                            ) z
                          where z.ends_at >= t2.from_at and z.ends_at < t2.to_at and z.ends_at <= $5::timestamptz
                        )
                        and (
                          (
                            (t13.unit_id = viewer.unit_id and t13.alliance_id = viewer.alliance_id)
                            or t13.alliance_id = viewer.coordinated
                          )
                          or (
                            exists (
                              select
                              from exchange.resource r
                              where r.id = t13.resource_id and r.owner_unit_id = viewer.unit_id
                              offset 0
                            )
                          )
                        )
                      order by t13.id
                      limit 5
                    ) t11
                ),
                'missed', json_build_object(
                  'totalCount', (
                    select count(*)
                    from exchange.booking t15
                    where
                      t15.unit_id = t2.unit_id
                      and t15.state in ('CONFIRMED', 'IN_USE', 'COMPLETED', 'NO_SHOW')
                      and (t2.alliance_id is null or t15.alliance_id = t2.alliance_id)
                      and exists (
                        select
                        from
                          (
                            select
                              coalesce(
                                t15.ends_at,
                                (select s.ends_at from exchange.slot s where s.id = t15.slot_id)
                              ) as ends_at
                            offset 0
                          ) z
                        where z.ends_at >= t2.from_at and z.ends_at < t2.to_at and z.ends_at <= $5::timestamptz
                      )
                      and (
                        (
                          (t15.unit_id = viewer.unit_id and t15.alliance_id = viewer.alliance_id)
                          or t15.alliance_id = viewer.coordinated
                        )
                        or (
                          exists (
                            select
                            from exchange.resource r
                            where r.id = t15.resource_id and r.owner_unit_id = viewer.unit_id
                            offset 0
                          )
                        )
                      )
                      and case
                        when t15.state = 'HELD'
                        and t15.held_until <= $5::timestamptz then 'EXPIRED'
                        else t15.state
                      end = any ($10::text[])
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
                      $11::uuid as alliance_id,
                      coalesce(s.shown_to, 'COORDINATORS') as shown_to,
                      s.version,
                      (t1.id = viewer.unit_id) is true as is_own,
                      (
                        (
                          (
                            t1.id = viewer.unit_id
                            or (
                              coalesce(s.shown_to, 'COORDINATORS') <> 'NOBODY'
                              and exists (
                                select
                                from rights.membership m
                                where
                                  m.unit_id = t1.id
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and m.alliance_id = viewer.coordinated
                                offset 0
                              )
                            )
                          )
                          or (
                            coalesce(s.shown_to, 'COORDINATORS') = 'MEMBERS'
                            and exists (
                              select
                              from rights.membership m
                              where
                                m.unit_id = t1.id
                                and coalesce(m.valid @> $5::timestamptz, false)
                                and m.alliance_id = viewer.alliance_id
                              offset 0
                            )
                          )
                        )
                      ) is true as is_of_hat,
                      coalesce(
                        $12::timestamptz,
                        (
                          coalesce($13::timestamptz, date_trunc('month', $5::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' - interval '1 year'
                        ) at time zone 'Asia/Shanghai'
                      ) as from_at,
                      coalesce($13::timestamptz, date_trunc('month', $5::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') as to_at
                    from (values (1)) one left join exchange.reliability_showing s on s.unit_id = t1.id
                    where
                      (
                        (
                          (
                            t1.id = viewer.unit_id
                            or (
                              coalesce(s.shown_to, 'COORDINATORS') <> 'NOBODY'
                              and exists (
                                select
                                from rights.membership m
                                where
                                  m.unit_id = t1.id
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and m.alliance_id = viewer.coordinated
                                offset 0
                              )
                            )
                          )
                          and ($11::uuid is null or $11::uuid = viewer.alliance_id)
                        )
                        or (
                          num_nonnulls ($12::timestamptz, $13::timestamptz, $11::uuid) = 0
                          and (
                            (
                              coalesce(s.shown_to, 'COORDINATORS') = 'MEMBERS'
                              and exists (
                                select
                                from rights.membership m
                                where
                                  m.unit_id = t1.id
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and m.alliance_id = viewer.alliance_id
                                offset 0
                              )
                            )
                            or coalesce(s.shown_to, 'COORDINATORS') = 'EVERYBODY'
                          )
                        )
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
                                          and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                          and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                          and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                    exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                                  from exchange.agreement g
                                  where g.id = c.agreement_id
                                ),
                                $5::timestamptz
                              )
                          ) as outcome
                        offset 0
                      ) x
                    where
                      c.from_unit_id = w.unit_id
                      and c.due_at >= w.from_at
                      and c.due_at < w.to_at
                      and c.due_at <= $5::timestamptz
                      and (w.alliance_id is null or h.alliance_id = w.alliance_id)
                      and (not w.is_of_hat or h.alliance_id = viewer.alliance_id)
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
                                and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                      and c.due_at <= $5::timestamptz
                      and (w.alliance_id is null or h.alliance_id = w.alliance_id)
                      and (not w.is_of_hat or h.alliance_id = viewer.alliance_id)
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
                        where z.ends_at >= w.from_at and z.ends_at < w.to_at and z.ends_at <= $5::timestamptz
                      )
                      and (not w.is_of_hat or b.alliance_id = viewer.alliance_id)
                  ) booked
              ) t2
          ),
          'elsewhere', (
            select json_build_object('released', case when t16.is_own or t16.due >= 5 then t16.released end)
            from
              (
                select w.*, given.*, received.*, booked.*
                from
                  (
                    select
                      t1.id as unit_id,
                      $14::uuid as alliance_id,
                      coalesce(s.shown_to, 'COORDINATORS') as shown_to,
                      s.version,
                      (t1.id = viewer.unit_id) is true as is_own,
                      (
                        (
                          (
                            t1.id = viewer.unit_id
                            or (
                              coalesce(s.shown_to, 'COORDINATORS') <> 'NOBODY'
                              and exists (
                                select
                                from rights.membership m
                                where
                                  m.unit_id = t1.id
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and m.alliance_id = viewer.coordinated
                                offset 0
                              )
                            )
                          )
                          or (
                            coalesce(s.shown_to, 'COORDINATORS') = 'MEMBERS'
                            and exists (
                              select
                              from rights.membership m
                              where
                                m.unit_id = t1.id
                                and coalesce(m.valid @> $5::timestamptz, false)
                                and m.alliance_id = viewer.alliance_id
                              offset 0
                            )
                          )
                        )
                      ) is true as is_of_hat,
                      coalesce(
                        $15::timestamptz,
                        (
                          coalesce($16::timestamptz, date_trunc('month', $5::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' - interval '1 year'
                        ) at time zone 'Asia/Shanghai'
                      ) as from_at,
                      coalesce($16::timestamptz, date_trunc('month', $5::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') as to_at
                    from (values (1)) one left join exchange.reliability_showing s on s.unit_id = t1.id
                    where
                      (
                        (
                          (
                            t1.id = viewer.unit_id
                            or (
                              coalesce(s.shown_to, 'COORDINATORS') <> 'NOBODY'
                              and exists (
                                select
                                from rights.membership m
                                where
                                  m.unit_id = t1.id
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and m.alliance_id = viewer.coordinated
                                offset 0
                              )
                            )
                          )
                          and ($14::uuid is null or $14::uuid = viewer.alliance_id)
                        )
                        or (
                          num_nonnulls ($15::timestamptz, $16::timestamptz, $14::uuid) = 0
                          and (
                            (
                              coalesce(s.shown_to, 'COORDINATORS') = 'MEMBERS'
                              and exists (
                                select
                                from rights.membership m
                                where
                                  m.unit_id = t1.id
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and m.alliance_id = viewer.alliance_id
                                offset 0
                              )
                            )
                            or coalesce(s.shown_to, 'COORDINATORS') = 'EVERYBODY'
                          )
                        )
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
                                          and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                          and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                          and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                    exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                                  from exchange.agreement g
                                  where g.id = c.agreement_id
                                ),
                                $5::timestamptz
                              )
                          ) as outcome
                        offset 0
                      ) x
                    where
                      c.from_unit_id = w.unit_id
                      and c.due_at >= w.from_at
                      and c.due_at < w.to_at
                      and c.due_at <= $5::timestamptz
                      and (w.alliance_id is null or h.alliance_id = w.alliance_id)
                      and (not w.is_of_hat or h.alliance_id = viewer.alliance_id)
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
                                and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                                and coalesce(v.confirm_by <= $5::timestamptz, false)
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
                      and c.due_at <= $5::timestamptz
                      and (w.alliance_id is null or h.alliance_id = w.alliance_id)
                      and (not w.is_of_hat or h.alliance_id = viewer.alliance_id)
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
                        where z.ends_at >= w.from_at and z.ends_at < w.to_at and z.ends_at <= $5::timestamptz
                      )
                      and (not w.is_of_hat or b.alliance_id = viewer.alliance_id)
                  ) booked
              ) t16
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($17::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
