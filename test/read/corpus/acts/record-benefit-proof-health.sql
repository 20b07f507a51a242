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
        'benefitProof', (
          select
            json_build_object('id', 'proof_' || replace(t1.id::text, '-', ''), 'kind', t1.kind, 'state', t1.state, 'version', t1.version)
          from exchange.benefit_proof t1
          where t1.id = $6::uuid and t1.owner_unit_id = viewer.unit_id
        )
      )
  )::text,
  viewer.problem
from viewer
;
