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
            from directory.person_relation_shown t2
            where
              (
                (t2.is_public and coalesce(t2.valid @> $5::timestamptz, false))
                or (
                  t2.person_id = $1::uuid
                  or t2.host_unit_id = viewer.unit_id
                  or (t2.home_unit_id = viewer.unit_id and t2.state in ('AGREED', 'ENDED'))
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
              json_build_object('id', 'personrelation_' || replace(t1.id::text, '-', ''))
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
              from directory.person_relation_shown t3
              where
                (
                  (t3.is_public and coalesce(t3.valid @> $5::timestamptz, false))
                  or (
                    t3.person_id = $1::uuid
                    or t3.host_unit_id = viewer.unit_id
                    or (t3.home_unit_id = viewer.unit_id and t3.state in ('AGREED', 'ENDED'))
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
              from directory.person_relation_shown t4
              where
                (
                  (t4.is_public and coalesce(t4.valid @> $5::timestamptz, false))
                  or (
                    t4.person_id = $1::uuid
                    or t4.host_unit_id = viewer.unit_id
                    or (t4.home_unit_id = viewer.unit_id and t4.state in ('AGREED', 'ENDED'))
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
            from directory.person_relation_shown t2
            where
              (
                (t2.is_public and coalesce(t2.valid @> $5::timestamptz, false))
                or (
                  t2.person_id = $1::uuid
                  or t2.host_unit_id = viewer.unit_id
                  or (t2.home_unit_id = viewer.unit_id and t2.state in ('AGREED', 'ENDED'))
                )
              )
              and t2.host_unit_id = $6::uuid
              and case
                when t2.valid is null then t2.state
                when coalesce(t2.valid @> $5::timestamptz, false) then 'IN_FORCE'
                when lower(t2.valid) > $5::timestamptz then 'UPCOMING'
                else 'ENDED'
              end = any ($7::text[])
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'personrelation_' || replace(t1.id::text, '-', ''))
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
              from directory.person_relation_shown t3
              where
                (
                  (t3.is_public and coalesce(t3.valid @> $5::timestamptz, false))
                  or (
                    t3.person_id = $1::uuid
                    or t3.host_unit_id = viewer.unit_id
                    or (t3.home_unit_id = viewer.unit_id and t3.state in ('AGREED', 'ENDED'))
                  )
                )
                and t3.host_unit_id = $8::uuid
                and case
                  when t3.valid is null then t3.state
                  when coalesce(t3.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t3.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
                end = any ($9::text[])
                and not (t3.id) < ($10::uuid)
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
              from directory.person_relation_shown t4
              where
                (
                  (t4.is_public and coalesce(t4.valid @> $5::timestamptz, false))
                  or (
                    t4.person_id = $1::uuid
                    or t4.host_unit_id = viewer.unit_id
                    or (t4.home_unit_id = viewer.unit_id and t4.state in ('AGREED', 'ENDED'))
                  )
                )
                and t4.host_unit_id = $11::uuid
                and case
                  when t4.valid is null then t4.state
                  when coalesce(t4.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t4.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
                end = any ($12::text[])
                and (t4.id) < ($10::uuid)
              order by t4.id desc
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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'person', (
                  select json_build_object('name', t2.name)
                  from directory.person t2
                  where
                    t2.id = t1.person_id
                    and (
                      t2.id = $1::uuid
                      or exists (select from directory.post p where p.person_id = t2.id and p.unit_id = viewer.unit_id)
                      or exists (
                        select
                        from directory.person_relation r
                        where
                          r.person_id = t2.id
                          and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                          and r.host_unit_id = viewer.unit_id
                        offset 0
                      )
                    )
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from directory.person_relation_shown t3
          where
            (
              (t3.is_public and coalesce(t3.valid @> $5::timestamptz, false))
              or (
                t3.person_id = $1::uuid
                or t3.host_unit_id = viewer.unit_id
                or (t3.home_unit_id = viewer.unit_id and t3.state in ('AGREED', 'ENDED'))
              )
            )
            and t3.home_unit_id = $6::uuid
            and t3.type_code = $7::text
          order by t3.id desc
          limit 20
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
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'personrelation_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from directory.person_relation_shown t2
          where
            (
              (t2.is_public and coalesce(t2.valid @> $5::timestamptz, false))
              or (
                t2.person_id = $1::uuid
                or t2.host_unit_id = viewer.unit_id
                or (t2.home_unit_id = viewer.unit_id and t2.state in ('AGREED', 'ENDED'))
              )
            )
            and t2.area_id = $6::uuid
            and coalesce(t2.valid @> (($7::date + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 millisecond'), false)
          order by t2.id desc
          limit 20
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
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'personrelation_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from directory.person_relation_shown t2
          where
            (
              (t2.is_public and coalesce(t2.valid @> $5::timestamptz, false))
              or (
                t2.person_id = $1::uuid
                or t2.host_unit_id = viewer.unit_id
                or (t2.home_unit_id = viewer.unit_id and t2.state in ('AGREED', 'ENDED'))
              )
            )
            and coalesce(t2.person_id = $1::uuid, false) = $6::boolean
            and t2.place_id = $7::uuid
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
