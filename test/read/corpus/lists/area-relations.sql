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
                'totalCount', (
                  select count(*)
                  from directory.relation t3
                  where
                    t3.object_area_id = t1.id
                    and (
                      t3.state in ('AGREED', 'ENDED')
                      or (
                        t3.subject_unit_id = viewer.unit_id
                        or t3.object_unit_id = viewer.unit_id
                        or directory.keeps_area (viewer.unit_id, t3.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                      )
                    )
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'subject', (
                        select json_build_object('shortName', t4.short_name)
                        from directory.unit t4
                        where t4.id = t2.subject_unit_id
                      )
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
                    from directory.relation t5
                    where
                      t5.object_area_id = t1.id
                      and (
                        t5.state in ('AGREED', 'ENDED')
                        or (
                          t5.subject_unit_id = viewer.unit_id
                          or t5.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t5.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        )
                      )
                      and not (t5.id) > ($6::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    select t6.*
                    from directory.relation t6
                    where
                      t6.object_area_id = t1.id
                      and (
                        t6.state in ('AGREED', 'ENDED')
                        or (
                          t6.subject_unit_id = viewer.unit_id
                          or t6.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t6.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        )
                      )
                      and (t6.id) > ($6::uuid)
                    order by t6.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'relation_' || replace(t7.id::text, '-', ''))
                    order by t7.rn desc
                  ) filter (
                    where t7.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from directory.relation t8
                    where
                      t8.object_area_id = t1.id
                      and (
                        t8.state in ('AGREED', 'ENDED')
                        or (
                          t8.subject_unit_id = viewer.unit_id
                          or t8.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t8.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        )
                      )
                      and not (t8.id) > ($7::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t7.rn desc
                    ) filter (
                      where t7.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t7.rn
                    ) filter (
                      where t7.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t9.*
                    from directory.relation t9
                    where
                      t9.object_area_id = t1.id
                      and (
                        t9.state in ('AGREED', 'ENDED')
                        or (
                          t9.subject_unit_id = viewer.unit_id
                          or t9.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t9.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        )
                      )
                      and (t9.id) > ($7::uuid)
                    order by t9.id
                    limit 2
                  ) p
              ) t7
          )
        )
      from directory.area t1
      where t1.id = $8::uuid
    )
  )::text,
  viewer.problem
from viewer
;
