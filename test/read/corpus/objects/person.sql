-- on the guarded lane, under row-level security
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    (
      select json_build_object('id', 'person_' || replace(t1.id::text, '-', ''), 'name', t1.name)
      from directory.person t1
      where
        t1.id = $6::uuid
        and (
          t1.id = $1::uuid
          or exists (
            select
            from directory.post p
            where p.person_id = t1.id and p.unit_id = (select v.unit_id from viewer v)
          )
        )
    )
  )::text,
  (select v.problem from viewer v)
;
