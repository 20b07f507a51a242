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
                'consumer', (
                  select json_build_object('shortName', t2.short_name)
                  from directory.unit t2
                  where t2.id = t1.consumer_unit_id
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from access.sharing_agreement t3
          where
            (t3.provider_unit_id = viewer.unit_id or t3.consumer_unit_id = viewer.unit_id)
            and (
              coalesce(t3.valid @> $5::timestamptz, false)
              and not exists (
                select
                from access.data_item d
                where d.unit_id = t3.provider_unit_id and d.kind = t3.kind and d.attribute = 'NONE'
              )
            ) = $6::boolean
            and case $7::text
              when 'PROVIDER' then t3.provider_unit_id = viewer.unit_id
              else t3.consumer_unit_id = viewer.unit_id
            end
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
    (
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'provider', (
                  select json_build_object('shortName', t2.short_name)
                  from directory.unit t2
                  where t2.id = t1.provider_unit_id
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from access.sharing_agreement t3
          where
            (t3.provider_unit_id = viewer.unit_id or t3.consumer_unit_id = viewer.unit_id)
            and t3.kind = any ($6::text[])
            and case $7::text
              when 'PROVIDER' then t3.provider_unit_id = viewer.unit_id
              else t3.consumer_unit_id = viewer.unit_id
            end
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
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('reason', t1.reason)), '[]'))
      from
        (
          select t2.*
          from access.sharing_agreement t2
          where
            (t2.provider_unit_id = viewer.unit_id or t2.consumer_unit_id = viewer.unit_id)
            and t2.state = any ($6::text[])
            and $7::uuid in (t2.provider_unit_id, t2.consumer_unit_id)
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
    json_build_object(
      'totalCount', (
        select count(*)
        from access.sharing_agreement t2
        where
          (t2.provider_unit_id = viewer.unit_id or t2.consumer_unit_id = viewer.unit_id)
          and (
            coalesce(t2.valid @> $5::timestamptz, false)
            and not exists (
              select
              from access.data_item d
              where d.unit_id = t2.provider_unit_id and d.kind = t2.kind and d.attribute = 'NONE'
            )
          ) = $6::boolean
          and t2.state = any ($7::text[])
      )
    )
  )::text,
  viewer.problem
from viewer
;
