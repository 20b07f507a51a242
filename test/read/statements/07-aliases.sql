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
        json_build_object('found', coalesce(json_agg(json_build_object('name', t1.title)), '[]'))
      from
        (
          select
            t2.*
          from
            exchange.offer t2
          where
            (
              (
                t2.state = 'PUBLISHED'
                and (
                  t2.visibility = 'PUBLIC'
                  or (
                    t2.visibility = 'ALLIANCE'
                    and exists (
                      select
                      from
                        exchange.offer_audience a
                      where
                        a.offer_id = t2.id
                        and a.alliance_id = any (
                          (
                            select
                              v.alliances
                            from
                              viewer v
                          )::uuid[]
                        )
                    )
                    and t2.owner_unit_id in (
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
                t2.owner_unit_id = (
                  select
                    v.unit_id
                  from
                    viewer v
                )
                and (
                  t2.visibility = 'UNIT'
                  or (
                    t2.visibility = 'PUBLIC'
                    or exists (
                      select
                      from
                        exchange.offer_audience a
                      where
                        a.offer_id = t2.id
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
            and t2.category = $6::text
          order by
            t2.id desc
          limit
            1
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
                'unit',
                (
                  select
                    json_build_object(
                      'first',
                      (
                        select
                          json_build_object('nodes', coalesce(json_agg(json_build_object('title', t3.title)), '[]'))
                        from
                          (
                            select
                              t4.*
                            from
                              exchange.offer t4
                            where
                              t4.owner_unit_id = t2.id
                              and (
                                (
                                  t4.state = 'PUBLISHED'
                                  and (
                                    t4.visibility = 'PUBLIC'
                                    or (
                                      t4.visibility = 'ALLIANCE'
                                      and exists (
                                        select
                                        from
                                          exchange.offer_audience a
                                        where
                                          a.offer_id = t4.id
                                          and a.alliance_id = any (
                                            (
                                              select
                                                v.alliances
                                              from
                                                viewer v
                                            )::uuid[]
                                          )
                                      )
                                      and t4.owner_unit_id in (
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
                                  t4.owner_unit_id = (
                                    select
                                      v.unit_id
                                    from
                                      viewer v
                                  )
                                  and (
                                    t4.visibility = 'UNIT'
                                    or (
                                      t4.visibility = 'PUBLIC'
                                      or exists (
                                        select
                                        from
                                          exchange.offer_audience a
                                        where
                                          a.offer_id = t4.id
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
                              t4.id desc
                            limit
                              1
                          ) t3
                      ),
                      'all',
                      json_build_object(
                        'totalCount',
                        (
                          select
                            count(*)
                          from
                            exchange.offer t6
                          where
                            t6.owner_unit_id = t2.id
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
                                    and t6.owner_unit_id in (
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
                        )
                      )
                    )
                  from
                    directory.unit t2
                  where
                    t2.id = t1.owner_unit_id
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
            exchange.offer t7
          where
            (
              (
                t7.state = 'PUBLISHED'
                and (
                  t7.visibility = 'PUBLIC'
                  or (
                    t7.visibility = 'ALLIANCE'
                    and exists (
                      select
                      from
                        exchange.offer_audience a
                      where
                        a.offer_id = t7.id
                        and a.alliance_id = any (
                          (
                            select
                              v.alliances
                            from
                              viewer v
                          )::uuid[]
                        )
                    )
                    and t7.owner_unit_id in (
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
                t7.owner_unit_id = (
                  select
                    v.unit_id
                  from
                    viewer v
                )
                and (
                  t7.visibility = 'UNIT'
                  or (
                    t7.visibility = 'PUBLIC'
                    or exists (
                      select
                      from
                        exchange.offer_audience a
                      where
                        a.offer_id = t7.id
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
            coalesce(t7.ends_at, 'infinity'::timestamptz),
            t7.id
          limit
            1
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
