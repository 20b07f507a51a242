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
          from exchange.agreement t
          where
            t.id = $6::uuid
            and (
              (
                exists (
                  select
                  from exchange.agreement_party p
                  where p.agreement_id = t.id and p.unit_id = viewer.unit_id
                  offset 0
                )
                and t.alliance_id = viewer.alliance_id
              )
              or t.alliance_id = viewer.coordinated
            )
        ) then 0
      end
  )::text,
  viewer.problem
from viewer
;
