-- on the guarded lane, under row-level security
select
  (
    (
      select
        json_build_object(
          'person', (
            select json_build_object('name', t2.name)
            from directory.person t2
            where t2.id = t1.person_id and false
          ),
          'post', (
            select json_build_object('title', t3.title)
            from directory.post_term t3
            where t3.id = t1.post_id and coalesce(t3.valid @> $1::timestamptz, false)
          ),
          'statement', case
            when false then (select w.statement from directory.person_relation_said w where w.id = t1.id)
          end,
          'reason', case when false then (select w.reason from directory.person_relation_said w where w.id = t1.id)
          end
        )
      from directory.person_relation_shown t1
      where t1.id = $2::uuid and (t1.is_public and coalesce(t1.valid @> $1::timestamptz, false))
    )
  )::text,
  null
;
-- on the guarded lane, under row-level security
select
  (
    (
      select json_build_object('id', 'personrelation_' || replace(t1.id::text, '-', ''))
      from directory.person_relation_shown t1
      where t1.id = $1::uuid and (t1.is_public and coalesce(t1.valid @> $2::timestamptz, false))
    )
  )::text,
  null
;
