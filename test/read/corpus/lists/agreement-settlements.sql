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
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('number', t2.number)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(json_build_object('state', t2.state) order by t2.rn) filter (where t2.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
                    from exchange.settlement t3
                    where
                      t3.agreement_id = t1.id
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t3.agreement_id
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and g.alliance_id = viewer.alliance_id
                            )
                            or g.alliance_id = viewer.coordinated
                          )
                      )
                      and not (t3.id) > ($6::uuid)
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
                    select t4.*
                    from exchange.settlement t4
                    where
                      t4.agreement_id = t1.id
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t4.agreement_id
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and g.alliance_id = viewer.alliance_id
                            )
                            or g.alliance_id = viewer.coordinated
                          )
                      )
                      and (t4.id) > ($6::uuid)
                    order by t4.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.settlement t6
                  where
                    t6.agreement_id = t1.id
                    and exists (
                      select
                      from exchange.agreement g
                      where
                        g.id = t6.agreement_id
                        and (
                          (
                            exists (
                              select
                              from exchange.agreement_party p
                              where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                              offset 0
                            )
                            and g.alliance_id = viewer.alliance_id
                          )
                          or g.alliance_id = viewer.coordinated
                        )
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t5.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('hash', t5.hash)
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
                    from exchange.settlement t7
                    where
                      t7.agreement_id = t1.id
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t7.agreement_id
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and g.alliance_id = viewer.alliance_id
                            )
                            or g.alliance_id = viewer.coordinated
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
                    from exchange.settlement t8
                    where
                      t8.agreement_id = t1.id
                      and exists (
                        select
                        from exchange.agreement g
                        where
                          g.id = t8.agreement_id
                          and (
                            (
                              exists (
                                select
                                from exchange.agreement_party p
                                where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                                offset 0
                              )
                              and g.alliance_id = viewer.alliance_id
                            )
                            or g.alliance_id = viewer.coordinated
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
