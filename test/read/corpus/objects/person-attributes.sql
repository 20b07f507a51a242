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
          'attributes', (
            select
              coalesce(json_agg(json_build_object('kind', t2.kind, 'value', t2.value, 'saidAt', t2.said_at, 'version', t2.version)), '[]')
            from
              (
                select
                  a.kind,
                  coalesce(a.born_on::text, a.term_code, 'area_' || replace(a.area_id::text, '-', '')) as value,
                  a.said_at,
                  a.version
                from directory.person_attribute a
                where a.person_id = t1.id and t1.id = $1::uuid
                order by a.kind
              ) t2
          ),
          'consents', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from
                    (
                      select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                      from access.consent k
                    ) t4
                  where
                    t4.subject_id = t1.id
                    and (t4.unit_id = viewer.unit_id or (t4.subject_type = 'person' and t4.subject_id = $1::uuid))
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'purpose', (
                        select json_build_object('code', t5.code)
                        from directory.term t5
                        where t5.code = t3.purpose
                      ),
                      'isInForce', coalesce(t3.valid @> $5::timestamptz, false)
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t6.*
                from
                  (
                    select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id
                    from access.consent k
                  ) t6
                where
                  t6.subject_id = t1.id
                  and (t6.unit_id = viewer.unit_id or (t6.subject_type = 'person' and t6.subject_id = $1::uuid))
                order by t6.id desc
                limit 20
              ) t3
          )
        )
      from directory.person t1
      where
        t1.id = $6::uuid
        and (
          t1.id = $1::uuid
          or exists (select from directory.post p where p.person_id = t1.id and p.unit_id = viewer.unit_id)
          or exists (
            select
            from directory.person_relation r
            where
              r.person_id = t1.id
              and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
              and r.host_unit_id = viewer.unit_id
            offset 0
          )
          or exists (
            select
            from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
            where
              r.person_id = t1.id
              and r.is_public
              and coalesce(r.valid @> $5::timestamptz, false)
              and coalesce(m.valid @> $5::timestamptz, false)
              and m.alliance_id = viewer.coordinated
            offset 0
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
