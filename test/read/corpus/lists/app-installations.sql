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
            from access.installation t2
            where
              (
                t2.unit_id = viewer.unit_id
                or t2.alliance_id = viewer.coordinated
                or exists (
                  select
                  from access.app o
                  where o.id = t2.app_id and o.owner_unit_id = viewer.unit_id
                  offset 0
                )
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('scopes', t1.scopes)
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
              from access.installation t3
              where
                (
                  t3.unit_id = viewer.unit_id
                  or t3.alliance_id = viewer.coordinated
                  or exists (
                    select
                    from access.app o
                    where o.id = t3.app_id and o.owner_unit_id = viewer.unit_id
                    offset 0
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
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'installation_' || replace(t1.id::text, '-', ''),
                'isInForce', (
                  coalesce(t1.valid @> $5::timestamptz, false)
                  and exists (select from access.app o where o.id = t1.app_id and o.retired_at is null)
                  and exists (
                    select
                    from rights.membership m
                    where
                      m.unit_id = t1.unit_id
                      and m.alliance_id = t1.alliance_id
                      and coalesce(m.valid @> $5::timestamptz, false)
                  )
                )
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t4.*
              from access.installation t4
              where
                (
                  t4.unit_id = viewer.unit_id
                  or t4.alliance_id = viewer.coordinated
                  or exists (
                    select
                    from access.app o
                    where o.id = t4.app_id and o.owner_unit_id = viewer.unit_id
                    offset 0
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
            from access.installation t2
            where
              (
                t2.unit_id = viewer.unit_id
                or t2.alliance_id = viewer.coordinated
                or exists (
                  select
                  from access.app o
                  where o.id = t2.app_id and o.owner_unit_id = viewer.unit_id
                  offset 0
                )
              )
              and (
                coalesce(t2.valid @> $5::timestamptz, false)
                and exists (select from access.app o where o.id = t2.app_id and o.retired_at is null)
                and exists (
                  select
                  from rights.membership m
                  where
                    m.unit_id = t2.unit_id
                    and m.alliance_id = t2.alliance_id
                    and coalesce(m.valid @> $5::timestamptz, false)
                )
              ) = $6::boolean
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'installation_' || replace(t1.id::text, '-', ''), 'since', coalesce(lower(t1.valid), t1.created_at))
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
              from access.installation t3
              where
                (
                  t3.unit_id = viewer.unit_id
                  or t3.alliance_id = viewer.coordinated
                  or exists (
                    select
                    from access.app o
                    where o.id = t3.app_id and o.owner_unit_id = viewer.unit_id
                    offset 0
                  )
                )
                and (
                  coalesce(t3.valid @> $5::timestamptz, false)
                  and exists (select from access.app o where o.id = t3.app_id and o.retired_at is null)
                  and exists (
                    select
                    from rights.membership m
                    where
                      m.unit_id = t3.unit_id
                      and m.alliance_id = t3.alliance_id
                      and coalesce(m.valid @> $5::timestamptz, false)
                  )
                ) = $7::boolean
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
              from access.installation t4
              where
                (
                  t4.unit_id = viewer.unit_id
                  or t4.alliance_id = viewer.coordinated
                  or exists (
                    select
                    from access.app o
                    where o.id = t4.app_id and o.owner_unit_id = viewer.unit_id
                    offset 0
                  )
                )
                and (
                  coalesce(t4.valid @> $5::timestamptz, false)
                  and exists (select from access.app o where o.id = t4.app_id and o.retired_at is null)
                  and exists (
                    select
                    from rights.membership m
                    where
                      m.unit_id = t4.unit_id
                      and m.alliance_id = t4.alliance_id
                      and coalesce(m.valid @> $5::timestamptz, false)
                  )
                ) = $9::boolean
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
