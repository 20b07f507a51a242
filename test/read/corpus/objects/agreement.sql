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
          'reason', t1.reason,
          'version', t1.version,
          'createdAt', t1.created_at,
          'activatedAt', t1.activated_at,
          'endsAt', t1.ends_at,
          'documentUrl', '/files/documents/' || 'agreement_' || replace(t1.id::text, '-', '') || '.pdf',
          'suspensions', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'reason', t2.reason,
                    'since', t2.suspended_at,
                    'until', t2.until,
                    'endedAt', t2.over_at,
                    'by', (
                      select json_build_object('shortName', t3.short_name)
                      from directory.unit t3
                      where t3.id = t2.unit_id
                    ),
                    'resumedBy', (
                      select json_build_object('shortName', t4.short_name)
                      from directory.unit t4
                      where t4.id = t2.resumed_by_unit_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select
                  s.*,
                  coalesce(
                    s.ended_at,
                    case when least(s.until, t1.ends_at) <= $5::timestamptz then least(s.until, t1.ends_at)
                    end
                  ) as over_at
                from exchange.agreement_suspension s
                where s.agreement_id = t1.id
                order by s.id
              ) t2
          ),
          'terminations', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'reason', t5.reason,
                    'givenAt', t5.given_at,
                    'effectiveAt', t5.effective_at,
                    'withdrawnAt', t5.withdrawn_at,
                    'by', (
                      select json_build_object('shortName', t6.short_name)
                      from directory.unit t6
                      where t6.id = t5.unit_id
                    )
                  )
                ),
                '[]'
              )
            from (select t.* from exchange.agreement_termination t where t.agreement_id = t1.id order by t.id) t5
          ),
          'alliance', (
            select json_build_object('id', 'alliance_' || replace(t7.id::text, '-', ''), 'name', t7.name)
            from directory.alliance t7
            where t7.id = t1.alliance_id
          ),
          'match', (
            select json_build_object('id', 'match_' || replace(t8.id::text, '-', ''))
            from exchange.match t8
            where
              t8.id = t1.match_id
              and (
                (
                  (t8.supplier_unit_id = viewer.unit_id or t8.demander_unit_id = viewer.unit_id)
                  and t8.alliance_id = viewer.alliance_id
                )
                or t8.alliance_id = viewer.coordinated
              )
          ),
          'supplier', (
            select json_build_object('shortName', t9.short_name)
            from directory.unit t9
            where t9.id = t1.supplier_unit_id
          ),
          'demander', (
            select json_build_object('shortName', t10.short_name)
            from directory.unit t10
            where t10.id = t1.demander_unit_id
          ),
          'series', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'number', t11.number,
                    'action', t11.action,
                    'title', t11.title,
                    'times', t11.times,
                    'timesSettled', t11.times_settled,
                    'timesOverdue', t11.times_overdue,
                    'nextDueAt', t11.next_due_at,
                    'from', (
                      select json_build_object('shortName', t12.short_name)
                      from directory.unit t12
                      where t12.id = t11.from_unit_id
                    ),
                    'to', (
                      select json_build_object('shortName', t13.short_name)
                      from directory.unit t13
                      where t13.id = t11.to_unit_id
                    ),
                    'each', json_build_object('value', trim_scale(t11.each)::text, 'unit', t11.measure),
                    'quantity', json_build_object('value', trim_scale(t11.quantity)::text, 'unit', t11.measure),
                    'fulfilled', json_build_object('value', trim_scale(t11.fulfilled)::text),
                    'released', json_build_object('value', trim_scale(t11.released)::text),
                    'outstanding', json_build_object('value', trim_scale(t11.outstanding)::text)
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
                  sum(n.released_now) as released,
                  coalesce(sum(n.outstanding_now) filter (where n.state_now = 'OPEN'), 0) as outstanding,
                  min(n.due_at) filter (where n.state_now = 'OPEN') as next_due_at
                from
                  (
                    select
                      c.*,
                      case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
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
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
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
                          else c.quantity - (
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
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
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
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end as state_now,
                      (
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
                      ) as fulfilled_now,
                      (
                        c.released + case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then greatest(
                            c.quantity - (
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
                            ) - c.released - coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            ),
                            0
                          )
                          else 0
                        end
                      ) as released_now,
                      case
                        when c.state = 'OPEN'
                        and exists (
                          select
                          from exchange.agreement o
                          where
                            o.id = c.agreement_id
                            and o.state in ('ACTIVE', 'SUSPENDED')
                            and o.ends_at <= $5::timestamptz
                        ) then least(
                          c.quantity - (
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
                          ) - c.released,
                          coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
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
                        else c.quantity - (
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
                        ) - c.released
                      end as outstanding_now,
                      (
                        (
                          c.state = 'OPEN'
                          and case
                            when c.state = 'OPEN'
                            and exists (
                              select
                              from exchange.agreement o
                              where
                                o.id = c.agreement_id
                                and o.state in ('ACTIVE', 'SUSPENDED')
                                and o.ends_at <= $5::timestamptz
                            ) then least(
                              c.quantity - (
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
                              ) - c.released,
                              coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
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
                            else c.quantity - (
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
                            ) - c.released
                          end > 0
                        )
                        and coalesce(
                          c.due_at <= (
                            select
                              exchange.agreement_clock (g.state, g.suspended_at, g.suspended_until, g.ends_at, $5::timestamptz)
                            from exchange.agreement g
                            where g.id = c.agreement_id
                          ),
                          false
                        )
                      ) as is_overdue
                    from exchange.commitment c
                    where c.agreement_id = t1.id
                  ) n
                group by n.series, n.from_unit_id, n.to_unit_id, n.action, n.title, n.quantity, n.quantity_unit
                order by n.series
              ) t11
          ),
          'parties', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'role', t14.role,
                    'mustSign', t14.must_sign,
                    'signedAt', t14.signed_at,
                    'unit', (
                      select json_build_object('shortName', t15.short_name)
                      from directory.unit t15
                      where t15.id = t14.unit_id
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
              ) t14
          ),
          'edition', (
            select
              json_build_object(
                'number', t16.number,
                'hash', t16.hash,
                'canonical', t16.canonical,
                'proposedAt', t16.proposed_at,
                'proposedBy', (
                  select json_build_object('shortName', t17.short_name)
                  from directory.unit t17
                  where t17.id = t16.proposed_by_unit_id
                ),
                'terms', json_build_object(
                  'title', t16.title,
                  'validFrom', t16.terms ->> 'validFrom',
                  'validThrough', t16.terms ->> 'validThrough',
                  'confirmWithinDays', (t16.terms ->> 'confirmWithinDays')::integer,
                  'noticeDays', (t16.terms ->> 'noticeDays')::integer,
                  'clauses', (
                    select coalesce(json_agg(json_build_object('title', t18.title, 'text', t18.text)), '[]')
                    from
                      (
                        select e.value ->> 'title' as title, e.value ->> 'text' as text
                        from jsonb_array_elements(t16.terms -> 'clauses') with ordinality e (value, n)
                        order by e.n
                      ) t18
                  ),
                  'sides', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'role', t19.role,
                            'mustSign', t19.must_sign,
                            'unit', (
                              select json_build_object('shortName', t20.short_name)
                              from directory.unit t20
                              where t20.id = t19.unit_id
                            ),
                            'gives', (
                              select coalesce(json_agg(json_build_object('title', t21.title)), '[]')
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
                                      from jsonb_array_elements(t19.terms -> 'commitments') with ordinality e (value, n)
                                    ) p
                                  where p.from_unit_id = t19.unit_id
                                  order by p.n
                                ) t21
                            ),
                            'takes', (
                              select coalesce(json_agg(json_build_object('title', t22.title)), '[]')
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
                                      from jsonb_array_elements(t19.terms -> 'commitments') with ordinality e (value, n)
                                    ) p
                                  where p.to_unit_id = t19.unit_id
                                  order by p.n
                                ) t22
                            )
                          )
                        ),
                        '[]'
                      )
                    from
                      (
                        select
                          t16.terms as terms,
                          substr(e.value ->> 'unit', 6)::uuid as unit_id,
                          e.value ->> 'role' as role,
                          (e.value ->> 'mustSign')::boolean as must_sign
                        from jsonb_array_elements(t16.terms -> 'parties') with ordinality e (value, n)
                        order by e.n
                      ) t19
                  ),
                  'commitments', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'action', t23.action,
                            'title', t23.title,
                            'dueAt', t23.due_at,
                            'recurrence', t23.recurrence,
                            'account', case
                              when t23.worth is not null then json_build_object(
                                'dimension', t23.account_dimension,
                                'perUnit', json_build_object('value', trim_scale(t23.worth)::text, 'unit', t23.account_basis)
                              )
                            end,
                            'from', (
                              select json_build_object('shortName', t24.short_name)
                              from directory.unit t24
                              where t24.id = t23.from_unit_id
                            ),
                            'to', (
                              select json_build_object('shortName', t25.short_name)
                              from directory.unit t25
                              where t25.id = t23.to_unit_id
                            ),
                            'quantity', json_build_object('value', trim_scale(t23.amount)::text, 'unit', t23.measure)
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
                            from jsonb_array_elements(t16.terms -> 'commitments') with ordinality e (value, n)
                          ) p
                        where true
                        order by p.n
                      ) t23
                  )
                )
              )
            from
              (
                select e.*, e.terms ->> 'title' as title
                from exchange.agreement_edition e
                where e.agreement_id = t1.id and e.number = t1.edition
              ) t16
          ),
          'editions', (
            select coalesce(json_agg(json_build_object('number', t26.number, 'hash', t26.hash)), '[]')
            from
              (
                select e.*, e.terms ->> 'title' as title
                from exchange.agreement_edition e
                where e.agreement_id = t1.id
                order by e.number
              ) t26
          ),
          'signatures', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'signedAt', t27.signed_at,
                    'edition', t27.edition,
                    'hash', t27.hash,
                    'unit', (
                      select json_build_object('shortName', t28.short_name)
                      from directory.unit t28
                      where t28.id = t27.unit_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.signature t27
                where t27.agreement_id = t1.id and t27.edition = t1.edition
                order by t27.signed_at, t27.unit_id
                limit 100
              ) t27
          ),
          'commitments', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'commitment_' || replace(t29.id::text, '-', ''),
                      'title', t29.title,
                      'state', case
                        when t29.state <> 'OPEN' then t29.state
                        when case
                          when t29.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = t29.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            t29.quantity - (
                              t29.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t29.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - t29.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t29.id
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
                          else t29.quantity - (
                            t29.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t29.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - t29.released
                        end > 0 then 'OPEN'
                        when (
                          t29.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = t29.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end,
                      'dueAt', t29.due_at,
                      'from', (
                        select json_build_object('shortName', t30.short_name)
                        from directory.unit t30
                        where t30.id = t29.from_unit_id
                      ),
                      'to', (
                        select json_build_object('shortName', t31.short_name)
                        from directory.unit t31
                        where t31.id = t29.to_unit_id
                      ),
                      'agreement', (
                        select json_build_object('id', 'agreement_' || replace(t32.id::text, '-', ''))
                        from exchange.agreement t32
                        where
                          t32.id = t29.agreement_id
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = t32.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and t32.alliance_id = viewer.alliance_id
                            )
                            or t32.alliance_id = viewer.coordinated
                          )
                      ),
                      'account', case
                        when t29.worth is not null then json_build_object(
                          'dimension', t29.account_dimension,
                          'perUnit', json_build_object('value', trim_scale(t29.worth)::text, 'unit', t29.account_basis)
                        )
                      end,
                      'quantity', json_build_object('value', trim_scale(t29.quantity)::text, 'unit', t29.quantity_unit),
                      'fulfilled', json_build_object(
                        'value', trim_scale(
                          (
                            t29.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t29.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          )
                        )::text,
                        'unit', t29.quantity_unit
                      ),
                      'outstanding', json_build_object(
                        'value', trim_scale(
                          case
                            when t29.state = 'OPEN'
                            and exists (
                              select
                              from exchange.agreement o
                              where
                                o.id = t29.agreement_id
                                and o.state in ('ACTIVE', 'SUSPENDED')
                                and o.ends_at <= $5::timestamptz
                            ) then least(
                              t29.quantity - (
                                t29.fulfilled + coalesce(
                                  (
                                    select sum(e.quantity)
                                    from exchange.event e
                                    where
                                      e.commitment_id = t29.id
                                      and e.state = 'RECORDED'
                                      and not e.has_worth
                                      and e.confirm_by <= $5::timestamptz
                                  ),
                                  0
                                )
                              ) - t29.released,
                              coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t29.id
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
                            else t29.quantity - (
                              t29.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t29.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - t29.released
                          end
                        )::text,
                        'unit', t29.quantity_unit
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t33.*
                from exchange.commitment t33
                where
                  t33.agreement_id = t1.id
                  and exists (
                    select
                    from exchange.agreement g
                    where
                      g.id = t33.agreement_id
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
                order by t33.rank, t33.id
                limit 20
              ) t29
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
