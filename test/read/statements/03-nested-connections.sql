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
          'name',
          t1.name,
          'memberships',
          (
            select
              json_build_object(
                'nodes',
                coalesce(
                  json_agg(
                    json_build_object(
                      'role',
                      t2.role,
                      'unit',
                      (
                        select
                          json_build_object(
                            'shortName',
                            t3.short_name,
                            'offers',
                            (
                              select
                                json_build_object('nodes', coalesce(json_agg(json_build_object('title', t4.title)), '[]'))
                              from
                                (
                                  select
                                    t5.*
                                  from
                                    exchange.offer t5
                                  where
                                    t5.owner_unit_id = t3.id
                                    and (
                                      (
                                        t5.state = 'PUBLISHED'
                                        and (
                                          t5.visibility = 'PUBLIC'
                                          or (
                                            t5.visibility = 'ALLIANCE'
                                            and exists (
                                              select
                                              from
                                                exchange.offer_audience a
                                              where
                                                a.offer_id = t5.id
                                                and a.alliance_id = any (
                                                  (
                                                    select
                                                      v.alliances
                                                    from
                                                      viewer v
                                                  )::uuid[]
                                                )
                                            )
                                            and t5.owner_unit_id in (
                                              select
                                                m.unit_id
                                              from
                                                rights.membership m
                                              where
                                                m.alliance_id = any (
                                                  (
                                                    select
                                                      v.alliances
                                                    from
                                                      viewer v
                                                  )::uuid[]
                                                )
                                                and m.valid @> $5::timestamptz
                                            )
                                          )
                                        )
                                      )
                                      or (
                                        t5.owner_unit_id = (
                                          select
                                            v.unit_id
                                          from
                                            viewer v
                                        )
                                        and (
                                          t5.visibility = 'UNIT'
                                          or (
                                            t5.visibility = 'PUBLIC'
                                            or exists (
                                              select
                                              from
                                                exchange.offer_audience a
                                              where
                                                a.offer_id = t5.id
                                                and a.alliance_id = any (
                                                  (
                                                    select
                                                      v.alliances
                                                    from
                                                      viewer v
                                                  )::uuid[]
                                                )
                                            )
                                          )
                                        )
                                      )
                                    )
                                  order by
                                    t5.id desc
                                  limit
                                    5
                                ) t4
                            )
                          )
                        from
                          directory.unit t3
                        where
                          t3.id = t2.unit_id
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select
                  t6.*
                from
                  directory.membership t6
                where
                  t6.alliance_id = t1.id
                  and (
                    (
                      t6.state = 'ACTIVE'
                      and t6.valid @> $5::timestamptz
                    )
                    or (
                      t6.unit_id = (
                        select
                          v.unit_id
                        from
                          viewer v
                      )
                      or (
                        t6.alliance_id = any (
                          (
                            select
                              v.alliances
                            from
                              viewer v
                          )::uuid[]
                        )
                        and t6.alliance_id = any (
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
                  and t6.state = any ($6::text[])
                order by
                  t6.id
                limit
                  10
              ) t2
          )
        )
      from
        directory.alliance t1
      where
        t1.id = $7::uuid
    )
  )::text,
  (
    select
      v.problem
    from
      viewer v
  )
;
