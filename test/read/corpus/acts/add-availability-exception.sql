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
        'resource', (
          select
            json_build_object(
              'id', 'resource_' || replace(t1.id::text, '-', ''),
              'availabilityExceptions', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'firstDay', t2.first_day,
                        'lastDay', t2.last_day,
                        'reason', t2.reason,
                        'toldAt', t2.told_at,
                        'hours', (
                          select coalesce(json_agg(json_build_object('opens', t3.opens, 'closes', t3.closes)), '[]')
                          from
                            (
                              select o.opens, o.closes
                              from unnest(t2.opens, t2.closes) with ordinality o (opens, closes, n)
                              order by o.n
                            ) t3
                        )
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select
                      lower(e.days) as first_day,
                      upper(e.days) - 1 as last_day,
                      e.reason,
                      e.told_at,
                      e.opens,
                      e.closes
                    from exchange.availability_exception e
                    where
                      e.resource_id = t1.id
                      and e.taken_back_at is null
                      and upper(e.days) > coalesce($6::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                    order by e.days
                    limit 100
                  ) t2
              ),
              'openings', (
                select
                  json_build_object(
                    'since', t4.since,
                    'until', t4.until,
                    'knownUntil', t4.known_until,
                    'periods', (
                      select coalesce(json_agg(json_build_object('start', t5.starts_at, 'end', t5.ends_at)), '[]')
                      from (select lower(r) as starts_at, upper(r) as ends_at from unnest(t4.open) r order by r) t5
                    )
                  )
                from
                  (
                    select
                      k.since,
                      k.until,
                      k.known_until,
                      k.open * tstzmultirange (tstzrange (k.since, k.until)) - '{}'::tstzmultirange as open
                    from
                      (
                        select
                          k.open,
                          greatest(
                            lower(k.known),
                            ((coalesce($7::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date))::timestamp at time zone 'Asia/Shanghai')
                          ) as since,
                          least(
                            upper(k.known),
                            (
                              (
                                least(
                                  coalesce($8::date, coalesce($7::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date) + 6),
                                  coalesce($7::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date) + 61
                                ) + 1
                              )::timestamp at time zone 'Asia/Shanghai'
                            )
                          ) as until,
                          upper(k.known) as known_until
                        from exchange.resource_opening k
                        where k.resource_id = t1.id
                        offset 0
                      ) k
                    where k.since < k.until
                  ) t4
              ),
              'freePeriods', (
                select
                  json_build_object(
                    'periods', (
                      select coalesce(json_agg(json_build_object('start', t7.starts_at, 'end', t7.ends_at)), '[]')
                      from (select lower(r) as starts_at, upper(r) as ends_at from unnest(t6.open) r order by r) t7
                    )
                  )
                from
                  (
                    select
                      k.since,
                      k.until,
                      k.known_until,
                      k.open * tstzmultirange (tstzrange (k.since, k.until)) - coalesce(
                        (
                          select range_agg(tstzrange (b.starts_at, b.ends_at))
                          from exchange.booking b
                          where
                            b.resource_id = t1.id
                            and b.slot_id is null
                            and exchange.booking_holds (b.state)
                            and (b.state <> 'HELD' or b.held_until > $5::timestamptz)
                            and b.ends_at > k.since
                            and b.starts_at < k.until
                        ),
                        '{}'
                      ) as open
                    from
                      (
                        select
                          k.open,
                          greatest(
                            lower(k.known),
                            ((coalesce($9::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date))::timestamp at time zone 'Asia/Shanghai')
                          ) as since,
                          least(
                            upper(k.known),
                            (
                              (
                                least(
                                  coalesce($10::date, coalesce($9::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date) + 6),
                                  coalesce($9::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date) + 61
                                ) + 1
                              )::timestamp at time zone 'Asia/Shanghai'
                            )
                          ) as until,
                          upper(k.known) as known_until
                        from exchange.resource_opening k
                        where k.resource_id = t1.id
                        offset 0
                      ) k
                    where k.since < k.until
                  ) t6
              ),
              'utilisation', (
                select
                  json_build_object('usedHours', t8.used, 'bookableHours', t8.bookable, 'rate', t8.rate, 'uses', t8.uses, 'noShows', t8.missed)
                from
                  (
                    select
                      trim_scale(round(u.used, 2))::text as used,
                      trim_scale(round(u.bookable, 2))::text as bookable,
                      trim_scale(round(u.used / nullif(u.bookable, 0), 4))::text as rate,
                      u.uses,
                      u.missed
                    from
                      (
                        select
                          coalesce(sum(x.used), 0) as used,
                          coalesce(sum(x.bookable), 0) as bookable,
                          coalesce(sum(x.uses), 0)::integer as uses,
                          coalesce(sum(x.missed), 0)::integer as missed
                        from
                          (
                            select
                              extract(epoch from s.ends_at - s.starts_at) / 3600 * s.capacity as bookable,
                              extract(
                                epoch
                                from s.ends_at - s.starts_at
                              ) / 3600 * coalesce(
                                sum(b.count) filter (where b.state in ('IN_USE', 'COMPLETED')),
                                0
                              ) as used,
                              count(b.id) filter (where b.state in ('IN_USE', 'COMPLETED')) as uses,
                              count(b.id) filter (where b.state = 'NO_SHOW') as missed
                            from exchange.slot s left join exchange.booking b on b.slot_id = s.id
                            where
                              s.resource_id = t1.id
                              and s.state <> 'WITHDRAWN'
                              and s.starts_at >= (
                                (coalesce($11::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date - 29))::timestamp at time zone 'Asia/Shanghai'
                              )
                              and s.ends_at <= least(
                                $5::timestamptz,
                                (
                                  (
                                    least(
                                      coalesce($12::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date),
                                      coalesce($11::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date - 29) + 365
                                    ) + 1
                                  )::timestamp at time zone 'Asia/Shanghai'
                                )
                              )
                            group by s.id
                            union all
                            select extract(epoch from upper(o) - lower(o)) / 3600, 0, 0, 0
                            from
                              exchange.resource_opening k,
                              unnest(
                                k.open * tstzmultirange (
                                  tstzrange (
                                    (
                                      (coalesce($11::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date - 29))::timestamp at time zone 'Asia/Shanghai'
                                    ),
                                    greatest(
                                      (
                                        (coalesce($11::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date - 29))::timestamp at time zone 'Asia/Shanghai'
                                      ),
                                      least(
                                        $5::timestamptz,
                                        (
                                          (
                                            least(
                                              coalesce($12::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date),
                                              coalesce($11::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date - 29) + 365
                                            ) + 1
                                          )::timestamp at time zone 'Asia/Shanghai'
                                        )
                                      )
                                    )
                                  )
                                )
                              ) o
                            where
                              k.resource_id = t1.id
                              and exists (
                                select
                                from exchange.booking_rule r
                                where
                                  r.resource_id = t1.id
                                  and r.mode = 'PERIODS'
                                  and r.edition = (
                                    select max(n.edition)
                                    from exchange.booking_rule n
                                    where n.resource_id = t1.id
                                  )
                              )
                            union all
                            select
                              0,
                              case
                                when b.state in ('IN_USE', 'COMPLETED') then extract(
                                  epoch
                                  from b.ends_at - b.starts_at
                                ) / 3600
                                else 0
                              end,
                              case when b.state in ('IN_USE', 'COMPLETED') then 1 else 0
                              end,
                              case when b.state = 'NO_SHOW' then 1 else 0
                              end
                            from exchange.booking b
                            where
                              b.resource_id = t1.id
                              and b.slot_id is null
                              and b.starts_at >= (
                                (coalesce($11::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date - 29))::timestamp at time zone 'Asia/Shanghai'
                              )
                              and b.ends_at <= least(
                                $5::timestamptz,
                                (
                                  (
                                    least(
                                      coalesce($12::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date),
                                      coalesce($11::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date - 29) + 365
                                    ) + 1
                                  )::timestamp at time zone 'Asia/Shanghai'
                                )
                              )
                          ) x
                      ) u
                  ) t8
              )
            )
          from exchange.resource t1
          where
            t1.id = $13::uuid
            and (
              (
                (
                  (
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
                          s.kind = 'OFFERS'
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
        )
      )
  )::text,
  viewer.problem
from viewer
;
