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
          'files', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from data.file t3
                  where
                    t3.owner_unit_id = t1.id
                    and t3.expires_at > $5::timestamptz
                    and t3.deleted_at is null
                    and t1.id = viewer.unit_id
                    and (
                      t3.expires_at > $5::timestamptz
                      and t3.deleted_at is null
                      and (t3.owner_unit_id = viewer.unit_id or t3.alliance_id = viewer.alliance_id)
                    )
                    and t3.media_type = any ($6::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'file_' || replace(t2.id::text, '-', ''))
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 5
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'file_' || replace(t2.id::text, '-', ''), 'name', t2.name)
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 5
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 5,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 5
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn desc
                    ) filter (
                      where t2.rn <= 5
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
                    from data.file t4
                    where
                      t4.owner_unit_id = t1.id
                      and t4.expires_at > $5::timestamptz
                      and t4.deleted_at is null
                      and t1.id = viewer.unit_id
                      and (
                        t4.expires_at > $5::timestamptz
                        and t4.deleted_at is null
                        and (t4.owner_unit_id = viewer.unit_id or t4.alliance_id = viewer.alliance_id)
                      )
                      and t4.media_type = any ($7::text[])
                    order by t4.id desc
                    limit 6
                  ) p
              ) t2
          ),
          'largest', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('size', t5.size)), '[]'))
            from
              (
                select t6.*
                from data.file t6
                where
                  t6.owner_unit_id = t1.id
                  and t6.expires_at > $5::timestamptz
                  and t6.deleted_at is null
                  and t1.id = viewer.unit_id
                  and (
                    t6.expires_at > $5::timestamptz
                    and t6.deleted_at is null
                    and (t6.owner_unit_id = viewer.unit_id or t6.alliance_id = viewer.alliance_id)
                  )
                order by t6.size desc, t6.id
                limit 1
              ) t5
          ),
          'newest', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'file_' || replace(t7.id::text, '-', ''))
                    order by t7.rn desc
                  ) filter (
                    where t7.rn <= 1
                  ),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t8.*
                    from data.file t8
                    where
                      t8.owner_unit_id = t1.id
                      and t8.expires_at > $5::timestamptz
                      and t8.deleted_at is null
                      and t1.id = viewer.unit_id
                      and (
                        t8.expires_at > $5::timestamptz
                        and t8.deleted_at is null
                        and (t8.owner_unit_id = viewer.unit_id or t8.alliance_id = viewer.alliance_id)
                      )
                    order by t8.id
                    limit 1
                  ) p
              ) t7
          ),
          'oldest', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'file_' || replace(t9.id::text, '-', ''))), '[]'))
            from
              (
                select t10.*
                from data.file t10
                where
                  t10.owner_unit_id = t1.id
                  and t10.expires_at > $5::timestamptz
                  and t10.deleted_at is null
                  and t1.id = viewer.unit_id
                  and (
                    t10.expires_at > $5::timestamptz
                    and t10.deleted_at is null
                    and (t10.owner_unit_id = viewer.unit_id or t10.alliance_id = viewer.alliance_id)
                  )
                order by t10.id
                limit 1
              ) t9
          ),
          'filesUsage', (
            select json_build_object('bytes', t11.bytes, 'limit', $8::float8)
            from (select k.bytes from data.files_kept (t1.id, $5::timestamptz) k where t1.id = viewer.unit_id) t11
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($9::uuid)
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
          'files', json_build_object(
            'totalCount', (
              select count(*)
              from data.file t3
              where
                t3.owner_unit_id = t1.id
                and t3.expires_at > $5::timestamptz
                and t3.deleted_at is null
                and t1.id = viewer.unit_id
                and (
                  t3.expires_at > $5::timestamptz
                  and t3.deleted_at is null
                  and (t3.owner_unit_id = viewer.unit_id or t3.alliance_id = viewer.alliance_id)
                )
            )
          ),
          'filesUsage', (
            select json_build_object('bytes', t4.bytes)
            from (select k.bytes from data.files_kept (t1.id, $5::timestamptz) k where t1.id = viewer.unit_id) t4
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($6::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
