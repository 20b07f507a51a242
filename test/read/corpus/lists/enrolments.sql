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
            from exchange.enrolment t2
            where
              exists (
                select
                from exchange.offer o
                where
                  o.id = t2.offer_id
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
                        where p.enrolment_id = t2.id and p.owner_unit_id = viewer.unit_id
                      )
                    )
                  )
                offset 0
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'enrolment_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'enrolment_' || replace(t1.id::text, '-', ''),
                'offer', (
                  select json_build_object('title', t3.title)
                  from exchange.offer t3
                  where
                    t3.id = t1.offer_id
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
                            where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                          )
                          and (
                            viewer.coordinated = any (t3.shown_to)
                            or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}')
                          )
                        )
                      )
                    )
                ),
                'unit', (
                  select json_build_object('shortName', t4.short_name)
                  from directory.unit t4
                  where t4.id = t1.owner_unit_id
                ),
                'places', t1.places,
                'applications', json_build_object('start', t1.from_at, 'end', t1.until_at),
                'method', t1.method,
                'hoursToConfirm', t1.hours_to_confirm,
                'condition', (
                  select
                    coalesce(
                      json_agg(json_build_object('number', t5.number, 'within', t5.within, 'kind', t5.kind, 'from', t5.from, 'below', t5.below)),
                      '[]'
                    )
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
                    ) t5
                ),
                'ageOn', t1.age_on,
                'takesConsent', t1.takes_consent,
                'publicSource', t1.public_source,
                'state', t1.state,
                'counts', (
                  select
                    json_build_object(
                      'applied', t6.applied,
                      'offered', t6.offered,
                      'enrolled', t6.enrolled,
                      'waiting', t6.waiting,
                      'left', t6.left,
                      'declined', t6.declined,
                      'lapsed', t6.lapsed,
                      'withdrawn', t6.withdrawn,
                      'free', t6.free
                    )
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
                    ) t6
                ),
                'openedAt', t1.opened_at,
                'endedAt', t1.ended_at,
                'reason', t1.reason,
                'version', t1.version
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 1,
            'hasPreviousPage', exists (
              select
              from exchange.enrolment t7
              where
                exists (
                  select
                  from exchange.offer o
                  where
                    o.id = t7.offer_id
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
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
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
                          where p.enrolment_id = t7.id and p.owner_unit_id = viewer.unit_id
                        )
                      )
                    )
                  offset 0
                )
                and not (t7.id) > ($6::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t8.*
              from exchange.enrolment t8
              where
                exists (
                  select
                  from exchange.offer o
                  where
                    o.id = t8.offer_id
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
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
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
                          where p.enrolment_id = t8.id and p.owner_unit_id = viewer.unit_id
                        )
                      )
                    )
                  offset 0
                )
                and (t8.id) > ($6::uuid)
              order by t8.id
              limit 2
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
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.enrolment t2
              where
                exists (
                  select
                  from exchange.offer o
                  where
                    o.id = t2.offer_id
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
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
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
                          where p.enrolment_id = t2.id and p.owner_unit_id = viewer.unit_id
                        )
                      )
                    )
                  offset 0
                )
                and t2.method = any ($6::text[])
                and t2.offer_id = $7::uuid
                and t2.state = any ($8::text[])
                and (
                  (t2.state = 'OPEN' and t2.from_at <= $5::timestamptz and $5::timestamptz < t2.until_at)
                ) = $9::boolean
                and t2.owner_unit_id = $10::uuid
                and not (t2.id) > ($11::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
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
              from exchange.enrolment t3
              where
                exists (
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
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
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
                and t3.method = any ($12::text[])
                and t3.offer_id = $13::uuid
                and t3.state = any ($14::text[])
                and (
                  (t3.state = 'OPEN' and t3.from_at <= $5::timestamptz and $5::timestamptz < t3.until_at)
                ) = $15::boolean
                and t3.owner_unit_id = $16::uuid
                and (t3.id) > ($11::uuid)
              order by t3.id
              limit 2
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
          'commitment', t1.commitment,
          'draw', (
            select
              json_build_object(
                'secret', t2.secret,
                'publicValue', t2.public_value,
                'listDigest', t2.list_digest,
                'seed', t2.seed,
                'applicants', t2.applicants,
                'algorithm', case
                  when $6::text = 'en' then 'H is SHA-256 of a text in UTF-8, written in lower-case hexadecimal; texts are joined by one line feed (U+000A). commitment = H(secret); listDigest = H(all numbers in ascending order of their codes, joined); seed = H(secret, publicValue and listDigest, joined); the turns are the numbers in ascending order of H(seed and number, joined).'
                  else 'H 为 UTF-8 文本的 SHA-256，以小写十六进制书写；各段文字之间以一个换行符（U+000A）相接。commitment = H(secret)；listDigest = H(全部报名号按字符编码升序排列并相接)；seed = H(secret、publicValue、listDigest 相接)；各报名号按 H(seed、报名号相接) 升序排列，即为顺位。'
                end,
                'drawnAt', t2.drawn_at
              )
            from (select d.* from exchange.enrolment_draw d where d.enrolment_id = t1.id) t2
          ),
          'turns', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.enrolment_application t4
                  where
                    t4.enrolment_id = t1.id
                    and exists (
                      select
                      from exchange.enrolment e
                      where
                        e.id = t4.enrolment_id
                        and exists (
                          select
                          from exchange.offer o
                          where
                            o.id = e.offer_id
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
                                  where p.enrolment_id = e.id and p.owner_unit_id = viewer.unit_id
                                )
                              )
                            )
                          offset 0
                        )
                      offset 0
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(
                        encode(
                          convert_to(json_build_array('TURN', coalesce(t3.turn, '2147483647'::integer)::text, t3.number::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      ),
                      'node', json_build_object('number', t3.number, 'turn', t3.turn)
                    )
                    order by t3.rn
                  ) filter (
                    where t3.rn <= 2
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 2,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(
                        encode(
                          convert_to(json_build_array('TURN', coalesce(t3.turn, '2147483647'::integer)::text, t3.number::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      )
                      order by t3.rn
                    ) filter (
                      where t3.rn <= 2
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(
                        encode(
                          convert_to(json_build_array('TURN', coalesce(t3.turn, '2147483647'::integer)::text, t3.number::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      )
                      order by t3.rn desc
                    ) filter (
                      where t3.rn <= 2
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t5.*
                    from exchange.enrolment_application t5
                    where
                      t5.enrolment_id = t1.id
                      and exists (
                        select
                        from exchange.enrolment e
                        where
                          e.id = t5.enrolment_id
                          and exists (
                            select
                            from exchange.offer o
                            where
                              o.id = e.offer_id
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
                                    where p.enrolment_id = e.id and p.owner_unit_id = viewer.unit_id
                                  )
                                )
                              )
                            offset 0
                          )
                        offset 0
                      )
                    order by coalesce(t5.turn, '2147483647'::integer), t5.number
                    limit 3
                  ) p
              ) t3
          )
        )
      from exchange.enrolment t1
      where
        t1.id = $7::uuid
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
                      and (o.visibility = 'UNIT' or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to)))
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
          'turns', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'number', t2.number,
                      'turn', t2.turn,
                      'state', case
                        when t2.state = 'OFFERED'
                        and t2.respond_by <= $5::timestamptz then 'LAPSED'
                        else t2.state
                      end,
                      'waitingRank', case
                        when t2.state = 'WAITING' then (
                          select
                            t2.turn - f.first + 1 - (
                              select count(*)::integer
                              from exchange.enrolment_application g
                              where
                                g.enrolment_id = t2.enrolment_id
                                and g.state = 'WITHDRAWN'
                                and g.turn > f.first
                                and g.turn < t2.turn
                            )
                          from
                            (
                              select
                                (
                                  select min(w.turn)
                                  from exchange.enrolment_application w
                                  where w.enrolment_id = t2.enrolment_id and w.state = 'WAITING'
                                ) as first
                            ) f
                        )
                      end
                    )
                    order by t2.rn desc
                  ) filter (
                    where t2.rn <= 3
                  ),
                  '[]'
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
                      t3.enrolment_id = t1.id
                      and exists (
                        select
                        from exchange.enrolment e
                        where
                          e.id = t3.enrolment_id
                          and exists (
                            select
                            from exchange.offer o
                            where
                              o.id = e.offer_id
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
                                    where p.enrolment_id = e.id and p.owner_unit_id = viewer.unit_id
                                  )
                                )
                              )
                            offset 0
                          )
                        offset 0
                      )
                      and case
                        when t3.state = 'OFFERED'
                        and t3.respond_by <= $5::timestamptz then 'LAPSED'
                        else t3.state
                      end = any ($6::text[])
                    order by t3.number desc
                    limit 3
                  ) p
              ) t2
          ),
          'nobody', json_build_object(
            'totalCount', (
              select count(*)
              from exchange.enrolment_application t5
              where
                t5.enrolment_id = t1.id
                and exists (
                  select
                  from exchange.enrolment e
                  where
                    e.id = t5.enrolment_id
                    and exists (
                      select
                      from exchange.offer o
                      where
                        o.id = e.offer_id
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
                              where p.enrolment_id = e.id and p.owner_unit_id = viewer.unit_id
                            )
                          )
                        )
                      offset 0
                    )
                  offset 0
                )
                and t5.number = upper($7::text)
            )
          )
        )
      from exchange.enrolment t1
      where
        t1.id = $8::uuid
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
                      and (o.visibility = 'UNIT' or (o.visibility = 'PUBLIC' or viewer.alliance_id = any (o.shown_to)))
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
  )::text,
  viewer.problem
from viewer
;
