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
          'next', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.person_relation_shown t3
                  where
                    t3.area_id = t1.id
                    and (
                      (t3.is_public and coalesce(t3.valid @> $5::timestamptz, false))
                      or (
                        t3.person_id = $1::uuid
                        or t3.host_unit_id = viewer.unit_id
                        or (t3.home_unit_id = viewer.unit_id and t3.state in ('AGREED', 'ENDED'))
                      )
                    )
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'person', (
                        select json_build_object('name', t4.name)
                        from directory.person t4
                        where
                          t4.id = t2.person_id
                          and (
                            t4.id = $1::uuid
                            or exists (
                              select
                              from directory.post p
                              where p.person_id = t4.id and p.unit_id = viewer.unit_id
                            )
                            or exists (
                              select
                              from directory.person_relation r
                              where
                                r.person_id = t4.id
                                and (
                                  r.state in ('AGREED', 'ENDED')
                                  or r.state = 'PROPOSED'
                                  and r.proposed_by = 'PERSON'
                                )
                                and r.host_unit_id = viewer.unit_id
                              offset 0
                            )
                            or exists (
                              select
                              from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                              where
                                r.person_id = t4.id
                                and r.is_public
                                and coalesce(r.valid @> $5::timestamptz, false)
                                and coalesce(m.valid @> $5::timestamptz, false)
                                and m.alliance_id = viewer.coordinated
                              offset 0
                            )
                          )
                      )
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn desc
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t6.*
                    from directory.person_relation_shown t6
                    where
                      t6.area_id = t1.id
                      and (
                        (t6.is_public and coalesce(t6.valid @> $5::timestamptz, false))
                        or (
                          t6.person_id = $1::uuid
                          or t6.host_unit_id = viewer.unit_id
                          or (t6.home_unit_id = viewer.unit_id and t6.state in ('AGREED', 'ENDED'))
                        )
                      )
                      and (t6.id) > ($6::uuid)
                    order by t6.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'personrelation_' || replace(t7.id::text, '-', ''))
                    order by t7.rn desc
                  ) filter (
                    where t7.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t7.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t7.rn desc
                    ) filter (
                      where t7.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t9.*
                    from directory.person_relation_shown t9
                    where
                      t9.area_id = t1.id
                      and (
                        (t9.is_public and coalesce(t9.valid @> $5::timestamptz, false))
                        or (
                          t9.person_id = $1::uuid
                          or t9.host_unit_id = viewer.unit_id
                          or (t9.home_unit_id = viewer.unit_id and t9.state in ('AGREED', 'ENDED'))
                        )
                      )
                      and t9.type_code = $7::text
                      and (t9.id) > ($8::uuid)
                    order by t9.id
                    limit 2
                  ) p
              ) t7
          )
        )
      from directory.area t1
      where t1.id = $9::uuid
    )
  )::text,
  viewer.problem
from viewer
;
