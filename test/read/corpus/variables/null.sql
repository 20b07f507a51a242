with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    (
      select
        json_build_object(
          'totalCount', (
            select count(*)
            from exchange.offer t2
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
                        from exchange.offer_audience a
                        where a.offer_id = t2.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        offset 0
                      )
                      and t2.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where
                          m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          and (m.valid @> $5::timestamptz) is true
                      )
                    )
                    or (
                      t2.visibility = 'ALLIANCE'
                      and t2.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'OFFERS'
                          and (s.valid @> $5::timestamptz) is true
                          and s.consumer_unit_id = (select v.unit_id from viewer v)
                      )
                    )
                  )
                )
                or (
                  t2.owner_unit_id = (select v.unit_id from viewer v)
                  and (
                    t2.visibility = 'UNIT'
                    or (
                      t2.visibility = 'PUBLIC'
                      or exists (
                        select
                        from exchange.offer_audience a
                        where a.offer_id = t2.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        offset 0
                      )
                    )
                  )
                )
              )
          ),
          'nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]')
        )
      from
        (
          select t3.*
          from exchange.offer t3
          where
            (
              (
                t3.state = 'PUBLISHED'
                and (
                  t3.visibility = 'PUBLIC'
                  or (
                    t3.visibility = 'ALLIANCE'
                    and exists (
                      select
                      from exchange.offer_audience a
                      where a.offer_id = t3.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      offset 0
                    )
                    and t3.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where
                        m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        and (m.valid @> $5::timestamptz) is true
                    )
                  )
                  or (
                    t3.visibility = 'ALLIANCE'
                    and t3.owner_unit_id in (
                      select s.provider_unit_id
                      from rights.share s
                      where
                        s.kind = 'OFFERS'
                        and (s.valid @> $5::timestamptz) is true
                        and s.consumer_unit_id = (select v.unit_id from viewer v)
                    )
                  )
                )
              )
              or (
                t3.owner_unit_id = (select v.unit_id from viewer v)
                and (
                  t3.visibility = 'UNIT'
                  or (
                    t3.visibility = 'PUBLIC'
                    or exists (
                      select
                      from exchange.offer_audience a
                      where a.offer_id = t3.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      offset 0
                    )
                  )
                )
              )
            )
          order by t3.id desc
          limit 20
        ) t1
    )
  )::text,
  (select v.problem from viewer v)
;
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.offer t2
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
                    from exchange.offer_audience a
                    where a.offer_id = t2.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    offset 0
                  )
                  and t2.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where
                      m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      and (m.valid @> $5::timestamptz) is true
                  )
                )
                or (
                  t2.visibility = 'ALLIANCE'
                  and t2.owner_unit_id in (
                    select s.provider_unit_id
                    from rights.share s
                    where
                      s.kind = 'OFFERS'
                      and (s.valid @> $5::timestamptz) is true
                      and s.consumer_unit_id = (select v.unit_id from viewer v)
                  )
                )
              )
            )
            or (
              t2.owner_unit_id = (select v.unit_id from viewer v)
              and (
                t2.visibility = 'UNIT'
                or (
                  t2.visibility = 'PUBLIC'
                  or exists (
                    select
                    from exchange.offer_audience a
                    where a.offer_id = t2.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    offset 0
                  )
                )
              )
            )
          )
      )
    )
  )::text,
  (select v.problem from viewer v)
;
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.offer t2
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
                    from exchange.offer_audience a
                    where a.offer_id = t2.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    offset 0
                  )
                  and t2.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where
                      m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      and (m.valid @> $5::timestamptz) is true
                  )
                )
                or (
                  t2.visibility = 'ALLIANCE'
                  and t2.owner_unit_id in (
                    select s.provider_unit_id
                    from rights.share s
                    where
                      s.kind = 'OFFERS'
                      and (s.valid @> $5::timestamptz) is true
                      and s.consumer_unit_id = (select v.unit_id from viewer v)
                  )
                )
              )
            )
            or (
              t2.owner_unit_id = (select v.unit_id from viewer v)
              and (
                t2.visibility = 'UNIT'
                or (
                  t2.visibility = 'PUBLIC'
                  or exists (
                    select
                    from exchange.offer_audience a
                    where a.offer_id = t2.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    offset 0
                  )
                )
              )
            )
          )
      )
    )
  )::text,
  (select v.problem from viewer v)
;
