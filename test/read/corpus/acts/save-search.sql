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
        'savedSearch', (
          select
            json_build_object(
              'id', 'search_' || replace(t1.id::text, '-', ''),
              'name', t1.name,
              'looksFor', t1.looks_for,
              'search', t1.words,
              'seenAt', t1.seen_at,
              'createdAt', t1.created_at,
              'endedAt', t1.ended_at,
              'version', t1.version,
              'alliance', (
                select json_build_object('name', t2.name)
                from directory.alliance t2
                where t2.id = t1.alliance_id
              ),
              'category', (
                select json_build_object('code', t3.code)
                from directory.term t3
                where t3.code = t1.category
              ),
              'track', (select json_build_object('name', t4.name) from directory.track t4 where t4.id = t1.track_id),
              'programme', (
                select json_build_object('name', t5.name)
                from directory.programme t5
                where t5.id = t1.programme_id
              )
            )
          from exchange.saved_search t1
          where t1.id = $6::uuid and t1.unit_id = viewer.unit_id and t1.alliance_id = viewer.alliance_id
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
        'savedSearch', (
          select
            json_build_object(
              'id', 'search_' || replace(t1.id::text, '-', ''),
              'looksFor', t1.looks_for,
              'newNeeds', json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.need t3
                  where
                    (
                      t1.looks_for = 'NEEDS'
                      and t1.ended_at is null
                      and (
                        t3.state = 'PUBLISHED'
                        and coalesce(least(t3.closes_at, t3.ends_at), 'infinity') > $5::timestamptz
                      )
                      and t3.published_at > t1.seen_at
                      and t3.owner_unit_id <> t1.unit_id
                      and (
                        t1.category is null
                        or (t3.category = t1.category or starts_with(t3.category, t1.category || '.'))
                      )
                      and (
                        t1.words is null
                        or position(lower(t1.words) in lower(t3.title || ' ' || t3.description)) > 0
                      )
                      and (t1.track_id is null or t3.track_id = t1.track_id)
                      and (t1.programme_id is null or t3.programme_id = t1.programme_id)
                    )
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
            )
          from exchange.saved_search t1
          where t1.id = $6::uuid and t1.unit_id = viewer.unit_id and t1.alliance_id = viewer.alliance_id
        )
      )
  )::text,
  viewer.problem
from viewer
;
