select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from (select t2.* from access.app t2 where t2.owner_unit_id = $1::uuid order by t2.id desc limit 20) t1
    )
  )::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from access.app t2
        where position(lower($1::text) in lower(t2.name || ' ' || t2.vendor)) > 0
      )
    )
  )::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
