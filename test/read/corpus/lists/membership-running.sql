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
                      end,
                      'from', (
                        select json_build_object('shortName', t3.short_name)
                        from directory.unit t3
                        where t3.id = t2.from_unit_id
                      )
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
                    from exchange.commitment t4
                    where
                      (
                        t4.state = 'OPEN'
                        and (
                          select b.unit_id
                          from rights.belonging b
                          where b.id = t1.id
                        ) in (t4.from_unit_id, t4.to_unit_id)
                        and t4.agreement_id in (
                          select g.id
                          from
                            exchange.agreement_party p
                            join exchange.agreement g on g.id = p.agreement_id
                            and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) in ('ACTIVE', 'SUSPENDED'),
                            rights.belonging b
                          where b.id = t1.id and p.unit_id = b.unit_id and g.alliance_id = b.alliance_id
                        )
                      )
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
                      and not (t4.rank, t4.id) > ($6::integer, $7::uuid)
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
                    select t5.*
                    from exchange.commitment t5
                    where
                      (
                        t5.state = 'OPEN'
                        and (
                          select b.unit_id
                          from rights.belonging b
                          where b.id = t1.id
                        ) in (t5.from_unit_id, t5.to_unit_id)
                        and t5.agreement_id in (
                          select g.id
                          from
                            exchange.agreement_party p
                            join exchange.agreement g on g.id = p.agreement_id
                            and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) in ('ACTIVE', 'SUSPENDED'),
                            rights.belonging b
                          where b.id = t1.id and p.unit_id = b.unit_id and g.alliance_id = b.alliance_id
                        )
                      )
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
                      and (t5.rank, t5.id) > ($6::integer, $7::uuid)
                    order by t5.rank, t5.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.commitment t7
                  where
                    (
                      t7.state = 'OPEN'
                      and (
                        select b.unit_id
                        from rights.belonging b
                        where b.id = t1.id
                      ) in (t7.from_unit_id, t7.to_unit_id)
                      and t7.agreement_id in (
                        select g.id
                        from
                          exchange.agreement_party p
                          join exchange.agreement g on g.id = p.agreement_id
                          and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) in ('ACTIVE', 'SUSPENDED'),
                          rights.belonging b
                        where b.id = t1.id and p.unit_id = b.unit_id and g.alliance_id = b.alliance_id
                      )
                    )
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
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('RANK', t6.rank::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'commitment_' || replace(t6.id::text, '-', ''))
                    )
                    order by t6.rn desc
                  ) filter (
                    where t6.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from exchange.commitment t8
                    where
                      (
                        t8.state = 'OPEN'
                        and (
                          select b.unit_id
                          from rights.belonging b
                          where b.id = t1.id
                        ) in (t8.from_unit_id, t8.to_unit_id)
                        and t8.agreement_id in (
                          select g.id
                          from
                            exchange.agreement_party p
                            join exchange.agreement g on g.id = p.agreement_id
                            and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) in ('ACTIVE', 'SUSPENDED'),
                            rights.belonging b
                          where b.id = t1.id and p.unit_id = b.unit_id and g.alliance_id = b.alliance_id
                        )
                      )
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
                      and not (t8.rank, t8.id) < ($8::integer, $9::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t6.rank::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('RANK', t6.rank::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t9.*
                    from exchange.commitment t9
                    where
                      (
                        t9.state = 'OPEN'
                        and (
                          select b.unit_id
                          from rights.belonging b
                          where b.id = t1.id
                        ) in (t9.from_unit_id, t9.to_unit_id)
                        and t9.agreement_id in (
                          select g.id
                          from
                            exchange.agreement_party p
                            join exchange.agreement g on g.id = p.agreement_id
                            and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) in ('ACTIVE', 'SUSPENDED'),
                            rights.belonging b
                          where b.id = t1.id and p.unit_id = b.unit_id and g.alliance_id = b.alliance_id
                        )
                      )
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
                      and (t9.rank, t9.id) < ($8::integer, $9::uuid)
                    order by t9.rank desc, t9.id desc
                    limit 2
                  ) p
              ) t6
          )
        )
      from directory.membership t1
      where
        t1.id = $10::uuid
        and (
          (t1.state = 'ACTIVE' and coalesce(t1.valid @> $5::timestamptz, false))
          or (t1.unit_id = viewer.unit_id or t1.alliance_id = viewer.coordinated)
        )
    )
  )::text,
  viewer.problem
from viewer
;
