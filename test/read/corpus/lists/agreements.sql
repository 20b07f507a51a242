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
                'node', json_build_object('title', t1.title, 'state', t1.state)
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
              and t2.state = any ($6::text[])
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
                and t3.state = any ($7::text[])
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
                and t4.state = any ($9::text[])
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
