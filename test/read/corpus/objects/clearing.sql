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
          'id', 'clearing_' || replace(t1.id::text, '-', ''),
          'dimension', t1.dimension,
          'basis', t1.basis,
          'endsAt', t1.ends_at,
          'isInForce', t1.state = 'ACTIVE'
          and t1.ends_at > $5::timestamptz
          and not exists (
            select
            from directory.alliance l
            where l.id in (t1.alliance_id, t1.other_alliance_id) and l.dissolved_at is not null
          ),
          'note', t1.note,
          'state', t1.state,
          'proposedAt', t1.proposed_at,
          'answeredAt', t1.answered_at,
          'version', t1.version,
          'limit', json_build_object('value', trim_scale(t1.credit_limit)::text, 'unit', t1.basis),
          'balance', case
            when t1.balance is not null then json_build_object('value', trim_scale(t1.balance)::text, 'unit', t1.basis)
          end,
          'alliance', (
            select json_build_object('id', 'alliance_' || replace(t2.id::text, '-', ''))
            from directory.alliance t2
            where t2.id = t1.alliance_id
          ),
          'otherAlliance', (
            select json_build_object('id', 'alliance_' || replace(t3.id::text, '-', ''))
            from directory.alliance t3
            where t3.id = t1.other_alliance_id
          ),
          'proposedBy', (
            select json_build_object('id', 'unit_' || replace(t4.id::text, '-', ''))
            from directory.unit t4
            where t4.id = t1.proposed_by_unit_id
          ),
          'answeredBy', (
            select json_build_object('id', 'unit_' || replace(t5.id::text, '-', ''))
            from directory.unit t5
            where t5.id = t1.answered_by_unit_id
          ),
          'settlements', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from
                    (
                      select s.*, c.basis, p.id as posting_id, c.alliance_id as one_alliance_id, c.other_alliance_id
                      from
                        exchange.clearing_settlement s
                        join exchange.clearing c on c.id = s.clearing_id
                        left join exchange.posting p on p.settlement_id = s.id
                    ) t7
                  where
                    t7.clearing_id = t1.id
                    and (t7.one_alliance_id = viewer.alliance_id or t7.other_alliance_id = viewer.alliance_id)
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'clearingsettlement_' || replace(t6.id::text, '-', ''))
                    )
                    order by t6.rn
                  ) filter (
                    where t6.rn <= 2
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'clearingsettlement_' || replace(t6.id::text, '-', ''),
                      'note', t6.note,
                      'state', t6.state,
                      'proposedAt', t6.proposed_at,
                      'answeredAt', t6.answered_at,
                      'version', t6.version,
                      'amount', json_build_object('value', trim_scale(t6.amount)::text, 'unit', t6.basis),
                      'clearing', (
                        select json_build_object('id', 'clearing_' || replace(t8.id::text, '-', ''))
                        from
                          (
                            select c.*, a.balance
                            from
                              exchange.clearing c
                              left join exchange.account a on a.clearing_id = c.id
                              and a.alliance_id = c.alliance_id
                              and a.kind = 'CLEARING'
                          ) t8
                        where
                          t8.id = t6.clearing_id
                          and (t8.alliance_id = viewer.alliance_id or t8.other_alliance_id = viewer.alliance_id)
                      ),
                      'alliance', (
                        select json_build_object('id', 'alliance_' || replace(t9.id::text, '-', ''))
                        from directory.alliance t9
                        where t9.id = t6.alliance_id
                      ),
                      'owedBy', (
                        select json_build_object('id', 'alliance_' || replace(t10.id::text, '-', ''))
                        from directory.alliance t10
                        where t10.id = t6.owing_alliance_id
                      ),
                      'proposedBy', (
                        select json_build_object('id', 'unit_' || replace(t11.id::text, '-', ''))
                        from directory.unit t11
                        where t11.id = t6.proposed_by_unit_id
                      ),
                      'answeredBy', (
                        select json_build_object('id', 'unit_' || replace(t12.id::text, '-', ''))
                        from directory.unit t12
                        where t12.id = t6.answered_by_unit_id
                      ),
                      'posting', (
                        select json_build_object('id', 'posting_' || replace(t13.id::text, '-', ''))
                        from
                          (
                            select p.*, r.id as reversed_by_id
                            from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
                          ) t13
                        where
                          t13.id = t6.posting_id
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
                    order by t6.rn
                  ) filter (
                    where t6.rn <= 2
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 2,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn
                    ) filter (
                      where t6.rn <= 2
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 2
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t14.*
                    from
                      (
                        select s.*, c.basis, p.id as posting_id, c.alliance_id as one_alliance_id, c.other_alliance_id
                        from
                          exchange.clearing_settlement s
                          join exchange.clearing c on c.id = s.clearing_id
                          left join exchange.posting p on p.settlement_id = s.id
                      ) t14
                    where
                      t14.clearing_id = t1.id
                      and (t14.one_alliance_id = viewer.alliance_id or t14.other_alliance_id = viewer.alliance_id)
                    order by t14.id
                    limit 3
                  ) p
              ) t6
          ),
          'latest', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'clearingsettlement_' || replace(t15.id::text, '-', ''))
                    order by t15.rn desc
                  ) filter (
                    where t15.rn <= 1
                  ),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t16.*
                    from
                      (
                        select s.*, c.basis, p.id as posting_id, c.alliance_id as one_alliance_id, c.other_alliance_id
                        from
                          exchange.clearing_settlement s
                          join exchange.clearing c on c.id = s.clearing_id
                          left join exchange.posting p on p.settlement_id = s.id
                      ) t16
                    where
                      t16.clearing_id = t1.id
                      and (t16.one_alliance_id = viewer.alliance_id or t16.other_alliance_id = viewer.alliance_id)
                    order by t16.id
                    limit 1
                  ) p
              ) t15
          )
        )
      from
        (
          select c.*, a.balance
          from
            exchange.clearing c
            left join exchange.account a on a.clearing_id = c.id
            and a.alliance_id = c.alliance_id
            and a.kind = 'CLEARING'
        ) t1
      where t1.id = $6::uuid and (t1.alliance_id = viewer.alliance_id or t1.other_alliance_id = viewer.alliance_id)
    )
  )::text,
  viewer.problem
from viewer
;
