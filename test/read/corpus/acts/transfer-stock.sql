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
        'stock', (
          select
            json_build_object(
              'id', 'stock_' || replace(t1.id::text, '-', ''),
              'movements', (
                select json_build_object('nodes', coalesce(json_agg(json_build_object('kind', t2.kind)), '[]'))
                from
                  (
                    select t3.*
                    from
                      (select m.*, k.unit from exchange.stock_movement m join exchange.stock k on k.id = m.stock_id) t3
                    where
                      t3.stock_id = t1.id
                      and exists (
                        select
                        from exchange.stock k
                        where
                          k.id = t3.stock_id
                          and (
                            k.owner_unit_id = viewer.unit_id
                            or (
                              k.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                              )
                              and exists (
                                select
                                from exchange.resource r
                                where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                                offset 0
                              )
                            )
                          )
                        offset 0
                      )
                    order by t3.id desc
                    limit 1
                  ) t2
              )
            )
          from exchange.stock t1
          where
            t1.id = $6::uuid
            and (
              t1.owner_unit_id = viewer.unit_id
              or (
                t1.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                )
                and exists (
                  select
                  from exchange.resource r
                  where r.id = t1.resource_id and viewer.coordinated = any (r.shown_to)
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
