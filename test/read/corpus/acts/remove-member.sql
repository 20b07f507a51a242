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
    select
      json_build_object(
        'membership', (
          select
            json_build_object(
              'id', 'membership_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'reason', case when (t1.unit_id = viewer.unit_id or t1.alliance_id = viewer.coordinated) then t1.reason
              end,
              'until', upper(t1.valid),
              'running', (
                select
                  json_build_object(
                    'totalCount', (
                      select count(*)
                      from exchange.commitment t3
                      where
                        (
                          t3.state = 'OPEN'
                          and (
                            select b.unit_id
                            from rights.belonging b
                            where b.id = t1.id
                          ) in (t3.from_unit_id, t3.to_unit_id)
                          and t3.agreement_id in (
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
                    ),
                    'nodes', coalesce(
                      json_agg(
                        json_build_object(
                          'title', t2.title,
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
                      ),
                      '[]'
                    )
                  )
                from
                  (
                    select t4.*
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
                    order by t4.rank, t4.id
                    limit 2
                  ) t2
              )
            )
          from directory.membership t1
          where
            t1.id = $6::uuid
            and (
              (t1.state = 'ACTIVE' and coalesce(t1.valid @> $5::timestamptz, false))
              or (t1.unit_id = viewer.unit_id or t1.alliance_id = viewer.coordinated)
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
