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
        'post', (
          select
            json_build_object(
              'id', 'post_' || replace(t1.id::text, '-', ''),
              'title', t1.title,
              'state', case
                when coalesce(t1.valid @> $5::timestamptz, false) then 'IN_FORCE'
                when lower(t1.valid) > $5::timestamptz then 'UPCOMING'
                else 'ENDED'
              end,
              'holder', (
                select json_build_object('name', t2.name)
                from directory.person t2
                where
                  t2.id = t1.person_id
                  and (
                    t2.id = $1::uuid
                    or exists (select from directory.post p where p.person_id = t2.id and p.unit_id = viewer.unit_id)
                    or exists (
                      select
                      from directory.person_relation r
                      where
                        r.person_id = t2.id
                        and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                        and r.host_unit_id = viewer.unit_id
                      offset 0
                    )
                  )
              )
            )
          from directory.post_term t1
          where
            t1.id = $6::uuid
            and (
              coalesce(t1.valid @> $5::timestamptz, false)
              or (t1.unit_id = viewer.unit_id or t1.person_id = $1::uuid)
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
