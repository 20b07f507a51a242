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
          'id', 'posting_' || replace(t1.id::text, '-', ''),
          'clearing', (
            select json_build_object('id', 'clearing_' || replace(t2.id::text, '-', ''))
            from
              (
                select c.*, a.balance
                from
                  exchange.clearing c
                  left join exchange.account a on a.clearing_id = c.id
                  and a.alliance_id = c.alliance_id
                  and a.kind = 'CLEARING'
              ) t2
            where
              t2.id = t1.clearing_id
              and (t2.alliance_id = viewer.alliance_id or t2.other_alliance_id = viewer.alliance_id)
          ),
          'purpose', t1.purpose,
          'dimension', t1.dimension,
          'note', t1.note,
          'postedAt', t1.posted_at,
          'amount', json_build_object('value', trim_scale(t1.amount)::text, 'unit', t1.basis),
          'from', (
            select json_build_object('id', 'unit_' || replace(t3.id::text, '-', ''))
            from directory.unit t3
            where t3.id = t1.from_unit_id
          ),
          'to', (
            select json_build_object('id', 'unit_' || replace(t4.id::text, '-', ''))
            from directory.unit t4
            where t4.id = t1.to_unit_id
          ),
          'by', (
            select json_build_object('id', 'unit_' || replace(t5.id::text, '-', ''))
            from directory.unit t5
            where t5.id = t1.by_unit_id
          ),
          'commitment', (
            select json_build_object('id', 'commitment_' || replace(t6.id::text, '-', ''))
            from exchange.commitment t6
            where
              t6.id = t1.commitment_id
              and exists (
                select
                from exchange.agreement g
                where
                  g.id = t6.agreement_id
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
          'delivery', (
            select json_build_object('id', 'event_' || replace(t7.id::text, '-', ''))
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
              ) t7
            where
              t7.id = t1.event_id
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
          ),
          'reverses', (
            select json_build_object('id', 'posting_' || replace(t8.id::text, '-', ''))
            from
              (
                select p.*, r.id as reversed_by_id
                from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
              ) t8
            where
              t8.id = t1.reverses_id
              and (
                (
                  (t8.from_unit_id = viewer.unit_id or t8.to_unit_id = viewer.unit_id)
                  and (t8.from_alliance_id = viewer.alliance_id or t8.to_alliance_id = viewer.alliance_id)
                )
                or t8.from_alliance_id = viewer.coordinated
                or t8.to_alliance_id = viewer.coordinated
              )
          ),
          'reversedBy', (
            select json_build_object('id', 'posting_' || replace(t9.id::text, '-', ''))
            from
              (
                select p.*, r.id as reversed_by_id
                from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
              ) t9
            where
              t9.id = t1.reversed_by_id
              and (
                (
                  (t9.from_unit_id = viewer.unit_id or t9.to_unit_id = viewer.unit_id)
                  and (t9.from_alliance_id = viewer.alliance_id or t9.to_alliance_id = viewer.alliance_id)
                )
                or t9.from_alliance_id = viewer.coordinated
                or t9.to_alliance_id = viewer.coordinated
              )
          ),
          'entries', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'entry_' || replace(t10.id::text, '-', ''),
                      'number', t10.number,
                      'amount', json_build_object('value', trim_scale(t10.amount)::text, 'unit', t10.basis),
                      'balanceAfter', json_build_object('value', trim_scale(t10.balance_after)::text, 'unit', t10.basis),
                      'account', (
                        select json_build_object('id', 'account_' || replace(t11.id::text, '-', ''))
                        from exchange.account t11
                        where
                          t11.id = t10.account_id
                          and (
                            (t11.unit_id = viewer.unit_id and t11.alliance_id = viewer.alliance_id)
                            or t11.alliance_id = viewer.coordinated
                          )
                      ),
                      'counterAccount', (
                        select json_build_object('id', 'account_' || replace(t12.id::text, '-', ''))
                        from exchange.account t12
                        where
                          t12.id = t10.counter_account_id
                          and (
                            (t12.unit_id = viewer.unit_id and t12.alliance_id = viewer.alliance_id)
                            or t12.alliance_id = viewer.coordinated
                          )
                      ),
                      'posting', (
                        select json_build_object('id', 'posting_' || replace(t13.id::text, '-', ''))
                        from
                          (
                            select p.*, r.id as reversed_by_id
                            from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
                          ) t13
                        where
                          t13.id = t10.posting_id
                          and (
                            (
                              (t13.from_unit_id = viewer.unit_id or t13.to_unit_id = viewer.unit_id)
                              and (t13.from_alliance_id = viewer.alliance_id or t13.to_alliance_id = viewer.alliance_id)
                            )
                            or t13.from_alliance_id = viewer.coordinated
                            or t13.to_alliance_id = viewer.coordinated
                          )
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t14.*
                from
                  (
                    select e.*, a.alliance_id, a.unit_id, c.id as counter_account_id
                    from
                      exchange.account_entry e
                      join exchange.account a on a.id = e.account_id
                      join exchange.account_entry o on o.posting_id = e.posting_id
                      and o.id <> e.id
                      join exchange.account c on c.id = o.account_id
                      and c.alliance_id = a.alliance_id
                  ) t14
                where
                  t14.posting_id = t1.id
                  and (
                    (t14.unit_id = viewer.unit_id and t14.alliance_id = viewer.alliance_id)
                    or t14.alliance_id = viewer.coordinated
                  )
                order by t14.number, t14.id
                limit 5
              ) t10
          )
        )
      from
        (
          select p.*, r.id as reversed_by_id
          from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
        ) t1
      where
        t1.id = $6::uuid
        and (
          (
            (t1.from_unit_id = viewer.unit_id or t1.to_unit_id = viewer.unit_id)
            and (t1.from_alliance_id = viewer.alliance_id or t1.to_alliance_id = viewer.alliance_id)
          )
          or t1.from_alliance_id = viewer.coordinated
          or t1.to_alliance_id = viewer.coordinated
        )
    )
  )::text,
  viewer.problem
from viewer
;
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
          'reversedBy', (
            select
              json_build_object(
                'purpose', t2.purpose,
                'reverses', (
                  select json_build_object('id', 'posting_' || replace(t3.id::text, '-', ''))
                  from
                    (
                      select p.*, r.id as reversed_by_id
                      from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
                    ) t3
                  where
                    t3.id = t2.reverses_id
                    and (
                      (
                        (t3.from_unit_id = viewer.unit_id or t3.to_unit_id = viewer.unit_id)
                        and (t3.from_alliance_id = viewer.alliance_id or t3.to_alliance_id = viewer.alliance_id)
                      )
                      or t3.from_alliance_id = viewer.coordinated
                      or t3.to_alliance_id = viewer.coordinated
                    )
                )
              )
            from
              (
                select p.*, r.id as reversed_by_id
                from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
              ) t2
            where
              t2.id = t1.reversed_by_id
              and (
                (
                  (t2.from_unit_id = viewer.unit_id or t2.to_unit_id = viewer.unit_id)
                  and (t2.from_alliance_id = viewer.alliance_id or t2.to_alliance_id = viewer.alliance_id)
                )
                or t2.from_alliance_id = viewer.coordinated
                or t2.to_alliance_id = viewer.coordinated
              )
          ),
          'entries', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'entry_' || replace(t4.id::text, '-', ''))
                    order by t4.rn desc
                  ) filter (
                    where t4.rn <= 1
                  ),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t5.*
                    from
                      (
                        select e.*, a.alliance_id, a.unit_id, c.id as counter_account_id
                        from
                          exchange.account_entry e
                          join exchange.account a on a.id = e.account_id
                          join exchange.account_entry o on o.posting_id = e.posting_id
                          and o.id <> e.id
                          join exchange.account c on c.id = o.account_id
                          and c.alliance_id = a.alliance_id
                      ) t5
                    where
                      t5.posting_id = t1.id
                      and (
                        (t5.unit_id = viewer.unit_id and t5.alliance_id = viewer.alliance_id)
                        or t5.alliance_id = viewer.coordinated
                      )
                    order by t5.number, t5.id desc
                    limit 1
                  ) p
              ) t4
          )
        )
      from
        (
          select p.*, r.id as reversed_by_id
          from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
        ) t1
      where
        t1.id = $6::uuid
        and (
          (
            (t1.from_unit_id = viewer.unit_id or t1.to_unit_id = viewer.unit_id)
            and (t1.from_alliance_id = viewer.alliance_id or t1.to_alliance_id = viewer.alliance_id)
          )
          or t1.from_alliance_id = viewer.coordinated
          or t1.to_alliance_id = viewer.coordinated
        )
    )
  )::text,
  viewer.problem
from viewer
;
