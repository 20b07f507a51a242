with
  viewer as materialized (
    select
      v.*,
      v.alliances[1] as alliance_id,
      case when v.alliances[1] = any (v.coordinates) then v.alliances[1]
      end as coordinated
    from rights.app_viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    (
      select
        json_build_object(
          'reliability', (
            select
              json_build_object(
                'kept', json_build_object('count', case when t2.is_own or t2.due >= 5 then t2.kept end),
                'bookings', case
                  when 'promises:read' = any (viewer.scopes::text[]) then (
                    json_build_object(
                      'totalCount', (
                        select count(*)
                        from exchange.booking t4
                        where
                          t4.unit_id = t2.unit_id
                          and t4.state in ('CONFIRMED', 'IN_USE', 'COMPLETED', 'NO_SHOW')
                          and (t2.alliance_id is null or t4.alliance_id = t2.alliance_id)
                          and exists (
                            select
                            from
                              (
                                select
                                  coalesce(
                                    t4.ends_at,
                                    (select s.ends_at from exchange.slot s where s.id = t4.slot_id)
                                  ) as ends_at
                                offset 0
                              ) z
                            where z.ends_at >= t2.from_at and z.ends_at < t2.to_at and z.ends_at <= $5::timestamptz
                          )
                          and (
                            (
                              t4.unit_id in (
                                select i.unit_id
                                from rights.installation i
                                where
                                  i.app_id = $1::uuid
                                  and i.alliance_id = viewer.alliance_id
                                  and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                  and 'promises:read' = any (i.scopes)
                                  and coalesce(i.valid @> $5::timestamptz, false)
                              )
                              and t4.alliance_id = viewer.alliance_id
                            )
                            or (
                              exists (
                                select
                                from exchange.resource r
                                where
                                  r.id = t4.resource_id
                                  and r.owner_unit_id in (
                                    select i.unit_id
                                    from rights.installation i
                                    where
                                      i.app_id = $1::uuid
                                      and i.alliance_id = viewer.alliance_id
                                      and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                      and 'promises:read' = any (i.scopes)
                                      and coalesce(i.valid @> $5::timestamptz, false)
                                  )
                                offset 0
                              )
                              and t4.alliance_id = viewer.alliance_id
                            )
                          )
                      )
                    )
                  )
                end
              )
            from
              (
                select w.*, given.*, received.*, booked.*
                from
                  (
                    select
                      t1.id as unit_id,
                      $6::uuid as alliance_id,
                      coalesce(s.shown_to, 'COORDINATORS') as shown_to,
                      s.version,
                      (
                        t1.id in (
                          select i.unit_id
                          from rights.installation i
                          where
                            i.app_id = $1::uuid
                            and i.alliance_id = viewer.alliance_id
                            and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                            and 'promises:read' = any (i.scopes)
                            and coalesce(i.valid @> $5::timestamptz, false)
                        )
                      ) is true as is_own,
                      (
                        t1.id in (
                          select i.unit_id
                          from rights.installation i
                          where
                            i.app_id = $1::uuid
                            and i.alliance_id = viewer.alliance_id
                            and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                            and 'promises:read' = any (i.scopes)
                            and coalesce(i.valid @> $5::timestamptz, false)
                        )
                      ) is true as is_of_hat,
                      coalesce(
                        $7::timestamptz,
                        (
                          coalesce($8::timestamptz, date_trunc('month', $5::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' - interval '1 year'
                        ) at time zone 'Asia/Shanghai'
                      ) as from_at,
                      coalesce($8::timestamptz, date_trunc('month', $5::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') as to_at
                    from (values (1)) one left join exchange.reliability_showing s on s.unit_id = t1.id
                    where
                      (
                        (
                          t1.id in (
                            select i.unit_id
                            from rights.installation i
                            where
                              i.app_id = $1::uuid
                              and i.alliance_id = viewer.alliance_id
                              and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                              and 'promises:read' = any (i.scopes)
                              and coalesce(i.valid @> $5::timestamptz, false)
                          )
                          and ($6::uuid is null or $6::uuid = viewer.alliance_id)
                        )
                        or (
                          num_nonnulls ($7::timestamptz, $8::timestamptz, $6::uuid) = 0
                          and coalesce(s.shown_to, 'COORDINATORS') = 'EVERYBODY'
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
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($9::uuid)
    )
  )::text,
  coalesce(
    viewer.problem,
    'SCOPES_WANTED' || '!' || nullif(
      array_to_string(
        array(select w.scope from unnest(array['promises:read']) w (scope) where w.scope <> all (viewer.scopes)),
        ','
      ),
      ''
    )
  )
from viewer
;
