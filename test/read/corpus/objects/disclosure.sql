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
          'id', 'disclosure_' || replace(t1.id::text, '-', ''),
          'subjectId', t1.subject_type || '_' || replace(t1.subject_id::text, '-', ''),
          'ofUnit', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.of_unit_id
          ),
          'unit', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.unit_id
          ),
          'alliance', (
            select json_build_object('name', t4.name)
            from directory.alliance t4
            where t4.id = t1.alliance_id
          ),
          'purpose', (select json_build_object('code', t5.code) from directory.term t5 where t5.code = t1.purpose),
          'reason', t1.reason,
          'since', lower(t1.valid),
          'until', upper(t1.valid)
        )
      from access.disclosure t1
      where t1.id = $6::uuid and (t1.unit_id = viewer.unit_id or t1.of_unit_id = viewer.unit_id)
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
    json_build_object(
      'totalCount', (
        select count(*)
        from access.disclosure t2
        where
          (t2.unit_id = viewer.unit_id or t2.of_unit_id = viewer.unit_id)
          and (t2.subject_type = $6::text and t2.subject_id = $7::uuid)
      )
    )
  )::text,
  viewer.problem
from viewer
;
