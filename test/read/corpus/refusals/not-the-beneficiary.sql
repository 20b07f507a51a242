-- on the guarded lane, under row-level security
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
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
              t.owner_unit_id = (select v.unit_id from viewer v)
              or exists (
                select
                from exchange.match m join exchange.agreement g on g.match_id = m.id
                where
                  m.need_id = t.need_id
                  and g.state = 'ACTIVE'
                  and (
                    g.supplier_unit_id = (select v.unit_id from viewer v)
                    and g.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                  )
                offset 0
              )
            )
        ) then 0
      end
  )::text,
  (select v.problem from viewer v)
;
