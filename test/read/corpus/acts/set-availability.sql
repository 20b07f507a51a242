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
              'availability', (
                select
                  json_build_object(
                    'edition', t2.edition,
                    'since', t2.since,
                    'windows', (
                      select
                        coalesce(
                          json_agg(
                            json_build_object(
                              'rrule', t3.rrule,
                              'opens', t3.opens,
                              'closes', t3.closes,
                              'seasonFrom', t3.season_from,
                              'seasonTo', t3.season_to,
                              'firstDay', t3.first_day,
                              'lastDay', t3.last_day,
                              'capacity', t3.capacity
                            )
                          ),
                          '[]'
                        )
                      from
                        (
                          select w.*
                          from exchange.availability_window w
                          where w.resource_id = t2.resource_id and w.edition = t2.edition
                          order by w.no
                        ) t3
                    ),
                    'onHolidays', t2.on_holidays,
                    'onMakeUpDays', t2.on_make_up_days,
                    'slotMinutes', t2.slot_minutes,
                    'capacity', t2.capacity,
                    'perDay', t2.per_day,
                    'note', t2.note,
                    'toldAt', t2.told_at
                  )
                from
                  (
                    select a.*
                    from exchange.availability a
                    where
                      a.resource_id = t1.id
                      and a.edition = exchange.availability_on (t1.id, coalesce($6::date, ($5::timestamptz at time zone 'Asia/Shanghai')::date))
                  ) t2
              ),
              'availabilityEditions', (
                select coalesce(json_agg(json_build_object('edition', t4.edition)), '[]')
                from
                  (
                    select a.*
                    from exchange.availability a
                    where a.resource_id = t1.id
                    order by a.edition desc
                    limit 100
                  ) t4
              ),
              'shares', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'alliance', (
                          select json_build_object('name', t6.name)
                          from directory.alliance t6
                          where t6.id = t5.alliance_id
                        ),
                        'atMost', t5.at_most,
                        'reserved', t5.reserved
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select *
                    from exchange.share_told t5
                    where
                      t5.resource_id = t1.id
                      and (t5.owner_unit_id = viewer.unit_id or t5.alliance_id = viewer.alliance_id)
                    order by t5.alliance_id
                    limit 100
                  ) t5
              ),
              'slots', (
                select
                  json_build_object('nodes', coalesce(json_agg(json_build_object('state', t7.state, 'capacity', t7.capacity)), '[]'))
                from
                  (
                    select t8.*
                    from exchange.slot t8
                    where
                      (t8.resource_id = t1.id and t8.state <> 'WITHDRAWN')
                      and exists (
                        select
                        from exchange.resource r
                        where
                          r.id = t8.resource_id
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
                                      where
                                        m.alliance_id = viewer.alliance_id
                                        and coalesce(m.valid @> $5::timestamptz, false)
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
                      and t8.state = any ($7::text[])
                    order by t8.starts_at, t8.id
                    limit 3
                  ) t7
              )
            )
          from exchange.resource t1
          where
            t1.id = $8::uuid
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
