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
      json_build_object(
        'match', (
          select
            json_build_object(
              'id', 'match_' || replace(t1.id::text, '-', ''),
              'slot', (
                select json_build_object('id', 'slot_' || replace(t2.id::text, '-', ''))
                from exchange.slot t2
                where
                  t2.id = t1.slot_id
                  and exists (
                    select
                    from exchange.resource r
                    where
                      r.id = t2.resource_id
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
              ),
              'places', t1.places,
              'need', (
                select json_build_object('id', 'need_' || replace(t3.id::text, '-', ''))
                from exchange.need t3
                where
                  t3.id = t1.need_id
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
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (
                          viewer.coordinated = any (t3.shown_to)
                          or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}')
                        )
                      )
                    )
                  )
              )
            )
          from exchange.match t1
          where
            t1.id = $6::uuid
            and (
              (
                (t1.supplier_unit_id = viewer.unit_id or t1.demander_unit_id = viewer.unit_id)
                and t1.alliance_id = viewer.alliance_id
              )
              or t1.alliance_id = viewer.coordinated
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
