-- on the guarded lane, under row-level security
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
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
                    (
                      t1.supplier_unit_id = (select v.unit_id from viewer v)
                      or t1.demander_unit_id = (select v.unit_id from viewer v)
                    )
                    and t1.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                  )
                  or (
                    t1.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    and t1.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                  )
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
              from data.audit t4
              where
                t4.id = i.id
                and (
                  t4.unit_id = (select v.unit_id from viewer v)
                  or (
                    t4.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    and t4.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                  )
                )
            )
            when 'booking' then (
              select
                json_build_object('__typename', 'Booking', 'id', 'booking_' || replace(t5.id::text, '-', ''), 'purpose', t5.purpose)
              from exchange.booking t5
              where
                t5.id = i.id
                and (
                  (
                    (
                      t5.unit_id = (select v.unit_id from viewer v)
                      and t5.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    )
                    or (
                      t5.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      and t5.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                    )
                  )
                  or (
                    exists (
                      select
                      from exchange.slot s join exchange.resource r on r.id = s.resource_id
                      where s.id = t5.slot_id and r.owner_unit_id = (select v.unit_id from viewer v)
                      offset 0
                    )
                  )
                )
            )
            when 'commitment' then (
              select
                json_build_object('__typename', 'Commitment', 'id', 'commitment_' || replace(t6.id::text, '-', ''), 'title', t6.title)
              from exchange.commitment t6
              where
                t6.id = i.id
                and exists (
                  select
                  from exchange.agreement g
                  where
                    g.id = t6.agreement_id
                    and (
                      (
                        (
                          g.supplier_unit_id = (select v.unit_id from viewer v)
                          or g.demander_unit_id = (select v.unit_id from viewer v)
                        )
                        and g.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      )
                      or (
                        g.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        and g.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                      )
                    )
                )
            )
            when 'contribution' then (
              select
                json_build_object('__typename', 'Contribution', 'id', 'contribution_' || replace(t7.id::text, '-', ''), 'note', t7.note)
              from
                (
                  select
                    c.*,
                    coalesce(a.answer, 'RECORDED') as state,
                    a.unit_id as answered_by_unit_id,
                    a.reason,
                    a.answered_at
                  from projects.contribution c left join projects.contribution_answer a on a.contribution_id = c.id
                ) t7
              where
                t7.id = i.id
                and (
                  t7.unit_id = (select v.unit_id from viewer v)
                  or exists (
                    select
                    from projects.project j
                    where
                      j.id = t7.project_id
                      and (j.visibility = 'PUBLIC' or j.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
                  )
                )
            )
            when 'event' then (
              select
                json_build_object('__typename', 'ExchangeEvent', 'id', 'event_' || replace(t8.id::text, '-', ''), 'note', t8.note)
              from
                (
                  select
                    e.*,
                    c.agreement_id,
                    c.quantity_unit,
                    a.answer,
                    a.unit_id as answered_by_unit_id,
                    a.reason,
                    a.answered_at
                  from
                    exchange.event e
                    join exchange.commitment c on c.id = e.commitment_id
                    left join exchange.event_answer a on a.event_id = e.id
                ) t8
              where
                t8.id = i.id
                and exists (
                  select
                  from exchange.agreement g
                  where
                    g.id = t8.agreement_id
                    and (
                      (
                        (
                          g.supplier_unit_id = (select v.unit_id from viewer v)
                          or g.demander_unit_id = (select v.unit_id from viewer v)
                        )
                        and g.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      )
                      or (
                        g.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        and g.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                      )
                    )
                )
            )
            when 'invitation' then (
              select
                json_build_object('__typename', 'Invitation', 'id', 'invitation_' || replace(t9.id::text, '-', ''), 'title', t9.title)
              from directory.invitation_shown t9
              where
                t9.id = i.id
                and (
                  (
                    t9.unit_id = (select v.unit_id from viewer v)
                    and 'ADMINISTRATOR' = any ((select v.roles from viewer v)::text[])
                  )
                  or (t9.unit_id = (select v.unit_id from viewer v) and t9.invited_by = $1::uuid)
                )
            )
            when 'match' then (
              select
                json_build_object('__typename', 'Match', 'id', 'match_' || replace(t10.id::text, '-', ''), 'state', t10.state)
              from exchange.match t10
              where
                t10.id = i.id
                and (
                  (
                    (
                      t10.supplier_unit_id = (select v.unit_id from viewer v)
                      or t10.demander_unit_id = (select v.unit_id from viewer v)
                    )
                    and t10.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                  )
                  or (
                    t10.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                    and t10.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                  )
                )
            )
            when 'membership' then (
              select
                json_build_object('__typename', 'Membership', 'id', 'membership_' || replace(t11.id::text, '-', ''), 'role', t11.role)
              from directory.membership t11
              where
                t11.id = i.id
                and (
                  (t11.state = 'ACTIVE' and (t11.valid @> $5::timestamptz) is true)
                  or (
                    t11.unit_id = (select v.unit_id from viewer v)
                    or (
                      t11.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                      and t11.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                    )
                  )
                )
            )
            when 'need' then (
              select
                json_build_object('__typename', 'Need', 'id', 'need_' || replace(t12.id::text, '-', ''), 'title', t12.title)
              from exchange.need t12
              where
                t12.id = i.id
                and (
                  (
                    t12.state = 'PUBLISHED'
                    and (
                      t12.visibility = 'PUBLIC'
                      or (
                        t12.visibility = 'ALLIANCE'
                        and exists (
                          select
                          from exchange.need_audience a
                          where a.need_id = t12.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                        and t12.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where
                            m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            and (m.valid @> $5::timestamptz) is true
                        )
                      )
                    )
                  )
                  or (
                    t12.owner_unit_id = (select v.unit_id from viewer v)
                    and (
                      t12.visibility = 'UNIT'
                      or (
                        t12.visibility = 'PUBLIC'
                        or exists (
                          select
                          from exchange.need_audience a
                          where a.need_id = t12.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                      )
                    )
                  )
                )
            )
            when 'offer' then (
              select
                json_build_object('__typename', 'Offer', 'id', 'offer_' || replace(t13.id::text, '-', ''), 'title', t13.title)
              from exchange.offer t13
              where
                t13.id = i.id
                and (
                  (
                    t13.state = 'PUBLISHED'
                    and (
                      t13.visibility = 'PUBLIC'
                      or (
                        t13.visibility = 'ALLIANCE'
                        and exists (
                          select
                          from exchange.offer_audience a
                          where a.offer_id = t13.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                        and t13.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where
                            m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            and (m.valid @> $5::timestamptz) is true
                        )
                      )
                    )
                  )
                  or (
                    t13.owner_unit_id = (select v.unit_id from viewer v)
                    and (
                      t13.visibility = 'UNIT'
                      or (
                        t13.visibility = 'PUBLIC'
                        or exists (
                          select
                          from exchange.offer_audience a
                          where a.offer_id = t13.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                      )
                    )
                  )
                )
            )
            when 'partner' then (
              select
                json_build_object('__typename', 'ProjectPartner', 'id', 'partner_' || replace(t14.id::text, '-', ''), 'pledge', t14.pledge)
              from projects.partner t14
              where
                t14.id = i.id
                and (
                  t14.unit_id = (select v.unit_id from viewer v)
                  or exists (
                    select
                    from projects.project j
                    where
                      j.id = t14.project_id
                      and (j.visibility = 'PUBLIC' or j.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
                  )
                )
            )
            when 'person' then (
              select
                json_build_object('__typename', 'Person', 'id', 'person_' || replace(t15.id::text, '-', ''), 'name', t15.name)
              from directory.person t15
              where
                t15.id = i.id
                and (
                  t15.id = $1::uuid
                  or exists (
                    select
                    from directory.post p
                    where p.person_id = t15.id and p.unit_id = (select v.unit_id from viewer v)
                  )
                )
            )
            when 'post' then (
              select
                json_build_object('__typename', 'Post', 'id', 'post_' || replace(t16.id::text, '-', ''), 'title', t16.title)
              from directory.post_term t16
              where
                t16.id = i.id
                and (
                  (t16.valid @> $5::timestamptz) is true
                  or (t16.unit_id = (select v.unit_id from viewer v) or t16.person_id = $1::uuid)
                )
            )
            when 'project' then (
              select
                json_build_object('__typename', 'Project', 'id', 'project_' || replace(t17.id::text, '-', ''), 'goal', t17.goal)
              from projects.project t17
              where
                t17.id = i.id
                and (t17.visibility = 'PUBLIC' or t17.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
            )
            when 'resource' then (
              select
                json_build_object('__typename', 'Resource', 'id', 'resource_' || replace(t18.id::text, '-', ''), 'name', t18.name)
              from exchange.resource t18
              where
                t18.id = i.id
                and (
                  (
                    (
                      t18.visibility = 'PUBLIC'
                      or (
                        t18.visibility = 'ALLIANCE'
                        and exists (
                          select
                          from exchange.resource_audience a
                          where
                            a.resource_id = t18.id
                            and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                        and t18.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where
                            m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            and (m.valid @> $5::timestamptz) is true
                        )
                      )
                    )
                  )
                  or (
                    t18.owner_unit_id = (select v.unit_id from viewer v)
                    and (
                      t18.visibility = 'UNIT'
                      or (
                        t18.visibility = 'PUBLIC'
                        or exists (
                          select
                          from exchange.resource_audience a
                          where
                            a.resource_id = t18.id
                            and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                      )
                    )
                  )
                )
            )
            when 'slot' then (
              select
                json_build_object('__typename', 'Slot', 'id', 'slot_' || replace(t19.id::text, '-', ''), 'capacity', t19.capacity)
              from exchange.slot t19
              where
                t19.id = i.id
                and exists (
                  select
                  from exchange.resource r
                  where
                    r.id = t19.resource_id
                    and (
                      (
                        (
                          r.visibility = 'PUBLIC'
                          or (
                            r.visibility = 'ALLIANCE'
                            and exists (
                              select
                              from exchange.resource_audience a
                              where
                                a.resource_id = r.id
                                and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                              offset 0
                            )
                            and r.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where
                                m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                and (m.valid @> $5::timestamptz) is true
                            )
                          )
                        )
                      )
                      or (
                        r.owner_unit_id = (select v.unit_id from viewer v)
                        and (
                          r.visibility = 'UNIT'
                          or (
                            r.visibility = 'PUBLIC'
                            or exists (
                              select
                              from exchange.resource_audience a
                              where
                                a.resource_id = r.id
                                and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                              offset 0
                            )
                          )
                        )
                      )
                    )
                )
            )
            when 'term' then (
              select
                json_build_object('__typename', 'Term', 'id', 'term_' || replace(t20.id::text, '-', ''), 'code', t20.code)
              from directory.term t20
              where t20.id = i.id
            )
            when 'unit' then (
              select
                json_build_object('__typename', 'Unit', 'id', 'unit_' || replace(t21.id::text, '-', ''), 'shortName', t21.short_name)
              from directory.unit t21
              where t21.id = i.id
            )
          end
          order by i.n
        ),
        '[]'
      )
    from unnest($6::uuid[], $7::text[]) with ordinality i (id, kind, n)
  )::text,
  (select v.problem from viewer v)
;
