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
            from directory.household_link t2
            where (t2.host_unit_id = viewer.unit_id or t2.person_id = $1::uuid)
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'householdlink_' || replace(t1.id::text, '-', ''))
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
                'state', case
                  when t1.valid is null then t1.state
                  when coalesce(t1.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t1.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
                end,
                'household', (
                  select json_build_object('door', t3.door)
                  from directory.household t3
                  where
                    t3.id = t1.household_id
                    and (
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
                ),
                'area', (select json_build_object('name', t4.name) from directory.area t4 where t4.id = t1.area_id)
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
              from directory.household_link t5
              where (t5.host_unit_id = viewer.unit_id or t5.person_id = $1::uuid) and not (t5.id) < ($6::uuid)
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
              select t6.*
              from directory.household_link t6
              where (t6.host_unit_id = viewer.unit_id or t6.person_id = $1::uuid) and (t6.id) < ($6::uuid)
              order by t6.id desc
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
              from directory.household_link t2
              where
                (t2.host_unit_id = viewer.unit_id or t2.person_id = $1::uuid)
                and coalesce(t2.person_id = $1::uuid, false) = $6::boolean
                and case
                  when t2.valid is null then t2.state
                  when coalesce(t2.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t2.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
                end = any ($7::text[])
                and not (t2.id) < ($8::uuid)
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
              from directory.household_link t3
              where
                (t3.host_unit_id = viewer.unit_id or t3.person_id = $1::uuid)
                and coalesce(t3.person_id = $1::uuid, false) = $9::boolean
                and case
                  when t3.valid is null then t3.state
                  when coalesce(t3.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t3.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
                end = any ($10::text[])
                and (t3.id) < ($8::uuid)
              order by t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
