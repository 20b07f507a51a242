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
            from exchange.stock t2
            where
              (
                t2.owner_unit_id = viewer.unit_id
                or (
                  t2.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and exists (
                    select
                    from exchange.resource r
                    where r.id = t2.resource_id and viewer.coordinated = any (r.shown_to)
                    offset 0
                  )
                )
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'stock_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'stock_' || replace(t1.id::text, '-', ''))
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 1,
            'hasPreviousPage', exists (
              select
              from exchange.stock t3
              where
                (
                  t3.owner_unit_id = viewer.unit_id
                  or (
                    t3.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and exists (
                      select
                      from exchange.resource r
                      where r.id = t3.resource_id and viewer.coordinated = any (r.shown_to)
                      offset 0
                    )
                  )
                )
                and not (t3.id) < ($6::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t4.*
              from exchange.stock t4
              where
                (
                  t4.owner_unit_id = viewer.unit_id
                  or (
                    t4.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and exists (
                      select
                      from exchange.resource r
                      where r.id = t4.resource_id and viewer.coordinated = any (r.shown_to)
                      offset 0
                    )
                  )
                )
                and (t4.id) < ($6::uuid)
              order by t4.id desc
              limit 2
            ) p
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
            from exchange.stock t2
            where
              (
                t2.owner_unit_id = viewer.unit_id
                or (
                  t2.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and exists (
                    select
                    from exchange.resource r
                    where r.id = t2.resource_id and viewer.coordinated = any (r.shown_to)
                    offset 0
                  )
                )
              )
              and t2.is_low = $6::boolean
              and t2.owner_unit_id = $7::uuid
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'stock_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'stock_' || replace(t1.id::text, '-', ''))
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.stock t3
              where
                (
                  t3.owner_unit_id = viewer.unit_id
                  or (
                    t3.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and exists (
                      select
                      from exchange.resource r
                      where r.id = t3.resource_id and viewer.coordinated = any (r.shown_to)
                      offset 0
                    )
                  )
                )
                and t3.is_low = $8::boolean
                and t3.owner_unit_id = $9::uuid
                and not (t3.id) < ($10::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t4.*
              from exchange.stock t4
              where
                (
                  t4.owner_unit_id = viewer.unit_id
                  or (
                    t4.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                    and exists (
                      select
                      from exchange.resource r
                      where r.id = t4.resource_id and viewer.coordinated = any (r.shown_to)
                      offset 0
                    )
                  )
                )
                and t4.is_low = $11::boolean
                and t4.owner_unit_id = $12::uuid
                and (t4.id) < ($10::uuid)
              order by t4.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
