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
              'title', t1.title,
              'version', t1.version,
              'edition', (
                select
                  json_build_object(
                    'number', t2.number,
                    'hash', t2.hash,
                    'terms', json_build_object(
                      'commitments', (
                        select
                          coalesce(
                            json_agg(
                              json_build_object(
                                'title', t3.title,
                                'from', (
                                  select json_build_object('shortName', t4.short_name)
                                  from directory.unit t4
                                  where t4.id = t3.from_unit_id
                                )
                              )
                            ),
                            '[]'
                          )
                        from
                          (
                            select p.*
                            from
                              (
                                select
                                  e.n,
                                  substr(e.value ->> 'from', 6)::uuid as from_unit_id,
                                  substr(e.value ->> 'to', 6)::uuid as to_unit_id,
                                  e.value ->> 'action' as action,
                                  e.value ->> 'title' as title,
                                  (e.value #>> '{quantity,value}')::numeric as amount,
                                  e.value #>> '{quantity,unit}' as measure,
                                  e.value ->> 'dueAt' as due_at,
                                  e.value ->> 'recurrence' as recurrence,
                                  e.value #>> '{account,dimension}' as account_dimension,
                                  e.value #>> '{account,perUnit,unit}' as account_basis,
                                  (e.value #>> '{account,perUnit,value}')::numeric as worth
                                from jsonb_array_elements(t2.terms -> 'commitments') with ordinality e (value, n)
                              ) p
                            where true
                            order by p.n
                          ) t3
                      )
                    )
                  )
                from
                  (
                    select e.*, e.terms ->> 'title' as title
                    from exchange.agreement_edition e
                    where e.agreement_id = t1.id and e.number = t1.edition
                  ) t2
              ),
              'parties', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'mustSign', t5.must_sign,
                        'unit', (
                          select json_build_object('shortName', t6.short_name)
                          from directory.unit t6
                          where t6.id = t5.unit_id
                        )
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select p.unit_id, p.role, p.must_sign, s.signed_at
                    from
                      exchange.agreement_party p
                      left join exchange.signature s on s.agreement_id = p.agreement_id
                      and s.edition = t1.edition
                      and s.unit_id = p.unit_id
                    where p.agreement_id = t1.id
                    order by p.rank
                  ) t5
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
