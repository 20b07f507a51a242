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
          t2.name,
          'memberships',
          (
            select
              json_build_object(
                'nodes',
                coalesce(
                  json_agg(
                    json_build_object(
                      'role',
                      t3.role,
                      'unit',
                      (
                        select
                          json_build_object(
                            'shortName',
                            t4.short_name,
                            'offers',
                            (
                              select
                                json_build_object('nodes', coalesce(json_agg(json_build_object('title', t5.title)), '[]'))
                              from
                                (
                                  select
                                    t6.*
                                  from
                                    exchange.offer t6
                                  where
                                    t6.owner_unit_id = t4.id
                                    and (
                                      (
                                        t6.state = 'PUBLISHED'
                                        and (
                                          t6.visibility = 'PUBLIC'
                                          or (
                                            t6.visibility = 'ALLIANCE'
                                            and exists (
                                              select
                                              from
                                                exchange.offer_audience a
                                              where
                                                a.offer_id = t6.id
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
                                      or (
                                        t6.owner_unit_id = (
                                          select
                                            v.unit_id
                                          from
                                            viewer v
                                        )
                                        and (
                                          t6.visibility = 'UNIT'
                                          or (
                                            t6.visibility = 'PUBLIC'
                                            or exists (
                                              select
                                              from
                                                exchange.offer_audience a
                                              where
                                                a.offer_id = t6.id
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
                                    t6.id desc
                                  limit
                                    5
                                ) t5
                            )
                          )
                        from
                          directory.unit t4
                        where
                          t4.id = t3.unit_id
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
                  directory.membership t7
                where
                  t7.alliance_id = t2.id
                  and (
                    (
                      t7.state = 'ACTIVE'
                      and t7.valid @> $5::timestamptz
                    )
                    or (
                      t7.unit_id = (
                        select
                          v.unit_id
                        from
                          viewer v
                      )
                      or (
                        t7.alliance_id = any (
                          (
                            select
                              v.alliances
                            from
                              viewer v
                          )::uuid[]
                        )
                        and t7.alliance_id = any (
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
                  and t7.state = any ($6::text[])
                order by
                  t7.id
                limit
                  10
              ) t3
          )
        )
      from
        directory.alliance t2
      where
        t2.id = $7::uuid
    )
  )::text,
  (
    select
      v.problem
    from
      viewer v
  )
;
