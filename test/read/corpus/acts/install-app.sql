with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'installation', (
          select
            json_build_object(
              'id', 'installation_' || replace(t1.id::text, '-', ''),
              'scopes', t1.scopes,
              'purpose', (select json_build_object('code', t2.code) from directory.term t2 where t2.code = t1.purpose),
              'until', case when isempty(t1.valid) then t1.created_at else upper(t1.valid)
              end,
              'isInForce', (
                (t1.valid @> $5::timestamptz) is true
                and exists (select from access.app o where o.id = t1.app_id and o.retired_at is null)
                and exists (
                  select
                  from rights.membership m
                  where
                    m.unit_id = t1.unit_id
                    and m.alliance_id = t1.alliance_id
                    and (m.valid @> $5::timestamptz) is true
                )
              )
            )
          from access.installation t1
          where
            t1.id = $6::uuid
            and (
              t1.unit_id = (select v.unit_id from viewer v)
              or (
                t1.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                and t1.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
              )
              or exists (
                select
                from access.app o
                where o.id = t1.app_id and o.owner_unit_id = (select v.unit_id from viewer v)
                offset 0
              )
            )
        )
      )
  )::text,
  (select v.problem from viewer v)
;
