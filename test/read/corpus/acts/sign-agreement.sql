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
        'agreement', (
          select
            json_build_object(
              'id', 'agreement_' || replace(t1.id::text, '-', ''),
              'state', case
                when t1.state in ('ACTIVE', 'SUSPENDED')
                and t1.confirm_within_days is not null
                and not exists (
                  select
                  from exchange.commitment c
                  where
                    c.agreement_id = t1.id
                    and c.state = 'OPEN'
                    and c.quantity > c.fulfilled + c.released + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = c.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                          and coalesce(e.confirm_by < t1.ends_at, true)
                      ),
                      0
                    )
                ) then 'COMPLETED'
                else exchange.agreement_state_at (t1.state, t1.suspended_until, t1.ends_at, t1.ends_as, $5::timestamptz)
              end,
              'signatures', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'unit', (
                          select json_build_object('shortName', t3.short_name)
                          from directory.unit t3
                          where t3.id = t2.unit_id
                        )
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select *
                    from exchange.signature t2
                    where t2.agreement_id = t1.id and t2.edition = t1.edition
                    order by t2.signed_at, t2.unit_id
                    limit 100
                  ) t2
              ),
              'bookings', (
                select
                  json_build_object(
                    'nodes', coalesce(
                      json_agg(
                        json_build_object(
                          'state', case
                            when t4.state = 'HELD'
                            and t4.held_until <= $5::timestamptz then 'EXPIRED'
                            else t4.state
                          end
                        )
                      ),
                      '[]'
                    )
                  )
                from
                  (
                    select t5.*
                    from exchange.booking t5
                    where
                      t5.agreement_id = t1.id
                      and (
                        (
                          (t5.unit_id = viewer.unit_id and t5.alliance_id = viewer.alliance_id)
                          or t5.alliance_id = viewer.coordinated
                        )
                        or (
                          exists (
                            select
                            from exchange.resource r
                            where r.id = t5.resource_id and r.owner_unit_id = viewer.unit_id
                            offset 0
                          )
                        )
                      )
                    order by t5.id desc
                    limit 20
                  ) t4
              )
            )
          from exchange.agreement t1
          where
            t1.id = $6::uuid
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
      )
  )::text,
  viewer.problem
from viewer
;
