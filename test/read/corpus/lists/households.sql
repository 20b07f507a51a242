-- on the guarded lane, under row-level security
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
            from directory.household t2
            where
              (
                t2.host_unit_id = viewer.unit_id
                or (
                  t2.erased_at is null
                  and exists (
                    select
                    from directory.household_link l
                    where
                      l.household_id = t2.id
                      and coalesce(l.valid @> $5::timestamptz, false)
                      and l.person_id = $1::uuid
                    offset 0
                  )
                )
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'household_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'door', t1.door,
                'erasedAt', t1.erased_at,
                'area', (select json_build_object('name', t3.name) from directory.area t3 where t3.id = t1.area_id)
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 2,
            'hasPreviousPage', exists (
              select
              from directory.household t4
              where
                (
                  t4.host_unit_id = viewer.unit_id
                  or (
                    t4.erased_at is null
                    and exists (
                      select
                      from directory.household_link l
                      where
                        l.household_id = t4.id
                        and coalesce(l.valid @> $5::timestamptz, false)
                        and l.person_id = $1::uuid
                      offset 0
                    )
                  )
                )
                and not (t4.id) < ($6::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 2
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t5.*
              from directory.household t5
              where
                (
                  t5.host_unit_id = viewer.unit_id
                  or (
                    t5.erased_at is null
                    and exists (
                      select
                      from directory.household_link l
                      where
                        l.household_id = t5.id
                        and coalesce(l.valid @> $5::timestamptz, false)
                        and l.person_id = $1::uuid
                      offset 0
                    )
                  )
                )
                and (t5.id) < ($6::uuid)
              order by t5.id desc
              limit 3
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
-- on the guarded lane, under row-level security
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
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              from directory.household t2
              where
                (
                  t2.host_unit_id = viewer.unit_id
                  or (
                    t2.erased_at is null
                    and exists (
                      select
                      from directory.household_link l
                      where
                        l.household_id = t2.id
                        and coalesce(l.valid @> $5::timestamptz, false)
                        and l.person_id = $1::uuid
                      offset 0
                    )
                  )
                )
                and t2.area_id = $6::uuid
                and t2.host_unit_id = $7::uuid
                and (t2.erased_at is not null) = $8::boolean
                and not (t2.id) < ($9::uuid)
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
              select t3.*
              from directory.household t3
              where
                (
                  t3.host_unit_id = viewer.unit_id
                  or (
                    t3.erased_at is null
                    and exists (
                      select
                      from directory.household_link l
                      where
                        l.household_id = t3.id
                        and coalesce(l.valid @> $5::timestamptz, false)
                        and l.person_id = $1::uuid
                      offset 0
                    )
                  )
                )
                and t3.area_id = $10::uuid
                and t3.host_unit_id = $11::uuid
                and (t3.erased_at is not null) = $12::boolean
                and (t3.id) < ($9::uuid)
              order by t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
