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
          'offers', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'title', t2.title,
                      'matches', (
                        select
                          json_build_object(
                            'nodes', coalesce(
                              json_agg(
                                json_build_object(
                                  'need', (
                                    select
                                      json_build_object(
                                        'title', t4.title,
                                        'unit', (
                                          select
                                            json_build_object(
                                              'needs', (
                                                select
                                                  json_build_object(
                                                    'nodes', coalesce(
                                                      json_agg(
                                                        json_build_object(
                                                          'title', t6.title,
                                                          'candidates', (
                                                            select
                                                              json_build_object(
                                                                'nodes', coalesce(
                                                                  json_agg(
                                                                    json_build_object(
                                                                      'offer', (
                                                                        select
                                                                          json_build_object(
                                                                            'title', t8.title,
                                                                            'unit', (
                                                                              select
                                                                                json_build_object(
                                                                                  'memberships', (
                                                                                    select
                                                                                      json_build_object(
                                                                                        'nodes', coalesce(
                                                                                          json_agg(
                                                                                            json_build_object(
                                                                                              'alliance', (
                                                                                                select
                                                                                                  json_build_object(
                                                                                                    'leadUnit', (
                                                                                                      select
                                                                                                        json_build_object('shortName', t12.short_name)
                                                                                                      from
                                                                                                        directory.unit t12
                                                                                                      where
                                                                                                        t12.id = t11.lead_unit_id
                                                                                                    )
                                                                                                  )
                                                                                                from
                                                                                                  directory.alliance t11
                                                                                                where
                                                                                                  t11.id = t10.alliance_id
                                                                                              )
                                                                                            )
                                                                                          ),
                                                                                          '[]'
                                                                                        )
                                                                                      )
                                                                                    from
                                                                                      (
                                                                                        select t13.*
                                                                                        from directory.membership t13
                                                                                        where
                                                                                          t13.unit_id = t9.id
                                                                                          and (
                                                                                            (
                                                                                              t13.state = 'ACTIVE'
                                                                                              and coalesce(t13.valid @> $5::timestamptz, false)
                                                                                            )
                                                                                            or (
                                                                                              t13.unit_id = viewer.unit_id
                                                                                              or t13.alliance_id = viewer.coordinated
                                                                                            )
                                                                                          )
                                                                                        order by t13.id
                                                                                        limit 20
                                                                                      ) t10
                                                                                  )
                                                                                )
                                                                              from directory.unit t9
                                                                              where t9.id = t8.owner_unit_id
                                                                            )
                                                                          )
                                                                        from exchange.offer t8
                                                                        where
                                                                          t8.id = t7.offer_id
                                                                          and (
                                                                            (
                                                                              (
                                                                                (
                                                                                  (
                                                                                    t8.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                                                                    and (
                                                                                      t8.paused_for is null
                                                                                      or viewer.unit_id = any (t8.paused_for)
                                                                                    )
                                                                                  )
                                                                                  and (
                                                                                    t8.visibility = 'PUBLIC'
                                                                                    or (
                                                                                      t8.visibility = 'ALLIANCE'
                                                                                      and viewer.alliance_id = any (t8.shown_to)
                                                                                      and t8.owner_unit_id in (
                                                                                        select m.unit_id
                                                                                        from rights.membership m
                                                                                        where
                                                                                          m.alliance_id = viewer.alliance_id
                                                                                          and coalesce(m.valid @> $5::timestamptz, false)
                                                                                      )
                                                                                    )
                                                                                    or (
                                                                                      t8.visibility = 'ALLIANCE'
                                                                                      and t8.owner_unit_id in (
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
                                                                                  t8.owner_unit_id = viewer.unit_id
                                                                                  and (
                                                                                    t8.visibility = 'UNIT'
                                                                                    or (
                                                                                      t8.visibility = 'PUBLIC'
                                                                                      or viewer.alliance_id = any (t8.shown_to)
                                                                                    )
                                                                                  )
                                                                                )
                                                                              )
                                                                            ) is true
                                                                            or (
                                                                              (
                                                                                t8.state in ('IN_REVIEW', 'RETURNED')
                                                                                or t8.paused_for is not null
                                                                              )
                                                                              and (
                                                                                t8.owner_unit_id in (
                                                                                  select m.unit_id
                                                                                  from rights.membership m
                                                                                  where
                                                                                    m.alliance_id = viewer.coordinated
                                                                                    and coalesce(m.valid @> $5::timestamptz, false)
                                                                                )
                                                                                and (
                                                                                  viewer.coordinated = any (t8.shown_to)
                                                                                  or (
                                                                                    t8.visibility = 'PUBLIC'
                                                                                    and t8.shown_to = '{}'
                                                                                  )
                                                                                )
                                                                              )
                                                                            )
                                                                          )
                                                                      )
                                                                    )
                                                                  ),
                                                                  '[]'
                                                                )
                                                              )
                                                            from
                                                              (
                                                                select t14.*
                                                                from exchange.candidate t14
                                                                where
                                                                  t14.need_id = t6.id
                                                                  and (
                                                                    (
                                                                      t14.need_unit_id = viewer.unit_id
                                                                      or exists (
                                                                        select
                                                                        from
                                                                          exchange.need n
                                                                          join rights.membership m on m.unit_id = n.owner_unit_id
                                                                          and coalesce(m.valid @> $5::timestamptz, false)
                                                                        where
                                                                          n.id = t14.need_id
                                                                          and (
                                                                            n.visibility = 'PUBLIC'
                                                                            or m.alliance_id = any (n.shown_to)
                                                                          )
                                                                          and m.alliance_id = viewer.coordinated
                                                                        offset 0
                                                                      )
                                                                    )
                                                                    and exists (
                                                                      select
                                                                      from exchange.offer o, exchange.need n
                                                                      where
                                                                        o.id = t14.offer_id
                                                                        and n.id = t14.need_id
                                                                        and coalesce(least(o.closes_at, o.ends_at), 'infinity') > $5::timestamptz
                                                                        and coalesce(least(n.closes_at, n.ends_at), 'infinity') > $5::timestamptz
                                                                        and (
                                                                          (
                                                                            (
                                                                              o.state = 'PUBLISHED'
                                                                              and (
                                                                                o.visibility = 'PUBLIC'
                                                                                or (
                                                                                  o.visibility = 'ALLIANCE'
                                                                                  and viewer.alliance_id = any (o.shown_to)
                                                                                  and o.owner_unit_id in (
                                                                                    select m.unit_id
                                                                                    from rights.membership m
                                                                                    where
                                                                                      m.alliance_id = viewer.alliance_id
                                                                                      and coalesce(m.valid @> $5::timestamptz, false)
                                                                                  )
                                                                                )
                                                                              )
                                                                            )
                                                                            or (
                                                                              o.owner_unit_id = viewer.unit_id
                                                                              and (
                                                                                o.visibility = 'UNIT'
                                                                                or (
                                                                                  o.visibility = 'PUBLIC'
                                                                                  or viewer.alliance_id = any (o.shown_to)
                                                                                )
                                                                              )
                                                                            )
                                                                          )
                                                                        ) is true
                                                                      offset 0
                                                                    )
                                                                    and exists (
                                                                      select
                                                                      from rights.membership m
                                                                      where
                                                                        m.unit_id = t14.offer_unit_id
                                                                        and coalesce(m.valid @> $5::timestamptz, false)
                                                                        and m.alliance_id = viewer.alliance_id
                                                                      offset 0
                                                                    )
                                                                  )
                                                                order by t14.score desc, t14.offer_id desc
                                                                limit 2
                                                              ) t7
                                                          )
                                                        )
                                                      ),
                                                      '[]'
                                                    )
                                                  )
                                                from
                                                  (
                                                    select t15.*
                                                    from exchange.need t15
                                                    where
                                                      t15.owner_unit_id = t5.id
                                                      and (
                                                        (
                                                          (
                                                            (
                                                              (
                                                                t15.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                                                and (
                                                                  t15.paused_for is null
                                                                  or viewer.unit_id = any (t15.paused_for)
                                                                )
                                                              )
                                                              and (
                                                                t15.visibility = 'PUBLIC'
                                                                or (
                                                                  t15.visibility = 'ALLIANCE'
                                                                  and viewer.alliance_id = any (t15.shown_to)
                                                                  and t15.owner_unit_id in (
                                                                    select m.unit_id
                                                                    from rights.membership m
                                                                    where
                                                                      m.alliance_id = viewer.alliance_id
                                                                      and coalesce(m.valid @> $5::timestamptz, false)
                                                                  )
                                                                )
                                                                or (
                                                                  t15.visibility = 'ALLIANCE'
                                                                  and t15.owner_unit_id in (
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
                                                              t15.owner_unit_id = viewer.unit_id
                                                              and (
                                                                t15.visibility = 'UNIT'
                                                                or (
                                                                  t15.visibility = 'PUBLIC'
                                                                  or viewer.alliance_id = any (t15.shown_to)
                                                                )
                                                              )
                                                            )
                                                          )
                                                        ) is true
                                                        or (
                                                          (
                                                            t15.state in ('IN_REVIEW', 'RETURNED')
                                                            or t15.paused_for is not null
                                                          )
                                                          and (
                                                            t15.owner_unit_id in (
                                                              select m.unit_id
                                                              from rights.membership m
                                                              where
                                                                m.alliance_id = viewer.coordinated
                                                                and coalesce(m.valid @> $5::timestamptz, false)
                                                            )
                                                            and (
                                                              viewer.coordinated = any (t15.shown_to)
                                                              or (t15.visibility = 'PUBLIC' and t15.shown_to = '{}')
                                                            )
                                                          )
                                                        )
                                                      )
                                                      and (
                                                        t15.covered < t15.quantity
                                                        and coalesce(t15.claims < t15.max_claims, true)
                                                        and (
                                                          t15.state = 'PUBLISHED'
                                                          and coalesce(least(t15.closes_at, t15.ends_at), 'infinity') > $5::timestamptz
                                                        )
                                                      ) = $6::boolean
                                                    order by t15.id desc
                                                    limit 2
                                                  ) t6
                                              )
                                            )
                                          from directory.unit t5
                                          where t5.id = t4.owner_unit_id
                                        )
                                      )
                                    from exchange.need t4
                                    where
                                      t4.id = t3.need_id
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
                                                    where
                                                      m.alliance_id = viewer.alliance_id
                                                      and coalesce(m.valid @> $5::timestamptz, false)
                                                  )
                                                )
                                                or (
                                                  t4.visibility = 'ALLIANCE'
                                                  and t4.owner_unit_id in (
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
                                              where
                                                m.alliance_id = viewer.coordinated
                                                and coalesce(m.valid @> $5::timestamptz, false)
                                            )
                                            and (
                                              viewer.coordinated = any (t4.shown_to)
                                              or (t4.visibility = 'PUBLIC' and t4.shown_to = '{}')
                                            )
                                          )
                                        )
                                      )
                                  ),
                                  'agreement', (
                                    select
                                      json_build_object(
                                        'commitments', (
                                          select
                                            json_build_object(
                                              'nodes', coalesce(
                                                json_agg(
                                                  json_build_object(
                                                    'deliveries', (
                                                      select
                                                        json_build_object(
                                                          'nodes', coalesce(
                                                            json_agg(
                                                              json_build_object(
                                                                'state', t18.state_now,
                                                                'commitment', (
                                                                  select
                                                                    json_build_object(
                                                                      'agreement', (
                                                                        select
                                                                          json_build_object(
                                                                            'match', (
                                                                              select
                                                                                json_build_object(
                                                                                  'state', case
                                                                                    when t21.respond_by <= $5::timestamptz
                                                                                    and t21.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                                                                                    else t21.state
                                                                                  end
                                                                                )
                                                                              from exchange.match t21
                                                                              where
                                                                                t21.id = t20.match_id
                                                                                and (
                                                                                  (
                                                                                    (
                                                                                      t21.supplier_unit_id = viewer.unit_id
                                                                                      or t21.demander_unit_id = viewer.unit_id
                                                                                    )
                                                                                    and t21.alliance_id = viewer.alliance_id
                                                                                  )
                                                                                  or t21.alliance_id = viewer.coordinated
                                                                                )
                                                                            )
                                                                          )
                                                                        from exchange.agreement t20
                                                                        where
                                                                          t20.id = t19.agreement_id
                                                                          and (
                                                                            (
                                                                              exists (
                                                                                select
                                                                                from exchange.agreement_party p
                                                                                where
                                                                                  p.agreement_id = t20.id
                                                                                  and p.unit_id = viewer.unit_id
                                                                                offset 0
                                                                              )
                                                                              and t20.alliance_id = viewer.alliance_id
                                                                            )
                                                                            or t20.alliance_id = viewer.coordinated
                                                                          )
                                                                      )
                                                                    )
                                                                  from exchange.commitment t19
                                                                  where
                                                                    t19.id = t18.commitment_id
                                                                    and exists (
                                                                      select
                                                                      from exchange.agreement g
                                                                      where
                                                                        g.id = t19.agreement_id
                                                                        and (
                                                                          (
                                                                            exists (
                                                                              select
                                                                              from exchange.agreement_party p
                                                                              where
                                                                                p.agreement_id = g.id
                                                                                and p.unit_id = viewer.unit_id
                                                                              offset 0
                                                                            )
                                                                            and g.alliance_id = viewer.alliance_id
                                                                          )
                                                                          or g.alliance_id = viewer.coordinated
                                                                        )
                                                                    )
                                                                )
                                                              )
                                                            ),
                                                            '[]'
                                                          )
                                                        )
                                                      from
                                                        (
                                                          select t22.*
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
                                                                  (
                                                                    e.state = 'RECORDED'
                                                                    and not e.has_worth
                                                                    and coalesce(e.confirm_by <= $5::timestamptz, false)
                                                                  )
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
                                                            ) t22
                                                          where
                                                            t22.commitment_id = t17.id
                                                            and exists (
                                                              select
                                                              from exchange.agreement g
                                                              where
                                                                g.id = t22.agreement_id
                                                                and (
                                                                  (
                                                                    exists (
                                                                      select
                                                                      from exchange.agreement_party p
                                                                      where
                                                                        p.agreement_id = g.id
                                                                        and p.unit_id = viewer.unit_id
                                                                      offset 0
                                                                    )
                                                                    and g.alliance_id = viewer.alliance_id
                                                                  )
                                                                  or g.alliance_id = viewer.coordinated
                                                                )
                                                            )
                                                          order by t22.id
                                                          limit 20
                                                        ) t18
                                                    )
                                                  )
                                                ),
                                                '[]'
                                              )
                                            )
                                          from
                                            (
                                              select t23.*
                                              from exchange.commitment t23
                                              where
                                                t23.agreement_id = t16.id
                                                and exists (
                                                  select
                                                  from exchange.agreement g
                                                  where
                                                    g.id = t23.agreement_id
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
                                              order by t23.rank, t23.id
                                              limit 20
                                            ) t17
                                        )
                                      )
                                    from exchange.agreement t16
                                    where
                                      t16.match_id = t3.id
                                      and (
                                        (
                                          exists (
                                            select
                                            from exchange.agreement_party p
                                            where p.agreement_id = t16.id and p.unit_id = viewer.unit_id
                                            offset 0
                                          )
                                          and t16.alliance_id = viewer.alliance_id
                                        )
                                        or t16.alliance_id = viewer.coordinated
                                      )
                                  )
                                )
                              ),
                              '[]'
                            )
                          )
                        from
                          (
                            select t24.*
                            from exchange.match t24
                            where
                              t24.offer_id = t2.id
                              and (
                                (
                                  (t24.supplier_unit_id = viewer.unit_id or t24.demander_unit_id = viewer.unit_id)
                                  and t24.alliance_id = viewer.alliance_id
                                )
                                or t24.alliance_id = viewer.coordinated
                              )
                            order by t24.id desc
                            limit 2
                          ) t3
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t25.*
                from exchange.offer t25
                where
                  t25.owner_unit_id = t1.id
                  and (
                    (
                      (
                        (
                          (
                            t25.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and (t25.paused_for is null or viewer.unit_id = any (t25.paused_for))
                          )
                          and (
                            t25.visibility = 'PUBLIC'
                            or (
                              t25.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t25.shown_to)
                              and t25.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                            or (
                              t25.visibility = 'ALLIANCE'
                              and t25.owner_unit_id in (
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
                          t25.owner_unit_id = viewer.unit_id
                          and (
                            t25.visibility = 'UNIT'
                            or (t25.visibility = 'PUBLIC' or viewer.alliance_id = any (t25.shown_to))
                          )
                        )
                      )
                    ) is true
                    or (
                      (t25.state in ('IN_REVIEW', 'RETURNED') or t25.paused_for is not null)
                      and (
                        t25.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (
                          viewer.coordinated = any (t25.shown_to)
                          or (t25.visibility = 'PUBLIC' and t25.shown_to = '{}')
                        )
                      )
                    )
                  )
                order by t25.id desc
                limit 3
              ) t2
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($7::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
