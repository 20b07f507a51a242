-- on the guarded lane, under row-level security
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
        'consent', (
          select
            json_build_object(
              'id', 'consent_' || replace(t1.id::text, '-', ''),
              'withdrawnAt', t1.withdrawn_at,
              'reason', t1.reason,
              'isInForce', coalesce(t1.valid @> $5::timestamptz, false),
              'version', t1.version
            )
          from
            (
              select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
              from access.consent k
            ) t1
          where
            t1.id = $6::uuid
            and (t1.unit_id = viewer.unit_id or (t1.subject_type = 'person' and t1.subject_id = $1::uuid))
        )
      )
  )::text,
  viewer.problem
from viewer
;
