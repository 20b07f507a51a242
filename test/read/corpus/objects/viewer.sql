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
        'kind', 'PERSON',
        'unit', (select json_build_object('shortName', t2.short_name) from directory.unit t2 where t2.id = t1.unit_id),
        'alliance', (select json_build_object('name', t3.name) from directory.alliance t3 where t3.id = t1.alliance_id),
        'person', (
          select json_build_object('id', 'person_' || replace(t4.id::text, '-', ''), 'name', t4.name)
          from directory.person t4
          where
            t4.id = t1.person_id
            and (
              t4.id = $1::uuid
              or exists (select from directory.post p where p.person_id = t4.id and p.unit_id = viewer.unit_id)
              or exists (
                select
                from directory.person_relation r
                where
                  r.person_id = t4.id
                  and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                  and r.host_unit_id = viewer.unit_id
                offset 0
              )
              or exists (
                select
                from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                where
                  r.person_id = t4.id
                  and r.is_public
                  and coalesce(r.valid @> $5::timestamptz, false)
                  and coalesce(m.valid @> $5::timestamptz, false)
                  and m.alliance_id = viewer.coordinated
                offset 0
              )
            )
        ),
        'app', (
          select json_build_object('id', 'app_' || replace(t5.id::text, '-', ''))
          from access.app t5
          where t5.id = t1.app_id
        ),
        'hats', (
          select
            coalesce(
              json_agg(
                json_build_object(
                  'role', t6.role,
                  'roles', to_json(coalesce(t6.roles, array['OPERATOR'])),
                  'title', t6.title,
                  'unit', (
                    select json_build_object('shortName', t7.short_name)
                    from directory.unit t7
                    where t7.id = t6.unit_id
                  ),
                  'alliance', (
                    select json_build_object('name', t8.name)
                    from directory.alliance t8
                    where t8.id = t6.alliance_id
                  )
                )
              ),
              '[]'
            )
          from
            (
              select *
              from
                (
                  select
                    coalesce($1::uuid, $6::uuid) as holder_id,
                    h.*,
                    row_number() over (order by h.unit_name, h.alliance_name) as rank
                  from rights.hats ($1::uuid, $6::uuid, $5::timestamptz) h
                ) t6
              where t6.holder_id = t1.holder_id
              order by t6.rank
              limit 100
            ) t6
        )
      )
    from
      (
        select
          v.unit_id,
          v.alliance_id,
          v.scopes,
          $6::uuid as app_id,
          $1::uuid as person_id,
          coalesce($1::uuid, $6::uuid) as holder_id
        from viewer v
      ) t1
  )::text,
  viewer.problem
from viewer
;
