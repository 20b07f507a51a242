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
        'sharingAgreement', (
          select
            json_build_object(
              'id', 'sharing_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'until', upper(t1.valid),
              'isInForce', (
                coalesce(t1.valid @> $5::timestamptz, false)
                and not exists (
                  select
                  from access.data_item d
                  where d.unit_id = t1.provider_unit_id and d.kind = t1.kind and d.attribute = 'NONE'
                )
              ),
              'version', t1.version,
              'consumer', (
                select json_build_object('shortName', t2.short_name)
                from directory.unit t2
                where t2.id = t1.consumer_unit_id
              )
            )
          from access.sharing_agreement t1
          where t1.id = $6::uuid and (t1.provider_unit_id = viewer.unit_id or t1.consumer_unit_id = viewer.unit_id)
        )
      )
  )::text,
  viewer.problem
from viewer
;
