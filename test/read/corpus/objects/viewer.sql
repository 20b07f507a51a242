with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'kind', 'PERSON',
        'unit', (select json_build_object('shortName', t2.short_name) from directory.unit t2 where t2.id = t1.unit_id),
        'alliance', (select json_build_object('name', t3.name) from directory.alliance t3 where t3.id = t1.alliance_id),
        'app', (
          select json_build_object('id', 'app_' || replace(t4.id::text, '-', ''))
          from access.app t4
          where t4.id = t1.app_id
        ),
        'hats', (
          select
            coalesce(
              json_agg(
                json_build_object(
                  'role', t5.role,
                  'title', t5.title,
                  'unit', (
                    select json_build_object('shortName', t6.short_name)
                    from directory.unit t6
                    where t6.id = t5.unit_id
                  ),
                  'alliance', (
                    select json_build_object('name', t7.name)
                    from directory.alliance t7
                    where t7.id = t5.alliance_id
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
                ) t5
              where t5.holder_id = t1.holder_id
              order by t5.rank
              limit 100
            ) t5
        )
      )
    from
      (
        select
          v.unit_id,
          v.alliances[1] as alliance_id,
          v.scopes,
          $6::uuid as app_id,
          coalesce($1::uuid, $6::uuid) as holder_id
        from viewer v
      ) t1
  )::text,
  (select v.problem from viewer v)
;
