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
          'title', t1.title,
          'unit', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.owner_unit_id
          ),
          'quantity', json_build_object('value', trim_scale(t1.quantity)::text, 'unit', t1.quantity_unit),
          'remaining', json_build_object('value', trim_scale(greatest(t1.quantity - t1.covered, 0))::text, 'unit', t1.quantity_unit),
          'matches', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'offer', (
                        select json_build_object('title', t4.title)
                        from exchange.offer t4
                        where
                          t4.id = t3.offer_id
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
                      ),
                      'supplier', (
                        select json_build_object('shortName', t5.short_name)
                        from directory.unit t5
                        where t5.id = t3.supplier_unit_id
                      ),
                      'demander', (
                        select json_build_object('shortName', t6.short_name)
                        from directory.unit t6
                        where t6.id = t3.demander_unit_id
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t7.*
                from exchange.match t7
                where
                  t7.need_id = t1.id
                  and (
                    (
                      (t7.supplier_unit_id = viewer.unit_id or t7.demander_unit_id = viewer.unit_id)
                      and t7.alliance_id = viewer.alliance_id
                    )
                    or t7.alliance_id = viewer.coordinated
                  )
                order by t7.id desc
                limit 20
              ) t3
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
          'edges', coalesce(
            json_agg(
              json_build_object(
                'node', json_build_object(
                  'title', t1.title,
                  'unit', (
                    select json_build_object('shortName', t2.short_name)
                    from directory.unit t2
                    where t2.id = t1.owner_unit_id
                  ),
                  'quantity', json_build_object('value', trim_scale(t1.quantity)::text, 'unit', t1.quantity_unit),
                  'remaining', json_build_object('value', trim_scale(greatest(t1.quantity - t1.covered, 0))::text, 'unit', t1.quantity_unit)
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from exchange.need t3
          where
            (
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
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t3.visibility = 'ALLIANCE'
                        and t3.owner_unit_id in (
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
                    t3.owner_unit_id = viewer.unit_id
                    and (t3.visibility = 'UNIT' or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to)))
                  )
                )
              ) is true
              or (
                (t3.state in ('IN_REVIEW', 'RETURNED') or t3.paused_for is not null)
                and (
                  t3.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and (viewer.coordinated = any (t3.shown_to) or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}'))
                )
              )
            )
          order by t3.id desc
          limit 2
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
