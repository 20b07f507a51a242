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
        'beneficiary', (
          select
            json_build_object(
              'id', 'beneficiary_' || replace(t1.id::text, '-', ''),
              'disclosure', case
                when exists (
                  select
                  from rights.disclosure d
                  where
                    d.subject_type = 'beneficiary'
                    and d.subject_id = t1.id
                    and (
                      d.unit_id = viewer.unit_id
                      and d.person_id = $1::uuid
                      and coalesce(d.valid @> $5::timestamptz, false)
                      and (
                        t1.owner_unit_id = viewer.unit_id
                        or exists (
                          select
                          from rights.consent c
                          where
                            c.subject_type = 'beneficiary'
                            and c.subject_id = t1.id
                            and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                          offset 0
                        )
                      )
                    )
                  offset 0
                ) then 'FULL'
                else 'MASKED'
              end,
              'name', case
                when exists (
                  select
                  from rights.disclosure d
                  where
                    d.subject_type = 'beneficiary'
                    and d.subject_id = t1.id
                    and (
                      d.unit_id = viewer.unit_id
                      and d.person_id = $1::uuid
                      and coalesce(d.valid @> $5::timestamptz, false)
                      and (
                        t1.owner_unit_id = viewer.unit_id
                        or exists (
                          select
                          from rights.consent c
                          where
                            c.subject_type = 'beneficiary'
                            and c.subject_id = t1.id
                            and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                          offset 0
                        )
                      )
                    )
                  offset 0
                ) then (
                  select b.name
                  from exchange.beneficiary b
                  where b.id = t1.id
                )
                else t1.name
              end,
              'mobile', case
                when exists (
                  select
                  from rights.disclosure d
                  where
                    d.subject_type = 'beneficiary'
                    and d.subject_id = t1.id
                    and (
                      d.unit_id = viewer.unit_id
                      and d.person_id = $1::uuid
                      and coalesce(d.valid @> $5::timestamptz, false)
                      and (
                        t1.owner_unit_id = viewer.unit_id
                        or exists (
                          select
                          from rights.consent c
                          where
                            c.subject_type = 'beneficiary'
                            and c.subject_id = t1.id
                            and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                          offset 0
                        )
                      )
                    )
                  offset 0
                ) then (
                  select b.mobile
                  from exchange.beneficiary b
                  where b.id = t1.id
                )
                else t1.mobile
              end,
              'identityNumber', case
                when exists (
                  select
                  from rights.disclosure d
                  where
                    d.subject_type = 'beneficiary'
                    and d.subject_id = t1.id
                    and (
                      d.unit_id = viewer.unit_id
                      and d.person_id = $1::uuid
                      and coalesce(d.valid @> $5::timestamptz, false)
                      and (
                        t1.owner_unit_id = viewer.unit_id
                        or exists (
                          select
                          from rights.consent c
                          where
                            c.subject_type = 'beneficiary'
                            and c.subject_id = t1.id
                            and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                          offset 0
                        )
                      )
                    )
                  offset 0
                ) then (
                  select b.identity_number
                  from exchange.beneficiary b
                  where b.id = t1.id
                )
                else t1.identity_number
              end,
              'address', case
                when exists (
                  select
                  from rights.disclosure d
                  where
                    d.subject_type = 'beneficiary'
                    and d.subject_id = t1.id
                    and (
                      d.unit_id = viewer.unit_id
                      and d.person_id = $1::uuid
                      and coalesce(d.valid @> $5::timestamptz, false)
                      and (
                        t1.owner_unit_id = viewer.unit_id
                        or exists (
                          select
                          from rights.consent c
                          where
                            c.subject_type = 'beneficiary'
                            and c.subject_id = t1.id
                            and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                          offset 0
                        )
                      )
                    )
                  offset 0
                ) then (
                  select b.address
                  from exchange.beneficiary b
                  where b.id = t1.id
                )
                else t1.address
              end,
              'version', case when t1.owner_unit_id = viewer.unit_id then t1.version
              end,
              'consents', json_build_object(
                'totalCount', (
                  select count(*)
                  from
                    (
                      select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                      from access.consent k
                    ) t3
                  where
                    t3.subject_id = t1.id
                    and (t3.unit_id = viewer.unit_id or (t3.subject_type = 'person' and t3.subject_id = $1::uuid))
                )
              )
            )
          from (select k.* from exchange.beneficiary_mask k) t1
          where
            t1.id = $6::uuid
            and (
              t1.owner_unit_id = viewer.unit_id
              or exists (
                select
                from exchange.match m join exchange.agreement g on g.match_id = m.id
                where
                  m.need_id = t1.need_id
                  and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                  and (g.supplier_unit_id = viewer.unit_id and g.alliance_id = viewer.alliance_id)
                offset 0
              )
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
