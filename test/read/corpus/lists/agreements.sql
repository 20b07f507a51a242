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
          'totalCount', (
            select count(*)
            from exchange.agreement t2
            where
              (
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
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object(
                  'title', t1.title,
                  'state', case
                    when t1.state in ('ACTIVE', 'SUSPENDED')
                    and t1.confirm_within_days is not null
                    and not exists (
                      select
                      from exchange.commitment c
                      where
                        c.agreement_id = t1.id
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
                              and coalesce(e.confirm_by < t1.ends_at, true)
                          ),
                          0
                        )
                    ) then 'COMPLETED'
                    else exchange.agreement_state_at (t1.state, t1.suspended_until, t1.ends_at, t1.ends_as, $5::timestamptz)
                  end
                )
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'agreement_' || replace(t1.id::text, '-', ''))
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 1,
            'hasPreviousPage', exists (
              select
              from exchange.agreement t3
              where
                (
                  (
                    exists (
                      select
                      from exchange.agreement_party p
                      where p.agreement_id = t3.id and p.unit_id = viewer.unit_id
                      offset 0
                    )
                    and t3.alliance_id = viewer.alliance_id
                  )
                  or t3.alliance_id = viewer.coordinated
                )
                and not (t3.id) < ($6::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
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
              from exchange.agreement t4
              where
                (
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
                and (t4.id) < ($6::uuid)
              order by t4.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
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
          'totalCount', (
            select count(*)
            from exchange.agreement t2
            where
              (
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
              and case
                when t2.state in ('ACTIVE', 'SUSPENDED')
                and t2.confirm_within_days is not null
                and not exists (
                  select
                  from exchange.commitment c
                  where
                    c.agreement_id = t2.id
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
                          and coalesce(e.confirm_by < t2.ends_at, true)
                      ),
                      0
                    )
                ) then 'COMPLETED'
                else exchange.agreement_state_at (t2.state, t2.suspended_until, t2.ends_at, t2.ends_as, $5::timestamptz)
              end = any ($6::text[])
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'agreement_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.agreement t3
              where
                (
                  (
                    exists (
                      select
                      from exchange.agreement_party p
                      where p.agreement_id = t3.id and p.unit_id = viewer.unit_id
                      offset 0
                    )
                    and t3.alliance_id = viewer.alliance_id
                  )
                  or t3.alliance_id = viewer.coordinated
                )
                and case
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
                end = any ($7::text[])
                and not (t3.id) < ($8::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
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
              from exchange.agreement t4
              where
                (
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
                and case
                  when t4.state in ('ACTIVE', 'SUSPENDED')
                  and t4.confirm_within_days is not null
                  and not exists (
                    select
                    from exchange.commitment c
                    where
                      c.agreement_id = t4.id
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
                            and coalesce(e.confirm_by < t4.ends_at, true)
                        ),
                        0
                      )
                  ) then 'COMPLETED'
                  else exchange.agreement_state_at (t4.state, t4.suspended_until, t4.ends_at, t4.ends_as, $5::timestamptz)
                end = any ($9::text[])
                and (t4.id) < ($8::uuid)
              order by t4.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
