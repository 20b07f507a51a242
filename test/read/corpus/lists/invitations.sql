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
          'totalCount', (
            select count(*)
            from directory.invitation_shown t2
            where
              (
                (t2.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                or (t2.unit_id = viewer.unit_id and t2.invited_by = $1::uuid)
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object(
                  'title', t1.title,
                  'state', case
                    when t1.state = 'OPEN'
                    and (
                      least(t1.expires_at, t1.until) <= $5::timestamptz
                      or exists (
                        select
                        from directory.post_term s
                        where s.id = t1.delegated_from and not coalesce(s.valid @> $5::timestamptz, false)
                      )
                    ) then 'EXPIRED'
                    else t1.state
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
              json_build_object(
                'personName', t1.person_name,
                'post', (
                  select
                    json_build_object(
                      'state', case
                        when coalesce(t3.valid @> $5::timestamptz, false) then 'IN_FORCE'
                        when lower(t3.valid) > $5::timestamptz then 'UPCOMING'
                        else 'ENDED'
                      end
                    )
                  from directory.post_term t3
                  where
                    t3.invitation_id = t1.id
                    and (
                      coalesce(t3.valid @> $5::timestamptz, false)
                      or (t3.unit_id = viewer.unit_id or t3.person_id = $1::uuid)
                    )
                )
              )
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
              from directory.invitation_shown t4
              where
                (
                  (t4.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                  or (t4.unit_id = viewer.unit_id and t4.invited_by = $1::uuid)
                )
                and not (t4.id) < ($6::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
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
              select t5.*
              from directory.invitation_shown t5
              where
                (
                  (t5.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                  or (t5.unit_id = viewer.unit_id and t5.invited_by = $1::uuid)
                )
                and (t5.id) < ($6::uuid)
              order by t5.id desc
              limit 3
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
          'totalCount', (
            select count(*)
            from directory.invitation_shown t2
            where
              (
                (t2.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                or (t2.unit_id = viewer.unit_id and t2.invited_by = $1::uuid)
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object(
                  'delegatedFrom', (
                    select json_build_object('title', t3.title)
                    from directory.post_term t3
                    where
                      t3.id = t1.delegated_from
                      and (
                        coalesce(t3.valid @> $5::timestamptz, false)
                        or (t3.unit_id = viewer.unit_id or t3.person_id = $1::uuid)
                      )
                  )
                )
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
              from directory.invitation_shown t4
              where
                (
                  (t4.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                  or (t4.unit_id = viewer.unit_id and t4.invited_by = $1::uuid)
                )
                and not (t4.id) < ($6::uuid)
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
              select t5.*
              from directory.invitation_shown t5
              where
                (
                  (t5.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                  or (t5.unit_id = viewer.unit_id and t5.invited_by = $1::uuid)
                )
                and (t5.id) < ($6::uuid)
              order by t5.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
