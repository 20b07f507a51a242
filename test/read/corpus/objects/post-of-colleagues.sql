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
            when 'post' then (
              select
                json_build_object(
                  'id', 'post_' || replace(t1.id::text, '-', ''),
                  'title', t1.title,
                  'role', t1.role,
                  'state', case
                    when coalesce(t1.valid @> $5::timestamptz, false) then 'IN_FORCE'
                    when lower(t1.valid) > $5::timestamptz then 'UPCOMING'
                    else 'ENDED'
                  end,
                  'isDelegated', t1.delegated_from is not null,
                  'since', t1.since,
                  'until', t1.until,
                  'reason', case when (t1.unit_id = viewer.unit_id or t1.person_id = $1::uuid) then t1.reason
                  end,
                  'version', t1.version,
                  'holder', (
                    select json_build_object('id', 'person_' || replace(t2.id::text, '-', ''), 'name', t2.name)
                    from directory.person t2
                    where
                      t2.id = t1.person_id
                      and (
                        t2.id = $1::uuid
                        or exists (
                          select
                          from directory.post p
                          where p.person_id = t2.id and p.unit_id = viewer.unit_id
                        )
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
                  ),
                  'unit', (
                    select json_build_object('shortName', t3.short_name)
                    from directory.unit t3
                    where t3.id = t1.unit_id
                  )
                )
              from directory.post_term t1
              where
                t1.id = i.id
                and (
                  coalesce(t1.valid @> $5::timestamptz, false)
                  or (t1.unit_id = viewer.unit_id or t1.person_id = $1::uuid)
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
