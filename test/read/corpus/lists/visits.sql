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
            from directory.visit t2
            where (t2.host_unit_id = viewer.unit_id or t2.person_id = $1::uuid)
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'visit_' || replace(t1.id::text, '-', ''))
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
                'id', 'visit_' || replace(t1.id::text, '-', ''),
                'household', (
                  select json_build_object('door', t3.door)
                  from directory.household t3
                  where
                    t3.id = t1.household_id
                    and (
                      t3.host_unit_id = viewer.unit_id
                      or (
                        t3.erased_at is null
                        and exists (
                          select
                          from directory.household_link l
                          where
                            l.household_id = t3.id
                            and coalesce(l.valid @> $5::timestamptz, false)
                            and l.person_id = $1::uuid
                          offset 0
                        )
                      )
                    )
                ),
                'hostUnit', (
                  select json_build_object('shortName', t4.short_name)
                  from directory.unit t4
                  where t4.id = t1.host_unit_id
                ),
                'type', (
                  select json_build_object('code', t5.code)
                  from directory.household_link_type t5
                  where t5.code = t1.type_code
                ),
                'link', (
                  select json_build_object('id', 'householdlink_' || replace(t6.id::text, '-', ''))
                  from directory.household_link t6
                  where t6.id = t1.link_id and (t6.host_unit_id = viewer.unit_id or t6.person_id = $1::uuid)
                ),
                'person', (
                  select json_build_object('name', t7.name)
                  from directory.person t7
                  where
                    t7.id = t1.person_id
                    and (
                      t7.id = $1::uuid
                      or exists (select from directory.post p where p.person_id = t7.id and p.unit_id = viewer.unit_id)
                      or exists (
                        select
                        from directory.person_relation r
                        where
                          r.person_id = t7.id
                          and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                          and r.host_unit_id = viewer.unit_id
                        offset 0
                      )
                      or exists (
                        select
                        from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                        where
                          r.person_id = t7.id
                          and r.is_public
                          and coalesce(r.valid @> $5::timestamptz, false)
                          and coalesce(m.valid @> $5::timestamptz, false)
                          and m.alliance_id = viewer.coordinated
                        offset 0
                      )
                    )
                ),
                'day', t1.day,
                'purpose', (
                  select json_build_object('code', t8.code)
                  from directory.term t8
                  where t8.code = t1.purpose
                ),
                'outcome', (
                  select json_build_object('code', t9.code)
                  from directory.term t9
                  where t9.code = t1.outcome
                ),
                'needsFollowUp', t1.needs_follow_up,
                'state', t1.state,
                'recordedAt', t1.recorded_at,
                'changedAt', t1.changed_at,
                'history', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'number', t10.number,
                          'day', t10.day,
                          'purpose', t10.purpose,
                          'outcome', t10.outcome,
                          'needsFollowUp', t10.needs_follow_up,
                          'replacedAt', t10.replaced_at
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select v.number, v.day, v.purpose, v.outcome, v.needs_follow_up, v.replaced_at
                      from directory.visit_version v
                      where v.visit_id = t1.id
                      order by v.number
                    ) t10
                ),
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
              from directory.visit t11
              where (t11.host_unit_id = viewer.unit_id or t11.person_id = $1::uuid) and not (t11.id) < ($6::uuid)
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
              select t12.*
              from directory.visit t12
              where (t12.host_unit_id = viewer.unit_id or t12.person_id = $1::uuid) and (t12.id) < ($6::uuid)
              order by t12.id desc
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
              from directory.visit t2
              where
                (t2.host_unit_id = viewer.unit_id or t2.person_id = $1::uuid)
                and t2.day >= $6::date
                and exists (
                  select
                  from directory.household h
                  where
                    h.id = t2.household_id
                    and h.id = $7::uuid
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
                and t2.link_id = $8::uuid
                and t2.needs_follow_up = $9::boolean
                and t2.state = any ($10::text[])
                and t2.day <= $11::date
                and not (t2.id) < ($12::uuid)
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
              from directory.visit t3
              where
                (t3.host_unit_id = viewer.unit_id or t3.person_id = $1::uuid)
                and t3.day >= $13::date
                and exists (
                  select
                  from directory.household h
                  where
                    h.id = t3.household_id
                    and h.id = $14::uuid
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
                and t3.link_id = $15::uuid
                and t3.needs_follow_up = $16::boolean
                and t3.state = any ($17::text[])
                and t3.day <= $18::date
                and (t3.id) < ($12::uuid)
              order by t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
