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
            from
              (
                select c.*, a.balance
                from
                  exchange.clearing c
                  left join exchange.account a on a.clearing_id = c.id
                  and a.alliance_id = c.alliance_id
                  and a.kind = 'CLEARING'
              ) t2
            where
              (t2.alliance_id = viewer.alliance_id or t2.other_alliance_id = viewer.alliance_id)
              and $6::uuid in (t2.alliance_id, t2.other_alliance_id)
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'clearing_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'clearing_' || replace(t1.id::text, '-', ''))
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
              from
                (
                  select c.*, a.balance
                  from
                    exchange.clearing c
                    left join exchange.account a on a.clearing_id = c.id
                    and a.alliance_id = c.alliance_id
                    and a.kind = 'CLEARING'
                ) t3
              where
                (t3.alliance_id = viewer.alliance_id or t3.other_alliance_id = viewer.alliance_id)
                and $7::uuid in (t3.alliance_id, t3.other_alliance_id)
                and not (t3.id) > ($8::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              from
                (
                  select c.*, a.balance
                  from
                    exchange.clearing c
                    left join exchange.account a on a.clearing_id = c.id
                    and a.alliance_id = c.alliance_id
                    and a.kind = 'CLEARING'
                ) t4
              where
                (t4.alliance_id = viewer.alliance_id or t4.other_alliance_id = viewer.alliance_id)
                and $9::uuid in (t4.alliance_id, t4.other_alliance_id)
                and (t4.id) > ($8::uuid)
              order by t4.id
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
            from
              (
                select c.*, a.balance
                from
                  exchange.clearing c
                  left join exchange.account a on a.clearing_id = c.id
                  and a.alliance_id = c.alliance_id
                  and a.kind = 'CLEARING'
              ) t2
            where
              (t2.alliance_id = viewer.alliance_id or t2.other_alliance_id = viewer.alliance_id)
              and t2.state = any ($6::text[])
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'clearing_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'clearing_' || replace(t1.id::text, '-', ''))
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from
                (
                  select c.*, a.balance
                  from
                    exchange.clearing c
                    left join exchange.account a on a.clearing_id = c.id
                    and a.alliance_id = c.alliance_id
                    and a.kind = 'CLEARING'
                ) t3
              where
                (t3.alliance_id = viewer.alliance_id or t3.other_alliance_id = viewer.alliance_id)
                and t3.state = any ($7::text[])
                and not (t3.id) > ($8::uuid)
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
              select t4.*
              from
                (
                  select c.*, a.balance
                  from
                    exchange.clearing c
                    left join exchange.account a on a.clearing_id = c.id
                    and a.alliance_id = c.alliance_id
                    and a.kind = 'CLEARING'
                ) t4
              where
                (t4.alliance_id = viewer.alliance_id or t4.other_alliance_id = viewer.alliance_id)
                and t4.state = any ($9::text[])
                and (t4.id) > ($8::uuid)
              order by t4.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
