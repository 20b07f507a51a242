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
          'id', 'settlement_' || replace(t1.id::text, '-', ''),
          'number', t1.number,
          'from', t1.from_day,
          'until', t1.until_day,
          'state', t1.state,
          'drawnUpAt', t1.drawn_up_at,
          'hash', t1.hash,
          'settledAt', t1.settled_at,
          'documentUrl', '/files/documents/' || 'settlement_' || replace(t1.id::text, '-', '') || '.pdf',
          'version', t1.version,
          'agreement', (
            select json_build_object('id', 'agreement_' || replace(t2.id::text, '-', ''), 'title', t2.title)
            from exchange.agreement t2
            where
              t2.id = t1.agreement_id
              and (
                (
                  exists (
                    select
                    from exchange.agreement_party p
                    where p.agreement_id = t2.id and p.unit_id = viewer.unit_id
                    offset 0
                  )
                  and t2.alliance_id = viewer.alliance_id
                )
                or t2.alliance_id = viewer.coordinated
              )
          ),
          'drawnUpBy', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.drawn_up_by_unit_id
          ),
          'follows', (
            select json_build_object('id', 'settlement_' || replace(t4.id::text, '-', ''))
            from exchange.settlement t4
            where
              t4.id = t1.follows_id
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
          'replaces', (
            select json_build_object('id', 'settlement_' || replace(t5.id::text, '-', ''), 'hash', t5.hash)
            from exchange.settlement t5
            where
              t5.id = t1.replaces_id
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
          ),
          'parties', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'answer', t6.answer,
                    'reason', t6.reason,
                    'answeredAt', t6.answered_at,
                    'unit', (
                      select json_build_object('shortName', t7.short_name)
                      from directory.unit t7
                      where t7.id = t6.unit_id
                    )
                  )
                ),
                '[]'
              )
            from (select p.* from exchange.settlement_party p where p.settlement_id = t1.id order by p.rank) t6
          ),
          'lines', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'title', t8.title,
                    'commitment', (
                      select json_build_object('id', 'commitment_' || replace(t9.id::text, '-', ''))
                      from exchange.commitment t9
                      where
                        t9.id = t8.commitment_id
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
                    'from', (
                      select json_build_object('shortName', t10.short_name)
                      from directory.unit t10
                      where t10.id = t8.from_unit_id
                    ),
                    'to', (
                      select json_build_object('shortName', t11.short_name)
                      from directory.unit t11
                      where t11.id = t8.to_unit_id
                    ),
                    'promised', json_build_object('value', trim_scale(t8.promised)::text, 'unit', t8.quantity_unit),
                    'confirmedBefore', json_build_object('value', trim_scale(t8.confirmed_before)::text, 'unit', t8.quantity_unit),
                    'confirmedWithin', json_build_object('value', trim_scale(t8.confirmed_within)::text, 'unit', t8.quantity_unit),
                    'confirmedLate', json_build_object('value', trim_scale(t8.confirmed_late)::text, 'unit', t8.quantity_unit),
                    'confirmedInAll', json_build_object('value', trim_scale(t8.confirmed_in_all)::text, 'unit', t8.quantity_unit),
                    'disputed', json_build_object('value', trim_scale(t8.disputed)::text, 'unit', t8.quantity_unit),
                    'awaited', json_build_object('value', trim_scale(t8.awaited)::text, 'unit', t8.quantity_unit),
                    'outstanding', json_build_object('value', trim_scale(t8.outstanding)::text, 'unit', t8.quantity_unit)
                  )
                ),
                '[]'
              )
            from
              (
                select l.*, l.confirmed_before + l.confirmed_within + l.confirmed_late as confirmed_in_all
                from exchange.settlement_line l
                where l.settlement_id = t1.id
                order by l.rank, l.commitment_id
              ) t8
          ),
          'totals', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'from', (
                      select json_build_object('shortName', t13.short_name)
                      from directory.unit t13
                      where t13.id = t12.from_unit_id
                    ),
                    'to', (
                      select json_build_object('shortName', t14.short_name)
                      from directory.unit t14
                      where t14.id = t12.to_unit_id
                    ),
                    'promised', json_build_object('value', trim_scale(t12.promised)::text, 'unit', t12.quantity_unit),
                    'confirmedBefore', json_build_object('value', trim_scale(t12.confirmed_before)::text, 'unit', t12.quantity_unit),
                    'confirmedWithin', json_build_object('value', trim_scale(t12.confirmed_within)::text, 'unit', t12.quantity_unit),
                    'confirmedLate', json_build_object('value', trim_scale(t12.confirmed_late)::text, 'unit', t12.quantity_unit),
                    'confirmedInAll', json_build_object('value', trim_scale(t12.confirmed_in_all)::text, 'unit', t12.quantity_unit),
                    'disputed', json_build_object('value', trim_scale(t12.disputed)::text, 'unit', t12.quantity_unit),
                    'awaited', json_build_object('value', trim_scale(t12.awaited)::text, 'unit', t12.quantity_unit),
                    'outstanding', json_build_object('value', trim_scale(t12.outstanding)::text, 'unit', t12.quantity_unit)
                  )
                ),
                '[]'
              )
            from
              (
                select
                  l.from_unit_id,
                  l.to_unit_id,
                  l.quantity_unit,
                  sum(l.promised) as promised,
                  sum(l.confirmed_before) as confirmed_before,
                  sum(l.confirmed_within) as confirmed_within,
                  sum(l.confirmed_late) as confirmed_late,
                  sum(l.confirmed_before + l.confirmed_within + l.confirmed_late) as confirmed_in_all,
                  sum(l.disputed) as disputed,
                  sum(l.awaited) as awaited,
                  sum(l.outstanding) as outstanding
                from exchange.settlement_line l
                where l.settlement_id = t1.id
                group by l.from_unit_id, l.to_unit_id, l.quantity_unit
                order by min(l.rank), l.from_unit_id, l.to_unit_id, l.quantity_unit
              ) t12
          ),
          'deliveries', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'entry', t15.entry,
                      'occurredAt', t15.occurred_at,
                      'quantity', json_build_object('value', trim_scale(t15.quantity)::text, 'unit', t15.quantity_unit),
                      'delivery', (
                        select
                          json_build_object('id', 'event_' || replace(t16.id::text, '-', ''), 'state', t16.state_now)
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
                                (
                                  e.state = 'RECORDED'
                                  and not e.has_worth
                                  and coalesce(e.confirm_by <= $5::timestamptz, false)
                                )
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
                          ) t16
                        where
                          t16.id = t15.event_id
                          and exists (
                            select
                            from exchange.agreement g
                            where
                              g.id = t16.agreement_id
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
                        select json_build_object('id', 'commitment_' || replace(t17.id::text, '-', ''))
                        from exchange.commitment t17
                        where
                          t17.id = t15.commitment_id
                          and exists (
                            select
                            from exchange.agreement g
                            where
                              g.id = t17.agreement_id
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
                  ),
                  '[]'
                )
              )
            from
              (
                select t18.*
                from
                  (
                    select d.*, l.quantity_unit
                    from
                      exchange.settlement_delivery d
                      join exchange.settlement_line l on l.settlement_id = d.settlement_id
                      and l.commitment_id = d.commitment_id
                  ) t18
                where t18.settlement_id = t1.id
                order by t18.occurred_at, t18.event_id
                limit 20
              ) t15
          )
        )
      from exchange.settlement t1
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
