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
                      'cursor', translate(
                        encode(convert_to(json_build_array('OCCURRED', t2.occurred_at::text, t2.event_id::text)::text, 'UTF8'), 'base64'),
                        E'+/=\n',
                        '-_'
                      ),
                      'node', json_build_object('entry', t2.entry)
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('quantity', json_build_object('value', trim_scale(t2.quantity)::text))
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
                    from
                      (
                        select d.*, l.quantity_unit
                        from
                          exchange.settlement_delivery d
                          join exchange.settlement_line l on l.settlement_id = d.settlement_id
                          and l.commitment_id = d.commitment_id
                      ) t3
                    where t3.settlement_id = t1.id and not (t3.occurred_at, t3.event_id) > ($6::timestamptz, $7::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(
                        encode(convert_to(json_build_array('OCCURRED', t2.occurred_at::text, t2.event_id::text)::text, 'UTF8'), 'base64'),
                        E'+/=\n',
                        '-_'
                      )
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(
                        encode(convert_to(json_build_array('OCCURRED', t2.occurred_at::text, t2.event_id::text)::text, 'UTF8'), 'base64'),
                        E'+/=\n',
                        '-_'
                      )
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
                    from
                      (
                        select d.*, l.quantity_unit
                        from
                          exchange.settlement_delivery d
                          join exchange.settlement_line l on l.settlement_id = d.settlement_id
                          and l.commitment_id = d.commitment_id
                      ) t4
                    where t4.settlement_id = t1.id and (t4.occurred_at, t4.event_id) > ($6::timestamptz, $7::uuid)
                    order by t4.occurred_at, t4.event_id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from
                    (
                      select d.*, l.quantity_unit
                      from
                        exchange.settlement_delivery d
                        join exchange.settlement_line l on l.settlement_id = d.settlement_id
                        and l.commitment_id = d.commitment_id
                    ) t6
                  where t6.settlement_id = t1.id
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(
                        encode(convert_to(json_build_array('OCCURRED', t5.occurred_at::text, t5.event_id::text)::text, 'UTF8'), 'base64'),
                        E'+/=\n',
                        '-_'
                      ),
                      'node', json_build_object('occurredAt', t5.occurred_at)
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
                    from
                      (
                        select d.*, l.quantity_unit
                        from
                          exchange.settlement_delivery d
                          join exchange.settlement_line l on l.settlement_id = d.settlement_id
                          and l.commitment_id = d.commitment_id
                      ) t7
                    where t7.settlement_id = t1.id and not (t7.occurred_at, t7.event_id) < ($8::timestamptz, $9::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(
                        encode(convert_to(json_build_array('OCCURRED', t5.occurred_at::text, t5.event_id::text)::text, 'UTF8'), 'base64'),
                        E'+/=\n',
                        '-_'
                      )
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(
                        encode(convert_to(json_build_array('OCCURRED', t5.occurred_at::text, t5.event_id::text)::text, 'UTF8'), 'base64'),
                        E'+/=\n',
                        '-_'
                      )
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
                    from
                      (
                        select d.*, l.quantity_unit
                        from
                          exchange.settlement_delivery d
                          join exchange.settlement_line l on l.settlement_id = d.settlement_id
                          and l.commitment_id = d.commitment_id
                      ) t8
                    where t8.settlement_id = t1.id and (t8.occurred_at, t8.event_id) < ($8::timestamptz, $9::uuid)
                    order by t8.occurred_at desc, t8.event_id desc
                    limit 2
                  ) p
              ) t5
          )
        )
      from exchange.settlement t1
      where
        t1.id = $10::uuid
        and exists (
          select
          from exchange.agreement g
          where
            g.id = t1.agreement_id
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
    )
  )::text,
  viewer.problem
from viewer
;
