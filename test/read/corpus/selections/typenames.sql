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
          '__typename', 'Need',
          'quantity', json_build_object('__typename', 'Quantity'),
          'audience', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    '__typename', 'Audience',
                    'alliance', (
                      select json_build_object('__typename', 'Alliance')
                      from directory.alliance t3
                      where t3.id = t2.alliance_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.audience t2
                where
                  t2.listing_id = t1.id
                  and (
                    t2.visibility = 'PUBLIC'
                    or t2.owner_unit_id = viewer.unit_id
                    or t2.alliance_id = viewer.alliance_id
                  )
                order by t2.alliance_id
                limit 100
              ) t2
          ),
          'matches', (
            select
              json_build_object(
                '__typename', 'MatchConnection',
                'edges', coalesce(json_agg(json_build_object('__typename', 'MatchEdge', 'node', json_build_object('kind', 'Match'))), '[]'),
                'pageInfo', json_build_object('__typename', 'PageInfo')
              )
            from
              (
                select t5.*
                from exchange.match t5
                where
                  t5.need_id = t1.id
                  and (
                    (
                      (t5.supplier_unit_id = viewer.unit_id or t5.demander_unit_id = viewer.unit_id)
                      and t5.alliance_id = viewer.alliance_id
                    )
                    or t5.alliance_id = viewer.coordinated
                  )
                order by t5.id desc
                limit 1
              ) t4
          ),
          'candidates', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      '__typename', 'Candidate',
                      'reasons', (
                        select coalesce(json_agg(i.v order by i.n) filter (where i.v is not null), '[]')
                        from
                          (
                            values
                              (0, json_build_object('__typename', 'CandidateReason')),
                              (1, json_build_object('__typename', 'CandidateReason')),
                              (2, json_build_object('__typename', 'CandidateReason'))
                          ) i (n, v)
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t7.*
                from exchange.candidate t7
                where
                  t7.need_id = t1.id
                  and (
                    (
                      t7.need_unit_id = viewer.unit_id
                      or exists (
                        select
                        from
                          exchange.need n
                          join rights.membership m on m.unit_id = n.owner_unit_id
                          and coalesce(m.valid @> $5::timestamptz, false)
                        where
                          n.id = t7.need_id
                          and (n.visibility = 'PUBLIC' or m.alliance_id = any (n.shown_to))
                          and m.alliance_id = viewer.coordinated
                        offset 0
                      )
                    )
                    and exists (
                      select
                      from exchange.offer o, exchange.need n
                      where
                        o.id = t7.offer_id
                        and n.id = t7.need_id
                        and coalesce(least(o.closes_at, o.ends_at), 'infinity') > $5::timestamptz
                        and coalesce(least(n.closes_at, n.ends_at), 'infinity') > $5::timestamptz
                        and (
                          (
                            (
                              o.state = 'PUBLISHED'
                              and (
                                o.visibility = 'PUBLIC'
                                or (
                                  o.visibility = 'ALLIANCE'
                                  and viewer.alliance_id = any (o.shown_to)
                                  and o.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.alliance_id
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                )
                              )
                            )
                            or (
                              o.owner_unit_id = viewer.unit_id
                              and (
                                o.visibility = 'UNIT'
                                or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                              )
                            )
                          )
                        ) is true
                      offset 0
                    )
                    and exists (
                      select
                      from rights.membership m
                      where
                        m.unit_id = t7.offer_unit_id
                        and coalesce(m.valid @> $5::timestamptz, false)
                        and m.alliance_id = viewer.alliance_id
                      offset 0
                    )
                  )
                order by t7.score desc, t7.offer_id desc
                limit 1
              ) t6
          )
        )
      from exchange.need t1
      where
        t1.id = $6::uuid
        and (
          (
            (
              (
                (
                  t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                  and (t1.paused_for is null or viewer.unit_id = any (t1.paused_for))
                )
                and (
                  t1.visibility = 'PUBLIC'
                  or (
                    t1.visibility = 'ALLIANCE'
                    and viewer.alliance_id = any (t1.shown_to)
                    and t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                  or (
                    t1.visibility = 'ALLIANCE'
                    and t1.owner_unit_id in (
                      select s.provider_unit_id
                      from rights.share s
                      where
                        s.kind = 'NEEDS'
                        and coalesce(s.valid @> $5::timestamptz, false)
                        and s.consumer_unit_id = viewer.unit_id
                    )
                  )
                )
              )
              or (
                t1.owner_unit_id = viewer.unit_id
                and (t1.visibility = 'UNIT' or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to)))
              )
            )
          ) is true
          or (
            (t1.state in ('IN_REVIEW', 'RETURNED') or t1.paused_for is not null)
            and (
              t1.owner_unit_id in (
                select m.unit_id
                from rights.membership m
                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
              )
              and (viewer.coordinated = any (t1.shown_to) or (t1.visibility = 'PUBLIC' and t1.shown_to = '{}'))
            )
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
