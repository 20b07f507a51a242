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
          'placeName', case
            when (
              not (
                t1.visibility = 'ALLIANCE'
                and t1.owner_unit_id in (
                  select s.provider_unit_id
                  from rights.share s
                  where
                    s.kind = 'OFFERS'
                    and coalesce(s.valid @> $5::timestamptz, false)
                    and s.consumer_unit_id = viewer.unit_id
                  group by s.provider_unit_id
                  having bool_and(s.precision = 'MASKED')
                )
              )
              or (((t1.visibility = 'PUBLIC') or t1.owner_unit_id = viewer.unit_id)) is true
            ) then t1.place_name
          end,
          'location', case
            when t1.longitude is not null
            and (
              not (
                t1.visibility = 'ALLIANCE'
                and t1.owner_unit_id in (
                  select s.provider_unit_id
                  from rights.share s
                  where
                    s.kind = 'OFFERS'
                    and coalesce(s.valid @> $5::timestamptz, false)
                    and s.consumer_unit_id = viewer.unit_id
                  group by s.provider_unit_id
                  having bool_and(s.precision = 'MASKED')
                )
              )
              or (((t1.visibility = 'PUBLIC') or t1.owner_unit_id = viewer.unit_id)) is true
            ) then json_build_object('longitude', t1.longitude)
          end,
          'audience', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'alliance', (
                      select json_build_object('name', t3.name)
                      from directory.alliance t3
                      where t3.id = t2.alliance_id
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from exchange.audience t2
                where t2.listing_id = t1.id and (t2.visibility = 'PUBLIC' or t2.owner_unit_id = viewer.unit_id)
                order by t2.alliance_id
                limit 100
              ) t2
          )
        )
      from exchange.offer t1
      where
        t1.id = $6::uuid
        and (
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
                  and t1.owner_unit_id in (
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
            or t1.owner_unit_id = viewer.unit_id
          )
        ) is true
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
      select json_build_object('title', t1.title)
      from exchange.offer t1
      where
        t1.id = $6::uuid
        and (
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
                  and t1.owner_unit_id in (
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
            or t1.owner_unit_id = viewer.unit_id
          )
        ) is true
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
          'totalCount', (
            select count(*)
            from exchange.offer t2
            where
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
                  or t2.owner_unit_id = viewer.unit_id
                )
              ) is true
          ),
          'facets', (
            select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
            from
              (
                select t3.visibility as value, count(*) as count
                from exchange.offer t3
                where
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
                      or t3.owner_unit_id = viewer.unit_id
                    )
                  ) is true
                  and t3.visibility is not null
                group by 1
                order by 2 desc, 1
                limit 100
              ) f
          ),
          'nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]')
        )
      from
        (
          select t4.*
          from exchange.offer t4
          where
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
                or t4.owner_unit_id = viewer.unit_id
              )
            ) is true
          order by t4.id desc
          limit 20
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
          'placeName', case
            when (
              not (
                t1.visibility = 'ALLIANCE'
                and t1.owner_unit_id in (
                  select s.provider_unit_id
                  from rights.share s
                  where
                    s.kind = 'OFFERS'
                    and coalesce(s.valid @> $5::timestamptz, false)
                    and s.consumer_unit_id = viewer.unit_id
                  group by s.provider_unit_id
                  having bool_and(s.precision = 'MASKED')
                )
              )
              or (((t1.visibility = 'PUBLIC') or t1.owner_unit_id = viewer.unit_id)) is true
            ) then t1.place_name
          end,
          'location', case
            when t1.longitude is not null
            and (
              not (
                t1.visibility = 'ALLIANCE'
                and t1.owner_unit_id in (
                  select s.provider_unit_id
                  from rights.share s
                  where
                    s.kind = 'OFFERS'
                    and coalesce(s.valid @> $5::timestamptz, false)
                    and s.consumer_unit_id = viewer.unit_id
                  group by s.provider_unit_id
                  having bool_and(s.precision = 'MASKED')
                )
              )
              or (((t1.visibility = 'PUBLIC') or t1.owner_unit_id = viewer.unit_id)) is true
            ) then json_build_object('latitude', t1.latitude)
          end,
          'slots', json_build_object(
            'totalCount', (
              select count(*)
              from exchange.slot t3
              where
                (t3.resource_id = t1.id and t3.state <> 'WITHDRAWN')
                and exists (
                  select
                  from exchange.resource r
                  where
                    r.id = t3.resource_id
                    and (
                      (
                        (
                          (
                            r.visibility = 'PUBLIC'
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
                        or r.owner_unit_id = viewer.unit_id
                      )
                    ) is true
                )
            )
          )
        )
      from exchange.resource t1
      where
        t1.id = $6::uuid
        and (
          (
            (
              (
                t1.visibility = 'PUBLIC'
                or (
                  t1.visibility = 'ALLIANCE'
                  and t1.owner_unit_id in (
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
            or t1.owner_unit_id = viewer.unit_id
          )
        ) is true
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
          'offers', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'title', t2.title,
                      'candidatesOf', json_build_object(
                        'totalCount', (
                          select count(*)
                          from exchange.match t4
                          where
                            t4.offer_id = t2.id
                            and ((t4.supplier_unit_id = viewer.unit_id or t4.demander_unit_id = viewer.unit_id))
                        )
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t5.*
                from exchange.offer t5
                where
                  t5.owner_unit_id = t1.id
                  and (
                    (
                      (
                        (
                          t5.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and (t5.paused_for is null or viewer.unit_id = any (t5.paused_for))
                        )
                        and (
                          t5.visibility = 'PUBLIC'
                          or (
                            t5.visibility = 'ALLIANCE'
                            and t5.owner_unit_id in (
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
                      or t5.owner_unit_id = viewer.unit_id
                    )
                  ) is true
                  and position(lower($6::text) in lower(t5.title || ' ' || t5.description)) > 0
                order by t5.id desc
                limit 20
              ) t2
          ),
          'needs', json_build_object(
            'totalCount', (
              select count(*)
              from exchange.need t7
              where
                t7.owner_unit_id = t1.id
                and (
                  (
                    (
                      (
                        t7.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and (t7.paused_for is null or viewer.unit_id = any (t7.paused_for))
                      )
                      and (
                        t7.visibility = 'PUBLIC'
                        or (
                          t7.visibility = 'ALLIANCE'
                          and t7.owner_unit_id in (
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
                    or t7.owner_unit_id = viewer.unit_id
                  )
                ) is true
            )
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($7::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
