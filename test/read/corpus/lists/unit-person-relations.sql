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
                    t3.host_unit_id = t1.id
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
                      'type', (
                        select
                          json_build_object('label', case when $6::text = 'en' then t4.label_en else t4.label_zh end)
                        from directory.person_relation_type t4
                        where t4.code = t2.type_code
                      ),
                      'person', (
                        select json_build_object('name', t5.name)
                        from directory.person t5
                        where
                          t5.id = t2.person_id
                          and (
                            t5.id = $1::uuid
                            or exists (
                              select
                              from directory.post p
                              where p.person_id = t5.id and p.unit_id = viewer.unit_id
                            )
                            or exists (
                              select
                              from directory.person_relation r
                              where
                                r.person_id = t5.id
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
                                r.person_id = t5.id
                                and r.is_public
                                and coalesce(r.valid @> $5::timestamptz, false)
                                and coalesce(m.valid @> $5::timestamptz, false)
                                and m.alliance_id = viewer.coordinated
                              offset 0
                            )
                          )
                      ),
                      'statement', case
                        when (
                          t2.person_id = $1::uuid
                          or t2.host_unit_id = viewer.unit_id
                          or (t2.home_unit_id = viewer.unit_id and t2.state in ('AGREED', 'ENDED'))
                        ) then (
                          select w.statement
                          from directory.person_relation_said w
                          where w.id = t2.id
                        )
                      end,
                      'reason', case
                        when (
                          t2.person_id = $1::uuid
                          or t2.host_unit_id = viewer.unit_id
                          or (t2.home_unit_id = viewer.unit_id and t2.state in ('AGREED', 'ENDED'))
                        ) then (
                          select w.reason
                          from directory.person_relation_said w
                          where w.id = t2.id
                        )
                      end
                    )
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 1,
                  'hasPreviousPage', exists (
                    select
                    from directory.person_relation_shown t6
                    where
                      t6.host_unit_id = t1.id
                      and (
                        (t6.is_public and coalesce(t6.valid @> $5::timestamptz, false))
                        or (
                          t6.person_id = $1::uuid
                          or t6.host_unit_id = viewer.unit_id
                          or (t6.home_unit_id = viewer.unit_id and t6.state in ('AGREED', 'ENDED'))
                        )
                      )
                      and not (t6.id) > ($7::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
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
                    select t7.*
                    from directory.person_relation_shown t7
                    where
                      t7.host_unit_id = t1.id
                      and (
                        (t7.is_public and coalesce(t7.valid @> $5::timestamptz, false))
                        or (
                          t7.person_id = $1::uuid
                          or t7.host_unit_id = viewer.unit_id
                          or (t7.home_unit_id = viewer.unit_id and t7.state in ('AGREED', 'ENDED'))
                        )
                      )
                      and (t7.id) > ($7::uuid)
                    order by t7.id
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'personrelation_' || replace(t8.id::text, '-', ''))
                    order by t8.rn desc
                  ) filter (
                    where t8.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from directory.person_relation_shown t9
                    where
                      t9.host_unit_id = t1.id
                      and (
                        (t9.is_public and coalesce(t9.valid @> $5::timestamptz, false))
                        or (
                          t9.person_id = $1::uuid
                          or t9.host_unit_id = viewer.unit_id
                          or (t9.home_unit_id = viewer.unit_id and t9.state in ('AGREED', 'ENDED'))
                        )
                      )
                      and t9.type_code = $8::text
                      and not (t9.id) > ($9::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t8.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t8.rn desc
                    ) filter (
                      where t8.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t8.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t8.rn
                    ) filter (
                      where t8.rn <= 1
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
                    from directory.person_relation_shown t10
                    where
                      t10.host_unit_id = t1.id
                      and (
                        (t10.is_public and coalesce(t10.valid @> $5::timestamptz, false))
                        or (
                          t10.person_id = $1::uuid
                          or t10.host_unit_id = viewer.unit_id
                          or (t10.home_unit_id = viewer.unit_id and t10.state in ('AGREED', 'ENDED'))
                        )
                      )
                      and t10.type_code = $10::text
                      and (t10.id) > ($9::uuid)
                    order by t10.id
                    limit 2
                  ) p
              ) t8
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($11::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
