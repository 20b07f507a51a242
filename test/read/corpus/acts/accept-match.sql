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
        'match', (
          select
            json_build_object(
              'id', 'match_' || replace(t1.id::text, '-', ''),
              'state', case
                when t1.respond_by <= $5::timestamptz
                and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                else t1.state
              end,
              'version', t1.version,
              'supplierAcceptedAt', t1.supplier_accepted_at,
              'demanderAcceptedAt', t1.demander_accepted_at,
              'agreement', (
                select json_build_object('id', 'agreement_' || replace(t2.id::text, '-', ''))
                from exchange.agreement t2
                where
                  t2.match_id = t1.id
                  and (
                    (
                      exists (
                        select
                        from exchange.agreement_party p
                        where p.agreement_id = t2.id and p.unit_id = viewer.unit_id
                        offset 0
                      )
                      and t2.alliance_id = viewer.alliance_id
                    )
                    or t2.alliance_id = viewer.coordinated
                  )
              )
            )
          from exchange.match t1
          where
            t1.id = $6::uuid
            and (
              (
                (t1.supplier_unit_id = viewer.unit_id or t1.demander_unit_id = viewer.unit_id)
                and t1.alliance_id = viewer.alliance_id
              )
              or t1.alliance_id = viewer.coordinated
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
