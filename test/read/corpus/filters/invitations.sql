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
          'totalCount', (
            select count(*)
            from directory.invitation_shown t2
            where
              (
                (t2.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                or (t2.unit_id = viewer.unit_id and t2.invited_by = $1::uuid)
              )
              and t2.role = any ($6::text[])
              and case
                when t2.state = 'OPEN'
                and (
                  least(t2.expires_at, t2.until) <= $5::timestamptz
                  or exists (
                    select
                    from directory.post_term s
                    where s.id = t2.delegated_from and not coalesce(s.valid @> $5::timestamptz, false)
                  )
                ) then 'EXPIRED'
                else t2.state
              end = any ($7::text[])
          ),
          'nodes', coalesce(json_agg(json_build_object('personName', t1.person_name)), '[]')
        )
      from
        (
          select t3.*
          from directory.invitation_shown t3
          where
            (
              (t3.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
              or (t3.unit_id = viewer.unit_id and t3.invited_by = $1::uuid)
            )
            and t3.role = any ($8::text[])
            and case
              when t3.state = 'OPEN'
              and (
                least(t3.expires_at, t3.until) <= $5::timestamptz
                or exists (
                  select
                  from directory.post_term s
                  where s.id = t3.delegated_from and not coalesce(s.valid @> $5::timestamptz, false)
                )
              ) then 'EXPIRED'
              else t3.state
            end = any ($9::text[])
          order by t3.id desc
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
          'totalCount', (
            select count(*)
            from directory.invitation_shown t2
            where
              (
                (t2.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                or (t2.unit_id = viewer.unit_id and t2.invited_by = $1::uuid)
              )
              and case
                when t2.state = 'OPEN'
                and (
                  least(t2.expires_at, t2.until) <= $5::timestamptz
                  or exists (
                    select
                    from directory.post_term s
                    where s.id = t2.delegated_from and not coalesce(s.valid @> $5::timestamptz, false)
                  )
                ) then 'EXPIRED'
                else t2.state
              end = any ($6::text[])
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
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
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from directory.invitation_shown t3
          where
            (
              (t3.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
              or (t3.unit_id = viewer.unit_id and t3.invited_by = $1::uuid)
            )
            and case
              when t3.state = 'OPEN'
              and (
                least(t3.expires_at, t3.until) <= $5::timestamptz
                or exists (
                  select
                  from directory.post_term s
                  where s.id = t3.delegated_from and not coalesce(s.valid @> $5::timestamptz, false)
                )
              ) then 'EXPIRED'
              else t3.state
            end = any ($7::text[])
          order by t3.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
