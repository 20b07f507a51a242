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
            from exchange.account t2
            where
              (
                (t2.unit_id = viewer.unit_id and t2.alliance_id = viewer.alliance_id)
                or t2.alliance_id = viewer.coordinated
              )
              and t2.alliance_id = $6::uuid
              and t2.dimension = any ($7::text[])
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'account_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'account_' || replace(t1.id::text, '-', ''))
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
              from exchange.account t3
              where
                (
                  (t3.unit_id = viewer.unit_id and t3.alliance_id = viewer.alliance_id)
                  or t3.alliance_id = viewer.coordinated
                )
                and t3.alliance_id = $8::uuid
                and t3.dimension = any ($9::text[])
                and not (t3.id) > ($10::uuid)
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
              from exchange.account t4
              where
                (
                  (t4.unit_id = viewer.unit_id and t4.alliance_id = viewer.alliance_id)
                  or t4.alliance_id = viewer.coordinated
                )
                and t4.alliance_id = $11::uuid
                and t4.dimension = any ($12::text[])
                and (t4.id) > ($10::uuid)
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
            from exchange.account t2
            where
              (
                (t2.unit_id = viewer.unit_id and t2.alliance_id = viewer.alliance_id)
                or t2.alliance_id = viewer.coordinated
              )
              and t2.basis = $6::text
              and t2.unit_id = $7::uuid
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'account_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'account_' || replace(t1.id::text, '-', ''))
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.account t3
              where
                (
                  (t3.unit_id = viewer.unit_id and t3.alliance_id = viewer.alliance_id)
                  or t3.alliance_id = viewer.coordinated
                )
                and t3.basis = $8::text
                and t3.unit_id = $9::uuid
                and not (t3.id) > ($10::uuid)
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
              from exchange.account t4
              where
                (
                  (t4.unit_id = viewer.unit_id and t4.alliance_id = viewer.alliance_id)
                  or t4.alliance_id = viewer.coordinated
                )
                and t4.basis = $11::text
                and t4.unit_id = $12::uuid
                and (t4.id) > ($10::uuid)
              order by t4.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
