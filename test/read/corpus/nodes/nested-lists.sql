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
    select
      coalesce(
        json_agg(
          case i.kind
            when 'alliance' then (
              select
                json_build_object(
                  'offers', (
                    select
                      json_build_object(
                        'totalCount', (
                          select count(*)
                          from exchange.offer t3
                          where
                            (
                              exists (
                                select
                                from exchange.offer_audience a
                                where a.offer_id = t3.id and a.alliance_id = t1.id
                              )
                              and (
                                t3.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                              and (
                                t3.visibility = 'PUBLIC'
                                or t3.owner_unit_id = viewer.unit_id
                                or t1.id = viewer.alliance_id
                              )
                            )
                            and (
                              (
                                (
                                  (
                                    (
                                      t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                      and (t3.paused_for is null or viewer.unit_id = any (t3.paused_for))
                                    )
                                    and (
                                      t3.visibility = 'PUBLIC'
                                      or (
                                        t3.visibility = 'ALLIANCE'
                                        and viewer.alliance_id = any (t3.shown_to)
                                        and t3.owner_unit_id in (
                                          select m.unit_id
                                          from rights.membership m
                                          where
                                            m.alliance_id = viewer.alliance_id
                                            and coalesce(m.valid @> $5::timestamptz, false)
                                        )
                                      )
                                      or (
                                        t3.visibility = 'ALLIANCE'
                                        and t3.owner_unit_id in (
                                          select s.provider_unit_id
                                          from rights.share s
                                          where
                                            s.kind = 'OFFERS'
                                            and coalesce(s.valid @> $5::timestamptz, false)
                                            and s.consumer_unit_id = viewer.unit_id
                                        )
                                      )
                                    )
                                  )
                                  or (
                                    t3.owner_unit_id = viewer.unit_id
                                    and (
                                      t3.visibility = 'UNIT'
                                      or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to))
                                    )
                                  )
                                )
                              ) is true
                              or (
                                (t3.state in ('IN_REVIEW', 'RETURNED') or t3.paused_for is not null)
                                and (
                                  t3.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.coordinated
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                  and (
                                    viewer.coordinated = any (t3.shown_to)
                                    or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}')
                                  )
                                )
                              )
                            )
                        ),
                        'nodes', coalesce(
                          json_agg(json_build_object('title', t2.title) order by t2.rn desc) filter (where t2.rn <= 1),
                          '[]'
                        )
                      )
                    from
                      (
                        select p.*, row_number() over () as rn
                        from
                          (
                            select t4.*
                            from exchange.offer t4
                            where
                              (
                                exists (
                                  select
                                  from exchange.offer_audience a
                                  where a.offer_id = t4.id and a.alliance_id = t1.id
                                )
                                and (
                                  t4.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                ) is true
                                and (
                                  t4.visibility = 'PUBLIC'
                                  or t4.owner_unit_id = viewer.unit_id
                                  or t1.id = viewer.alliance_id
                                )
                              )
                              and (
                                (
                                  (
                                    (
                                      (
                                        t4.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                        and (t4.paused_for is null or viewer.unit_id = any (t4.paused_for))
                                      )
                                      and (
                                        t4.visibility = 'PUBLIC'
                                        or (
                                          t4.visibility = 'ALLIANCE'
                                          and viewer.alliance_id = any (t4.shown_to)
                                          and t4.owner_unit_id in (
                                            select m.unit_id
                                            from rights.membership m
                                            where
                                              m.alliance_id = viewer.alliance_id
                                              and coalesce(m.valid @> $5::timestamptz, false)
                                          )
                                        )
                                        or (
                                          t4.visibility = 'ALLIANCE'
                                          and t4.owner_unit_id in (
                                            select s.provider_unit_id
                                            from rights.share s
                                            where
                                              s.kind = 'OFFERS'
                                              and coalesce(s.valid @> $5::timestamptz, false)
                                              and s.consumer_unit_id = viewer.unit_id
                                          )
                                        )
                                      )
                                    )
                                    or (
                                      t4.owner_unit_id = viewer.unit_id
                                      and (
                                        t4.visibility = 'UNIT'
                                        or (t4.visibility = 'PUBLIC' or viewer.alliance_id = any (t4.shown_to))
                                      )
                                    )
                                  )
                                ) is true
                                or (
                                  (t4.state in ('IN_REVIEW', 'RETURNED') or t4.paused_for is not null)
                                  and (
                                    t4.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.coordinated
                                        and coalesce(m.valid @> $5::timestamptz, false)
                                    )
                                    and (
                                      viewer.coordinated = any (t4.shown_to)
                                      or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}')
                                    )
                                  )
                                )
                              )
                            order by t4.id
                            limit 1
                          ) p
                      ) t2
                  ),
                  'projects', (
                    select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t5.title)), '[]'))
                    from
                      (
                        select t6.*
                        from projects.project t6
                        where
                          t6.alliance_id = t1.id
                          and (t6.visibility = 'PUBLIC' or t6.alliance_id = viewer.alliance_id)
                        order by t6.id desc
                        limit 20
                      ) t5
                  )
                )
              from directory.alliance t1
              where t1.id = i.id
            )
            when 'project' then (
              select
                json_build_object(
                  'partners', (
                    select
                      json_build_object(
                        'pageInfo', json_build_object('hasNextPage', count(*) > 1),
                        'nodes', coalesce(
                          json_agg(json_build_object('pledge', t8.pledge) order by t8.rn) filter (where t8.rn <= 1),
                          '[]'
                        )
                      )
                    from
                      (
                        select p.*, row_number() over () as rn
                        from
                          (
                            select t9.*
                            from projects.partner t9
                            where
                              t9.project_id = t7.id
                              and (
                                t9.unit_id = viewer.unit_id
                                or exists (
                                  select
                                  from projects.project j
                                  where
                                    j.id = t9.project_id
                                    and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                                )
                              )
                            order by t9.id
                            limit 2
                          ) p
                      ) t8
                  )
                )
              from projects.project t7
              where t7.id = i.id and (t7.visibility = 'PUBLIC' or t7.alliance_id = viewer.alliance_id)
            )
            when 'unit' then (
              select
                json_build_object(
                  'offers', (
                    select
                      json_build_object(
                        'totalCount', (
                          select count(*)
                          from exchange.offer t12
                          where
                            t12.owner_unit_id = t10.id
                            and (
                              (
                                (
                                  (
                                    (
                                      t12.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                      and (t12.paused_for is null or viewer.unit_id = any (t12.paused_for))
                                    )
                                    and (
                                      t12.visibility = 'PUBLIC'
                                      or (
                                        t12.visibility = 'ALLIANCE'
                                        and viewer.alliance_id = any (t12.shown_to)
                                        and t12.owner_unit_id in (
                                          select m.unit_id
                                          from rights.membership m
                                          where
                                            m.alliance_id = viewer.alliance_id
                                            and coalesce(m.valid @> $5::timestamptz, false)
                                        )
                                      )
                                      or (
                                        t12.visibility = 'ALLIANCE'
                                        and t12.owner_unit_id in (
                                          select s.provider_unit_id
                                          from rights.share s
                                          where
                                            s.kind = 'OFFERS'
                                            and coalesce(s.valid @> $5::timestamptz, false)
                                            and s.consumer_unit_id = viewer.unit_id
                                        )
                                      )
                                    )
                                  )
                                  or (
                                    t12.owner_unit_id = viewer.unit_id
                                    and (
                                      t12.visibility = 'UNIT'
                                      or (t12.visibility = 'PUBLIC' or viewer.alliance_id = any (t12.shown_to))
                                    )
                                  )
                                )
                              ) is true
                              or (
                                (t12.state in ('IN_REVIEW', 'RETURNED') or t12.paused_for is not null)
                                and (
                                  t12.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.coordinated
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                  and (
                                    viewer.coordinated = any (t12.shown_to)
                                    or (t12.visibility = 'PUBLIC' and t12.shown_to = '{}')
                                  )
                                )
                              )
                            )
                        ),
                        'nodes', coalesce(json_agg(json_build_object('title', t11.title)), '[]')
                      )
                    from
                      (
                        select t13.*
                        from exchange.offer t13
                        where
                          t13.owner_unit_id = t10.id
                          and (
                            (
                              (
                                (
                                  (
                                    t13.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                    and (t13.paused_for is null or viewer.unit_id = any (t13.paused_for))
                                  )
                                  and (
                                    t13.visibility = 'PUBLIC'
                                    or (
                                      t13.visibility = 'ALLIANCE'
                                      and viewer.alliance_id = any (t13.shown_to)
                                      and t13.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.alliance_id
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                    )
                                    or (
                                      t13.visibility = 'ALLIANCE'
                                      and t13.owner_unit_id in (
                                        select s.provider_unit_id
                                        from rights.share s
                                        where
                                          s.kind = 'OFFERS'
                                          and coalesce(s.valid @> $5::timestamptz, false)
                                          and s.consumer_unit_id = viewer.unit_id
                                      )
                                    )
                                  )
                                )
                                or (
                                  t13.owner_unit_id = viewer.unit_id
                                  and (
                                    t13.visibility = 'UNIT'
                                    or (t13.visibility = 'PUBLIC' or viewer.alliance_id = any (t13.shown_to))
                                  )
                                )
                              )
                            ) is true
                            or (
                              (t13.state in ('IN_REVIEW', 'RETURNED') or t13.paused_for is not null)
                              and (
                                t13.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (t13.shown_to)
                                  or (t13.visibility = 'PUBLIC' and t13.shown_to = '{}')
                                )
                              )
                            )
                          )
                        order by t13.id desc
                        limit 1
                      ) t11
                  )
                )
              from directory.unit t10
              where t10.id = directory.unit_now (i.id)
            )
          end
          order by i.n
        ),
        '[]'
      )
    from unnest($6::uuid[], $7::text[]) with ordinality i (id, kind, n)
  )::text,
  viewer.problem
from viewer
;
