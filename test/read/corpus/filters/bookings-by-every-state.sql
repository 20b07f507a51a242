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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'state', case when t1.state = 'HELD' and t1.held_until <= $5::timestamptz then 'EXPIRED' else t1.state
                end,
                'heldUntil', t1.held_until,
                'freeUntil', coalesce(
                  t1.starts_at,
                  (select s.starts_at from exchange.slot s where s.id = t1.slot_id)
                ) - make_interval(
                  hours => coalesce(
                    (
                      select r.free_hours
                      from exchange.booking_rule r
                      where r.resource_id = t1.resource_id and r.edition = t1.rule_edition
                    ),
                    0
                  )
                ),
                'confirmedAt', t1.confirmed_at
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from exchange.booking t2
          where
            (
              (
                (t2.unit_id = viewer.unit_id and t2.alliance_id = viewer.alliance_id)
                or t2.alliance_id = viewer.coordinated
              )
              or (
                exists (
                  select
                  from exchange.resource r
                  where r.id = t2.resource_id and r.owner_unit_id = viewer.unit_id
                  offset 0
                )
              )
            )
            and case when t2.state = 'HELD' and t2.held_until <= $5::timestamptz then 'EXPIRED' else t2.state
            end = any ($6::text[])
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
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
          'totalCount', (
            select count(*)
            from exchange.booking t2
            where
              (
                (
                  (t2.unit_id = viewer.unit_id and t2.alliance_id = viewer.alliance_id)
                  or t2.alliance_id = viewer.coordinated
                )
                or (
                  exists (
                    select
                    from exchange.resource r
                    where r.id = t2.resource_id and r.owner_unit_id = viewer.unit_id
                    offset 0
                  )
                )
              )
              and case when t2.state = 'HELD' and t2.held_until <= $5::timestamptz then 'EXPIRED' else t2.state
              end = any ($6::text[])
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'state', case when t1.state = 'HELD' and t1.held_until <= $5::timestamptz then 'EXPIRED' else t1.state
                end,
                'cancelledAt', t1.cancelled_at,
                'period', (
                  select json_build_object('start', t3.starts_at)
                  from
                    (
                      select t1.starts_at as starts_at, t1.ends_at as ends_at
                      where t1.slot_id is null
                      union all
                      select s.starts_at, s.ends_at
                      from exchange.slot s
                      where s.id = t1.slot_id
                    ) t3
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t4.*
          from exchange.booking t4
          where
            (
              (
                (t4.unit_id = viewer.unit_id and t4.alliance_id = viewer.alliance_id)
                or t4.alliance_id = viewer.coordinated
              )
              or (
                exists (
                  select
                  from exchange.resource r
                  where r.id = t4.resource_id and r.owner_unit_id = viewer.unit_id
                  offset 0
                )
              )
            )
            and case when t4.state = 'HELD' and t4.held_until <= $5::timestamptz then 'EXPIRED' else t4.state
            end = any ($7::text[])
          order by t4.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
