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
          'next', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'file_' || replace(t2.id::text, '-', ''))
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('LARGEST', t2.size::text, t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn desc
                    ) filter (
                      where t2.rn <= 1
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
                    from data.file t4
                    where
                      t4.owner_unit_id = t1.id
                      and t4.expires_at > $5::timestamptz
                      and t4.deleted_at is null
                      and t1.id = viewer.unit_id
                      and (
                        t4.expires_at > $5::timestamptz
                        and t4.deleted_at is null
                        and (t4.owner_unit_id = viewer.unit_id or t4.alliance_id = viewer.alliance_id)
                      )
                      and (t4.size <= $6::integer and (t4.size < $6::integer or t4.id > $7::uuid))
                    order by t4.size desc, t4.id
                    limit 1
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'file_' || replace(t5.id::text, '-', ''))
                    order by t5.rn desc
                  ) filter (
                    where t5.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t7.*
                    from data.file t7
                    where
                      t7.owner_unit_id = t1.id
                      and t7.expires_at > $5::timestamptz
                      and t7.deleted_at is null
                      and t1.id = viewer.unit_id
                      and (
                        t7.expires_at > $5::timestamptz
                        and t7.deleted_at is null
                        and (t7.owner_unit_id = viewer.unit_id or t7.alliance_id = viewer.alliance_id)
                      )
                      and (t7.id) > ($8::uuid)
                    order by t7.id
                    limit 1
                  ) p
              ) t5
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($9::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
