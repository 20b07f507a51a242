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
        'kind', 'PERSON',
        'unit', (
          select json_build_object('id', 'unit_' || replace(t2.id::text, '-', ''))
          from directory.unit t2
          where t2.id = t1.unit_id
        ),
        'hats', (
          select
            coalesce(
              json_agg(
                json_build_object(
                  'unit', (
                    select json_build_object('shortName', t4.short_name)
                    from directory.unit t4
                    where t4.id = t3.unit_id
                  ),
                  'alliance', (
                    select json_build_object('name', t5.name)
                    from directory.alliance t5
                    where t5.id = t3.alliance_id
                  )
                )
              ),
              '[]'
            )
          from
            (
              select *
              from
                (
                  select
                    coalesce($1::uuid, $6::uuid) as holder_id,
                    h.*,
                    row_number() over (order by h.unit_name, h.alliance_name) as rank
                  from rights.hats ($1::uuid, $6::uuid, $5::timestamptz) h
                ) t3
              where t3.holder_id = t1.holder_id
              order by t3.rank
              limit 100
            ) t3
        )
      )
    from
      (
        select
          v.unit_id,
          v.alliance_id,
          v.scopes,
          $6::uuid as app_id,
          $1::uuid as person_id,
          coalesce($1::uuid, $6::uuid) as holder_id
        from viewer v
      ) t1
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
select
  (
    select
      json_agg(
        json_build_object('unitId', h.unit_id, 'unitName', h.unit_name, 'allianceId', h.alliance_id, 'allianceName', h.alliance_name)
        order by h.unit_name, h.alliance_name
      )
    from rights.hats ($1::uuid, $2::uuid, $3::timestamptz) h
  )::text,
  null
;
