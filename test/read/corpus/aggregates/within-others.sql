select
  (
    (
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'shortName', t1.short_name,
                'offers', json_build_object(
                  'facets', (
                    select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
                    from
                      (
                        select t3.category as value, count(*) as count
                        from exchange.offer t3
                        where
                          t3.owner_unit_id = t1.id
                          and (
                            (t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t3.paused_for is null)
                            and t3.visibility = 'PUBLIC'
                          )
                          and t3.category is not null
                        group by 1
                        order by 2 desc, 1
                        limit 100
                      ) f
                  ),
                  'sums', (
                    select
                      coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text, 'unit', s.unit)), '[]')
                    from
                      (
                        select t4.quantity_unit as unit, sum(t4.quantity) as value
                        from exchange.offer t4
                        where
                          t4.owner_unit_id = t1.id
                          and (
                            (t4.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t4.paused_for is null)
                            and t4.visibility = 'PUBLIC'
                          )
                        group by 1
                        order by 1
                      ) s
                  )
                ),
                'needs', json_build_object(
                  'facets', (
                    select coalesce(json_agg(json_build_object('__typename', 'Facet', 'value', f.value)), '[]')
                    from
                      (
                        select
                          case
                            when (
                              t6.state in ('PUBLISHED', 'PAUSED')
                              and least(t6.closes_at, t6.ends_at) <= $1::timestamptz
                            ) then 'EXPIRED'
                            else t6.state
                          end as value,
                          count(*) as count
                        from exchange.need t6
                        where
                          t6.owner_unit_id = t1.id
                          and (
                            (t6.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t6.paused_for is null)
                            and t6.visibility = 'PUBLIC'
                          )
                          and case
                            when (
                              t6.state in ('PUBLISHED', 'PAUSED')
                              and least(t6.closes_at, t6.ends_at) <= $1::timestamptz
                            ) then 'EXPIRED'
                            else t6.state
                          end is not null
                        group by 1
                        order by 2 desc, 1
                        limit 100
                      ) f
                  ),
                  'sums', (
                    select
                      coalesce(json_agg(json_build_object('__typename', 'Quantity', 'value', trim_scale(s.value)::text)), '[]')
                    from
                      (
                        select t7.quantity_unit as unit, sum(greatest(t7.quantity - t7.covered, 0)) as value
                        from exchange.need t7
                        where
                          t7.owner_unit_id = t1.id
                          and (
                            (t7.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t7.paused_for is null)
                            and t7.visibility = 'PUBLIC'
                          )
                        group by 1
                        order by 1
                      ) s
                  )
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t8.*
          from directory.unit t8
          where true
          order by (t8.short_name collate directory.pinyin), t8.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'offers', json_build_object(
            'totalCount', (
              select count(*)
              from exchange.offer t3
              where
                (
                  exists (select from exchange.offer_audience a where a.offer_id = t3.id and a.alliance_id = t1.id)
                  and (
                    t3.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = t1.id and coalesce(m.valid @> $1::timestamptz, false)
                    )
                  ) is true
                  and t3.visibility = 'PUBLIC'
                )
                and (
                  (t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t3.paused_for is null)
                  and t3.visibility = 'PUBLIC'
                )
            ),
            'facets', (
              select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
              from
                (
                  select t4.visibility as value, count(*) as count
                  from exchange.offer t4
                  where
                    (
                      exists (select from exchange.offer_audience a where a.offer_id = t4.id and a.alliance_id = t1.id)
                      and (
                        t4.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = t1.id and coalesce(m.valid @> $1::timestamptz, false)
                        )
                      ) is true
                      and t4.visibility = 'PUBLIC'
                    )
                    and (
                      (t4.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t4.paused_for is null)
                      and t4.visibility = 'PUBLIC'
                    )
                    and t4.visibility is not null
                  group by 1
                  order by 2 desc, 1
                  limit 100
                ) f
            )
          )
        )
      from directory.alliance t1
      where t1.id = $2::uuid
    )
  )::text,
  null
;
