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
          'state', t1.state_now,
          'occurredAt', t1.occurred_at,
          'recordedAt', t1.recorded_at,
          'answeredAt', t1.answered_at,
          'confirmBy', t1.confirm_by,
          'confirmedByTimeout', t1.by_timeout,
          'heldAt', t1.held_at,
          'posting', (
            select json_build_object('id', 'posting_' || replace(t2.id::text, '-', ''))
            from
              (
                select p.*, r.id as reversed_by_id
                from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
              ) t2
            where
              t2.id = t1.posting_id
              and (
                (
                  (t2.from_unit_id = viewer.unit_id or t2.to_unit_id = viewer.unit_id)
                  and (t2.from_alliance_id = viewer.alliance_id or t2.to_alliance_id = viewer.alliance_id)
                )
                or t2.from_alliance_id = viewer.coordinated
                or t2.to_alliance_id = viewer.coordinated
              )
          ),
          'action', t1.action,
          'referredAt', t1.referred_at,
          'referral', t1.referral,
          'resolvedAt', t1.resolved_at,
          'resolution', t1.resolution,
          'quantity', json_build_object('value', trim_scale(t1.quantity)::text, 'unit', t1.quantity_unit),
          'recordedBy', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.recorded_by_unit_id
          ),
          'answeredBy', (
            select json_build_object('shortName', t4.short_name)
            from directory.unit t4
            where t4.id = t1.answered_by_unit_id
          ),
          'provider', (
            select json_build_object('shortName', t5.short_name)
            from directory.unit t5
            where t5.id = t1.from_unit_id
          ),
          'receiver', (
            select json_build_object('shortName', t6.short_name)
            from directory.unit t6
            where t6.id = t1.to_unit_id
          ),
          'referredBy', (
            select json_build_object('shortName', t7.short_name)
            from directory.unit t7
            where t7.id = t1.referred_by_unit_id
          ),
          'resolvedBy', (
            select json_build_object('shortName', t8.short_name)
            from directory.unit t8
            where t8.id = t1.resolved_by_unit_id
          ),
          'counted', json_build_object('value', trim_scale(t1.counted_now)::text),
          'reverses', (
            select json_build_object('id', 'event_' || replace(t9.id::text, '-', ''))
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
              ) t9
            where
              t9.id = t1.reverses_id
              and exists (
                select
                from exchange.agreement g
                where
                  g.id = t9.agreement_id
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
          'reversedBy', (
            select json_build_object('id', 'event_' || replace(t10.id::text, '-', ''))
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
              ) t10
            where
              t10.id = t1.reversed_by_id
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
          ),
          'commitment', (
            select json_build_object('id', 'commitment_' || replace(t11.id::text, '-', ''), 'title', t11.title)
            from exchange.commitment t11
            where
              t11.id = t1.commitment_id
              and exists (
                select
                from exchange.agreement g
                where
                  g.id = t11.agreement_id
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
  )::text,
  viewer.problem
from viewer
;
