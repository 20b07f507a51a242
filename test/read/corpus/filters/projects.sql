with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]'))
      from
        (
          select t2.*
          from projects.project t2
          where
            (t2.visibility = 'PUBLIC' or t2.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
            and exists (select from projects.partner p where p.project_id = t2.id and p.unit_id = $6::uuid)
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  (select v.problem from viewer v)
;
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]'))
      from
        (
          select t2.*
          from projects.project t2
          where
            (t2.visibility = 'PUBLIC' or t2.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
            and t2.alliance_id = $6::uuid
            and t2.state = any ($7::text[])
          order by t2.ends_on, t2.id
          limit 20
        ) t1
    )
  )::text,
  (select v.problem from viewer v)
;
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]'))
      from
        (
          select t2.*
          from projects.project t2
          where
            (t2.visibility = 'PUBLIC' or t2.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
            and t2.state = any ($6::text[])
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  (select v.problem from viewer v)
;
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from projects.project t2
        where
          (t2.visibility = 'PUBLIC' or t2.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
          and position(lower($6::text) in lower(t2.title || ' ' || t2.goal)) > 0
      )
    )
  )::text,
  (select v.problem from viewer v)
;
