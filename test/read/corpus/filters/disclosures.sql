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
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'disclosure_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from access.disclosure t2
          where (t2.unit_id = viewer.unit_id or t2.of_unit_id = viewer.unit_id) and t2.of_unit_id = $6::uuid
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
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'disclosure_' || replace(t1.id::text, '-', ''),
                'ofUnit', (
                  select json_build_object('id', 'unit_' || replace(t2.id::text, '-', ''))
                  from directory.unit t2
                  where t2.id = t1.of_unit_id
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from access.disclosure t3
          where (t3.unit_id = viewer.unit_id or t3.of_unit_id = viewer.unit_id) and t3.unit_id = $6::uuid
          order by t3.id
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
    json_build_object(
      'totalCount', (
        select count(*)
        from access.disclosure t2
        where
          (t2.unit_id = viewer.unit_id or t2.of_unit_id = viewer.unit_id)
          and t2.of_unit_id = $6::uuid
          and (t2.subject_type = $7::text and t2.subject_id = $8::uuid)
          and t2.unit_id = $9::uuid
      )
    )
  )::text,
  viewer.problem
from viewer
;
