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
            and (
              exists (select from exchange.resource_audience a where a.resource_id = t2.id and a.alliance_id = $6::uuid)
              and (
                t2.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where m.alliance_id = $6::uuid and coalesce(m.valid @> $5::timestamptz, false)
                )
              ) is true
              and (t2.visibility = 'PUBLIC' or t2.owner_unit_id = viewer.unit_id or $6::uuid = viewer.alliance_id)
            )
            and position(lower($7::text) in lower(t2.name || ' ' || t2.description)) > 0
            and t2.owner_unit_id = $8::uuid
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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('kind', t1.kind)), '[]'))
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
            and t2.kind = any ($6::text[])
          order by t2.name, t2.id
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
    json_build_object(
      'totalCount', (
        select count(*)
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
          and t2.kind = any ($6::text[])
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
    json_build_object(
      'totalCount', (
        select count(*)
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
          and t2.category = $6::text
          and t2.place_id = $7::uuid
          and t2.state = any ($8::text[])
      )
    )
  )::text,
  viewer.problem
from viewer
;
