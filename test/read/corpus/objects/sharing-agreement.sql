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
          'id', 'sharing_' || replace(t1.id::text, '-', ''),
          'provider', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.provider_unit_id
          ),
          'consumer', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.consumer_unit_id
          ),
          'kind', t1.kind,
          'purpose', (
            select
              json_build_object(
                'code', t4.code,
                'label', case when $6::text = 'en' then t4.label_en else t4.label_zh
                end,
                'scheme', t4.scheme
              )
            from directory.term t4
            where t4.code = t1.purpose
          ),
          'precision', t1.precision,
          'mayReshare', t1.may_reshare,
          'state', t1.state,
          'statement', t1.statement,
          'reason', t1.reason,
          'requestedAt', t1.requested_at,
          'requestedUntil', t1.requested_until,
          'decidedAt', t1.decided_at,
          'since', lower(t1.valid),
          'until', upper(t1.valid),
          'isInForce', (
            coalesce(t1.valid @> $5::timestamptz, false)
            and not exists (
              select
              from access.data_item d
              where d.unit_id = t1.provider_unit_id and d.kind = t1.kind and d.attribute = 'NONE'
            )
          ),
          'version', t1.version
        )
      from access.sharing_agreement t1
      where t1.id = $7::uuid and (t1.provider_unit_id = viewer.unit_id or t1.consumer_unit_id = viewer.unit_id)
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
          'state', t1.state,
          'since', lower(t1.valid),
          'isInForce', (
            coalesce(t1.valid @> $5::timestamptz, false)
            and not exists (
              select
              from access.data_item d
              where d.unit_id = t1.provider_unit_id and d.kind = t1.kind and d.attribute = 'NONE'
            )
          )
        )
      from access.sharing_agreement t1
      where t1.id = $6::uuid and (t1.provider_unit_id = viewer.unit_id or t1.consumer_unit_id = viewer.unit_id)
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
      select json_build_object('id', 'sharing_' || replace(t1.id::text, '-', ''))
      from access.sharing_agreement t1
      where t1.id = $6::uuid and (t1.provider_unit_id = viewer.unit_id or t1.consumer_unit_id = viewer.unit_id)
    )
  )::text,
  viewer.problem
from viewer
;
