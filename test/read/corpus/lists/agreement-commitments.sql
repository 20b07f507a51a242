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
          'next', (
            select
              json_build_object(
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('RANK', t2.rank::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('title', t2.title)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'state', case
                        when t2.state <> 'OPEN' then t2.state
                        when case
                          when t2.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = t2.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            t2.quantity - (
                              t2.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t2.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - t2.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t2.id
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
                          else t2.quantity - (
                            t2.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t2.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - t2.released
                        end > 0 then 'OPEN'
                        when (
                          t2.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = t2.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
                    from exchange.commitment t3
                    where
                      t3.agreement_id = t1.id
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t3.agreement_id
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
                      and not (t3.rank, t3.id) > ($6::integer, $7::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t2.rank::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t2.rank::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn desc
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t4.*
                    from exchange.commitment t4
                    where
                      t4.agreement_id = t1.id
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
                      and (t4.rank, t4.id) > ($6::integer, $7::uuid)
                    order by t4.rank, t4.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.commitment t6
                  where
                    t6.agreement_id = t1.id
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
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('RANK', t5.rank::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object(
                        'state', case
                          when t5.state <> 'OPEN' then t5.state
                          when case
                            when t5.state = 'OPEN'
                            and exists (
                              select
                              from exchange.agreement o
                              where
                                o.id = t5.agreement_id
                                and o.state in ('ACTIVE', 'SUSPENDED')
                                and o.ends_at <= $5::timestamptz
                            ) then least(
                              t5.quantity - (
                                t5.fulfilled + coalesce(
                                  (
                                    select sum(e.quantity)
                                    from exchange.event e
                                    where
                                      e.commitment_id = t5.id
                                      and e.state = 'RECORDED'
                                      and not e.has_worth
                                      and e.confirm_by <= $5::timestamptz
                                  ),
                                  0
                                )
                              ) - t5.released,
                              coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t5.id
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
                            else t5.quantity - (
                              t5.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t5.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - t5.released
                          end > 0 then 'OPEN'
                          when (
                            t5.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t5.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) > 0 then 'FULFILLED'
                          else 'RELEASED'
                        end
                      )
                    )
                    order by t5.rn desc
                  ) filter (
                    where t5.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from exchange.commitment t7
                    where
                      t7.agreement_id = t1.id
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
                      and not (t7.rank, t7.id) < ($8::integer, $9::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t5.rank::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t5.rank::text, t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t8.*
                    from exchange.commitment t8
                    where
                      t8.agreement_id = t1.id
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t8.agreement_id
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
                      and (t8.rank, t8.id) < ($8::integer, $9::uuid)
                    order by t8.rank desc, t8.id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from exchange.agreement t1
      where
        t1.id = $10::uuid
        and (
          (
            exists (
              select
              from exchange.agreement_party p
              where p.agreement_id = t1.id and p.unit_id = viewer.unit_id
              offset 0
            )
            and t1.alliance_id = viewer.alliance_id
          )
          or t1.alliance_id = viewer.coordinated
        )
    )
  )::text,
  viewer.problem
from viewer
;
