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
                'id',
                'offer_' || replace(t1.id::text, '-', ''),
                'title',
                t1.title,
                'category',
                (
                  select
                    json_build_object(
                      'code',
                      t2.code,
                      'label',
                      case
                        when $6::text = 'en' then t2.label_en
                        else t2.label_zh
                      end
                    )
                  from
                    directory.term t2
                  where
                    t2.code = t1.category
                ),
                'unit',
                (
                  select
                    json_build_object(
                      'shortName',
                      t3.short_name,
                      'needs',
                      json_build_object(
                        'totalCount',
                        (
                          select
                            count(*)
                          from
                            exchange.need t5
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
                                        exchange.need_audience a
                                      where
                                        a.need_id = t5.id
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
                                        exchange.need_audience a
                                      where
                                        a.need_id = t5.id
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
                    directory.unit t3
                  where
                    t3.id = t1.owner_unit_id
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
            exchange.offer t6
          where
            (
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
            and (
              t6.taken < t6.quantity
              and coalesce(t6.ends_at, 'infinity') > $5::timestamptz
            ) = $7::boolean
            and t6.category = $8::text
          order by
            t6.id desc
          limit
            20
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
