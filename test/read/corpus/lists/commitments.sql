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
            from exchange.commitment t2
            where
              exists (
                select
                from exchange.agreement g
                where
                  g.id = t2.agreement_id
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
                'cursor', translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object(
                  'title', t1.title,
                  'state', case
                    when t1.state <> 'OPEN' then t1.state
                    when case
                      when t1.state = 'OPEN'
                      and exists (
                        select
                        from exchange.agreement o
                        where
                          o.id = t1.agreement_id
                          and o.state in ('ACTIVE', 'SUSPENDED')
                          and o.ends_at <= $5::timestamptz
                      ) then least(
                        t1.quantity - (
                          t1.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = t1.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) - t1.released,
                        coalesce(
                          (
                            select sum(e.quantity)
                            from exchange.event e
                            where
                              e.commitment_id = t1.id
                              and e.reverses_id is null
                              and (
                                e.state = 'DISPUTED'
                                or e.state = 'RECORDED'
                                and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                              )
                          ),
                          0
                        )
                      )
                      else t1.quantity - (
                        t1.fulfilled + coalesce(
                          (
                            select sum(e.quantity)
                            from exchange.event e
                            where
                              e.commitment_id = t1.id
                              and e.state = 'RECORDED'
                              and not e.has_worth
                              and e.confirm_by <= $5::timestamptz
                          ),
                          0
                        )
                      ) - t1.released
                    end > 0 then 'OPEN'
                    when (
                      t1.fulfilled + coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t1.id
                            and e.state = 'RECORDED'
                            and not e.has_worth
                            and e.confirm_by <= $5::timestamptz
                        ),
                        0
                      )
                    ) > 0 then 'FULFILLED'
                    else 'RELEASED'
                  end
                )
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'commitment_' || replace(t1.id::text, '-', ''))
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 2,
            'hasPreviousPage', exists (
              select
              from exchange.commitment t3
              where
                exists (
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
                and not (t3.rank, t3.id) > ($6::integer, $7::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 2
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
              from exchange.commitment t4
              where
                exists (
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
                and (t4.rank, t4.id) > ($6::integer, $7::uuid)
              order by t4.rank, t4.id
              limit 3
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
          'nodes', coalesce(
            json_agg(json_build_object('title', t1.title) order by t1.rn desc) filter (where t1.rn <= 1),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.commitment t2
              where
                exists (
                  select
                  from exchange.agreement g
                  where
                    g.id = t2.agreement_id
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
                and not (t2.id) > ($6::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              select t3.*
              from exchange.commitment t3
              where
                exists (
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
                and (t3.id) > ($6::uuid)
              order by t3.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
