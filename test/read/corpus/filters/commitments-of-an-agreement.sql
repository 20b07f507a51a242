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
          'commitments', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
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
                    and (
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
                    ) = any ($6::text[])
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
                                b.commitment_id = t2.id
                                and (
                                  e.counted + l.released < t2.quantity
                                  or exists (
                                    select
                                    from exchange.commitment_release y
                                    where y.commitment_id = b.commitment_id and y.released_at >= b.declared_at
                                  )
                                )
                            ) then 'BREACHED'
                            when l.released = t2.quantity then 'RELEASED'
                            when e.is_disputed then 'DISPUTED'
                            when e.in_time + l.released >= t2.quantity then 'KEPT'
                            when e.counted + l.released >= t2.quantity then 'LATE'
                            when e.in_time + e.awaited + l.released >= t2.quantity then 'AWAITED'
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
                                  where coalesce(o.occurred_at, v.occurred_at) <= t2.due_at
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
                                    and v.occurred_at <= t2.due_at
                                ),
                                0
                              ) as awaited,
                              coalesce(
                                bool_or(
                                  v.reverses_id is null
                                  and v.recorded_by_unit_id = t2.from_unit_id
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
                            where v.commitment_id = t2.id
                          ) e,
                          lateral (
                            select
                              case
                                when t2.released = 0 then 0
                                else coalesce(
                                  (
                                    select sum(l.quantity)
                                    from exchange.commitment_release l
                                    where
                                      l.commitment_id = t2.id
                                      and (l.unit_id = t2.to_unit_id or l.released_at < t2.due_at)
                                  ),
                                  0
                                )
                              end as released
                            offset 0
                          ) l
                        where
                          g.id = t2.agreement_id
                          and g.activated_at is not null
                          and t2.due_at <= coalesce(
                            (
                              select
                                exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                              from exchange.agreement g
                              where g.id = t2.agreement_id
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
                select t4.*
                from exchange.commitment t4
                where
                  t4.agreement_id = t1.id
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
                  and (
                    select
                      case
                        when exists (
                          select
                          from exchange.commitment_breach b
                          where
                            b.commitment_id = t4.id
                            and (
                              e.counted + l.released < t4.quantity
                              or exists (
                                select
                                from exchange.commitment_release y
                                where y.commitment_id = b.commitment_id and y.released_at >= b.declared_at
                              )
                            )
                        ) then 'BREACHED'
                        when l.released = t4.quantity then 'RELEASED'
                        when e.is_disputed then 'DISPUTED'
                        when e.in_time + l.released >= t4.quantity then 'KEPT'
                        when e.counted + l.released >= t4.quantity then 'LATE'
                        when e.in_time + e.awaited + l.released >= t4.quantity then 'AWAITED'
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
                              where coalesce(o.occurred_at, v.occurred_at) <= t4.due_at
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
                                and v.occurred_at <= t4.due_at
                            ),
                            0
                          ) as awaited,
                          coalesce(
                            bool_or(
                              v.reverses_id is null
                              and v.recorded_by_unit_id = t4.from_unit_id
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
                        where v.commitment_id = t4.id
                      ) e,
                      lateral (
                        select
                          case
                            when t4.released = 0 then 0
                            else coalesce(
                              (
                                select sum(l.quantity)
                                from exchange.commitment_release l
                                where
                                  l.commitment_id = t4.id
                                  and (l.unit_id = t4.to_unit_id or l.released_at < t4.due_at)
                              ),
                              0
                            )
                          end as released
                        offset 0
                      ) l
                    where
                      g.id = t4.agreement_id
                      and g.activated_at is not null
                      and t4.due_at <= coalesce(
                        (
                          select
                            exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                          from exchange.agreement g
                          where g.id = t4.agreement_id
                        ),
                        $5::timestamptz
                      )
                  ) = any ($7::text[])
                order by t4.rank, t4.id
                limit 20
              ) t2
          )
        )
      from exchange.agreement t1
      where
        t1.id = $8::uuid
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
  )::text,
  viewer.problem
from viewer
;
