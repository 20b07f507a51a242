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
    select
      json_build_object(
        'person', (
          select
            json_build_object('id', 'person_' || replace(t1.id::text, '-', ''), 'name', t1.name, 'version', t1.version)
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
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
