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
                'scopes', t1.scopes,
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
          from access.installation t3
          where
            (
              t3.unit_id = viewer.unit_id
              or t3.alliance_id = viewer.coordinated
              or exists (select from access.app o where o.id = t3.app_id and o.owner_unit_id = viewer.unit_id offset 0)
            )
            and t3.app_id = $6::uuid
          order by t3.id desc
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
        from access.installation t2
        where
          (
            t2.unit_id = viewer.unit_id
            or t2.alliance_id = viewer.coordinated
            or exists (select from access.app o where o.id = t2.app_id and o.owner_unit_id = viewer.unit_id offset 0)
          )
          and t2.alliance_id = $6::uuid
          and t2.unit_id = $7::uuid
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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'isInForce', (
                  coalesce(t1.valid @> $5::timestamptz, false)
                  and exists (select from access.app o where o.id = t1.app_id and o.retired_at is null)
                  and exists (
                    select
                    from rights.membership m
                    where
                      m.unit_id = t1.unit_id
                      and m.alliance_id = t1.alliance_id
                      and coalesce(m.valid @> $5::timestamptz, false)
                  )
                ),
                'until', case when isempty(t1.valid) then t1.created_at else upper(t1.valid)
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from access.installation t2
          where
            (
              t2.unit_id = viewer.unit_id
              or t2.alliance_id = viewer.coordinated
              or exists (select from access.app o where o.id = t2.app_id and o.owner_unit_id = viewer.unit_id offset 0)
            )
            and (
              coalesce(t2.valid @> $5::timestamptz, false)
              and exists (select from access.app o where o.id = t2.app_id and o.retired_at is null)
              and exists (
                select
                from rights.membership m
                where
                  m.unit_id = t2.unit_id
                  and m.alliance_id = t2.alliance_id
                  and coalesce(m.valid @> $5::timestamptz, false)
              )
            ) = $6::boolean
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
