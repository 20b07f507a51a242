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
              'state', case
                when t1.respond_by <= $5::timestamptz
                and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                else t1.state
              end,
              'reason', t1.reason,
              'offer', (
                select
                  json_build_object('remaining', json_build_object('value', trim_scale(greatest(t2.quantity - t2.taken, 0))::text))
                from exchange.offer t2
                where
                  t2.id = t1.offer_id
                  and (
                    (
                      (
                        (
                          (
                            t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and (t2.paused_for is null or viewer.unit_id = any (t2.paused_for))
                          )
                          and (
                            t2.visibility = 'PUBLIC'
                            or (
                              t2.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t2.shown_to)
                              and t2.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                            or (
                              t2.visibility = 'ALLIANCE'
                              and t2.owner_unit_id in (
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
                          t2.owner_unit_id = viewer.unit_id
                          and (
                            t2.visibility = 'UNIT'
                            or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to))
                          )
                        )
                      )
                    ) is true
                    or (
                      (t2.state in ('IN_REVIEW', 'RETURNED') or t2.paused_for is not null)
                      and (
                        t2.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (
                          viewer.coordinated = any (t2.shown_to)
                          or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}')
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
