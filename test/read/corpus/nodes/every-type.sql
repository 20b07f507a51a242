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
      coalesce(
        json_agg(
          case i.kind
            when 'agreement' then (
              select
                json_build_object('__typename', 'Agreement', 'id', 'agreement_' || replace(t1.id::text, '-', ''), 'title', t1.title)
              from exchange.agreement t1
              where
                t1.id = i.id
                and (
                  (
                    exists (
                      select
                      from exchange.agreement_party p
                      where p.agreement_id = t1.id and p.unit_id = viewer.unit_id
                      offset 0
                    )
                    and t1.alliance_id = viewer.alliance_id
                  )
                  or t1.alliance_id = viewer.coordinated
                )
            )
            when 'alliance' then (
              select
                json_build_object('__typename', 'Alliance', 'id', 'alliance_' || replace(t2.id::text, '-', ''), 'name', t2.name)
              from directory.alliance t2
              where t2.id = i.id
            )
            when 'app' then (
              select
                json_build_object('__typename', 'App', 'id', 'app_' || replace(t3.id::text, '-', ''), 'vendor', t3.vendor)
              from access.app t3
              where t3.id = i.id
            )
            when 'audit' then (
              select
                json_build_object('__typename', 'AuditEntry', 'id', 'audit_' || replace(t4.id::text, '-', ''), 'action', t4.action)
              from data.audit_entry t4
              where t4.id = i.id and (t4.unit_id = viewer.unit_id or t4.alliance_id = viewer.coordinated)
            )
            when 'beneficiary' then (
              select
                json_build_object(
                  '__typename', 'Beneficiary',
                  'id', 'beneficiary_' || replace(t5.id::text, '-', ''),
                  'disclosure', case
                    when exists (
                      select
                      from rights.disclosure d
                      where
                        d.subject_type = 'beneficiary'
                        and d.subject_id = t5.id
                        and (
                          d.unit_id = viewer.unit_id
                          and d.person_id = $1::uuid
                          and coalesce(d.valid @> $5::timestamptz, false)
                          and (
                            t5.owner_unit_id = viewer.unit_id
                            or exists (
                              select
                              from rights.consent c
                              where
                                c.subject_type = 'beneficiary'
                                and c.subject_id = t5.id
                                and (c.purpose = d.purpose and coalesce(c.valid @> $5::timestamptz, false))
                              offset 0
                            )
                          )
                        )
                      offset 0
                    ) then 'FULL'
                    else 'MASKED'
                  end
                )
              from (select k.* from exchange.beneficiary_mask k) t5
              where
                t5.id = i.id
                and (
                  t5.owner_unit_id = viewer.unit_id
                  or exists (
                    select
                    from exchange.match m join exchange.agreement g on g.match_id = m.id
                    where
                      m.need_id = t5.need_id
                      and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and (g.supplier_unit_id = viewer.unit_id and g.alliance_id = viewer.alliance_id)
                    offset 0
                  )
                )
            )
            when 'booking' then (
              select
                json_build_object('__typename', 'Booking', 'id', 'booking_' || replace(t6.id::text, '-', ''), 'purpose', t6.purpose)
              from exchange.booking t6
              where
                t6.id = i.id
                and (
                  (
                    (t6.unit_id = viewer.unit_id and t6.alliance_id = viewer.alliance_id)
                    or t6.alliance_id = viewer.coordinated
                  )
                  or (
                    exists (
                      select
                      from exchange.resource r
                      where r.id = t6.resource_id and r.owner_unit_id = viewer.unit_id
                      offset 0
                    )
                  )
                )
            )
            when 'commitment' then (
              select
                json_build_object('__typename', 'Commitment', 'id', 'commitment_' || replace(t7.id::text, '-', ''), 'title', t7.title)
              from exchange.commitment t7
              where
                t7.id = i.id
                and exists (
                  select
                  from exchange.agreement g
                  where
                    g.id = t7.agreement_id
                    and (
                      (
                        exists (
                          select
                          from exchange.agreement_party p
                          where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                          offset 0
                        )
                        and g.alliance_id = viewer.alliance_id
                      )
                      or g.alliance_id = viewer.coordinated
                    )
                )
            )
            when 'consent' then (
              select
                json_build_object(
                  '__typename', 'Consent',
                  'id', 'consent_' || replace(t8.id::text, '-', ''),
                  'isInForce', coalesce(t8.valid @> $5::timestamptz, false)
                )
              from
                (
                  select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                  from access.consent k
                ) t8
              where
                t8.id = i.id
                and (t8.unit_id = viewer.unit_id or (t8.subject_type = 'person' and t8.subject_id = $1::uuid))
            )
            when 'contribution' then (
              select
                json_build_object('__typename', 'Contribution', 'id', 'contribution_' || replace(t9.id::text, '-', ''), 'note', t9.note)
              from
                (
                  select
                    c.*,
                    coalesce(a.answer, 'RECORDED') as state,
                    a.unit_id as answered_by_unit_id,
                    a.reason,
                    a.answered_at
                  from projects.contribution c left join projects.contribution_answer a on a.contribution_id = c.id
                ) t9
              where
                t9.id = i.id
                and (
                  t9.unit_id = viewer.unit_id
                  or exists (
                    select
                    from projects.project j
                    where j.id = t9.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                  )
                )
            )
            when 'disclosure' then (
              select
                json_build_object('__typename', 'DisclosureRecord', 'id', 'disclosure_' || replace(t10.id::text, '-', ''), 'reason', t10.reason)
              from access.disclosure t10
              where t10.id = i.id and (t10.unit_id = viewer.unit_id or t10.of_unit_id = viewer.unit_id)
            )
            when 'event' then (
              select
                json_build_object('__typename', 'ExchangeEvent', 'id', 'event_' || replace(t11.id::text, '-', ''), 'note', t11.note)
              from
                (
                  select
                    e.*,
                    c.agreement_id,
                    c.quantity_unit,
                    c.from_unit_id,
                    c.to_unit_id,
                    case
                      when (
                        e.state = 'RECORDED'
                        and not e.has_worth
                        and coalesce(e.confirm_by <= $5::timestamptz, false)
                      ) then 'CONFIRMED'
                      else e.state
                    end as state_now,
                    case
                      when (
                        e.state = 'RECORDED'
                        and not e.has_worth
                        and coalesce(e.confirm_by <= $5::timestamptz, false)
                      ) then e.quantity
                      else e.counted
                    end as counted_now,
                    (
                      (e.state = 'RECORDED' and not e.has_worth and coalesce(e.confirm_by <= $5::timestamptz, false))
                      or a.event_id is not null
                      and a.unit_id is null
                    ) as by_timeout,
                    case
                      when (
                        e.state = 'RECORDED'
                        and not e.has_worth
                        and coalesce(e.confirm_by <= $5::timestamptz, false)
                      ) then e.confirm_by
                      else a.answered_at
                    end as answered_at,
                    a.unit_id as answered_by_unit_id,
                    a.reason,
                    f.unit_id as referred_by_unit_id,
                    f.reason as referral,
                    f.referred_at,
                    r.unit_id as resolved_by_unit_id,
                    r.reason as resolution,
                    r.resolved_at,
                    b.id as reversed_by_id,
                    p.id as posting_id
                  from
                    exchange.event e
                    join exchange.commitment c on c.id = e.commitment_id
                    left join exchange.event_answer a on a.event_id = e.id
                    left join exchange.event_referral f on f.event_id = e.id
                    left join exchange.event_resolution r on r.event_id = e.id
                    left join exchange.event b on b.reverses_id = e.id
                    and (b.state = 'RECORDED' or b.counted <> 0)
                    left join exchange.posting p on p.event_id = e.id
                ) t11
              where
                t11.id = i.id
                and exists (
                  select
                  from exchange.agreement g
                  where
                    g.id = t11.agreement_id
                    and (
                      (
                        exists (
                          select
                          from exchange.agreement_party p
                          where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                          offset 0
                        )
                        and g.alliance_id = viewer.alliance_id
                      )
                      or g.alliance_id = viewer.coordinated
                    )
                )
            )
            when 'identifier' then (
              select
                json_build_object('__typename', 'UnitIdentifier', 'id', 'identifier_' || replace(t12.id::text, '-', ''), 'value', t12.value)
              from directory.unit_identifier t12
              where
                t12.id = i.id
                and (
                  (
                    t12.state <> 'REMOVED'
                    and (
                      not t12.is_personal
                      or t12.unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                    )
                  )
                  or t12.unit_id = viewer.unit_id
                )
            )
            when 'installation' then (
              select
                json_build_object('__typename', 'AppInstallation', 'id', 'installation_' || replace(t13.id::text, '-', ''), 'scopes', t13.scopes)
              from access.installation t13
              where
                t13.id = i.id
                and (
                  t13.unit_id = viewer.unit_id
                  or t13.alliance_id = viewer.coordinated
                  or exists (
                    select
                    from access.app o
                    where o.id = t13.app_id and o.owner_unit_id = viewer.unit_id
                    offset 0
                  )
                )
            )
            when 'invitation' then (
              select
                json_build_object('__typename', 'Invitation', 'id', 'invitation_' || replace(t14.id::text, '-', ''), 'title', t14.title)
              from directory.invitation_shown t14
              where
                t14.id = i.id
                and (
                  (t14.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                  or (t14.unit_id = viewer.unit_id and t14.invited_by = $1::uuid)
                )
            )
            when 'key' then (
              select
                json_build_object('__typename', 'AppKey', 'id', 'key_' || replace(t15.id::text, '-', ''), 'prefix', t15.prefix)
              from
                (
                  select
                    k.id,
                    k.app_id,
                    k.name,
                    k.prefix,
                    k.valid,
                    k.created_at,
                    k.last_used_at,
                    k.revoked_at,
                    k.version
                  from access.app_key k
                ) t15
              where
                t15.id = i.id
                and exists (
                  select
                  from access.app o
                  where
                    o.id = t15.app_id
                    and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                  offset 0
                )
            )
            when 'match' then (
              select
                json_build_object(
                  '__typename', 'Match',
                  'id', 'match_' || replace(t16.id::text, '-', ''),
                  'state', case
                    when t16.respond_by <= $5::timestamptz
                    and t16.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                    else t16.state
                  end
                )
              from exchange.match t16
              where
                t16.id = i.id
                and (
                  (
                    (t16.supplier_unit_id = viewer.unit_id or t16.demander_unit_id = viewer.unit_id)
                    and t16.alliance_id = viewer.alliance_id
                  )
                  or t16.alliance_id = viewer.coordinated
                )
            )
            when 'membership' then (
              select
                json_build_object('__typename', 'Membership', 'id', 'membership_' || replace(t17.id::text, '-', ''), 'role', t17.role)
              from directory.membership t17
              where
                t17.id = i.id
                and (
                  (t17.state = 'ACTIVE' and coalesce(t17.valid @> $5::timestamptz, false))
                  or (t17.unit_id = viewer.unit_id or t17.alliance_id = viewer.coordinated)
                )
            )
            when 'need' then (
              select
                json_build_object('__typename', 'Need', 'id', 'need_' || replace(t18.id::text, '-', ''), 'title', t18.title)
              from exchange.need t18
              where
                t18.id = i.id
                and (
                  (
                    (
                      (
                        (
                          t18.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and (t18.paused_for is null or viewer.unit_id = any (t18.paused_for))
                        )
                        and (
                          t18.visibility = 'PUBLIC'
                          or (
                            t18.visibility = 'ALLIANCE'
                            and viewer.alliance_id = any (t18.shown_to)
                            and t18.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                          or (
                            t18.visibility = 'ALLIANCE'
                            and t18.owner_unit_id in (
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
                        t18.owner_unit_id = viewer.unit_id
                        and (
                          t18.visibility = 'UNIT'
                          or (t18.visibility = 'PUBLIC' or viewer.alliance_id = any (t18.shown_to))
                        )
                      )
                    )
                  ) is true
                  or (
                    (t18.state in ('IN_REVIEW', 'RETURNED') or t18.paused_for is not null)
                    and (
                      t18.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                      and (
                        viewer.coordinated = any (t18.shown_to)
                        or (t18.visibility = 'PUBLIC' and t18.shown_to = '{}')
                      )
                    )
                  )
                )
            )
            when 'offer' then (
              select
                json_build_object('__typename', 'Offer', 'id', 'offer_' || replace(t19.id::text, '-', ''), 'title', t19.title)
              from exchange.offer t19
              where
                t19.id = i.id
                and (
                  (
                    (
                      (
                        (
                          t19.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and (t19.paused_for is null or viewer.unit_id = any (t19.paused_for))
                        )
                        and (
                          t19.visibility = 'PUBLIC'
                          or (
                            t19.visibility = 'ALLIANCE'
                            and viewer.alliance_id = any (t19.shown_to)
                            and t19.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                          or (
                            t19.visibility = 'ALLIANCE'
                            and t19.owner_unit_id in (
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
                        t19.owner_unit_id = viewer.unit_id
                        and (
                          t19.visibility = 'UNIT'
                          or (t19.visibility = 'PUBLIC' or viewer.alliance_id = any (t19.shown_to))
                        )
                      )
                    )
                  ) is true
                  or (
                    (t19.state in ('IN_REVIEW', 'RETURNED') or t19.paused_for is not null)
                    and (
                      t19.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                      and (
                        viewer.coordinated = any (t19.shown_to)
                        or (t19.visibility = 'PUBLIC' and t19.shown_to = '{}')
                      )
                    )
                  )
                )
            )
            when 'partner' then (
              select
                json_build_object('__typename', 'ProjectPartner', 'id', 'partner_' || replace(t20.id::text, '-', ''), 'pledge', t20.pledge)
              from projects.partner t20
              where
                t20.id = i.id
                and (
                  t20.unit_id = viewer.unit_id
                  or exists (
                    select
                    from projects.project j
                    where j.id = t20.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                  )
                )
            )
            when 'person' then (
              select
                json_build_object('__typename', 'Person', 'id', 'person_' || replace(t21.id::text, '-', ''), 'name', t21.name)
              from directory.person t21
              where
                t21.id = i.id
                and (
                  t21.id = $1::uuid
                  or exists (select from directory.post p where p.person_id = t21.id and p.unit_id = viewer.unit_id)
                  or exists (
                    select
                    from directory.person_relation r
                    where
                      r.person_id = t21.id
                      and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                      and r.host_unit_id = viewer.unit_id
                    offset 0
                  )
                  or exists (
                    select
                    from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                    where
                      r.person_id = t21.id
                      and r.is_public
                      and coalesce(r.valid @> $5::timestamptz, false)
                      and coalesce(m.valid @> $5::timestamptz, false)
                      and m.alliance_id = viewer.coordinated
                    offset 0
                  )
                )
            )
            when 'post' then (
              select
                json_build_object('__typename', 'Post', 'id', 'post_' || replace(t22.id::text, '-', ''), 'title', t22.title)
              from directory.post_term t22
              where
                t22.id = i.id
                and (
                  coalesce(t22.valid @> $5::timestamptz, false)
                  or (t22.unit_id = viewer.unit_id or t22.person_id = $1::uuid)
                )
            )
            when 'project' then (
              select
                json_build_object('__typename', 'Project', 'id', 'project_' || replace(t23.id::text, '-', ''), 'goal', t23.goal)
              from projects.project t23
              where t23.id = i.id and (t23.visibility = 'PUBLIC' or t23.alliance_id = viewer.alliance_id)
            )
            when 'relation' then (
              select
                json_build_object('__typename', 'Relation', 'id', 'relation_' || replace(t24.id::text, '-', ''), 'proposedAt', t24.proposed_at)
              from directory.relation t24
              where
                t24.id = i.id
                and (
                  t24.state in ('AGREED', 'ENDED')
                  or (
                    t24.subject_unit_id = viewer.unit_id
                    or t24.object_unit_id = viewer.unit_id
                    or directory.keeps_area (viewer.unit_id, t24.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                  )
                )
            )
            when 'relationtype' then (
              select
                json_build_object('__typename', 'RelationType', 'id', 'relationtype_' || replace(t25.id::text, '-', ''), 'code', t25.code)
              from directory.relation_type t25
              where t25.id = i.id
            )
            when 'resource' then (
              select
                json_build_object('__typename', 'Resource', 'id', 'resource_' || replace(t26.id::text, '-', ''), 'name', t26.name)
              from exchange.resource t26
              where
                t26.id = i.id
                and (
                  (
                    (
                      (
                        t26.visibility = 'PUBLIC'
                        or (
                          t26.visibility = 'ALLIANCE'
                          and viewer.alliance_id = any (t26.shown_to)
                          and t26.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        )
                        or (
                          t26.visibility = 'ALLIANCE'
                          and t26.owner_unit_id in (
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
                      t26.owner_unit_id = viewer.unit_id
                      and (
                        t26.visibility = 'UNIT'
                        or (t26.visibility = 'PUBLIC' or viewer.alliance_id = any (t26.shown_to))
                      )
                    )
                  )
                ) is true
            )
            when 'sharing' then (
              select
                json_build_object('__typename', 'SharingAgreement', 'id', 'sharing_' || replace(t27.id::text, '-', ''), 'requestedAt', t27.requested_at)
              from access.sharing_agreement t27
              where t27.id = i.id and (t27.provider_unit_id = viewer.unit_id or t27.consumer_unit_id = viewer.unit_id)
            )
            when 'slot' then (
              select
                json_build_object('__typename', 'Slot', 'id', 'slot_' || replace(t28.id::text, '-', ''), 'capacity', t28.capacity)
              from exchange.slot t28
              where
                t28.id = i.id
                and exists (
                  select
                  from exchange.resource r
                  where
                    r.id = t28.resource_id
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
            )
            when 'term' then (
              select
                json_build_object('__typename', 'Term', 'id', 'term_' || replace(t29.id::text, '-', ''), 'code', t29.code)
              from directory.term t29
              where t29.id = i.id
            )
            when 'unit' then (
              select
                json_build_object('__typename', 'Unit', 'id', 'unit_' || replace(t30.id::text, '-', ''), 'shortName', t30.short_name)
              from directory.unit t30
              where t30.id = directory.unit_now (i.id)
            )
          end
          order by i.n
        ),
        '[]'
      )
    from unnest($6::uuid[], $7::text[]) with ordinality i (id, kind, n)
  )::text,
  viewer.problem
from viewer
;
