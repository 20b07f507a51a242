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
                  from
                    (
                      select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                      from access.consent k
                    ) t3
                  where
                    t3.subject_id = t1.id
                    and (t3.unit_id = viewer.unit_id or (t3.subject_type = 'person' and t3.subject_id = $1::uuid))
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('evidence', t2.evidence)
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
                    from
                      (
                        select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                        from access.consent k
                      ) t4
                    where
                      t4.subject_id = t1.id
                      and (t4.unit_id = viewer.unit_id or (t4.subject_type = 'person' and t4.subject_id = $1::uuid))
                      and not (t4.id) < ($6::uuid)
                  ),
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t2.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn desc
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1]
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'consent_' || replace(t2.id::text, '-', ''), 'givenAt', t2.given_at)
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t5.*
                    from
                      (
                        select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                        from access.consent k
                      ) t5
                    where
                      t5.subject_id = t1.id
                      and (t5.unit_id = viewer.unit_id or (t5.subject_type = 'person' and t5.subject_id = $1::uuid))
                      and (t5.id) < ($6::uuid)
                    order by t5.id desc
                    limit 2
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from
                    (
                      select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                      from access.consent k
                    ) t7
                  where
                    t7.subject_id = t1.id
                    and (t7.unit_id = viewer.unit_id or (t7.subject_type = 'person' and t7.subject_id = $1::uuid))
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'consent_' || replace(t6.id::text, '-', ''), 'isInForce', coalesce(t6.valid @> $5::timestamptz, false))
                    )
                    order by t6.rn desc
                  ) filter (
                    where t6.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', exists (
                    select
                    from
                      (
                        select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                        from access.consent k
                      ) t8
                    where
                      t8.subject_id = t1.id
                      and (t8.unit_id = viewer.unit_id or (t8.subject_type = 'person' and t8.subject_id = $1::uuid))
                      and not (t8.id) < ($7::uuid)
                  ),
                  'hasPreviousPage', count(*) > 1,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 1
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('OLDEST', t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn
                    ) filter (
                      where t6.rn <= 1
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
                    from
                      (
                        select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                        from access.consent k
                      ) t9
                    where
                      t9.subject_id = t1.id
                      and (t9.unit_id = viewer.unit_id or (t9.subject_type = 'person' and t9.subject_id = $1::uuid))
                      and (t9.id) < ($7::uuid)
                    order by t9.id desc
                    limit 2
                  ) p
              ) t6
          )
        )
      from (select k.* from exchange.beneficiary_mask k) t1
      where
        t1.id = $8::uuid
        and (
          t1.owner_unit_id = viewer.unit_id
          or exists (
            select
            from exchange.match m join exchange.agreement g on g.match_id = m.id
            where
              m.need_id = t1.need_id
              and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
              and (g.supplier_unit_id = viewer.unit_id and g.alliance_id = viewer.alliance_id)
            offset 0
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
