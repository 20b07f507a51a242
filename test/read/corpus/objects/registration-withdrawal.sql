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
          'id', 'withdrawal_' || replace(t1.id::text, '-', ''),
          'withdrawnUnitId', 'unit_' || replace(t1.unit_id::text, '-', ''),
          'by', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.by_unit_id
          ),
          'alliance', (
            select json_build_object('name', t3.name)
            from directory.alliance t3
            where t3.id = t1.alliance_id
          ),
          'kind', t1.kind,
          'name', t1.name,
          'shortName', t1.short_name,
          'reason', t1.reason,
          'registeredAt', t1.registered_at,
          'withdrawnAt', t1.withdrawn_at
        )
      from directory.registration_withdrawal t1
      where t1.id = $6::uuid and t1.by_unit_id = viewer.unit_id
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
          'withdrawnRegistrations', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.registration_withdrawal t3
                  where t3.by_unit_id = t1.id and t3.by_unit_id = viewer.unit_id
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'withdrawal_' || replace(t2.id::text, '-', ''))
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 5
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'withdrawal_' || replace(t2.id::text, '-', ''))
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 5
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 5,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 5
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn desc
                    ) filter (
                      where t2.rn <= 5
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
                    from directory.registration_withdrawal t4
                    where t4.by_unit_id = t1.id and t4.by_unit_id = viewer.unit_id
                    order by t4.id desc
                    limit 6
                  ) p
              ) t2
          ),
          'oldest', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'withdrawal_' || replace(t5.id::text, '-', ''))
                    order by t5.rn desc
                  ) filter (
                    where t5.rn <= 1
                  ),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t6.*
                    from directory.registration_withdrawal t6
                    where t6.by_unit_id = t1.id and t6.by_unit_id = viewer.unit_id
                    order by t6.id desc
                    limit 1
                  ) p
              ) t5
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($6::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
