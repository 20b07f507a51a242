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
      coalesce(
        json_agg(
          case i.kind
            when 'invitation' then (
              select
                json_build_object(
                  'id', 'invitation_' || replace(t1.id::text, '-', ''),
                  'unit', (
                    select json_build_object('shortName', t2.short_name)
                    from directory.unit t2
                    where t2.id = t1.unit_id
                  ),
                  'title', t1.title,
                  'role', t1.role,
                  'alliance', (
                    select json_build_object('name', t3.name)
                    from directory.alliance t3
                    where t3.id = t1.alliance_id
                  ),
                  'personName', t1.person_name,
                  'since', t1.since,
                  'until', t1.until,
                  'delegatedFrom', (
                    select json_build_object('id', 'post_' || replace(t4.id::text, '-', ''))
                    from directory.post_term t4
                    where
                      t4.id = t1.delegated_from
                      and (
                        coalesce(t4.valid @> $5::timestamptz, false)
                        or (t4.unit_id = viewer.unit_id or t4.person_id = $1::uuid)
                      )
                  ),
                  'invitedBy', (
                    select json_build_object('id', 'person_' || replace(t5.id::text, '-', ''), 'name', t5.name)
                    from directory.person t5
                    where
                      t5.id = t1.invited_by
                      and (
                        t5.id = $1::uuid
                        or exists (
                          select
                          from directory.post p
                          where p.person_id = t5.id and p.unit_id = viewer.unit_id
                        )
                        or exists (
                          select
                          from directory.person_relation r
                          where
                            r.person_id = t5.id
                            and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                            and r.host_unit_id = viewer.unit_id
                          offset 0
                        )
                        or exists (
                          select
                          from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                          where
                            r.person_id = t5.id
                            and r.is_public
                            and coalesce(r.valid @> $5::timestamptz, false)
                            and coalesce(m.valid @> $5::timestamptz, false)
                            and m.alliance_id = viewer.coordinated
                          offset 0
                        )
                      )
                  ),
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
                  'post', (
                    select json_build_object('id', 'post_' || replace(t6.id::text, '-', ''))
                    from directory.post_term t6
                    where
                      t6.invitation_id = t1.id
                      and (
                        coalesce(t6.valid @> $5::timestamptz, false)
                        or (t6.unit_id = viewer.unit_id or t6.person_id = $1::uuid)
                      )
                  ),
                  'createdAt', t1.created_at,
                  'expiresAt', t1.expires_at,
                  'decidedAt', t1.decided_at,
                  'version', t1.version
                )
              from directory.invitation_shown t1
              where
                t1.id = i.id
                and (
                  (t1.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                  or (t1.unit_id = viewer.unit_id and t1.invited_by = $1::uuid)
                )
            )
          end
          order by i.n
        ),
        '[]'
      )
    from unnest($6::uuid[], $7::text[]) with ordinality i (id, kind, n)
  )::text,
  viewer.problem
from viewer
;
