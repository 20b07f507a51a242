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
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('purpose', t1.purpose, 'count', t1.count)
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'state', case when t1.state = 'HELD' and t1.held_until <= $5::timestamptz then 'EXPIRED' else t1.state
                end
              )
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
              from exchange.booking t3
              where
                (
                  (
                    (t3.unit_id = viewer.unit_id and t3.alliance_id = viewer.alliance_id)
                    or t3.alliance_id = viewer.coordinated
                  )
                  or (
                    exists (
                      select
                      from exchange.resource r
                      where r.id = t3.resource_id and r.owner_unit_id = viewer.unit_id
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
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object(
                  'state', case when t1.state = 'HELD' and t1.held_until <= $5::timestamptz then 'EXPIRED' else t1.state
                  end
                )
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.booking t3
              where
                (
                  (
                    (t3.unit_id = viewer.unit_id and t3.alliance_id = viewer.alliance_id)
                    or t3.alliance_id = viewer.coordinated
                  )
                  or (
                    exists (
                      select
                      from exchange.resource r
                      where r.id = t3.resource_id and r.owner_unit_id = viewer.unit_id
                      offset 0
                    )
                  )
                )
                and case when t3.state = 'HELD' and t3.held_until <= $5::timestamptz then 'EXPIRED' else t3.state
                end = any ($7::text[])
                and not (t3.id) < ($8::uuid)
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
                end = any ($9::text[])
                and (t4.id) < ($8::uuid)
              order by t4.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
