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
          'parties', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'role', t11.role,
                    'mustSign', t11.must_sign,
                    'signedAt', t11.signed_at,
                    'unit', (
                      select json_build_object('shortName', t12.short_name)
                      from directory.unit t12
                      where t12.id = t11.unit_id
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
              ) t11
          ),
          'edition', (
            select
              json_build_object(
                'number', t13.number,
                'hash', t13.hash,
                'canonical', t13.canonical,
                'proposedAt', t13.proposed_at,
                'proposedBy', (
                  select json_build_object('shortName', t14.short_name)
                  from directory.unit t14
                  where t14.id = t13.proposed_by_unit_id
                ),
                'terms', json_build_object(
                  'title', t13.title,
                  'validFrom', t13.terms ->> 'validFrom',
                  'validThrough', t13.terms ->> 'validThrough',
                  'confirmWithinDays', (t13.terms ->> 'confirmWithinDays')::integer,
                  'noticeDays', (t13.terms ->> 'noticeDays')::integer,
                  'clauses', (
                    select coalesce(json_agg(json_build_object('title', t15.title, 'text', t15.text)), '[]')
                    from
                      (
                        select e.value ->> 'title' as title, e.value ->> 'text' as text
                        from jsonb_array_elements(t13.terms -> 'clauses') with ordinality e (value, n)
                        order by e.n
                      ) t15
                  ),
                  'sides', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'role', t16.role,
                            'mustSign', t16.must_sign,
                            'unit', (
                              select json_build_object('shortName', t17.short_name)
                              from directory.unit t17
                              where t17.id = t16.unit_id
                            ),
                            'gives', (
                              select coalesce(json_agg(json_build_object('title', t18.title)), '[]')
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
                                      from jsonb_array_elements(t16.terms -> 'commitments') with ordinality e (value, n)
                                    ) p
                                  where p.from_unit_id = t16.unit_id
                                  order by p.n
                                ) t18
                            ),
                            'takes', (
                              select coalesce(json_agg(json_build_object('title', t19.title)), '[]')
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
                                      from jsonb_array_elements(t16.terms -> 'commitments') with ordinality e (value, n)
                                    ) p
                                  where p.to_unit_id = t16.unit_id
                                  order by p.n
                                ) t19
                            )
                          )
                        ),
                        '[]'
                      )
                    from
                      (
                        select
                          t13.terms as terms,
                          substr(e.value ->> 'unit', 6)::uuid as unit_id,
                          e.value ->> 'role' as role,
                          (e.value ->> 'mustSign')::boolean as must_sign
                        from jsonb_array_elements(t13.terms -> 'parties') with ordinality e (value, n)
                        order by e.n
                      ) t16
                  ),
                  'commitments', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'action', t20.action,
                            'title', t20.title,
                            'dueAt', t20.due_at,
                            'recurrence', t20.recurrence,
                            'from', (
                              select json_build_object('shortName', t21.short_name)
                              from directory.unit t21
                              where t21.id = t20.from_unit_id
                            ),
                            'to', (
                              select json_build_object('shortName', t22.short_name)
                              from directory.unit t22
                              where t22.id = t20.to_unit_id
                            ),
                            'quantity', json_build_object('value', trim_scale(t20.amount)::text, 'unit', t20.measure)
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
                            from jsonb_array_elements(t13.terms -> 'commitments') with ordinality e (value, n)
                          ) p
                        where true
                        order by p.n
                      ) t20
                  )
                )
              )
            from
              (
                select e.*, e.terms ->> 'title' as title
                from exchange.agreement_edition e
                where e.agreement_id = t1.id and e.number = t1.edition
              ) t13
          ),
          'editions', (
            select coalesce(json_agg(json_build_object('number', t23.number, 'hash', t23.hash)), '[]')
            from
              (
                select e.*, e.terms ->> 'title' as title
                from exchange.agreement_edition e
                where e.agreement_id = t1.id
                order by e.number
              ) t23
          ),
          'signatures', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'signedAt', t24.signed_at,
                    'edition', t24.edition,
                    'hash', t24.hash,
                    'unit', (
                      select json_build_object('shortName', t25.short_name)
                      from directory.unit t25
                      where t25.id = t24.unit_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.signature t24
                where t24.agreement_id = t1.id and t24.edition = t1.edition
                order by t24.signed_at, t24.unit_id
                limit 100
              ) t24
          ),
          'commitments', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'commitment_' || replace(t26.id::text, '-', ''),
                      'title', t26.title,
                      'state', case
                        when t26.state <> 'OPEN' then t26.state
                        when case
                          when t26.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = t26.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            t26.quantity - (
                              t26.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t26.id
                                    and e.state = 'RECORDED'
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - t26.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t26.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and coalesce(e.confirm_by > $5::timestamptz, true)
                                  )
                              ),
                              0
                            )
                          )
                          else t26.quantity - (
                            t26.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t26.id
                                  and e.state = 'RECORDED'
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - t26.released
                        end > 0 then 'OPEN'
                        when (
                          t26.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = t26.id
                                and e.state = 'RECORDED'
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end,
                      'dueAt', t26.due_at,
                      'from', (
                        select json_build_object('shortName', t27.short_name)
                        from directory.unit t27
                        where t27.id = t26.from_unit_id
                      ),
                      'to', (
                        select json_build_object('shortName', t28.short_name)
                        from directory.unit t28
                        where t28.id = t26.to_unit_id
                      ),
                      'agreement', (
                        select json_build_object('id', 'agreement_' || replace(t29.id::text, '-', ''))
                        from exchange.agreement t29
                        where
                          t29.id = t26.agreement_id
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = t29.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and t29.alliance_id = viewer.alliance_id
                            )
                            or t29.alliance_id = viewer.coordinated
                          )
                      ),
                      'quantity', json_build_object('value', trim_scale(t26.quantity)::text, 'unit', t26.quantity_unit),
                      'fulfilled', json_build_object(
                        'value', trim_scale(
                          (
                            t26.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t26.id
                                  and e.state = 'RECORDED'
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          )
                        )::text,
                        'unit', t26.quantity_unit
                      ),
                      'outstanding', json_build_object(
                        'value', trim_scale(
                          case
                            when t26.state = 'OPEN'
                            and exists (
                              select
                              from exchange.agreement o
                              where
                                o.id = t26.agreement_id
                                and o.state in ('ACTIVE', 'SUSPENDED')
                                and o.ends_at <= $5::timestamptz
                            ) then least(
                              t26.quantity - (
                                t26.fulfilled + coalesce(
                                  (
                                    select sum(e.quantity)
                                    from exchange.event e
                                    where
                                      e.commitment_id = t26.id
                                      and e.state = 'RECORDED'
                                      and e.confirm_by <= $5::timestamptz
                                  ),
                                  0
                                )
                              ) - t26.released,
                              coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t26.id
                                    and e.reverses_id is null
                                    and (
                                      e.state = 'DISPUTED'
                                      or e.state = 'RECORDED'
                                      and coalesce(e.confirm_by > $5::timestamptz, true)
                                    )
                                ),
                                0
                              )
                            )
                            else t26.quantity - (
                              t26.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = t26.id
                                    and e.state = 'RECORDED'
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - t26.released
                          end
                        )::text,
                        'unit', t26.quantity_unit
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t30.*
                from exchange.commitment t30
                where
                  t30.agreement_id = t1.id
                  and exists (
                    select
                    from exchange.agreement g
                    where
                      g.id = t30.agreement_id
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
                order by t30.rank, t30.id
                limit 20
              ) t26
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
