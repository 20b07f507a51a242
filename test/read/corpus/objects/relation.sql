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
          'id', 'relation_' || replace(t1.id::text, '-', ''),
          'type', (
            select json_build_object('id', 'relationtype_' || replace(t2.id::text, '-', ''), 'code', t2.code)
            from directory.relation_type t2
            where t2.code = t1.type_code
          ),
          'subject', (
            select json_build_object('id', 'unit_' || replace(t3.id::text, '-', ''), 'shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.subject_unit_id
          ),
          'object', (
            select json_build_object('id', 'unit_' || replace(t4.id::text, '-', ''))
            from directory.unit t4
            where t4.id = t1.object_unit_id
          ),
          'state', case
            when t1.valid is null then t1.state
            when coalesce(t1.valid @> $5::timestamptz, false) then 'IN_FORCE'
            when lower(t1.valid) > $5::timestamptz then 'UPCOMING'
            else 'ENDED'
          end,
          'proposedBy', (
            select json_build_object('shortName', t5.short_name)
            from directory.unit t5
            where t5.id = t1.proposed_by_unit_id
          ),
          'statement', case
            when (
              t1.subject_unit_id = viewer.unit_id
              or t1.object_unit_id = viewer.unit_id
              or directory.keeps_area (viewer.unit_id, t1.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
            ) then t1.statement
          end,
          'reason', case
            when (
              t1.subject_unit_id = viewer.unit_id
              or t1.object_unit_id = viewer.unit_id
              or directory.keeps_area (viewer.unit_id, t1.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
            ) then t1.reason
          end,
          'proposedAt', t1.proposed_at,
          'decidedAt', t1.decided_at,
          'since', coalesce(lower(t1.valid), t1.proposed_since),
          'until', case when t1.valid is null then t1.proposed_until else upper(t1.valid)
          end,
          'version', t1.version
        )
      from directory.relation t1
      where
        t1.id = $6::uuid
        and (
          t1.state in ('AGREED', 'ENDED')
          or (
            t1.subject_unit_id = viewer.unit_id
            or t1.object_unit_id = viewer.unit_id
            or directory.keeps_area (viewer.unit_id, t1.object_area_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
