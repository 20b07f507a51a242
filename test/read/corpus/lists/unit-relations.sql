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
                    t1.id in (t3.subject_unit_id, t3.object_unit_id)
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
                      'type', (
                        select
                          json_build_object('label', case when $6::text = 'en' then t4.label_en else t4.label_zh end)
                        from directory.relation_type t4
                        where t4.code = t2.type_code
                      ),
                      'subject', (
                        select json_build_object('shortName', t5.short_name)
                        from directory.unit t5
                        where t5.id = t2.subject_unit_id
                      ),
                      'statement', case
                        when (
                          t2.subject_unit_id = viewer.unit_id
                          or t2.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t2.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        ) then t2.statement
                      end,
                      'reason', case
                        when (
                          t2.subject_unit_id = viewer.unit_id
                          or t2.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t2.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        ) then t2.reason
                      end
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
                    from directory.relation t6
                    where
                      t1.id in (t6.subject_unit_id, t6.object_unit_id)
                      and (
                        t6.state in ('AGREED', 'ENDED')
                        or (
                          t6.subject_unit_id = viewer.unit_id
                          or t6.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t6.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        )
                      )
                      and not (t6.id) > ($7::uuid)
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
                    select t7.*
                    from directory.relation t7
                    where
                      t1.id in (t7.subject_unit_id, t7.object_unit_id)
                      and (
                        t7.state in ('AGREED', 'ENDED')
                        or (
                          t7.subject_unit_id = viewer.unit_id
                          or t7.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t7.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        )
                      )
                      and (t7.id) > ($7::uuid)
                    order by t7.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'relation_' || replace(t8.id::text, '-', ''))
                    order by t8.rn desc
                  ) filter (
                    where t8.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from directory.relation t9
                    where
                      t1.id in (t9.subject_unit_id, t9.object_unit_id)
                      and (
                        t9.state in ('AGREED', 'ENDED')
                        or (
                          t9.subject_unit_id = viewer.unit_id
                          or t9.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t9.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        )
                      )
                      and t9.type_code = $8::text
                      and not (t9.id) > ($9::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t8.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t8.rn desc
                    ) filter (
                      where t8.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t8.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t8.rn
                    ) filter (
                      where t8.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t10.*
                    from directory.relation t10
                    where
                      t1.id in (t10.subject_unit_id, t10.object_unit_id)
                      and (
                        t10.state in ('AGREED', 'ENDED')
                        or (
                          t10.subject_unit_id = viewer.unit_id
                          or t10.object_unit_id = viewer.unit_id
                          or directory.keeps_area (viewer.unit_id, t10.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                        )
                      )
                      and t10.type_code = $10::text
                      and (t10.id) > ($9::uuid)
                    order by t10.id
                    limit 2
                  ) p
              ) t8
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($11::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
