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
          'personSegments', (
            select coalesce(json_agg(json_build_object('value', t2.value, 'persons', t2.persons)), '[]')
            from
              (
                select s.value, s.persons
                from directory.person_segments (t1.id, $6::text, $7::text, $5::timestamptz) s
                where t1.id = viewer.unit_id
              ) t2
          ),
          'byHealth', (
            select coalesce(json_agg(json_build_object('value', t3.value, 'persons', t3.persons)), '[]')
            from
              (
                select s.value, s.persons
                from directory.person_segments (t1.id, $8::text, $9::text, $5::timestamptz) s
                where t1.id = viewer.unit_id
              ) t3
          ),
          'byWork', (
            select coalesce(json_agg(json_build_object('value', t4.value)), '[]')
            from
              (
                select s.value, s.persons
                from directory.person_segments (t1.id, $10::text, $11::text, $5::timestamptz) s
                where t1.id = viewer.unit_id
              ) t4
          ),
          'byHome', (
            select coalesce(json_agg(json_build_object('persons', t5.persons)), '[]')
            from
              (
                select s.value, s.persons
                from directory.person_segments (t1.id, $12::text, $13::text, $5::timestamptz) s
                where t1.id = viewer.unit_id
              ) t5
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($14::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
