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
          'totalCount', (
            select count(*)
            from exchange.enrolment_application t2
            where (t2.owner_unit_id = viewer.unit_id or t2.offer_unit_id = viewer.unit_id)
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'application_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'application_' || replace(t1.id::text, '-', ''),
                'enrolment', (
                  select json_build_object('places', t3.places)
                  from exchange.enrolment t3
                  where
                    t3.id = t1.enrolment_id
                    and exists (
                      select
                      from exchange.offer o
                      where
                        o.id = t3.offer_id
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
                                        where
                                          m.alliance_id = viewer.alliance_id
                                          and coalesce(m.valid @> $5::timestamptz, false)
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
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (o.shown_to)
                                  or (o.visibility = 'PUBLIC' and o.shown_to = '{}')
                                )
                              )
                            )
                          )
                          or (
                            o.state = 'WITHDRAWN'
                            and exists (
                              select
                              from exchange.enrolment_application p
                              where p.enrolment_id = t3.id and p.owner_unit_id = viewer.unit_id
                            )
                          )
                        )
                      offset 0
                    )
                ),
                'unit', (
                  select json_build_object('shortName', t4.short_name)
                  from directory.unit t4
                  where t4.id = t1.owner_unit_id
                ),
                'appliedBy', (
                  select json_build_object('title', t5.title)
                  from directory.post_term t5
                  where
                    t5.id = t1.post_id
                    and (
                      coalesce(t5.valid @> $5::timestamptz, false)
                      or (t5.unit_id = viewer.unit_id or t5.person_id = $1::uuid)
                    )
                ),
                'number', t1.number,
                'state', case when t1.state = 'OFFERED' and t1.respond_by <= $5::timestamptz then 'LAPSED' else t1.state
                end,
                'turn', t1.turn,
                'waitingRank', case
                  when t1.state = 'WAITING' then (
                    select
                      t1.turn - f.first + 1 - (
                        select count(*)::integer
                        from exchange.enrolment_application g
                        where
                          g.enrolment_id = t1.enrolment_id
                          and g.state = 'WITHDRAWN'
                          and g.turn > f.first
                          and g.turn < t1.turn
                      )
                    from
                      (
                        select
                          (
                            select min(w.turn)
                            from exchange.enrolment_application w
                            where w.enrolment_id = t1.enrolment_id and w.state = 'WAITING'
                          ) as first
                      ) f
                  )
                end,
                'respondBy', t1.respond_by,
                'appliedAt', t1.applied_at,
                'offeredAt', t1.offered_at,
                'settledAt', case
                  when t1.state = 'OFFERED'
                  and t1.respond_by <= $5::timestamptz then t1.respond_by
                  else t1.settled_at
                end,
                'takesConsent', t1.takes_consent,
                'consentedAt', t1.consented_at,
                'consentShown', t1.consent_shown,
                'consentWithdrawnAt', t1.consent_withdrawn_at,
                'version', t1.version
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 2,
            'hasPreviousPage', exists (
              select
              from exchange.enrolment_application t6
              where
                (t6.owner_unit_id = viewer.unit_id or t6.offer_unit_id = viewer.unit_id)
                and not (t6.id) < ($6::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 2
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t7.*
              from exchange.enrolment_application t7
              where (t7.owner_unit_id = viewer.unit_id or t7.offer_unit_id = viewer.unit_id) and (t7.id) < ($6::uuid)
              order by t7.id desc
              limit 3
            ) p
        ) t1
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
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.enrolment_application t2
              where
                (t2.owner_unit_id = viewer.unit_id or t2.offer_unit_id = viewer.unit_id)
                and t2.enrolment_id = $6::uuid
                and case when t2.state = 'OFFERED' and t2.respond_by <= $5::timestamptz then 'LAPSED' else t2.state
                end = any ($7::text[])
                and t2.owner_unit_id = $8::uuid
                and not (t2.id) < ($9::uuid)
            ),
            'hasPreviousPage', count(*) > 2,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t3.*
              from exchange.enrolment_application t3
              where
                (t3.owner_unit_id = viewer.unit_id or t3.offer_unit_id = viewer.unit_id)
                and t3.enrolment_id = $10::uuid
                and case when t3.state = 'OFFERED' and t3.respond_by <= $5::timestamptz then 'LAPSED' else t3.state
                end = any ($11::text[])
                and t3.owner_unit_id = $12::uuid
                and (t3.id) < ($9::uuid)
              order by t3.id desc
              limit 3
            ) p
        ) t1
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.enrolment_application t2
        where (t2.owner_unit_id = viewer.unit_id or t2.offer_unit_id = viewer.unit_id) and t2.number = upper($6::text)
      )
    )
  )::text,
  viewer.problem
from viewer
;
-- on the guarded lane, under row-level security
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
          'applicant', (
            select
              json_build_object(
                'name', t2.name,
                'identityNumber', t2.identity_number,
                'age', t2.age,
                'guardian', case
                  when t2.guardian_name is not null then json_build_object('name', t2.guardian_name, 'relation', t2.guardian_relation, 'mobile', t2.guardian_mobile)
                end
              )
            from (select p.* from exchange.enrolment_applicant p where p.application_id = t1.id) t2
          )
        )
      from exchange.enrolment_application t1
      where t1.id = $6::uuid and (t1.owner_unit_id = viewer.unit_id or t1.offer_unit_id = viewer.unit_id)
    )
  )::text,
  viewer.problem
from viewer
;
