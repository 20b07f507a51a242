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
          'offers', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'title', t2.title,
                      'matches', (
                        select
                          json_build_object(
                            'totalCount', (
                              select count(*)
                              from exchange.match t4
                              where
                                t4.offer_id = t2.id
                                and (
                                  (
                                    (t4.supplier_unit_id = viewer.unit_id or t4.demander_unit_id = viewer.unit_id)
                                    and t4.alliance_id = viewer.alliance_id
                                  )
                                  or t4.alliance_id = viewer.coordinated
                                )
                                and (
                                  case
                                    when t4.respond_by <= $5::timestamptz
                                    and t4.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                                    else t4.state
                                  end
                                ) = any ($6::text[])
                            ),
                            'nodes', coalesce(
                              json_agg(
                                json_build_object(
                                  'state', case
                                    when t3.respond_by <= $5::timestamptz
                                    and t3.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                                    else t3.state
                                  end
                                )
                              ),
                              '[]'
                            )
                          )
                        from
                          (
                            select t5.*
                            from exchange.match t5
                            where
                              t5.offer_id = t2.id
                              and (
                                (
                                  (t5.supplier_unit_id = viewer.unit_id or t5.demander_unit_id = viewer.unit_id)
                                  and t5.alliance_id = viewer.alliance_id
                                )
                                or t5.alliance_id = viewer.coordinated
                              )
                              and (
                                case
                                  when t5.respond_by <= $5::timestamptz
                                  and t5.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                                  else t5.state
                                end
                              ) = any ($7::text[])
                            order by t5.id desc
                            limit 1
                          ) t3
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t6.*
                from exchange.offer t6
                where
                  t6.owner_unit_id = t1.id
                  and (
                    (
                      (
                        (
                          (
                            t6.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and (t6.paused_for is null or viewer.unit_id = any (t6.paused_for))
                          )
                          and (
                            t6.visibility = 'PUBLIC'
                            or (
                              t6.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t6.shown_to)
                              and t6.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                            or (
                              t6.visibility = 'ALLIANCE'
                              and t6.owner_unit_id in (
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
                          t6.owner_unit_id = viewer.unit_id
                          and (
                            t6.visibility = 'UNIT'
                            or (t6.visibility = 'PUBLIC' or viewer.alliance_id = any (t6.shown_to))
                          )
                        )
                      )
                    ) is true
                    or (
                      (t6.state in ('IN_REVIEW', 'RETURNED') or t6.paused_for is not null)
                      and (
                        t6.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (
                          viewer.coordinated = any (t6.shown_to)
                          or (t6.visibility = 'PUBLIC' and t6.shown_to = '{}')
                        )
                      )
                    )
                  )
                  and t6.category = $8::text
                  and position(lower($9::text) in lower(t6.title || ' ' || t6.description)) > 0
                  and case
                    when (
                      t6.state in ('PUBLISHED', 'PAUSED')
                      and least(t6.closes_at, t6.ends_at) <= $5::timestamptz
                    ) then 'EXPIRED'
                    else t6.state
                  end = any ($10::text[])
                order by t6.id desc
                limit 1
              ) t2
          ),
          'resources', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('kind', t7.kind)), '[]'))
            from
              (
                select t8.*
                from exchange.resource t8
                where
                  t8.owner_unit_id = t1.id
                  and (
                    (
                      (
                        (
                          t8.visibility = 'PUBLIC'
                          or (
                            t8.visibility = 'ALLIANCE'
                            and viewer.alliance_id = any (t8.shown_to)
                            and t8.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                          or (
                            t8.visibility = 'ALLIANCE'
                            and t8.owner_unit_id in (
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
                        t8.owner_unit_id = viewer.unit_id
                        and (
                          t8.visibility = 'UNIT'
                          or (t8.visibility = 'PUBLIC' or viewer.alliance_id = any (t8.shown_to))
                        )
                      )
                    )
                  ) is true
                  and t8.kind = any ($11::text[])
                order by t8.id desc
                limit 20
              ) t7
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($12::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
