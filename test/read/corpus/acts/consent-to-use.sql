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
              'beneficiary', (
                select json_build_object('id', 'beneficiary_' || replace(t2.id::text, '-', ''))
                from (select k.* from exchange.beneficiary_mask k) t2
                where
                  t2.id = t1.beneficiary_id
                  and (
                    t2.owner_unit_id = viewer.unit_id
                    or exists (
                      select
                      from exchange.match m join exchange.agreement g on g.match_id = m.id
                      where
                        m.need_id = t2.need_id
                        and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                        and (g.supplier_unit_id = viewer.unit_id)
                      offset 0
                    )
                  )
              ),
              'unit', (
                select json_build_object('shortName', t3.short_name)
                from directory.unit t3
                where t3.id = t1.unit_id
              ),
              'until', case when isempty(t1.valid) then t1.given_at else upper(t1.valid)
              end,
              'isInForce', coalesce(t1.valid @> $5::timestamptz, false)
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
