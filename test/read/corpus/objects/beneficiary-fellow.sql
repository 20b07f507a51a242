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
    (
      select
        json_build_object(
          'title', t1.title,
          'beneficiary', (
            select
              json_build_object(
                'id', 'beneficiary_' || replace(t2.id::text, '-', ''),
                'disclosure', case
                  when exists (
                    select
                    from rights.disclosure d
                    where
                      d.subject_type = 'beneficiary'
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
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
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
                              and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                            offset 0
                          )
                        )
                      )
                    offset 0
                  ) then (
                    select b.name
                    from exchange.beneficiary b
                    where b.id = t2.id
                  )
                  else t2.name
                end,
                'mobile', case
                  when exists (
                    select
                    from rights.disclosure d
                    where
                      d.subject_type = 'beneficiary'
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
                              and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                            offset 0
                          )
                        )
                      )
                    offset 0
                  ) then (
                    select b.mobile
                    from exchange.beneficiary b
                    where b.id = t2.id
                  )
                  else t2.mobile
                end,
                'identityNumber', case
                  when exists (
                    select
                    from rights.disclosure d
                    where
                      d.subject_type = 'beneficiary'
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
                              and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                            offset 0
                          )
                        )
                      )
                    offset 0
                  ) then (
                    select b.identity_number
                    from exchange.beneficiary b
                    where b.id = t2.id
                  )
                  else t2.identity_number
                end,
                'address', case
                  when exists (
                    select
                    from rights.disclosure d
                    where
                      d.subject_type = 'beneficiary'
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
                              and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                            offset 0
                          )
                        )
                      )
                    offset 0
                  ) then (
                    select b.address
                    from exchange.beneficiary b
                    where b.id = t2.id
                  )
                  else t2.address
                end,
                'version', case when t2.owner_unit_id = viewer.unit_id then t2.version
                end
              )
            from (select k.* from exchange.beneficiary_mask k) t2
            where
              t2.need_id = t1.id
              and (
                t2.owner_unit_id = viewer.unit_id
                or exists (
                  select
                  from exchange.match m join exchange.agreement g on g.match_id = m.id
                  where
                    m.need_id = t2.need_id
                    and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                    and (g.supplier_unit_id = viewer.unit_id and g.alliance_id = viewer.alliance_id)
                  offset 0
                )
              )
          )
        )
      from exchange.need t1
      where
        t1.id = $6::uuid
        and (
          (
            (
              (
                (
                  t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                  and (t1.paused_for is null or viewer.unit_id = any (t1.paused_for))
                )
                and (
                  t1.visibility = 'PUBLIC'
                  or (
                    t1.visibility = 'ALLIANCE'
                    and viewer.alliance_id = any (t1.shown_to)
                    and t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                  or (
                    t1.visibility = 'ALLIANCE'
                    and t1.owner_unit_id in (
                      select s.provider_unit_id
                      from rights.share s
                      where
                        s.kind = 'NEEDS'
                        and coalesce(s.valid @> $5::timestamptz, false)
                        and s.consumer_unit_id = viewer.unit_id
                    )
                  )
                )
              )
              or (
                t1.owner_unit_id = viewer.unit_id
                and (t1.visibility = 'UNIT' or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to)))
              )
            )
          ) is true
          or (
            (t1.state in ('IN_REVIEW', 'RETURNED') or t1.paused_for is not null)
            and (
              t1.owner_unit_id in (
                select m.unit_id
                from rights.membership m
                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
              )
              and (viewer.coordinated = any (t1.shown_to) or (t1.visibility = 'PUBLIC' and t1.shown_to = '{}'))
            )
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
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
    (
      select
        json_build_object(
          'title', t1.title,
          'beneficiary', (
            select
              json_build_object(
                'id', 'beneficiary_' || replace(t2.id::text, '-', ''),
                'disclosure', case
                  when exists (
                    select
                    from rights.disclosure d
                    where
                      d.subject_type = 'beneficiary'
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
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
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
                              and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                            offset 0
                          )
                        )
                      )
                    offset 0
                  ) then (
                    select b.name
                    from exchange.beneficiary b
                    where b.id = t2.id
                  )
                  else t2.name
                end,
                'mobile', case
                  when exists (
                    select
                    from rights.disclosure d
                    where
                      d.subject_type = 'beneficiary'
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
                              and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                            offset 0
                          )
                        )
                      )
                    offset 0
                  ) then (
                    select b.mobile
                    from exchange.beneficiary b
                    where b.id = t2.id
                  )
                  else t2.mobile
                end,
                'identityNumber', case
                  when exists (
                    select
                    from rights.disclosure d
                    where
                      d.subject_type = 'beneficiary'
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
                              and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                            offset 0
                          )
                        )
                      )
                    offset 0
                  ) then (
                    select b.identity_number
                    from exchange.beneficiary b
                    where b.id = t2.id
                  )
                  else t2.identity_number
                end,
                'address', case
                  when exists (
                    select
                    from rights.disclosure d
                    where
                      d.subject_type = 'beneficiary'
                      and d.subject_id = t2.id
                      and (
                        d.unit_id = viewer.unit_id
                        and d.person_id = $1::uuid
                        and coalesce(d.valid @> $5::timestamptz, false)
                        and (
                          t2.owner_unit_id = viewer.unit_id
                          or exists (
                            select
                            from rights.consent c
                            where
                              c.subject_type = 'beneficiary'
                              and c.subject_id = t2.id
                              and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                            offset 0
                          )
                        )
                      )
                    offset 0
                  ) then (
                    select b.address
                    from exchange.beneficiary b
                    where b.id = t2.id
                  )
                  else t2.address
                end,
                'version', case when t2.owner_unit_id = viewer.unit_id then t2.version
                end
              )
            from (select k.* from exchange.beneficiary_mask k) t2
            where
              t2.need_id = t1.id
              and (
                t2.owner_unit_id = viewer.unit_id
                or exists (
                  select
                  from exchange.match m join exchange.agreement g on g.match_id = m.id
                  where
                    m.need_id = t2.need_id
                    and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                    and (g.supplier_unit_id = viewer.unit_id and g.alliance_id = viewer.alliance_id)
                  offset 0
                )
              )
          )
        )
      from exchange.need t1
      where
        t1.id = $6::uuid
        and (
          (
            (
              (
                (
                  t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                  and (t1.paused_for is null or viewer.unit_id = any (t1.paused_for))
                )
                and (
                  t1.visibility = 'PUBLIC'
                  or (
                    t1.visibility = 'ALLIANCE'
                    and viewer.alliance_id = any (t1.shown_to)
                    and t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                  or (
                    t1.visibility = 'ALLIANCE'
                    and t1.owner_unit_id in (
                      select s.provider_unit_id
                      from rights.share s
                      where
                        s.kind = 'NEEDS'
                        and coalesce(s.valid @> $5::timestamptz, false)
                        and s.consumer_unit_id = viewer.unit_id
                    )
                  )
                )
              )
              or (
                t1.owner_unit_id = viewer.unit_id
                and (t1.visibility = 'UNIT' or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to)))
              )
            )
          ) is true
          or (
            (t1.state in ('IN_REVIEW', 'RETURNED') or t1.paused_for is not null)
            and (
              t1.owner_unit_id in (
                select m.unit_id
                from rights.membership m
                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
              )
              and (viewer.coordinated = any (t1.shown_to) or (t1.visibility = 'PUBLIC' and t1.shown_to = '{}'))
            )
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
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
    (
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
          end
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
  )::text,
  viewer.problem
from viewer
;
