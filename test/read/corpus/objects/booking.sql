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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'booking_' || replace(t1.id::text, '-', ''),
                'count', t1.count,
                'purpose', t1.purpose,
                'state', case when t1.state = 'HELD' and t1.held_until <= $5::timestamptz then 'EXPIRED' else t1.state
                end,
                'version', t1.version,
                'createdAt', t1.created_at,
                'unit', (
                  select json_build_object('shortName', t2.short_name)
                  from directory.unit t2
                  where t2.id = t1.unit_id
                ),
                'alliance', (
                  select json_build_object('name', t3.name)
                  from directory.alliance t3
                  where t3.id = t1.alliance_id
                ),
                'agreement', (
                  select json_build_object('id', 'agreement_' || replace(t4.id::text, '-', ''))
                  from exchange.agreement t4
                  where
                    t4.id = t1.agreement_id
                    and (
                      (
                        exists (
                          select
                          from exchange.agreement_party p
                          where p.agreement_id = t4.id and p.unit_id = viewer.unit_id
                          offset 0
                        )
                        and t4.alliance_id = viewer.alliance_id
                      )
                      or t4.alliance_id = viewer.coordinated
                    )
                ),
                'slot', (
                  select
                    json_build_object(
                      'id', 'slot_' || replace(t5.id::text, '-', ''),
                      'resource', (
                        select json_build_object('name', t6.name)
                        from exchange.resource t6
                        where
                          t6.id = t5.resource_id
                          and (
                            (
                              (
                                (
                                  t6.visibility = 'PUBLIC'
                                  or (
                                    t6.visibility = 'ALLIANCE'
                                    and viewer.alliance_id = any (t6.shown_to)
                                    and t6.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.alliance_id
                                        and coalesce(m.valid @> $5::timestamptz, false)
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
                      )
                    )
                  from exchange.slot t5
                  where
                    t5.id = t1.slot_id
                    and exists (
                      select
                      from exchange.resource r
                      where
                        r.id = t5.resource_id
                        and (
                          (
                            (
                              (
                                r.visibility = 'PUBLIC'
                                or (
                                  r.visibility = 'ALLIANCE'
                                  and viewer.alliance_id = any (r.shown_to)
                                  and r.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.alliance_id
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                )
                                or (
                                  r.visibility = 'ALLIANCE'
                                  and r.owner_unit_id in (
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
                              r.owner_unit_id = viewer.unit_id
                              and (
                                r.visibility = 'UNIT'
                                or (r.visibility = 'PUBLIC' or viewer.alliance_id = any (r.shown_to))
                              )
                            )
                          )
                        ) is true
                    )
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t7.*
          from exchange.booking t7
          where
            (
              (
                (t7.unit_id = viewer.unit_id and t7.alliance_id = viewer.alliance_id)
                or t7.alliance_id = viewer.coordinated
              )
              or (
                exists (
                  select
                  from exchange.resource r
                  where r.id = t7.resource_id and r.owner_unit_id = viewer.unit_id
                  offset 0
                )
              )
            )
          order by t7.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
