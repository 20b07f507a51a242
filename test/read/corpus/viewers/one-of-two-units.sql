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
        'unit', (select json_build_object('shortName', t2.short_name) from directory.unit t2 where t2.id = t1.unit_id),
        'hats', (
          select
            coalesce(
              json_agg(
                json_build_object(
                  'unit', (
                    select json_build_object('shortName', t4.short_name)
                    from directory.unit t4
                    where t4.id = t3.unit_id
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
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'purpose', t1.purpose,
                'unit', (
                  select json_build_object('shortName', t2.short_name)
                  from directory.unit t2
                  where t2.id = t1.unit_id
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from exchange.booking t3
          where
            (
              (
                (t3.unit_id = viewer.unit_id and t3.alliance_id = viewer.alliance_id)
                or t3.alliance_id = viewer.coordinated
              )
              or (
                exists (
                  select
                  from exchange.resource r
                  where r.id = t3.resource_id and r.owner_unit_id = viewer.unit_id
                  offset 0
                )
              )
            )
          order by t3.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
