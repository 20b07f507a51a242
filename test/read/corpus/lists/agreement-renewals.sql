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
          'renewalOf', (
            select json_build_object('id', 'agreement_' || replace(t2.id::text, '-', ''))
            from exchange.agreement t2
            where
              t2.id = t1.renewal_of_id
              and (
                (
                  exists (
                    select
                    from exchange.agreement_party p
                    where p.agreement_id = t2.id and p.unit_id = viewer.unit_id
                    offset 0
                  )
                  and t2.alliance_id = viewer.alliance_id
                )
                or t2.alliance_id = viewer.coordinated
              )
          ),
          'next', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.agreement t4
                  where
                    t4.renewal_of_id = t1.id
                    and (
                      (
                        exists (
                          select
                          from exchange.agreement_party p
                          where p.agreement_id = t4.id and p.unit_id = viewer.unit_id
                          offset 0
                        )
                        and t4.alliance_id = viewer.alliance_id
                      )
                      or t4.alliance_id = viewer.coordinated
                    )
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t3.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('title', t3.title)
                    )
                    order by t3.rn
                  ) filter (
                    where t3.rn <= 1
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'state', case
                        when t3.state in ('ACTIVE', 'SUSPENDED')
                        and t3.confirm_within_days is not null
                        and not exists (
                          select
                          from exchange.commitment c
                          where
                            c.agreement_id = t3.id
                            and c.state = 'OPEN'
                            and c.quantity > c.fulfilled + c.released + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                                  and coalesce(e.confirm_by < t3.ends_at, true)
                              ),
                              0
                            )
                        ) then 'COMPLETED'
                        else exchange.agreement_state_at (t3.state, t3.suspended_until, t3.ends_at, t3.ends_as, $5::timestamptz)
                      end
                    )
                    order by t3.rn
                  ) filter (
                    where t3.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t3.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t3.rn
                    ) filter (
                      where t3.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t3.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t3.rn desc
                    ) filter (
                      where t3.rn <= 1
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
                    from exchange.agreement t5
                    where
                      t5.renewal_of_id = t1.id
                      and (
                        (
                          exists (
                            select
                            from exchange.agreement_party p
                            where p.agreement_id = t5.id and p.unit_id = viewer.unit_id
                            offset 0
                          )
                          and t5.alliance_id = viewer.alliance_id
                        )
                        or t5.alliance_id = viewer.coordinated
                      )
                    order by t5.id
                    limit 2
                  ) p
              ) t3
          ),
          'previous', (
            select
              json_build_object(
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object(
                        'state', case
                          when t6.state in ('ACTIVE', 'SUSPENDED')
                          and t6.confirm_within_days is not null
                          and not exists (
                            select
                            from exchange.commitment c
                            where
                              c.agreement_id = t6.id
                              and c.state = 'OPEN'
                              and c.quantity > c.fulfilled + c.released + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                    and coalesce(e.confirm_by < t6.ends_at, true)
                                ),
                                0
                              )
                          ) then 'COMPLETED'
                          else exchange.agreement_state_at (t6.state, t6.suspended_until, t6.ends_at, t6.ends_as, $5::timestamptz)
                        end
                      )
                    )
                    order by t6.rn desc
                  ) filter (
                    where t6.rn <= 1
                  ),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t7.*
                    from exchange.agreement t7
                    where
                      t7.renewal_of_id = t1.id
                      and (
                        (
                          exists (
                            select
                            from exchange.agreement_party p
                            where p.agreement_id = t7.id and p.unit_id = viewer.unit_id
                            offset 0
                          )
                          and t7.alliance_id = viewer.alliance_id
                        )
                        or t7.alliance_id = viewer.coordinated
                      )
                    order by t7.id
                    limit 1
                  ) p
              ) t6
          )
        )
      from exchange.agreement t1
      where
        t1.id = $6::uuid
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
