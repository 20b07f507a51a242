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
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('purpose', t2.purpose)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'state', case
                        when t2.state = 'HELD'
                        and t2.held_until <= $5::timestamptz then 'EXPIRED'
                        else t2.state
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
                    from exchange.booking t3
                    where
                      t3.agreement_id = t1.id
                      and (
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
                      t4.agreement_id = t1.id
                      and (
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
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.booking t6
                  where
                    t6.agreement_id = t1.id
                    and (
                      (
                        (t6.unit_id = viewer.unit_id and t6.alliance_id = viewer.alliance_id)
                        or t6.alliance_id = viewer.coordinated
                      )
                      or (
                        exists (
                          select
                          from exchange.resource r
                          where r.id = t6.resource_id and r.owner_unit_id = viewer.unit_id
                          offset 0
                        )
                      )
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object(
                        'state', case
                          when t5.state = 'HELD'
                          and t5.held_until <= $5::timestamptz then 'EXPIRED'
                          else t5.state
                        end
                      )
                    )
                    order by t5.rn desc
                  ) filter (
                    where t5.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from exchange.booking t7
                    where
                      t7.agreement_id = t1.id
                      and (
                        (
                          (t7.unit_id = viewer.unit_id and t7.alliance_id = viewer.alliance_id)
                          or t7.alliance_id = viewer.coordinated
                        )
                        or (
                          exists (
                            select
                            from exchange.resource r
                            where r.id = t7.resource_id and r.owner_unit_id = viewer.unit_id
                            offset 0
                          )
                        )
                      )
                      and not (t7.id) > ($7::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn
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
                    select t8.*
                    from exchange.booking t8
                    where
                      t8.agreement_id = t1.id
                      and (
                        (
                          (t8.unit_id = viewer.unit_id and t8.alliance_id = viewer.alliance_id)
                          or t8.alliance_id = viewer.coordinated
                        )
                        or (
                          exists (
                            select
                            from exchange.resource r
                            where r.id = t8.resource_id and r.owner_unit_id = viewer.unit_id
                            offset 0
                          )
                        )
                      )
                      and (t8.id) > ($7::uuid)
                    order by t8.id
                    limit 2
                  ) p
              ) t5
          )
        )
      from exchange.agreement t1
      where
        t1.id = $8::uuid
        and (
          (
            exists (
              select
              from exchange.agreement_party p
              where p.agreement_id = t1.id and p.unit_id = viewer.unit_id
              offset 0
            )
            and t1.alliance_id = viewer.alliance_id
          )
          or t1.alliance_id = viewer.coordinated
        )
    )
  )::text,
  viewer.problem
from viewer
;
