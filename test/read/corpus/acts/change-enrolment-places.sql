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
        'enrolment', (
          select
            json_build_object(
              'id', 'enrolment_' || replace(t1.id::text, '-', ''),
              'places', t1.places,
              'state', t1.state,
              'reason', t1.reason,
              'counts', (
                select json_build_object('offered', t2.offered, 'waiting', t2.waiting, 'free', t2.free)
                from
                  (
                    select c.*, greatest(t1.places - c.offered - c.enrolled, 0) as free
                    from
                      (
                        select
                          count(*)::integer as applied,
                          count(*) filter (where s.state = 'OFFERED')::integer as offered,
                          count(*) filter (where s.state = 'ENROLLED')::integer as enrolled,
                          count(*) filter (where s.state = 'WAITING')::integer as waiting,
                          count(*) filter (where s.state = 'LEFT')::integer as "left",
                          count(*) filter (where s.state = 'DECLINED')::integer as declined,
                          count(*) filter (where s.state = 'LAPSED')::integer as lapsed,
                          count(*) filter (where s.state = 'WITHDRAWN')::integer as withdrawn
                        from
                          (
                            select
                              case
                                when a.state = 'OFFERED'
                                and a.respond_by <= $5::timestamptz then 'LAPSED'
                                else a.state
                              end as state
                            from exchange.enrolment_application a
                            where a.enrolment_id = t1.id
                          ) s
                      ) c
                  ) t2
              ),
              'version', t1.version
            )
          from exchange.enrolment t1
          where
            t1.id = $6::uuid
            and exists (
              select
              from exchange.offer o
              where
                o.id = t1.offer_id
                and (
                  (
                    (
                      (
                        (
                          (
                            o.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and (o.paused_for is null or viewer.unit_id = any (o.paused_for))
                          )
                          and (
                            o.visibility = 'PUBLIC'
                            or (
                              o.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (o.shown_to)
                              and o.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                            or (
                              o.visibility = 'ALLIANCE'
                              and o.owner_unit_id in (
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
                          o.owner_unit_id = viewer.unit_id
                          and (
                            o.visibility = 'UNIT'
                            or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to))
                          )
                        )
                      )
                    ) is true
                    or (
                      (o.state in ('IN_REVIEW', 'RETURNED') or o.paused_for is not null)
                      and (
                        o.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (viewer.coordinated = any (o.shown_to) or (o.visibility = 'PUBLIC' and o.shown_to = '{}'))
                      )
                    )
                  )
                  or (
                    o.state = 'WITHDRAWN'
                    and exists (
                      select
                      from exchange.enrolment_application p
                      where p.enrolment_id = t1.id and p.owner_unit_id = viewer.unit_id
                    )
                  )
                )
              offset 0
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
