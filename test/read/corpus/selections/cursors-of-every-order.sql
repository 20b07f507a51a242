select
  (
    (
      select
        json_build_object(
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(
                    convert_to(json_build_array('NAME', (t1.short_name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object('shortName', t1.short_name)
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from directory.unit t2
          where ((t2.short_name collate directory.pinyin), t2.id) > ($1::text, $2::uuid)
          order by (t2.short_name collate directory.pinyin), t2.id
          limit 2
        ) t1
    )
  )::text,
  case
    when $3::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $3::uuid and c.valid @> $4::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
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
                'cursor', translate(encode(convert_to(json_build_array('ENDING', t1.ends_on::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('title', t1.title)
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from projects.project t2
          where
            (t2.visibility = 'PUBLIC' or t2.alliance_id = viewer.alliance_id)
            and (t2.ends_on, t2.id) > ($6::date, $7::uuid)
          order by t2.ends_on, t2.id
          limit 1
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
select
  (
    (
      select
        json_build_object(
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(convert_to(json_build_array('RANK', t1.scheme::text, t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object('code', t1.code)
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t2.*
              from directory.term t2
              where (t2.scheme, t2.rank, t2.id) < ($1::text, $2::integer, $3::uuid)
              order by t2.scheme desc, t2.rank desc, t2.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  case
    when $4::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $4::uuid and c.valid @> $5::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
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
          'best', (
            select
              json_build_object(
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('BEST', t2.score::text, t2.offer_id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('score', t2.score)
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t3.*
                from exchange.candidate t3
                where
                  t3.need_id = t1.id
                  and (
                    (
                      t3.need_unit_id = viewer.unit_id
                      or exists (
                        select
                        from
                          exchange.need n
                          join rights.membership m on m.unit_id = n.owner_unit_id
                          and coalesce(m.valid @> $5::timestamptz, false)
                        where
                          n.id = t3.need_id
                          and (n.visibility = 'PUBLIC' or m.alliance_id = any (n.shown_to))
                          and m.alliance_id = viewer.coordinated
                        offset 0
                      )
                    )
                    and exists (
                      select
                      from exchange.offer o, exchange.need n
                      where
                        o.id = t3.offer_id
                        and n.id = t3.need_id
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
                        m.unit_id = t3.offer_unit_id
                        and coalesce(m.valid @> $5::timestamptz, false)
                        and m.alliance_id = viewer.alliance_id
                      offset 0
                    )
                  )
                  and (t3.score, t3.offer_id) < ($6::integer, $7::uuid)
                order by t3.score desc, t3.offer_id desc
                limit 1
              ) t2
          ),
          'near', (
            select
              json_build_object(
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(
                        encode(
                          convert_to(json_build_array('NEAREST', coalesce(t4.distance_m, 'infinity'::float8)::text, t4.offer_id::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      ),
                      'node', json_build_object('distanceMetres', round(t4.distance_m)::integer)
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t5.*
                from exchange.candidate t5
                where
                  t5.need_id = t1.id
                  and (
                    (
                      t5.need_unit_id = viewer.unit_id
                      or exists (
                        select
                        from
                          exchange.need n
                          join rights.membership m on m.unit_id = n.owner_unit_id
                          and coalesce(m.valid @> $5::timestamptz, false)
                        where
                          n.id = t5.need_id
                          and (n.visibility = 'PUBLIC' or m.alliance_id = any (n.shown_to))
                          and m.alliance_id = viewer.coordinated
                        offset 0
                      )
                    )
                    and exists (
                      select
                      from exchange.offer o, exchange.need n
                      where
                        o.id = t5.offer_id
                        and n.id = t5.need_id
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
                        m.unit_id = t5.offer_unit_id
                        and coalesce(m.valid @> $5::timestamptz, false)
                        and m.alliance_id = viewer.alliance_id
                      offset 0
                    )
                  )
                  and (coalesce(t5.distance_m, 'infinity'::float8), t5.offer_id) > ($8::float8, $9::uuid)
                order by coalesce(t5.distance_m, 'infinity'::float8), t5.offer_id
                limit 1
              ) t4
          )
        )
      from exchange.need t1
      where
        t1.id = $10::uuid
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
