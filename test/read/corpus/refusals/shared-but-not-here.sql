with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      case
        when not exists (
          select
          from exchange.need t
          where
            t.id = $6::uuid
            and (
              (
                (
                  t.state = 'PUBLISHED'
                  and (
                    t.visibility = 'PUBLIC'
                    or (
                      t.visibility = 'ALLIANCE'
                      and exists (
                        select
                        from exchange.need_audience a
                        where a.need_id = t.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        offset 0
                      )
                      and t.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where
                          m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          and (m.valid @> $5::timestamptz) is true
                      )
                    )
                    or (
                      t.visibility = 'ALLIANCE'
                      and t.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'NEEDS'
                          and (s.valid @> $5::timestamptz) is true
                          and s.consumer_unit_id = (select v.unit_id from viewer v)
                      )
                    )
                  )
                )
                or (
                  t.owner_unit_id = (select v.unit_id from viewer v)
                  and (
                    t.visibility = 'UNIT'
                    or (
                      t.visibility = 'PUBLIC'
                      or exists (
                        select
                        from exchange.need_audience a
                        where a.need_id = t.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        offset 0
                      )
                    )
                  )
                )
              )
              or (
                t.state in ('IN_REVIEW', 'RETURNED')
                and (
                  t.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where
                      (
                        m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        and m.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                      )
                      and (m.valid @> $5::timestamptz) is true
                  )
                  and (
                    exists (
                      select
                      from exchange.need_audience a
                      where
                        a.need_id = t.id
                        and (
                          a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          and a.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                        )
                      offset 0
                    )
                    or (
                      t.visibility = 'PUBLIC'
                      and not exists (select from exchange.need_audience a where a.need_id = t.id)
                    )
                  )
                )
              )
            )
        ) then 0
        when not exists (
          select
          from exchange.need t
          where
            t.id = $7::uuid
            and (
              (
                (
                  t.state = 'PUBLISHED'
                  and (
                    t.visibility = 'PUBLIC'
                    or (
                      t.visibility = 'ALLIANCE'
                      and exists (
                        select
                        from exchange.need_audience a
                        where a.need_id = t.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        offset 0
                      )
                      and t.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where
                          m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          and (m.valid @> $5::timestamptz) is true
                      )
                    )
                    or (
                      t.visibility = 'ALLIANCE'
                      and t.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'NEEDS'
                          and (s.valid @> $5::timestamptz) is true
                          and s.consumer_unit_id = (select v.unit_id from viewer v)
                      )
                    )
                  )
                )
                or (
                  t.owner_unit_id = (select v.unit_id from viewer v)
                  and (
                    t.visibility = 'UNIT'
                    or (
                      t.visibility = 'PUBLIC'
                      or exists (
                        select
                        from exchange.need_audience a
                        where a.need_id = t.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        offset 0
                      )
                    )
                  )
                )
              )
              or (
                t.state in ('IN_REVIEW', 'RETURNED')
                and (
                  t.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where
                      (
                        m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        and m.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                      )
                      and (m.valid @> $5::timestamptz) is true
                  )
                  and (
                    exists (
                      select
                      from exchange.need_audience a
                      where
                        a.need_id = t.id
                        and (
                          a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          and a.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                        )
                      offset 0
                    )
                    or (
                      t.visibility = 'PUBLIC'
                      and not exists (select from exchange.need_audience a where a.need_id = t.id)
                    )
                  )
                )
              )
            )
        ) then 1
      end
  )::text,
  (select v.problem from viewer v)
;
