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
              'method', t1.method,
              'condition', (
                select
                  coalesce(json_agg(json_build_object('number', t2.number, 'kind', t2.kind, 'below', t2.below)), '[]')
                from
                  (
                    select p.*
                    from
                      jsonb_to_recordset(t1.eligibility) as p (
                        number integer,
                        "within" integer,
                        kind text,
                        "from" integer,
                        below integer,
                        codes jsonb,
                        needs_proof boolean,
                        alliance_id uuid,
                        area_id uuid
                      )
                    order by p.number
                  ) t2
              )
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
              'method', t1.method,
              'hoursToConfirm', t1.hours_to_confirm,
              'publicSource', t1.public_source
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
