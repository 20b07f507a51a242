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
        'commitment', (
          select
            json_build_object(
              'id', 'commitment_' || replace(t1.id::text, '-', ''),
              'progress', case
                when not case
                  when t1.state = 'OPEN'
                  and (
                    t1.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t1.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) + t1.released = t1.quantity then 'FULFILLED'
                  else t1.state
                end = 'OPEN' then case
                  when t1.state = 'OPEN'
                  and (
                    t1.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t1.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) + t1.released = t1.quantity then 'FULFILLED'
                  else t1.state
                end
                when exists (select from exchange.commitment_breach b where b.commitment_id = t1.id) then 'BREACHED'
                when (
                  case
                    when t1.state = 'OPEN'
                    and (
                      t1.fulfilled + coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t1.id
                            and e.state = 'RECORDED'
                            and not e.has_worth
                            and e.confirm_by <= $5::timestamptz
                        ),
                        0
                      )
                    ) + t1.released = t1.quantity then 'FULFILLED'
                    else t1.state
                  end = 'OPEN'
                  and coalesce(t1.due_at <= $5::timestamptz, false)
                  and exists (select from exchange.agreement g where g.id = t1.agreement_id and g.state = 'ACTIVE')
                ) then 'OVERDUE'
                when (
                  t1.fulfilled + coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = t1.id
                        and e.state = 'RECORDED'
                        and not e.has_worth
                        and e.confirm_by <= $5::timestamptz
                    ),
                    0
                  )
                ) > 0 then 'PARTIAL'
                when t1.due_at < $5::timestamptz + make_interval(days => 7)
                and exists (
                  select
                  from exchange.agreement g
                  where g.id = t1.agreement_id and g.state = 'ACTIVE'
                ) then 'DUE'
                else 'PLANNED'
              end,
              'released', json_build_object('value', trim_scale(t1.released)::text),
              'outstanding', json_build_object(
                'value', trim_scale(
                  t1.quantity - (
                    t1.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t1.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) - t1.released
                )::text,
                'unit', t1.quantity_unit
              ),
              'releases', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'quantity', json_build_object('value', trim_scale(t2.quantity)::text, 'unit', t2.unit),
                        'reason', t2.reason,
                        'releasedAt', t2.released_at
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select l.*, t1.quantity_unit as unit
                    from exchange.commitment_release l
                    where l.commitment_id = t1.id
                    order by l.id
                  ) t2
              )
            )
          from exchange.commitment t1
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
      )
  )::text,
  viewer.problem
from viewer
;
