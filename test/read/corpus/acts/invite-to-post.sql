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
        'invitation', (
          select
            json_build_object(
              'id', 'invitation_' || replace(t1.id::text, '-', ''),
              'title', t1.title,
              'state', case
                when t1.state = 'OPEN'
                and (
                  least(t1.expires_at, t1.until) <= $5::timestamptz
                  or exists (
                    select
                    from directory.post_term s
                    where s.id = t1.delegated_from and not coalesce(s.valid @> $5::timestamptz, false)
                  )
                ) then 'EXPIRED'
                else t1.state
              end,
              'invitedBy', (
                select json_build_object('name', t2.name)
                from directory.person t2
                where
                  t2.id = t1.invited_by
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
                    or exists (
                      select
                      from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                      where
                        r.person_id = t2.id
                        and r.is_public
                        and coalesce(r.valid @> $5::timestamptz, false)
                        and coalesce(m.valid @> $5::timestamptz, false)
                        and m.alliance_id = viewer.coordinated
                      offset 0
                    )
                  )
              )
            )
          from directory.invitation_shown t1
          where
            t1.id = $6::uuid
            and (
              (t1.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
              or (t1.unit_id = viewer.unit_id and t1.invited_by = $1::uuid)
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
