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
          'id', 'account_' || replace(t1.id::text, '-', ''),
          'kind', t1.kind,
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
          'dimension', t1.dimension,
          'basis', t1.basis,
          'version', t1.version,
          'openedAt', t1.opened_at,
          'balance', json_build_object('value', trim_scale(t1.balance)::text, 'unit', t1.basis),
          'creditLimit', json_build_object('value', trim_scale(t1.credit_limit)::text, 'unit', t1.basis),
          'ceiling', case
            when t1.ceiling is not null then json_build_object('value', trim_scale(t1.ceiling)::text, 'unit', t1.basis)
          end,
          'available', json_build_object('value', trim_scale(greatest(t1.balance + t1.credit_limit, 0))::text, 'unit', t1.basis),
          'alliance', (
            select json_build_object('name', t3.name)
            from directory.alliance t3
            where t3.id = t1.alliance_id
          ),
          'unit', (
            select json_build_object('shortName', t4.short_name)
            from directory.unit t4
            where t4.id = t1.unit_id
          ),
          'latest', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
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
                    ) t6
                  where
                    t6.account_id = t1.id
                    and (
                      (t6.unit_id = viewer.unit_id and t6.alliance_id = viewer.alliance_id)
                      or t6.alliance_id = viewer.coordinated
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t5.number::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'entry_' || replace(t5.id::text, '-', ''))
                    )
                    order by t5.rn
                  ) filter (
                    where t5.rn <= 2
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'entry_' || replace(t5.id::text, '-', ''),
                      'number', t5.number,
                      'amount', json_build_object('value', trim_scale(t5.amount)::text, 'unit', t5.basis),
                      'balanceAfter', json_build_object('value', trim_scale(t5.balance_after)::text, 'unit', t5.basis),
                      'account', (
                        select json_build_object('id', 'account_' || replace(t7.id::text, '-', ''))
                        from exchange.account t7
                        where
                          t7.id = t5.account_id
                          and (
                            (t7.unit_id = viewer.unit_id and t7.alliance_id = viewer.alliance_id)
                            or t7.alliance_id = viewer.coordinated
                          )
                      ),
                      'counterAccount', (
                        select json_build_object('id', 'account_' || replace(t8.id::text, '-', ''))
                        from exchange.account t8
                        where
                          t8.id = t5.counter_account_id
                          and (
                            (t8.unit_id = viewer.unit_id and t8.alliance_id = viewer.alliance_id)
                            or t8.alliance_id = viewer.coordinated
                          )
                      ),
                      'posting', (
                        select json_build_object('id', 'posting_' || replace(t9.id::text, '-', ''))
                        from
                          (
                            select p.*, r.id as reversed_by_id
                            from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
                          ) t9
                        where
                          t9.id = t5.posting_id
                          and (
                            (
                              (t9.from_unit_id = viewer.unit_id or t9.to_unit_id = viewer.unit_id)
                              and (t9.from_alliance_id = viewer.alliance_id or t9.to_alliance_id = viewer.alliance_id)
                            )
                            or t9.from_alliance_id = viewer.coordinated
                            or t9.to_alliance_id = viewer.coordinated
                          )
                      )
                    )
                    order by t5.rn
                  ) filter (
                    where t5.rn <= 2
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 2,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t5.number::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn
                    ) filter (
                      where t5.rn <= 2
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t5.number::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 2
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t10.*
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
                      ) t10
                    where
                      t10.account_id = t1.id
                      and (
                        (t10.unit_id = viewer.unit_id and t10.alliance_id = viewer.alliance_id)
                        or t10.alliance_id = viewer.coordinated
                      )
                    order by t10.number desc, t10.id
                    limit 3
                  ) p
              ) t5
          ),
          'earliest', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(json_build_object('number', t11.number) order by t11.rn desc) filter (where t11.rn <= 1),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
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
                      t12.account_id = t1.id
                      and (
                        (t12.unit_id = viewer.unit_id and t12.alliance_id = viewer.alliance_id)
                        or t12.alliance_id = viewer.coordinated
                      )
                    order by t12.number desc, t12.id desc
                    limit 1
                  ) p
              ) t11
          )
        )
      from exchange.account t1
      where
        t1.id = $6::uuid
        and (
          (t1.unit_id = viewer.unit_id and t1.alliance_id = viewer.alliance_id)
          or t1.alliance_id = viewer.coordinated
        )
    )
  )::text,
  viewer.problem
from viewer
;
