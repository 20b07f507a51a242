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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]'))
      from
        (
          select t2.*
          from exchange.offer t2
          where
            (
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
                    and (t2.visibility = 'UNIT' or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to)))
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
                  and (viewer.coordinated = any (t2.shown_to) or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}'))
                )
              )
            )
          order by t2.id desc
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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'title', t1.title,
                'period', case
                  when coalesce(t1.starts_at, t1.ends_at) is not null then json_build_object('end', t1.ends_at)
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from exchange.offer t2
          where
            (
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
                    and (t2.visibility = 'UNIT' or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to)))
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
                  and (viewer.coordinated = any (t2.shown_to) or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}'))
                )
              )
            )
          order by coalesce(t2.ends_at, 'infinity'::timestamptz), t2.id
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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]'))
      from
        (
          select t2.*
          from projects.project t2
          where (t2.visibility = 'PUBLIC' or t2.alliance_id = viewer.alliance_id)
          order by t2.id desc
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
        json_build_object('nodes', coalesce(json_agg(json_build_object('title', t1.title, 'endsOn', t1.ends_on)), '[]'))
      from
        (
          select t2.*
          from projects.project t2
          where (t2.visibility = 'PUBLIC' or t2.alliance_id = viewer.alliance_id)
          order by t2.ends_on, t2.id
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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from
        (
          select t2.*
          from exchange.resource t2
          where
            (
              (
                (
                  (
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
                  and (t2.visibility = 'UNIT' or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to)))
                )
              )
            ) is true
          order by t2.id desc
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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from
        (
          select t2.*
          from exchange.resource t2
          where
            (
              (
                (
                  (
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
                  and (t2.visibility = 'UNIT' or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to)))
                )
              )
            ) is true
          order by t2.name, t2.id
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from
        (
          select t2.*
          from directory.alliance t2
          where true
          order by (t2.name collate directory.pinyin), t2.id
          limit 20
        ) t1
    )
  )::text,
  case
    when $1::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $1::uuid and c.valid @> $2::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
