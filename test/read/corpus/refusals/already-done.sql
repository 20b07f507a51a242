with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      case
        when not exists (
          select
          from projects.project t
          where
            t.id = $6::uuid
            and (t.visibility = 'PUBLIC' or t.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
        ) then 0
      end
  )::text,
  (select v.problem from viewer v)
;
