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
            from directory.relation t2
            where
              (
                t2.state in ('AGREED', 'ENDED')
                or (
                  t2.subject_unit_id = viewer.unit_id
                  or t2.object_unit_id = viewer.unit_id
                  or directory.keeps_area (viewer.unit_id, t2.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                )
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object(
                  'state', case
                    when t1.valid is null then t1.state
                    when coalesce(t1.valid @> $5::timestamptz, false) then 'IN_FORCE'
                    when lower(t1.valid) > $5::timestamptz then 'UPCOMING'
                    else 'ENDED'
                  end,
                  'since', coalesce(lower(t1.valid), t1.proposed_since),
                  'until', case when t1.valid is null then t1.proposed_until else upper(t1.valid)
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
              json_build_object('id', 'relation_' || replace(t1.id::text, '-', ''))
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
              from directory.relation t3
              where
                (
                  t3.state in ('AGREED', 'ENDED')
                  or (
                    t3.subject_unit_id = viewer.unit_id
                    or t3.object_unit_id = viewer.unit_id
                    or directory.keeps_area (viewer.unit_id, t3.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                  )
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
              from directory.relation t4
              where
                (
                  t4.state in ('AGREED', 'ENDED')
                  or (
                    t4.subject_unit_id = viewer.unit_id
                    or t4.object_unit_id = viewer.unit_id
                    or directory.keeps_area (viewer.unit_id, t4.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                  )
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
            from directory.relation t2
            where
              (
                t2.state in ('AGREED', 'ENDED')
                or (
                  t2.subject_unit_id = viewer.unit_id
                  or t2.object_unit_id = viewer.unit_id
                  or directory.keeps_area (viewer.unit_id, t2.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                )
              )
              and case
                when t2.valid is null then t2.state
                when coalesce(t2.valid @> $5::timestamptz, false) then 'IN_FORCE'
                when lower(t2.valid) > $5::timestamptz then 'UPCOMING'
                else 'ENDED'
              end = any ($6::text[])
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'relation_' || replace(t1.id::text, '-', ''))
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
              from directory.relation t3
              where
                (
                  t3.state in ('AGREED', 'ENDED')
                  or (
                    t3.subject_unit_id = viewer.unit_id
                    or t3.object_unit_id = viewer.unit_id
                    or directory.keeps_area (viewer.unit_id, t3.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                  )
                )
                and case
                  when t3.valid is null then t3.state
                  when coalesce(t3.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t3.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
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
              from directory.relation t4
              where
                (
                  t4.state in ('AGREED', 'ENDED')
                  or (
                    t4.subject_unit_id = viewer.unit_id
                    or t4.object_unit_id = viewer.unit_id
                    or directory.keeps_area (viewer.unit_id, t4.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                  )
                )
                and case
                  when t4.valid is null then t4.state
                  when coalesce(t4.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t4.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
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
            json_agg(
              json_build_object(
                'object', (
                  select json_build_object('shortName', t2.short_name)
                  from directory.unit t2
                  where t2.id = t1.object_unit_id
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from directory.relation t3
          where
            (
              t3.state in ('AGREED', 'ENDED')
              or (
                t3.subject_unit_id = viewer.unit_id
                or t3.object_unit_id = viewer.unit_id
                or directory.keeps_area (viewer.unit_id, t3.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
              )
            )
            and t3.valid @> (($6::date + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 millisecond')
            and t3.subject_unit_id = $7::uuid
            and t3.type_code = $8::text
          order by t3.id desc
          limit 20
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
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'relation_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from directory.relation t2
          where
            (
              t2.state in ('AGREED', 'ENDED')
              or (
                t2.subject_unit_id = viewer.unit_id
                or t2.object_unit_id = viewer.unit_id
                or directory.keeps_area (viewer.unit_id, t2.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
              )
            )
            and t2.id in (
              with recursive
                line as (
                  select r.id, r.type_code, r.object_unit_id as next
                  from directory.relation r
                  where r.subject_unit_id = $6::uuid and coalesce(r.valid @> $5::timestamptz, false)
                  union
                  select r.id, r.type_code, r.object_unit_id
                  from line join directory.relation r on r.subject_unit_id = line.next and r.type_code = line.type_code
                  where coalesce(r.valid @> $5::timestamptz, false)
                )
              select line.id
              from line
            )
          order by t2.id desc
          limit 20
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
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'relation_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from directory.relation t2
          where
            (
              t2.state in ('AGREED', 'ENDED')
              or (
                t2.subject_unit_id = viewer.unit_id
                or t2.object_unit_id = viewer.unit_id
                or directory.keeps_area (viewer.unit_id, t2.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
              )
            )
            and t2.id in (
              with recursive
                line as (
                  select r.id, r.type_code, r.subject_unit_id as next
                  from directory.relation r
                  where r.object_unit_id = $6::uuid and coalesce(r.valid @> $5::timestamptz, false)
                  union
                  select r.id, r.type_code, r.subject_unit_id
                  from line join directory.relation r on r.object_unit_id = line.next and r.type_code = line.type_code
                  where coalesce(r.valid @> $5::timestamptz, false)
                )
              select line.id
              from line
            )
            and t2.object_unit_id = $7::uuid
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
