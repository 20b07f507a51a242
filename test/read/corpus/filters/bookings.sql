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
                'purpose', t1.purpose
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
          order by t2.id
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
