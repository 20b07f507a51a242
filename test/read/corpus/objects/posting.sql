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
          'purpose', t1.purpose,
          'dimension', t1.dimension,
          'note', t1.note,
          'postedAt', t1.posted_at,
          'amount', json_build_object('value', trim_scale(t1.amount)::text, 'unit', t1.basis),
          'from', (
            select json_build_object('id', 'unit_' || replace(t2.id::text, '-', ''))
            from directory.unit t2
            where t2.id = t1.from_unit_id
          ),
          'to', (
            select json_build_object('id', 'unit_' || replace(t3.id::text, '-', ''))
            from directory.unit t3
            where t3.id = t1.to_unit_id
          ),
          'by', (
            select json_build_object('id', 'unit_' || replace(t4.id::text, '-', ''))
            from directory.unit t4
            where t4.id = t1.by_unit_id
          ),
          'commitment', (
            select json_build_object('id', 'commitment_' || replace(t5.id::text, '-', ''))
            from exchange.commitment t5
            where
              t5.id = t1.commitment_id
              and exists (
                select
                from exchange.agreement g
                where
                  g.id = t5.agreement_id
                  and (
                    (
                      (g.supplier_unit_id = viewer.unit_id or g.demander_unit_id = viewer.unit_id)
                      and g.alliance_id = viewer.alliance_id
                    )
                    or g.alliance_id = viewer.coordinated
                  )
              )
          ),
          'reverses', (
            select json_build_object('id', 'posting_' || replace(t6.id::text, '-', ''))
            from
              (
                select p.*, r.id as reversed_by_id
                from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
              ) t6
            where
              t6.id = t1.reverses_id
              and (
                (
                  (t6.from_unit_id = viewer.unit_id or t6.to_unit_id = viewer.unit_id)
                  and (t6.from_alliance_id = viewer.alliance_id or t6.to_alliance_id = viewer.alliance_id)
                )
                or t6.from_alliance_id = viewer.coordinated
                or t6.to_alliance_id = viewer.coordinated
              )
          ),
          'reversedBy', (
            select json_build_object('id', 'posting_' || replace(t7.id::text, '-', ''))
            from
              (
                select p.*, r.id as reversed_by_id
                from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
              ) t7
            where
              t7.id = t1.reversed_by_id
              and (
                (
                  (t7.from_unit_id = viewer.unit_id or t7.to_unit_id = viewer.unit_id)
                  and (t7.from_alliance_id = viewer.alliance_id or t7.to_alliance_id = viewer.alliance_id)
                )
                or t7.from_alliance_id = viewer.coordinated
                or t7.to_alliance_id = viewer.coordinated
              )
          ),
          'entries', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'entry_' || replace(t8.id::text, '-', ''),
                      'number', t8.number,
                      'amount', json_build_object('value', trim_scale(t8.amount)::text, 'unit', t8.basis),
                      'balanceAfter', json_build_object('value', trim_scale(t8.balance_after)::text, 'unit', t8.basis),
                      'account', (
                        select json_build_object('id', 'account_' || replace(t9.id::text, '-', ''))
                        from exchange.account t9
                        where
                          t9.id = t8.account_id
                          and (
                            (t9.unit_id = viewer.unit_id and t9.alliance_id = viewer.alliance_id)
                            or t9.alliance_id = viewer.coordinated
                          )
                      ),
                      'counterAccount', (
                        select json_build_object('id', 'account_' || replace(t10.id::text, '-', ''))
                        from exchange.account t10
                        where
                          t10.id = t8.counter_account_id
                          and (
                            (t10.unit_id = viewer.unit_id and t10.alliance_id = viewer.alliance_id)
                            or t10.alliance_id = viewer.coordinated
                          )
                      ),
                      'posting', (
                        select json_build_object('id', 'posting_' || replace(t11.id::text, '-', ''))
                        from
                          (
                            select p.*, r.id as reversed_by_id
                            from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
                          ) t11
                        where
                          t11.id = t8.posting_id
                          and (
                            (
                              (t11.from_unit_id = viewer.unit_id or t11.to_unit_id = viewer.unit_id)
                              and (t11.from_alliance_id = viewer.alliance_id or t11.to_alliance_id = viewer.alliance_id)
                            )
                            or t11.from_alliance_id = viewer.coordinated
                            or t11.to_alliance_id = viewer.coordinated
                          )
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t12.*
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
                  ) t12
                where
                  t12.posting_id = t1.id
                  and (
                    (t12.unit_id = viewer.unit_id and t12.alliance_id = viewer.alliance_id)
                    or t12.alliance_id = viewer.coordinated
                  )
                order by t12.number, t12.id
                limit 5
              ) t8
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
