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
            from exchange.lending t2
            where
              (
                (
                  (t2.owner_unit_id = viewer.unit_id or t2.borrower_unit_id = viewer.unit_id)
                  and t2.alliance_id = viewer.alliance_id
                )
                or t2.alliance_id = viewer.coordinated
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('DUE', t1.due_at::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'lending_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'lending_' || replace(t1.id::text, '-', ''))
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
              from exchange.lending t3
              where
                (
                  (
                    (t3.owner_unit_id = viewer.unit_id or t3.borrower_unit_id = viewer.unit_id)
                    and t3.alliance_id = viewer.alliance_id
                  )
                  or t3.alliance_id = viewer.coordinated
                )
                and not (t3.due_at, t3.id) > ($6::timestamptz, $7::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('DUE', t1.due_at::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('DUE', t1.due_at::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              from exchange.lending t4
              where
                (
                  (
                    (t4.owner_unit_id = viewer.unit_id or t4.borrower_unit_id = viewer.unit_id)
                    and t4.alliance_id = viewer.alliance_id
                  )
                  or t4.alliance_id = viewer.coordinated
                )
                and (t4.due_at, t4.id) > ($6::timestamptz, $7::uuid)
              order by t4.due_at, t4.id
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
            from exchange.lending t2
            where
              (
                (
                  (t2.owner_unit_id = viewer.unit_id or t2.borrower_unit_id = viewer.unit_id)
                  and t2.alliance_id = viewer.alliance_id
                )
                or t2.alliance_id = viewer.coordinated
              )
              and t2.borrower_unit_id = $6::uuid
              and (t2.state in ('HANDED_OVER', 'LENT') and t2.due_at <= $5::timestamptz) = $7::boolean
              and t2.state = any ($8::text[])
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'lending_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'lending_' || replace(t1.id::text, '-', ''))
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.lending t3
              where
                (
                  (
                    (t3.owner_unit_id = viewer.unit_id or t3.borrower_unit_id = viewer.unit_id)
                    and t3.alliance_id = viewer.alliance_id
                  )
                  or t3.alliance_id = viewer.coordinated
                )
                and t3.borrower_unit_id = $9::uuid
                and (t3.state in ('HANDED_OVER', 'LENT') and t3.due_at <= $5::timestamptz) = $10::boolean
                and t3.state = any ($11::text[])
                and not (t3.id) < ($12::uuid)
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
              from exchange.lending t4
              where
                (
                  (
                    (t4.owner_unit_id = viewer.unit_id or t4.borrower_unit_id = viewer.unit_id)
                    and t4.alliance_id = viewer.alliance_id
                  )
                  or t4.alliance_id = viewer.coordinated
                )
                and t4.borrower_unit_id = $13::uuid
                and (t4.state in ('HANDED_OVER', 'LENT') and t4.due_at <= $5::timestamptz) = $14::boolean
                and t4.state = any ($15::text[])
                and (t4.id) < ($12::uuid)
              order by t4.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
