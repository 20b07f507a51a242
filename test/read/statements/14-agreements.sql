with
  viewer as materialized (
    select
      *
    from
      rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz)
  )
select
  (
    (
      select
        json_build_object(
          'nodes',
          coalesce(
            json_agg(
              json_build_object(
                'title',
                t1.title,
                'signatures',
                (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'unit',
                          (
                            select
                              json_build_object('shortName', t3.short_name)
                            from
                              directory.unit t3
                            where
                              t3.id = t2.unit_id
                          )
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select
                        *
                      from
                        exchange.signature t2
                      where
                        t2.agreement_id = t1.id
                      order by
                        t2.signed_at,
                        t2.unit_id
                      limit
                        100
                    ) t2
                ),
                'commitments',
                (
                  select
                    json_build_object(
                      'nodes',
                      coalesce(
                        json_agg(
                          json_build_object(
                            'fulfilled',
                            json_build_object('value', trim_scale(t4.fulfilled)::text),
                            'deliveries',
                            (
                              select
                                json_build_object('nodes', coalesce(json_agg(json_build_object('state', coalesce(t5.answer, 'RECORDED'))), '[]'))
                              from
                                (
                                  select
                                    t6.*
                                  from
                                    (
                                      select
                                        e.*,
                                        c.agreement_id,
                                        c.quantity_unit,
                                        a.answer,
                                        a.unit_id as answered_by_unit_id,
                                        a.reason,
                                        a.answered_at
                                      from
                                        exchange.event e
                                        join exchange.commitment c on c.id = e.commitment_id
                                        left join exchange.event_answer a on a.event_id = e.id
                                    ) t6
                                  where
                                    t6.commitment_id = t4.id
                                    and exists (
                                      select
                                      from
                                        exchange.agreement g
                                      where
                                        g.id = t6.agreement_id
                                        and (
                                          (
                                            (
                                              g.supplier_unit_id = (
                                                select
                                                  v.unit_id
                                                from
                                                  viewer v
                                              )
                                              or g.demander_unit_id = (
                                                select
                                                  v.unit_id
                                                from
                                                  viewer v
                                              )
                                            )
                                            and g.alliance_id = any (
                                              (
                                                select
                                                  v.alliances
                                                from
                                                  viewer v
                                              )::uuid[]
                                            )
                                          )
                                          or (
                                            g.alliance_id = any (
                                              (
                                                select
                                                  v.alliances
                                                from
                                                  viewer v
                                              )::uuid[]
                                            )
                                            and g.alliance_id = any (
                                              (
                                                select
                                                  v.coordinates
                                                from
                                                  viewer v
                                              )::uuid[]
                                            )
                                          )
                                        )
                                    )
                                  order by
                                    t6.id
                                  limit
                                    20
                                ) t5
                            )
                          )
                        ),
                        '[]'
                      )
                    )
                  from
                    (
                      select
                        t7.*
                      from
                        exchange.commitment t7
                      where
                        t7.agreement_id = t1.id
                        and exists (
                          select
                          from
                            exchange.agreement g
                          where
                            g.id = t7.agreement_id
                            and (
                              (
                                (
                                  g.supplier_unit_id = (
                                    select
                                      v.unit_id
                                    from
                                      viewer v
                                  )
                                  or g.demander_unit_id = (
                                    select
                                      v.unit_id
                                    from
                                      viewer v
                                  )
                                )
                                and g.alliance_id = any (
                                  (
                                    select
                                      v.alliances
                                    from
                                      viewer v
                                  )::uuid[]
                                )
                              )
                              or (
                                g.alliance_id = any (
                                  (
                                    select
                                      v.alliances
                                    from
                                      viewer v
                                  )::uuid[]
                                )
                                and g.alliance_id = any (
                                  (
                                    select
                                      v.coordinates
                                    from
                                      viewer v
                                  )::uuid[]
                                )
                              )
                            )
                        )
                      order by
                        t7.rank,
                        t7.id
                      limit
                        20
                    ) t4
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select
            t8.*
          from
            exchange.agreement t8
          where
            (
              (
                (
                  t8.supplier_unit_id = (
                    select
                      v.unit_id
                    from
                      viewer v
                  )
                  or t8.demander_unit_id = (
                    select
                      v.unit_id
                    from
                      viewer v
                  )
                )
                and t8.alliance_id = any (
                  (
                    select
                      v.alliances
                    from
                      viewer v
                  )::uuid[]
                )
              )
              or (
                t8.alliance_id = any (
                  (
                    select
                      v.alliances
                    from
                      viewer v
                  )::uuid[]
                )
                and t8.alliance_id = any (
                  (
                    select
                      v.coordinates
                    from
                      viewer v
                  )::uuid[]
                )
              )
            )
            and t8.state = any ($6::text[])
          order by
            t8.id desc
          limit
            5
        ) t1
    )
  )::text,
  (
    select
      v.problem
    from
      viewer v
  )
;
