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
      select json_build_object('id', 'person_' || replace(t1.id::text, '-', ''))
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
          or exists (
            select
            from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
            where
              r.person_id = t1.id
              and r.is_public
              and coalesce(r.valid @> $5::timestamptz, false)
              and coalesce(m.valid @> $5::timestamptz, false)
              and m.alliance_id = viewer.coordinated
            offset 0
          )
        )
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
    select
      coalesce(
        json_agg(
          case i.kind
            when 'invitation' then (
              select json_build_object('personName', t1.person_name)
              from directory.invitation_shown t1
              where
                t1.id = i.id
                and (
                  (t1.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                  or (t1.unit_id = viewer.unit_id and t1.invited_by = $1::uuid)
                )
            )
            when 'post' then (
              select
                json_build_object(
                  'title', t2.title,
                  'isDelegated', t2.delegated_from is not null,
                  'holder', (
                    select json_build_object('name', t3.name)
                    from directory.person t3
                    where
                      t3.id = t2.person_id
                      and (
                        t3.id = $1::uuid
                        or exists (
                          select
                          from directory.post p
                          where p.person_id = t3.id and p.unit_id = viewer.unit_id
                        )
                        or exists (
                          select
                          from directory.person_relation r
                          where
                            r.person_id = t3.id
                            and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                            and r.host_unit_id = viewer.unit_id
                          offset 0
                        )
                        or exists (
                          select
                          from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                          where
                            r.person_id = t3.id
                            and r.is_public
                            and coalesce(r.valid @> $5::timestamptz, false)
                            and coalesce(m.valid @> $5::timestamptz, false)
                            and m.alliance_id = viewer.coordinated
                          offset 0
                        )
                      )
                  ),
                  'reason', case when (t2.unit_id = viewer.unit_id or t2.person_id = $1::uuid) then t2.reason
                  end
                )
              from directory.post_term t2
              where
                t2.id = i.id
                and (
                  coalesce(t2.valid @> $5::timestamptz, false)
                  or (t2.unit_id = viewer.unit_id or t2.person_id = $1::uuid)
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
