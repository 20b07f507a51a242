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
        'commitment', (
          select
            json_build_object(
              'id', 'commitment_' || replace(t1.id::text, '-', ''),
              'progress', case
                when not (
                  t1.state = 'OPEN'
                  and case
                    when t1.state = 'OPEN'
                    and exists (
                      select
                      from exchange.agreement o
                      where
                        o.id = t1.agreement_id
                        and o.state in ('ACTIVE', 'SUSPENDED')
                        and o.ends_at <= $5::timestamptz
                    ) then least(
                      t1.quantity - (
                        t1.fulfilled + coalesce(
                          (
                            select sum(e.quantity)
                            from exchange.event e
                            where
                              e.commitment_id = t1.id
                              and e.state = 'RECORDED'
                              and not e.has_worth
                              and e.confirm_by <= $5::timestamptz
                          ),
                          0
                        )
                      ) - t1.released,
                      coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t1.id
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
                    else t1.quantity - (
                      t1.fulfilled + coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t1.id
                            and e.state = 'RECORDED'
                            and not e.has_worth
                            and e.confirm_by <= $5::timestamptz
                        ),
                        0
                      )
                    ) - t1.released
                  end > 0
                ) then case
                  when t1.state <> 'OPEN' then t1.state
                  when case
                    when t1.state = 'OPEN'
                    and exists (
                      select
                      from exchange.agreement o
                      where
                        o.id = t1.agreement_id
                        and o.state in ('ACTIVE', 'SUSPENDED')
                        and o.ends_at <= $5::timestamptz
                    ) then least(
                      t1.quantity - (
                        t1.fulfilled + coalesce(
                          (
                            select sum(e.quantity)
                            from exchange.event e
                            where
                              e.commitment_id = t1.id
                              and e.state = 'RECORDED'
                              and not e.has_worth
                              and e.confirm_by <= $5::timestamptz
                          ),
                          0
                        )
                      ) - t1.released,
                      coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t1.id
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
                    else t1.quantity - (
                      t1.fulfilled + coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t1.id
                            and e.state = 'RECORDED'
                            and not e.has_worth
                            and e.confirm_by <= $5::timestamptz
                        ),
                        0
                      )
                    ) - t1.released
                  end > 0 then 'OPEN'
                  when (
                    t1.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t1.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) > 0 then 'FULFILLED'
                  else 'RELEASED'
                end
                when exists (select from exchange.commitment_breach b where b.commitment_id = t1.id) then 'BREACHED'
                when coalesce(
                  t1.due_at <= (
                    select
                      exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                    from exchange.agreement g
                    where g.id = t1.agreement_id
                  ),
                  false
                ) then 'OVERDUE'
                when (
                  t1.fulfilled + coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = t1.id
                        and e.state = 'RECORDED'
                        and not e.has_worth
                        and e.confirm_by <= $5::timestamptz
                    ),
                    0
                  )
                ) > 0 then 'PARTIAL'
                when t1.due_at < (
                  select
                    exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                  from exchange.agreement g
                  where g.id = t1.agreement_id
                ) + make_interval(days => 7) then 'DUE'
                else 'PLANNED'
              end,
              'released', json_build_object(
                'value', trim_scale(
                  (
                    t1.released + case
                      when t1.state = 'OPEN'
                      and exists (
                        select
                        from exchange.agreement o
                        where
                          o.id = t1.agreement_id
                          and o.state in ('ACTIVE', 'SUSPENDED')
                          and o.ends_at <= $5::timestamptz
                      ) then greatest(
                        t1.quantity - (
                          t1.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = t1.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) - t1.released - coalesce(
                          (
                            select sum(e.quantity)
                            from exchange.event e
                            where
                              e.commitment_id = t1.id
                              and e.reverses_id is null
                              and (
                                e.state = 'DISPUTED'
                                or e.state = 'RECORDED'
                                and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                              )
                          ),
                          0
                        ),
                        0
                      )
                      else 0
                    end
                  )
                )::text
              ),
              'outstanding', json_build_object(
                'value', trim_scale(
                  case
                    when t1.state = 'OPEN'
                    and exists (
                      select
                      from exchange.agreement o
                      where
                        o.id = t1.agreement_id
                        and o.state in ('ACTIVE', 'SUSPENDED')
                        and o.ends_at <= $5::timestamptz
                    ) then least(
                      t1.quantity - (
                        t1.fulfilled + coalesce(
                          (
                            select sum(e.quantity)
                            from exchange.event e
                            where
                              e.commitment_id = t1.id
                              and e.state = 'RECORDED'
                              and not e.has_worth
                              and e.confirm_by <= $5::timestamptz
                          ),
                          0
                        )
                      ) - t1.released,
                      coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t1.id
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
                    else t1.quantity - (
                      t1.fulfilled + coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t1.id
                            and e.state = 'RECORDED'
                            and not e.has_worth
                            and e.confirm_by <= $5::timestamptz
                        ),
                        0
                      )
                    ) - t1.released
                  end
                )::text,
                'unit', t1.quantity_unit
              ),
              'releases', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'quantity', json_build_object('value', trim_scale(t2.quantity)::text, 'unit', t2.unit),
                        'reason', t2.reason,
                        'releasedAt', t2.released_at
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select r.*, t1.quantity_unit as unit
                    from
                      (
                        select l.id, l.quantity, l.reason, l.released_at
                        from exchange.commitment_release l
                        where l.commitment_id = t1.id
                        union all
                        select
                          null,
                          (
                            t1.released + case
                              when t1.state = 'OPEN'
                              and exists (
                                select
                                from exchange.agreement o
                                where
                                  o.id = t1.agreement_id
                                  and o.state in ('ACTIVE', 'SUSPENDED')
                                  and o.ends_at <= $5::timestamptz
                              ) then greatest(
                                t1.quantity - (
                                  t1.fulfilled + coalesce(
                                    (
                                      select sum(e.quantity)
                                      from exchange.event e
                                      where
                                        e.commitment_id = t1.id
                                        and e.state = 'RECORDED'
                                        and not e.has_worth
                                        and e.confirm_by <= $5::timestamptz
                                    ),
                                    0
                                  )
                                ) - t1.released - coalesce(
                                  (
                                    select sum(e.quantity)
                                    from exchange.event e
                                    where
                                      e.commitment_id = t1.id
                                      and e.reverses_id is null
                                      and (
                                        e.state = 'DISPUTED'
                                        or e.state = 'RECORDED'
                                        and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                      )
                                  ),
                                  0
                                ),
                                0
                              )
                              else 0
                            end
                          ) - t1.released,
                          exchange.release_reason (g.ends_as),
                          g.ends_at
                        from exchange.agreement g
                        where g.id = t1.agreement_id
                      ) r
                    where r.quantity > 0
                    order by r.id nulls last
                  ) t2
              )
            )
          from exchange.commitment t1
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
