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
              'decidedAt', t1.decided_at,
              'version', t1.version
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
