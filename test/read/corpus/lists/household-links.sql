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
            from directory.household_link t2
            where (t2.host_unit_id = viewer.unit_id or t2.person_id = $1::uuid)
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'householdlink_' || replace(t1.id::text, '-', ''))
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
                'id', 'householdlink_' || replace(t1.id::text, '-', ''),
                'type', (
                  select json_build_object('code', t3.code)
                  from directory.household_link_type t3
                  where t3.code = t1.type_code
                ),
                'household', (
                  select json_build_object('door', t4.door)
                  from directory.household t4
                  where
                    t4.id = t1.household_id
                    and (
                      t4.host_unit_id = viewer.unit_id
                      or (
                        t4.erased_at is null
                        and exists (
                          select
                          from directory.household_link l
                          where
                            l.household_id = t4.id
                            and coalesce(l.valid @> $5::timestamptz, false)
                            and l.person_id = $1::uuid
                          offset 0
                        )
                      )
                    )
                ),
                'area', (select json_build_object('name', t5.name) from directory.area t5 where t5.id = t1.area_id),
                'hostUnit', (
                  select json_build_object('shortName', t6.short_name)
                  from directory.unit t6
                  where t6.id = t1.host_unit_id
                ),
                'personRelation', (
                  select json_build_object('id', 'personrelation_' || replace(t7.id::text, '-', ''))
                  from directory.person_relation_shown t7
                  where
                    t7.id = t1.person_relation_id
                    and (
                      (t7.is_public and coalesce(t7.valid @> $5::timestamptz, false))
                      or (
                        t7.person_id = $1::uuid
                        or t7.host_unit_id = viewer.unit_id
                        or (t7.home_unit_id = viewer.unit_id and t7.state in ('AGREED', 'ENDED'))
                      )
                    )
                ),
                'person', (
                  select json_build_object('name', t8.name)
                  from directory.person t8
                  where
                    t8.id = t1.person_id
                    and (
                      t8.id = $1::uuid
                      or exists (select from directory.post p where p.person_id = t8.id and p.unit_id = viewer.unit_id)
                      or exists (
                        select
                        from directory.person_relation r
                        where
                          r.person_id = t8.id
                          and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                          and r.host_unit_id = viewer.unit_id
                        offset 0
                      )
                      or exists (
                        select
                        from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                        where
                          r.person_id = t8.id
                          and r.is_public
                          and coalesce(r.valid @> $5::timestamptz, false)
                          and coalesce(m.valid @> $5::timestamptz, false)
                          and m.alliance_id = viewer.coordinated
                        offset 0
                      )
                    )
                ),
                'state', case
                  when t1.valid is null then t1.state
                  when coalesce(t1.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t1.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
                end,
                'reason', t1.reason,
                'proposedAt', t1.proposed_at,
                'decidedAt', t1.decided_at,
                'since', lower(t1.valid),
                'until', upper(t1.valid),
                'version', t1.version
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
              from directory.household_link t9
              where (t9.host_unit_id = viewer.unit_id or t9.person_id = $1::uuid) and not (t9.id) < ($6::uuid)
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
              select t10.*
              from directory.household_link t10
              where (t10.host_unit_id = viewer.unit_id or t10.person_id = $1::uuid) and (t10.id) < ($6::uuid)
              order by t10.id desc
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
              from directory.household_link t2
              where
                (t2.host_unit_id = viewer.unit_id or t2.person_id = $1::uuid)
                and exists (
                  select
                  from directory.household h
                  where
                    h.id = t2.household_id
                    and h.id = $6::uuid
                    and (
                      h.host_unit_id = viewer.unit_id
                      or (
                        h.erased_at is null
                        and exists (
                          select
                          from directory.household_link l
                          where
                            l.household_id = h.id
                            and coalesce(l.valid @> $5::timestamptz, false)
                            and l.person_id = $1::uuid
                          offset 0
                        )
                      )
                    )
                  offset 0
                )
                and coalesce(t2.person_id = $1::uuid, false) = $7::boolean
                and case
                  when t2.valid is null then t2.state
                  when coalesce(t2.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t2.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
                end = any ($8::text[])
                and t2.type_code = $9::text
                and not (t2.id) < ($10::uuid)
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
              from directory.household_link t3
              where
                (t3.host_unit_id = viewer.unit_id or t3.person_id = $1::uuid)
                and exists (
                  select
                  from directory.household h
                  where
                    h.id = t3.household_id
                    and h.id = $11::uuid
                    and (
                      h.host_unit_id = viewer.unit_id
                      or (
                        h.erased_at is null
                        and exists (
                          select
                          from directory.household_link l
                          where
                            l.household_id = h.id
                            and coalesce(l.valid @> $5::timestamptz, false)
                            and l.person_id = $1::uuid
                          offset 0
                        )
                      )
                    )
                  offset 0
                )
                and coalesce(t3.person_id = $1::uuid, false) = $12::boolean
                and case
                  when t3.valid is null then t3.state
                  when coalesce(t3.valid @> $5::timestamptz, false) then 'IN_FORCE'
                  when lower(t3.valid) > $5::timestamptz then 'UPCOMING'
                  else 'ENDED'
                end = any ($13::text[])
                and t3.type_code = $14::text
                and (t3.id) < ($10::uuid)
              order by t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
