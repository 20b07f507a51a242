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
          'places', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from (select p.*, null::float8 as distance_m from directory.place p) t3
                  where t3.parent_id = t1.id and t3.status = any ($6::text[])
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'name', case
                        when (
                          t2.is_public
                          or t2.owner_unit_id = viewer.unit_id
                          or t2.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        ) then t2.name
                        else coalesce(
                          t2.shown_name,
                          (
                            select case when $7::text = 'en' then k.label_en else k.label_zh end
                            from directory.term k
                            where k.code = t2.kind
                          )
                        )
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
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
                    select t5.*
                    from (select p.*, null::float8 as distance_m from directory.place p) t5
                    where t5.parent_id = t1.id and t5.status = any ($8::text[]) and (t5.id) < ($9::uuid)
                    order by t5.id desc
                    limit 2
                  ) p
              ) t2
          ),
          'last', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'name', case
                        when (
                          t6.is_public
                          or t6.owner_unit_id = viewer.unit_id
                          or t6.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        ) then t6.name
                        else coalesce(
                          t6.shown_name,
                          (
                            select case when $7::text = 'en' then k.label_en else k.label_zh end
                            from directory.term k
                            where k.code = t6.kind
                          )
                        )
                      end
                    )
                    order by t6.rn desc
                  ) filter (
                    where t6.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t8.*
                    from (select p.*, null::float8 as distance_m from directory.place p) t8
                    where t8.parent_id = t1.id and (t8.id) > ($10::uuid)
                    order by t8.id
                    limit 1
                  ) p
              ) t6
          )
        )
      from (select p.*, null::float8 as distance_m from directory.place p) t1
      where t1.id = $11::uuid
    )
  )::text,
  viewer.problem
from viewer
;
