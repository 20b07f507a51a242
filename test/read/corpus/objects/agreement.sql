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
                        where e.commitment_id = c.id and e.state = 'RECORDED' and e.confirm_by <= $5::timestamptz
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
          'series', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'number', t6.number,
                    'action', t6.action,
                    'title', t6.title,
                    'times', t6.times,
                    'timesSettled', t6.times_settled,
                    'timesOverdue', t6.times_overdue,
                    'nextDueAt', t6.next_due_at,
                    'from', (
                      select json_build_object('shortName', t7.short_name)
                      from directory.unit t7
                      where t7.id = t6.from_unit_id
                    ),
                    'to', (
                      select json_build_object('shortName', t8.short_name)
                      from directory.unit t8
                      where t8.id = t6.to_unit_id
                    ),
                    'each', json_build_object('value', trim_scale(t6.each)::text, 'unit', t6.measure),
                    'quantity', json_build_object('value', trim_scale(t6.quantity)::text, 'unit', t6.measure),
                    'fulfilled', json_build_object('value', trim_scale(t6.fulfilled)::text),
                    'released', json_build_object('value', trim_scale(t6.released)::text),
                    'outstanding', json_build_object('value', trim_scale(t6.outstanding)::text)
                  )
                ),
                '[]'
              )
            from
              (
                select
                  n.series as number,
                  n.from_unit_id,
                  n.to_unit_id,
                  n.action,
                  n.title,
                  n.quantity as each,
                  n.quantity_unit as measure,
                  count(*)::integer as times,
                  (count(*) filter (where n.state_now <> 'OPEN'))::integer as times_settled,
                  (count(*) filter (where n.is_overdue))::integer as times_overdue,
                  sum(n.quantity) as quantity,
                  sum(n.fulfilled_now) as fulfilled,
                  sum(n.released) as released,
                  coalesce(
                    sum(n.quantity - n.fulfilled_now - n.released) filter (where n.state_now = 'OPEN'),
                    0
                  ) as outstanding,
                  min(n.due_at) filter (where n.state_now = 'OPEN') as next_due_at
                from
                  (
                    select
                      c.*,
                      case
                        when c.state = 'OPEN'
                        and (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where e.commitment_id = c.id and e.state = 'RECORDED' and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) + c.released = c.quantity then 'FULFILLED'
                        else c.state
                      end as state_now,
                      (
                        c.fulfilled + coalesce(
                          (
                            select sum(e.quantity)
                            from exchange.event e
                            where e.commitment_id = c.id and e.state = 'RECORDED' and e.confirm_by <= $5::timestamptz
                          ),
                          0
                        )
                      ) as fulfilled_now,
                      (
                        case
                          when c.state = 'OPEN'
                          and (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) + c.released = c.quantity then 'FULFILLED'
                          else c.state
                        end = 'OPEN'
                        and coalesce(c.due_at <= $5::timestamptz, false)
                        and exists (select from exchange.agreement g where g.id = c.agreement_id and g.state = 'ACTIVE')
                      ) as is_overdue
                    from exchange.commitment c
                    where c.agreement_id = t1.id
                  ) n
                group by n.series, n.from_unit_id, n.to_unit_id, n.action, n.title, n.quantity, n.quantity_unit
                order by n.series
              ) t6
          ),
          'parties', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'role', t9.role,
                    'mustSign', t9.must_sign,
                    'signedAt', t9.signed_at,
                    'unit', (
                      select json_build_object('shortName', t10.short_name)
                      from directory.unit t10
                      where t10.id = t9.unit_id
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
              ) t9
          ),
          'edition', (
            select
              json_build_object(
                'number', t11.number,
                'hash', t11.hash,
                'canonical', t11.canonical,
                'proposedAt', t11.proposed_at,
                'proposedBy', (
                  select json_build_object('shortName', t12.short_name)
                  from directory.unit t12
                  where t12.id = t11.proposed_by_unit_id
                ),
                'terms', json_build_object(
                  'title', t11.title,
                  'validFrom', t11.terms ->> 'validFrom',
                  'validThrough', t11.terms ->> 'validThrough',
                  'confirmWithinDays', (t11.terms ->> 'confirmWithinDays')::integer,
                  'clauses', (
                    select coalesce(json_agg(json_build_object('title', t13.title, 'text', t13.text)), '[]')
                    from
                      (
                        select e.value ->> 'title' as title, e.value ->> 'text' as text
                        from jsonb_array_elements(t11.terms -> 'clauses') with ordinality e (value, n)
                        order by e.n
                      ) t13
                  ),
                  'sides', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'role', t14.role,
                            'mustSign', t14.must_sign,
                            'unit', (
                              select json_build_object('shortName', t15.short_name)
                              from directory.unit t15
                              where t15.id = t14.unit_id
                            ),
                            'gives', (
                              select coalesce(json_agg(json_build_object('title', t16.title)), '[]')
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
                                        e.value ->> 'recurrence' as recurrence
                                      from jsonb_array_elements(t14.terms -> 'commitments') with ordinality e (value, n)
                                    ) p
                                  where p.from_unit_id = t14.unit_id
                                  order by p.n
                                ) t16
                            ),
                            'takes', (
                              select coalesce(json_agg(json_build_object('title', t17.title)), '[]')
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
                                        e.value ->> 'recurrence' as recurrence
                                      from jsonb_array_elements(t14.terms -> 'commitments') with ordinality e (value, n)
                                    ) p
                                  where p.to_unit_id = t14.unit_id
                                  order by p.n
                                ) t17
                            )
                          )
                        ),
                        '[]'
                      )
                    from
                      (
                        select
                          t11.terms as terms,
                          substr(e.value ->> 'unit', 6)::uuid as unit_id,
                          e.value ->> 'role' as role,
                          (e.value ->> 'mustSign')::boolean as must_sign
                        from jsonb_array_elements(t11.terms -> 'parties') with ordinality e (value, n)
                        order by e.n
                      ) t14
                  ),
                  'commitments', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'action', t18.action,
                            'title', t18.title,
                            'dueAt', t18.due_at,
                            'recurrence', t18.recurrence,
                            'from', (
                              select json_build_object('shortName', t19.short_name)
                              from directory.unit t19
                              where t19.id = t18.from_unit_id
                            ),
                            'to', (
                              select json_build_object('shortName', t20.short_name)
                              from directory.unit t20
                              where t20.id = t18.to_unit_id
                            ),
                            'quantity', json_build_object('value', trim_scale(t18.amount)::text, 'unit', t18.measure)
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
                              e.value ->> 'recurrence' as recurrence
                            from jsonb_array_elements(t11.terms -> 'commitments') with ordinality e (value, n)
                          ) p
                        where true
                        order by p.n
                      ) t18
                  )
                )
              )
            from
              (
                select e.*, e.terms ->> 'title' as title
                from exchange.agreement_edition e
                where e.agreement_id = t1.id and e.number = t1.edition
              ) t11
          ),
          'editions', (
            select coalesce(json_agg(json_build_object('number', t21.number, 'hash', t21.hash)), '[]')
            from
              (
                select e.*, e.terms ->> 'title' as title
                from exchange.agreement_edition e
                where e.agreement_id = t1.id
                order by e.number
              ) t21
          ),
          'signatures', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'signedAt', t22.signed_at,
                    'edition', t22.edition,
                    'hash', t22.hash,
                    'unit', (
                      select json_build_object('shortName', t23.short_name)
                      from directory.unit t23
                      where t23.id = t22.unit_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.signature t22
                where t22.agreement_id = t1.id and t22.edition = t1.edition
                order by t22.signed_at, t22.unit_id
                limit 100
              ) t22
          ),
          'commitments', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'commitment_' || replace(t24.id::text, '-', ''),
                      'title', t24.title,
                      'state', case
                        when t24.state = 'OPEN'
                        and (
                          t24.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = t24.id
                                and e.state = 'RECORDED'
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) + t24.released = t24.quantity then 'FULFILLED'
                        else t24.state
                      end,
                      'dueAt', t24.due_at,
                      'from', (
                        select json_build_object('shortName', t25.short_name)
                        from directory.unit t25
                        where t25.id = t24.from_unit_id
                      ),
                      'to', (
                        select json_build_object('shortName', t26.short_name)
                        from directory.unit t26
                        where t26.id = t24.to_unit_id
                      ),
                      'agreement', (
                        select json_build_object('id', 'agreement_' || replace(t27.id::text, '-', ''))
                        from exchange.agreement t27
                        where
                          t27.id = t24.agreement_id
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = t27.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and t27.alliance_id = viewer.alliance_id
                            )
                            or t27.alliance_id = viewer.coordinated
                          )
                      ),
                      'quantity', json_build_object('value', trim_scale(t24.quantity)::text, 'unit', t24.quantity_unit),
                      'fulfilled', json_build_object(
                        'value', trim_scale(
                          (
                            t24.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t24.id
                                  and e.state = 'RECORDED'
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          )
                        )::text,
                        'unit', t24.quantity_unit
                      ),
                      'outstanding', json_build_object(
                        'value', trim_scale(
                          t24.quantity - (
                            t24.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t24.id
                                  and e.state = 'RECORDED'
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - t24.released
                        )::text,
                        'unit', t24.quantity_unit
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t28.*
                from exchange.commitment t28
                where
                  t28.agreement_id = t1.id
                  and exists (
                    select
                    from exchange.agreement g
                    where
                      g.id = t28.agreement_id
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
                order by t28.rank, t28.id
                limit 20
              ) t24
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
