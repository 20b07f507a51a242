-- on the guarded lane, under row-level security
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
          'totalCount', (select count(*) from exchange.benefit_proof t2 where t2.owner_unit_id = viewer.unit_id),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'proof_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'proof_' || replace(t1.id::text, '-', ''),
                'kind', t1.kind,
                'code', t1.code,
                'bornOn', t1.born_on,
                'worksFor', (
                  select json_build_object('shortName', t3.short_name)
                  from directory.unit t3
                  where t3.id = t1.unit_id
                ),
                'homeArea', (select json_build_object('name', t4.name) from directory.area t4 where t4.id = t1.area_id),
                'document', t1.document,
                'from', t1.from_day,
                'until', t1.until_day,
                'recordedBy', (
                  select json_build_object('title', t5.title)
                  from directory.post_term t5
                  where
                    t5.id = t1.post_id
                    and (
                      coalesce(t5.valid @> $5::timestamptz, false)
                      or (t5.unit_id = viewer.unit_id or t5.person_id = $1::uuid)
                    )
                ),
                'state', t1.state,
                'recordedAt', t1.recorded_at,
                'withdrawnAt', t1.withdrawn_at,
                'reason', t1.reason,
                'version', t1.version
              )
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
              from exchange.benefit_proof t6
              where t6.owner_unit_id = viewer.unit_id and not (t6.id) < ($6::uuid)
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
              select t7.*
              from exchange.benefit_proof t7
              where t7.owner_unit_id = viewer.unit_id and (t7.id) < ($6::uuid)
              order by t7.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
-- on the guarded lane, under row-level security
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
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              from exchange.benefit_proof t2
              where
                t2.owner_unit_id = viewer.unit_id
                and t2.kind = any ($6::text[])
                and t2.state = any ($7::text[])
                and not (t2.id) < ($8::uuid)
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
              select t3.*
              from exchange.benefit_proof t3
              where
                t3.owner_unit_id = viewer.unit_id
                and t3.kind = any ($9::text[])
                and t3.state = any ($10::text[])
                and (t3.id) < ($8::uuid)
              order by t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
