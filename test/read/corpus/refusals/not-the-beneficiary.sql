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
      case
        when not exists (
          select
          from (select k.* from exchange.beneficiary_mask k) t
          where
            t.id = $6::uuid
            and (
              t.owner_unit_id = viewer.unit_id
              or exists (
                select
                from exchange.match m join exchange.agreement g on g.match_id = m.id
                where
                  m.need_id = t.need_id
                  and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                  and (g.supplier_unit_id = viewer.unit_id and g.alliance_id = viewer.alliance_id)
                offset 0
              )
            )
        ) then 0
      end
  )::text,
  viewer.problem
from viewer
;
