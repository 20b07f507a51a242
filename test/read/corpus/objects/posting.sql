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
          'reverses', (
            select json_build_object('id', 'posting_' || replace(t7.id::text, '-', ''))
            from
              (
                select p.*, r.id as reversed_by_id
                from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
              ) t7
            where
              t7.id = t1.reverses_id
              and (
                (
                  (t7.from_unit_id = viewer.unit_id or t7.to_unit_id = viewer.unit_id)
                  and (t7.from_alliance_id = viewer.alliance_id or t7.to_alliance_id = viewer.alliance_id)
                )
                or t7.from_alliance_id = viewer.coordinated
                or t7.to_alliance_id = viewer.coordinated
              )
          ),
          'reversedBy', (
            select json_build_object('id', 'posting_' || replace(t8.id::text, '-', ''))
            from
              (
                select p.*, r.id as reversed_by_id
                from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
              ) t8
            where
              t8.id = t1.reversed_by_id
              and (
                (
                  (t8.from_unit_id = viewer.unit_id or t8.to_unit_id = viewer.unit_id)
                  and (t8.from_alliance_id = viewer.alliance_id or t8.to_alliance_id = viewer.alliance_id)
                )
                or t8.from_alliance_id = viewer.coordinated
                or t8.to_alliance_id = viewer.coordinated
              )
          ),
          'entries', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'entry_' || replace(t9.id::text, '-', ''),
                      'number', t9.number,
                      'amount', json_build_object('value', trim_scale(t9.amount)::text, 'unit', t9.basis),
                      'balanceAfter', json_build_object('value', trim_scale(t9.balance_after)::text, 'unit', t9.basis),
                      'account', (
                        select json_build_object('id', 'account_' || replace(t10.id::text, '-', ''))
                        from exchange.account t10
                        where
                          t10.id = t9.account_id
                          and (
                            (t10.unit_id = viewer.unit_id and t10.alliance_id = viewer.alliance_id)
                            or t10.alliance_id = viewer.coordinated
                          )
                      ),
                      'counterAccount', (
                        select json_build_object('id', 'account_' || replace(t11.id::text, '-', ''))
                        from exchange.account t11
                        where
                          t11.id = t9.counter_account_id
                          and (
                            (t11.unit_id = viewer.unit_id and t11.alliance_id = viewer.alliance_id)
                            or t11.alliance_id = viewer.coordinated
                          )
                      ),
                      'posting', (
                        select json_build_object('id', 'posting_' || replace(t12.id::text, '-', ''))
                        from
                          (
                            select p.*, r.id as reversed_by_id
                            from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
                          ) t12
                        where
                          t12.id = t9.posting_id
                          and (
                            (
                              (t12.from_unit_id = viewer.unit_id or t12.to_unit_id = viewer.unit_id)
                              and (t12.from_alliance_id = viewer.alliance_id or t12.to_alliance_id = viewer.alliance_id)
                            )
                            or t12.from_alliance_id = viewer.coordinated
                            or t12.to_alliance_id = viewer.coordinated
                          )
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t13.*
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
                  ) t13
                where
                  t13.posting_id = t1.id
                  and (
                    (t13.unit_id = viewer.unit_id and t13.alliance_id = viewer.alliance_id)
                    or t13.alliance_id = viewer.coordinated
                  )
                order by t13.number, t13.id
                limit 5
              ) t9
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
