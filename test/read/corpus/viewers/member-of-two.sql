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
            ),
            '[]'
          )
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
          order by coalesce(t4.ends_at, 'infinity'::timestamptz), t4.id
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
          from exchange.need t2
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
                          s.kind = 'NEEDS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                      )
                    )
                  )
                )
                or t2.owner_unit_id = viewer.unit_id
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
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'state', case
                  when t1.respond_by <= $5::timestamptz
                  and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                  else t1.state
                end,
                'alliance', (
                  select json_build_object('name', t2.name)
                  from directory.alliance t2
                  where t2.id = t1.alliance_id
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from exchange.match t3
          where ((t3.supplier_unit_id = viewer.unit_id or t3.demander_unit_id = viewer.unit_id))
          order by t3.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
