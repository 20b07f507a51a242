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
          'endings', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'alliance', (
                      select json_build_object('id', 'alliance_' || replace(t3.id::text, '-', ''))
                      from directory.alliance t3
                      where t3.id = t2.alliance_id
                    ),
                    'by', (
                      select json_build_object('id', 'unit_' || replace(t4.id::text, '-', ''))
                      from directory.unit t4
                      where t4.id = t2.unit_id
                    ),
                    'reason', t2.reason,
                    'saidAt', t2.said_at
                  )
                ),
                '[]'
              )
            from
              (
                select n.*
                from exchange.clearing_ending n
                where n.clearing_id = t1.id
                order by n.said_at, n.alliance_id
              ) t2
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
            select json_build_object('id', 'alliance_' || replace(t5.id::text, '-', ''))
            from directory.alliance t5
            where t5.id = t1.alliance_id
          ),
          'otherAlliance', (
            select json_build_object('id', 'alliance_' || replace(t6.id::text, '-', ''))
            from directory.alliance t6
            where t6.id = t1.other_alliance_id
          ),
          'proposedBy', (
            select json_build_object('id', 'unit_' || replace(t7.id::text, '-', ''))
            from directory.unit t7
            where t7.id = t1.proposed_by_unit_id
          ),
          'answeredBy', (
            select json_build_object('id', 'unit_' || replace(t8.id::text, '-', ''))
            from directory.unit t8
            where t8.id = t1.answered_by_unit_id
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
                    ) t10
                  where
                    t10.clearing_id = t1.id
                    and (t10.one_alliance_id = viewer.alliance_id or t10.other_alliance_id = viewer.alliance_id)
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t9.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'clearingsettlement_' || replace(t9.id::text, '-', ''))
                    )
                    order by t9.rn
                  ) filter (
                    where t9.rn <= 2
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'clearingsettlement_' || replace(t9.id::text, '-', ''),
                      'note', t9.note,
                      'state', t9.state,
                      'proposedAt', t9.proposed_at,
                      'answeredAt', t9.answered_at,
                      'version', t9.version,
                      'amount', json_build_object('value', trim_scale(t9.amount)::text, 'unit', t9.basis),
                      'clearing', (
                        select json_build_object('id', 'clearing_' || replace(t11.id::text, '-', ''))
                        from
                          (
                            select c.*, a.balance
                            from
                              exchange.clearing c
                              left join exchange.account a on a.clearing_id = c.id
                              and a.alliance_id = c.alliance_id
                              and a.kind = 'CLEARING'
                          ) t11
                        where
                          t11.id = t9.clearing_id
                          and (t11.alliance_id = viewer.alliance_id or t11.other_alliance_id = viewer.alliance_id)
                      ),
                      'alliance', (
                        select json_build_object('id', 'alliance_' || replace(t12.id::text, '-', ''))
                        from directory.alliance t12
                        where t12.id = t9.alliance_id
                      ),
                      'owedBy', (
                        select json_build_object('id', 'alliance_' || replace(t13.id::text, '-', ''))
                        from directory.alliance t13
                        where t13.id = t9.owing_alliance_id
                      ),
                      'proposedBy', (
                        select json_build_object('id', 'unit_' || replace(t14.id::text, '-', ''))
                        from directory.unit t14
                        where t14.id = t9.proposed_by_unit_id
                      ),
                      'answeredBy', (
                        select json_build_object('id', 'unit_' || replace(t15.id::text, '-', ''))
                        from directory.unit t15
                        where t15.id = t9.answered_by_unit_id
                      ),
                      'posting', (
                        select json_build_object('id', 'posting_' || replace(t16.id::text, '-', ''))
                        from
                          (
                            select p.*, r.id as reversed_by_id
                            from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
                          ) t16
                        where
                          t16.id = t9.posting_id
                          and (
                            (
                              (t16.from_unit_id = viewer.unit_id or t16.to_unit_id = viewer.unit_id)
                              and (t16.from_alliance_id = viewer.alliance_id or t16.to_alliance_id = viewer.alliance_id)
                            )
                            or t16.from_alliance_id = viewer.coordinated
                            or t16.to_alliance_id = viewer.coordinated
                          )
                      )
                    )
                    order by t9.rn
                  ) filter (
                    where t9.rn <= 2
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 2,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t9.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t9.rn
                    ) filter (
                      where t9.rn <= 2
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t9.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t9.rn desc
                    ) filter (
                      where t9.rn <= 2
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t17.*
                    from
                      (
                        select s.*, c.basis, p.id as posting_id, c.alliance_id as one_alliance_id, c.other_alliance_id
                        from
                          exchange.clearing_settlement s
                          join exchange.clearing c on c.id = s.clearing_id
                          left join exchange.posting p on p.settlement_id = s.id
                      ) t17
                    where
                      t17.clearing_id = t1.id
                      and (t17.one_alliance_id = viewer.alliance_id or t17.other_alliance_id = viewer.alliance_id)
                    order by t17.id
                    limit 3
                  ) p
              ) t9
          ),
          'latest', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'clearingsettlement_' || replace(t18.id::text, '-', ''))
                    order by t18.rn desc
                  ) filter (
                    where t18.rn <= 1
                  ),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t19.*
                    from
                      (
                        select s.*, c.basis, p.id as posting_id, c.alliance_id as one_alliance_id, c.other_alliance_id
                        from
                          exchange.clearing_settlement s
                          join exchange.clearing c on c.id = s.clearing_id
                          left join exchange.posting p on p.settlement_id = s.id
                      ) t19
                    where
                      t19.clearing_id = t1.id
                      and (t19.one_alliance_id = viewer.alliance_id or t19.other_alliance_id = viewer.alliance_id)
                    order by t19.id
                    limit 1
                  ) p
              ) t18
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
