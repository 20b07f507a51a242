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
          'id', 'personrelation_' || replace(t1.id::text, '-', ''),
          'type', (
            select json_build_object('id', 'personrelationtype_' || replace(t2.id::text, '-', ''), 'code', t2.code)
            from directory.person_relation_type t2
            where t2.code = t1.type_code
          ),
          'person', (
            select
              json_build_object('id', 'person_' || replace(t3.id::text, '-', ''), 'name', t3.name, 'version', t3.version)
            from directory.person t3
            where
              t3.id = t1.person_id
              and (
                t3.id = $1::uuid
                or exists (select from directory.post p where p.person_id = t3.id and p.unit_id = viewer.unit_id)
                or exists (
                  select
                  from directory.person_relation r
                  where
                    r.person_id = t3.id
                    and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                    and r.host_unit_id = viewer.unit_id
                  offset 0
                )
                or exists (
                  select
                  from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                  where
                    r.person_id = t3.id
                    and r.is_public
                    and coalesce(r.valid @> $5::timestamptz, false)
                    and coalesce(m.valid @> $5::timestamptz, false)
                    and m.alliance_id = viewer.coordinated
                  offset 0
                )
              )
          ),
          'post', (
            select json_build_object('title', t4.title)
            from directory.post_term t4
            where
              t4.id = t1.post_id
              and (
                coalesce(t4.valid @> $5::timestamptz, false)
                or (t4.unit_id = viewer.unit_id or t4.person_id = $1::uuid)
              )
          ),
          'homeUnit', (
            select json_build_object('shortName', t5.short_name)
            from directory.unit t5
            where t5.id = t1.home_unit_id
          ),
          'hostUnit', (
            select json_build_object('shortName', t6.short_name)
            from directory.unit t6
            where t6.id = t1.host_unit_id
          ),
          'unit', (
            select json_build_object('id', 'unit_' || replace(t7.id::text, '-', ''))
            from directory.unit t7
            where t7.id = t1.unit_id
          ),
          'area', (select json_build_object('name', t8.name) from directory.area t8 where t8.id = t1.area_id),
          'place', (
            select json_build_object('id', 'place_' || replace(t9.id::text, '-', ''))
            from (select p.*, null::float8 as distance_m from directory.place p) t9
            where t9.id = t1.place_id
          ),
          'state', case
            when t1.valid is null then t1.state
            when coalesce(t1.valid @> $5::timestamptz, false) then 'IN_FORCE'
            when lower(t1.valid) > $5::timestamptz then 'UPCOMING'
            else 'ENDED'
          end,
          'proposedBy', t1.proposed_by,
          'statement', case
            when (
              t1.person_id = $1::uuid
              or t1.host_unit_id = viewer.unit_id
              or (t1.home_unit_id = viewer.unit_id and t1.state in ('AGREED', 'ENDED'))
            ) then (
              select w.statement
              from directory.person_relation_said w
              where w.id = t1.id
            )
          end,
          'reason', case
            when (
              t1.person_id = $1::uuid
              or t1.host_unit_id = viewer.unit_id
              or (t1.home_unit_id = viewer.unit_id and t1.state in ('AGREED', 'ENDED'))
            ) then (
              select w.reason
              from directory.person_relation_said w
              where w.id = t1.id
            )
          end,
          'proposedAt', t1.proposed_at,
          'decidedAt', t1.decided_at,
          'since', coalesce(lower(t1.valid), t1.proposed_since),
          'until', case when t1.valid is null then t1.proposed_until else upper(t1.valid)
          end,
          'version', t1.version
        )
      from directory.person_relation_shown t1
      where
        t1.id = $6::uuid
        and (
          (t1.is_public and coalesce(t1.valid @> $5::timestamptz, false))
          or (
            t1.person_id = $1::uuid
            or t1.host_unit_id = viewer.unit_id
            or (t1.home_unit_id = viewer.unit_id and t1.state in ('AGREED', 'ENDED'))
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
