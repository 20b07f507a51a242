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
        'booking', (
          select
            json_build_object(
              'id', 'booking_' || replace(t1.id::text, '-', ''),
              'state', case when t1.state = 'HELD' and t1.held_until <= $5::timestamptz then 'EXPIRED' else t1.state
              end,
              'version', t1.version,
              'count', t1.count,
              'period', (
                select json_build_object('start', t2.starts_at, 'end', t2.ends_at)
                from
                  (
                    select t1.starts_at as starts_at, t1.ends_at as ends_at
                    where t1.slot_id is null
                    union all
                    select s.starts_at, s.ends_at
                    from exchange.slot s
                    where s.id = t1.slot_id
                  ) t2
              ),
              'resource', (
                select json_build_object('name', t3.name)
                from exchange.resource t3
                where
                  t3.id = t1.resource_id
                  and (
                    (
                      (
                        (
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
                                s.kind = 'OFFERS'
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
              ),
              'startedAt', t1.started_at
            )
          from exchange.booking t1
          where
            t1.id = $6::uuid
            and (
              (
                (t1.unit_id = viewer.unit_id and t1.alliance_id = viewer.alliance_id)
                or t1.alliance_id = viewer.coordinated
              )
              or (
                exists (
                  select
                  from exchange.resource r
                  where r.id = t1.resource_id and r.owner_unit_id = viewer.unit_id
                  offset 0
                )
              )
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
