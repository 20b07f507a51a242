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
          'signatures', (
            select
              coalesce(
                json_agg(
                  json_build_object(
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
                select *
                from exchange.signature t6
                where t6.agreement_id = t1.id
                order by t6.signed_at, t6.unit_id
                limit 100
              ) t6
          ),
          'commitments', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'commitment_' || replace(t8.id::text, '-', ''),
                      'title', t8.title,
                      'state', case
                        when t8.state = 'OPEN'
                        and (
                          t8.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where e.commitment_id = t8.id and e.state = 'RECORDED' and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) + t8.released = t8.quantity then 'FULFILLED'
                        else t8.state
                      end,
                      'dueAt', t8.due_at,
                      'from', (
                        select json_build_object('shortName', t9.short_name)
                        from directory.unit t9
                        where t9.id = t8.from_unit_id
                      ),
                      'to', (
                        select json_build_object('shortName', t10.short_name)
                        from directory.unit t10
                        where t10.id = t8.to_unit_id
                      ),
                      'agreement', (
                        select json_build_object('id', 'agreement_' || replace(t11.id::text, '-', ''))
                        from exchange.agreement t11
                        where
                          t11.id = t8.agreement_id
                          and (
                            (
                              (t11.supplier_unit_id = viewer.unit_id or t11.demander_unit_id = viewer.unit_id)
                              and t11.alliance_id = viewer.alliance_id
                            )
                            or t11.alliance_id = viewer.coordinated
                          )
                      ),
                      'quantity', json_build_object('value', trim_scale(t8.quantity)::text, 'unit', t8.quantity_unit),
                      'fulfilled', json_build_object(
                        'value', trim_scale(
                          (
                            t8.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t8.id
                                  and e.state = 'RECORDED'
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          )
                        )::text,
                        'unit', t8.quantity_unit
                      ),
                      'outstanding', json_build_object(
                        'value', trim_scale(
                          t8.quantity - (
                            t8.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = t8.id
                                  and e.state = 'RECORDED'
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - t8.released
                        )::text,
                        'unit', t8.quantity_unit
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t12.*
                from exchange.commitment t12
                where
                  t12.agreement_id = t1.id
                  and exists (
                    select
                    from exchange.agreement g
                    where
                      g.id = t12.agreement_id
                      and (
                        (
                          (g.supplier_unit_id = viewer.unit_id or g.demander_unit_id = viewer.unit_id)
                          and g.alliance_id = viewer.alliance_id
                        )
                        or g.alliance_id = viewer.coordinated
                      )
                  )
                order by t12.rank, t12.id
                limit 20
              ) t8
          )
        )
      from exchange.agreement t1
      where
        t1.id = $6::uuid
        and (
          (
            (t1.supplier_unit_id = viewer.unit_id or t1.demander_unit_id = viewer.unit_id)
            and t1.alliance_id = viewer.alliance_id
          )
          or t1.alliance_id = viewer.coordinated
        )
    )
  )::text,
  viewer.problem
from viewer
;
