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
          'id', 'match_' || replace(t1.id::text, '-', ''),
          'state', case
            when t1.respond_by <= $5::timestamptz
            and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
            else t1.state
          end,
          'origin', t1.origin,
          'reason', t1.reason,
          'version', t1.version,
          'places', t1.places,
          'createdAt', t1.created_at,
          'supplierAcceptedAt', t1.supplier_accepted_at,
          'demanderAcceptedAt', t1.demander_accepted_at,
          'alliance', (
            select json_build_object('name', t2.name)
            from directory.alliance t2
            where t2.id = t1.alliance_id
          ),
          'need', (
            select json_build_object('title', t3.title)
            from exchange.need t3
            where
              t3.id = t1.need_id
              and (
                (
                  (
                    (
                      (
                        t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and (t3.paused_for is null or viewer.unit_id = any (t3.paused_for))
                      )
                      and (
                        t3.visibility = 'PUBLIC'
                        or (
                          t3.visibility = 'ALLIANCE'
                          and viewer.alliance_id = any (t3.shown_to)
                          and t3.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        )
                        or (
                          t3.visibility = 'ALLIANCE'
                          and t3.owner_unit_id in (
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
                      t3.owner_unit_id = viewer.unit_id
                      and (
                        t3.visibility = 'UNIT'
                        or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to))
                      )
                    )
                  )
                ) is true
                or (
                  (t3.state in ('IN_REVIEW', 'RETURNED') or t3.paused_for is not null)
                  and (
                    t3.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and (viewer.coordinated = any (t3.shown_to) or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}'))
                  )
                )
              )
          ),
          'offer', (
            select json_build_object('title', t4.title)
            from exchange.offer t4
            where
              t4.id = t1.offer_id
              and (
                (
                  (
                    (
                      (
                        t4.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and (t4.paused_for is null or viewer.unit_id = any (t4.paused_for))
                      )
                      and (
                        t4.visibility = 'PUBLIC'
                        or (
                          t4.visibility = 'ALLIANCE'
                          and viewer.alliance_id = any (t4.shown_to)
                          and t4.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        )
                        or (
                          t4.visibility = 'ALLIANCE'
                          and t4.owner_unit_id in (
                            select s.provider_unit_id
                            from rights.share s
                            where
                              s.kind = 'OFFERS'
                              and coalesce(s.valid @> $5::timestamptz, false)
                              and s.consumer_unit_id = viewer.unit_id
                          )
                        )
                      )
                    )
                    or (
                      t4.owner_unit_id = viewer.unit_id
                      and (
                        t4.visibility = 'UNIT'
                        or (t4.visibility = 'PUBLIC' or viewer.alliance_id = any (t4.shown_to))
                      )
                    )
                  )
                ) is true
                or (
                  (t4.state in ('IN_REVIEW', 'RETURNED') or t4.paused_for is not null)
                  and (
                    t4.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and (viewer.coordinated = any (t4.shown_to) or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}'))
                  )
                )
              )
          ),
          'slot', (
            select json_build_object('id', 'slot_' || replace(t5.id::text, '-', ''))
            from exchange.slot t5
            where
              t5.id = t1.slot_id
              and exists (
                select
                from exchange.resource r
                where
                  r.id = t5.resource_id
                  and (
                    (
                      (
                        (
                          r.visibility = 'PUBLIC'
                          or (
                            r.visibility = 'ALLIANCE'
                            and viewer.alliance_id = any (r.shown_to)
                            and r.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                          or (
                            r.visibility = 'ALLIANCE'
                            and r.owner_unit_id in (
                              select s.provider_unit_id
                              from rights.share s
                              where
                                s.kind = 'OFFERS'
                                and coalesce(s.valid @> $5::timestamptz, false)
                                and s.consumer_unit_id = viewer.unit_id
                            )
                          )
                        )
                      )
                      or (
                        r.owner_unit_id = viewer.unit_id
                        and (
                          r.visibility = 'UNIT'
                          or (r.visibility = 'PUBLIC' or viewer.alliance_id = any (r.shown_to))
                        )
                      )
                    )
                  ) is true
              )
          ),
          'supplier', (
            select json_build_object('shortName', t6.short_name)
            from directory.unit t6
            where t6.id = t1.supplier_unit_id
          ),
          'demander', (
            select json_build_object('shortName', t7.short_name)
            from directory.unit t7
            where t7.id = t1.demander_unit_id
          ),
          'quantity', json_build_object('value', trim_scale(t1.quantity)::text, 'unit', t1.quantity_unit),
          'inReturn', case
            when t1.return_title is not null then json_build_object(
              'title', t1.return_title,
              'quantity', json_build_object('value', trim_scale(t1.return_quantity)::text, 'unit', t1.return_quantity_unit)
            )
          end,
          'agreement', (
            select
              json_build_object(
                'id', 'agreement_' || replace(t8.id::text, '-', ''),
                'state', case
                  when t8.state in ('ACTIVE', 'SUSPENDED')
                  and t8.confirm_within_days is not null
                  and not exists (
                    select
                    from exchange.commitment c
                    where
                      c.agreement_id = t8.id
                      and c.state = 'OPEN'
                      and c.quantity > c.fulfilled + c.released + coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = c.id
                            and e.state = 'RECORDED'
                            and not e.has_worth
                            and e.confirm_by <= $5::timestamptz
                            and coalesce(e.confirm_by < t8.ends_at, true)
                        ),
                        0
                      )
                  ) then 'COMPLETED'
                  else exchange.agreement_state_at (t8.state, t8.suspended_until, t8.ends_at, t8.ends_as, $5::timestamptz)
                end
              )
            from exchange.agreement t8
            where
              t8.match_id = t1.id
              and (
                (
                  exists (
                    select
                    from exchange.agreement_party p
                    where p.agreement_id = t8.id and p.unit_id = viewer.unit_id
                    offset 0
                  )
                  and t8.alliance_id = viewer.alliance_id
                )
                or t8.alliance_id = viewer.coordinated
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
  )::text,
  viewer.problem
from viewer
;
