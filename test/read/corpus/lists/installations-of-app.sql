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
                  from access.installation t3
                  where
                    t3.app_id = t1.id
                    and (
                      t3.unit_id = viewer.unit_id
                      or t3.alliance_id = viewer.coordinated
                      or exists (
                        select
                        from access.app o
                        where o.id = t3.app_id and o.owner_unit_id = viewer.unit_id
                        offset 0
                      )
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('scopes', t2.scopes)
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
                    from access.installation t4
                    where
                      t4.app_id = t1.id
                      and (
                        t4.unit_id = viewer.unit_id
                        or t4.alliance_id = viewer.coordinated
                        or exists (
                          select
                          from access.app o
                          where o.id = t4.app_id and o.owner_unit_id = viewer.unit_id
                          offset 0
                        )
                      )
                      and not (t4.id) < ($6::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn desc
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1]
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'installation_' || replace(t2.id::text, '-', ''))
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t5.*
                    from access.installation t5
                    where
                      t5.app_id = t1.id
                      and (
                        t5.unit_id = viewer.unit_id
                        or t5.alliance_id = viewer.coordinated
                        or exists (
                          select
                          from access.app o
                          where o.id = t5.app_id and o.owner_unit_id = viewer.unit_id
                          offset 0
                        )
                      )
                      and (t5.id) < ($6::uuid)
                    order by t5.id desc
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from access.installation t7
                  where
                    t7.app_id = t1.id
                    and (
                      t7.unit_id = viewer.unit_id
                      or t7.alliance_id = viewer.coordinated
                      or exists (
                        select
                        from access.app o
                        where o.id = t7.app_id and o.owner_unit_id = viewer.unit_id
                        offset 0
                      )
                    )
                    and (
                      coalesce(t7.valid @> $5::timestamptz, false)
                      and exists (select from access.app o where o.id = t7.app_id and o.retired_at is null)
                      and exists (
                        select
                        from rights.membership m
                        where
                          m.unit_id = t7.unit_id
                          and m.alliance_id = t7.alliance_id
                          and coalesce(m.valid @> $5::timestamptz, false)
                      )
                    ) = $7::boolean
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'installation_' || replace(t6.id::text, '-', ''))
                    )
                    order by t6.rn desc
                  ) filter (
                    where t6.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from access.installation t8
                    where
                      t8.app_id = t1.id
                      and (
                        t8.unit_id = viewer.unit_id
                        or t8.alliance_id = viewer.coordinated
                        or exists (
                          select
                          from access.app o
                          where o.id = t8.app_id and o.owner_unit_id = viewer.unit_id
                          offset 0
                        )
                      )
                      and (
                        coalesce(t8.valid @> $5::timestamptz, false)
                        and exists (select from access.app o where o.id = t8.app_id and o.retired_at is null)
                        and exists (
                          select
                          from rights.membership m
                          where
                            m.unit_id = t8.unit_id
                            and m.alliance_id = t8.alliance_id
                            and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) = $8::boolean
                      and not (t8.id) < ($9::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn
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
                    select t9.*
                    from access.installation t9
                    where
                      t9.app_id = t1.id
                      and (
                        t9.unit_id = viewer.unit_id
                        or t9.alliance_id = viewer.coordinated
                        or exists (
                          select
                          from access.app o
                          where o.id = t9.app_id and o.owner_unit_id = viewer.unit_id
                          offset 0
                        )
                      )
                      and (
                        coalesce(t9.valid @> $5::timestamptz, false)
                        and exists (select from access.app o where o.id = t9.app_id and o.retired_at is null)
                        and exists (
                          select
                          from rights.membership m
                          where
                            m.unit_id = t9.unit_id
                            and m.alliance_id = t9.alliance_id
                            and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) = $10::boolean
                      and (t9.id) < ($9::uuid)
                    order by t9.id desc
                    limit 2
                  ) p
              ) t6
          )
        )
      from access.app t1
      where t1.id = $11::uuid
    )
  )::text,
  viewer.problem
from viewer
;
