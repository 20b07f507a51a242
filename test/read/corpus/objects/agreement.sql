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
          'id', 'agreement_' || replace(t1.id::text, '-', ''),
          'title', t1.title,
          'state', case
            when t1.state = 'ACTIVE'
            and t1.confirm_within_days is not null
            and not exists (
              select
              from exchange.commitment c
              where
                c.agreement_id = t1.id
                and case
                  when c.state = 'OPEN'
                  and (
                    c.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = c.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) + c.released = c.quantity then 'FULFILLED'
                  else c.state
                end = 'OPEN'
            ) then 'COMPLETED'
            else t1.state
          end,
          'reason', t1.reason,
          'version', t1.version,
          'createdAt', t1.created_at,
          'activatedAt', t1.activated_at,
          'documentUrl', '/files/documents/' || 'agreement_' || replace(t1.id::text, '-', '') || '.pdf',
          'alliance', (
            select json_build_object('id', 'alliance_' || replace(t2.id::text, '-', ''), 'name', t2.name)
            from directory.alliance t2
            where t2.id = t1.alliance_id
          ),
          'match', (
            select json_build_object('id', 'match_' || replace(t3.id::text, '-', ''))
            from exchange.match t3
            where
              t3.id = t1.match_id
              and (
                (
                  (t3.supplier_unit_id = viewer.unit_id or t3.demander_unit_id = viewer.unit_id)
                  and t3.alliance_id = viewer.alliance_id
                )
                or t3.alliance_id = viewer.coordinated
              )
          ),
          'supplier', (
            select json_build_object('shortName', t4.short_name)
            from directory.unit t4
            where t4.id = t1.supplier_unit_id
          ),
          'demander', (
            select json_build_object('shortName', t5.short_name)
            from directory.unit t5
            where t5.id = t1.demander_unit_id
          ),
          'parties', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'role', t6.role,
                    'mustSign', t6.must_sign,
                    'signedAt', t6.signed_at,
                    'unit', (
                      select json_build_object('shortName', t7.short_name)
                      from directory.unit t7
                      where t7.id = t6.unit_id
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
              ) t6
          ),
          'edition', (
            select
              json_build_object(
                'number', t8.number,
                'hash', t8.hash,
                'canonical', t8.canonical,
                'proposedAt', t8.proposed_at,
                'proposedBy', (
                  select json_build_object('shortName', t9.short_name)
                  from directory.unit t9
                  where t9.id = t8.proposed_by_unit_id
                ),
                'terms', json_build_object(
                  'title', t8.title,
                  'validFrom', t8.terms ->> 'validFrom',
                  'validThrough', t8.terms ->> 'validThrough',
                  'confirmWithinDays', (t8.terms ->> 'confirmWithinDays')::integer,
                  'clauses', (
                    select coalesce(json_agg(json_build_object('title', t10.title, 'text', t10.text)), '[]')
                    from
                      (
                        select e.value ->> 'title' as title, e.value ->> 'text' as text
                        from jsonb_array_elements(t8.terms -> 'clauses') with ordinality e (value, n)
                        order by e.n
                      ) t10
                  ),
                  'sides', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'role', t11.role,
                            'mustSign', t11.must_sign,
                            'unit', (
                              select json_build_object('shortName', t12.short_name)
                              from directory.unit t12
                              where t12.id = t11.unit_id
                            ),
                            'gives', (
                              select coalesce(json_agg(json_build_object('title', t13.title)), '[]')
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
                                      from jsonb_array_elements(t11.terms -> 'commitments') with ordinality e (value, n)
                                    ) p
                                  where p.from_unit_id = t11.unit_id
                                  order by p.n
                                ) t13
                            ),
                            'takes', (
                              select coalesce(json_agg(json_build_object('title', t14.title)), '[]')
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
                                      from jsonb_array_elements(t11.terms -> 'commitments') with ordinality e (value, n)
                                    ) p
                                  where p.to_unit_id = t11.unit_id
                                  order by p.n
                                ) t14
                            )
                          )
                        ),
                        '[]'
                      )
                    from
                      (
                        select
                          t8.terms as terms,
                          substr(e.value ->> 'unit', 6)::uuid as unit_id,
                          e.value ->> 'role' as role,
                          (e.value ->> 'mustSign')::boolean as must_sign
                        from jsonb_array_elements(t8.terms -> 'parties') with ordinality e (value, n)
                        order by e.n
                      ) t11
                  ),
                  'commitments', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'action', t15.action,
                            'title', t15.title,
                            'dueAt', t15.due_at,
                            'recurrence', t15.recurrence,
                            'account', case
                              when t15.worth is not null then json_build_object(
                                'dimension', t15.account_dimension,
                                'perUnit', json_build_object('value', trim_scale(t15.worth)::text, 'unit', t15.account_basis)
                              )
                            end,
                            'from', (
                              select json_build_object('shortName', t16.short_name)
                              from directory.unit t16
                              where t16.id = t15.from_unit_id
                            ),
                            'to', (
                              select json_build_object('shortName', t17.short_name)
                              from directory.unit t17
                              where t17.id = t15.to_unit_id
                            ),
                            'quantity', json_build_object('value', trim_scale(t15.amount)::text, 'unit', t15.measure)
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
                            from jsonb_array_elements(t8.terms -> 'commitments') with ordinality e (value, n)
                          ) p
                        where true
                        order by p.n
                      ) t15
                  )
                )
              )
            from
              (
                select e.*, e.terms ->> 'title' as title
                from exchange.agreement_edition e
                where e.agreement_id = t1.id and e.number = t1.edition
              ) t8
          ),
          'editions', (
            select coalesce(json_agg(json_build_object('number', t18.number, 'hash', t18.hash)), '[]')
            from
              (
                select e.*, e.terms ->> 'title' as title
                from exchange.agreement_edition e
                where e.agreement_id = t1.id
                order by e.number
              ) t18
          ),
          'signatures', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'signedAt', t19.signed_at,
                    'edition', t19.edition,
                    'hash', t19.hash,
                    'unit', (
                      select json_build_object('shortName', t20.short_name)
                      from directory.unit t20
                      where t20.id = t19.unit_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.signature t19
                where t19.agreement_id = t1.id and t19.edition = t1.edition
                order by t19.signed_at, t19.unit_id
                limit 100
              ) t19
          ),
          'commitments', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'commitment_' || replace(t21.id::text, '-', ''),
                      'title', t21.title,
                      'state', case
                        when t21.state = 'OPEN'
                        and (
                          t21.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = t21.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) + t21.released = t21.quantity then 'FULFILLED'
                        else t21.state
                      end,
                      'dueAt', t21.due_at,
                      'from', (
                        select json_build_object('shortName', t22.short_name)
                        from directory.unit t22
                        where t22.id = t21.from_unit_id
                      ),
                      'to', (
                        select json_build_object('shortName', t23.short_name)
                        from directory.unit t23
                        where t23.id = t21.to_unit_id
                      ),
                      'agreement', (
                        select json_build_object('id', 'agreement_' || replace(t24.id::text, '-', ''))
                        from exchange.agreement t24
                        where
                          t24.id = t21.agreement_id
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = t24.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and t24.alliance_id = viewer.alliance_id
                            )
                            or t24.alliance_id = viewer.coordinated
                          )
                      ),
                      'account', case
                        when t21.worth is not null then json_build_object(
                          'dimension', t21.account_dimension,
                          'perUnit', json_build_object('value', trim_scale(t21.worth)::text, 'unit', t21.account_basis)
                        )
                      end,
                      'quantity', json_build_object('value', trim_scale(t21.quantity)::text, 'unit', t21.quantity_unit),
                      'fulfilled', json_build_object(
                        'value', trim_scale(
                          (
                            t21.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t21.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          )
                        )::text,
                        'unit', t21.quantity_unit
                      ),
                      'outstanding', json_build_object(
                        'value', trim_scale(
                          t21.quantity - (
                            t21.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t21.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - t21.released
                        )::text,
                        'unit', t21.quantity_unit
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t25.*
                from exchange.commitment t25
                where
                  t25.agreement_id = t1.id
                  and exists (
                    select
                    from exchange.agreement g
                    where
                      g.id = t25.agreement_id
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
                order by t25.rank, t25.id
                limit 20
              ) t21
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
  )::text,
  viewer.problem
from viewer
;
