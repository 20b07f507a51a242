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
              'renewalOf', (
                select
                  json_build_object(
                    'id', 'agreement_' || replace(t2.id::text, '-', ''),
                    'title', t2.title,
                    'renewals', json_build_object(
                      'totalCount', (
                        select count(*)
                        from exchange.agreement t4
                        where
                          t4.renewal_of_id = t2.id
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = t4.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and t4.alliance_id = viewer.alliance_id
                            )
                            or t4.alliance_id = viewer.coordinated
                          )
                      )
                    )
                  )
                from exchange.agreement t2
                where
                  t2.id = t1.renewal_of_id
                  and (
                    (
                      exists (
                        select
                        from exchange.agreement_party p
                        where p.agreement_id = t2.id and p.unit_id = viewer.unit_id
                        offset 0
                      )
                      and t2.alliance_id = viewer.alliance_id
                    )
                    or t2.alliance_id = viewer.coordinated
                  )
              ),
              'edition', (
                select
                  json_build_object(
                    'number', t5.number,
                    'terms', json_build_object(
                      'validFrom', t5.terms ->> 'validFrom',
                      'validThrough', t5.terms ->> 'validThrough',
                      'commitments', (
                        select coalesce(json_agg(json_build_object('title', t6.title, 'dueAt', t6.due_at)), '[]')
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
                                from jsonb_array_elements(t5.terms -> 'commitments') with ordinality e (value, n)
                              ) p
                            where true
                            order by p.n
                          ) t6
                      )
                    )
                  )
                from
                  (
                    select e.*, e.terms ->> 'title' as title
                    from exchange.agreement_edition e
                    where e.agreement_id = t1.id and e.number = t1.edition
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
