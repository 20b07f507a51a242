select
  (
    (
      select
        json_build_object(
          'identifiers', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.unit_identifier t3
                  where t3.unit_id = t1.id and (t3.state <> 'REMOVED' and not t3.is_personal)
                ),
                'nodes', coalesce(json_agg(json_build_object('value', t2.value, 'state', t2.state)), '[]')
              )
            from
              (
                select t4.*
                from directory.unit_identifier t4
                where t4.unit_id = t1.id and (t4.state <> 'REMOVED' and not t4.is_personal)
                order by t4.id
                limit 20
              ) t2
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($1::uuid)
    )
  )::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.app_key c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    (
      select json_build_object('id', 'identifier_' || replace(t1.id::text, '-', ''))
      from directory.unit_identifier t1
      where t1.id = $1::uuid and (t1.state <> 'REMOVED' and not t1.is_personal)
    )
  )::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.app_key c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from directory.unit t2
        where
          t2.id in (
            select i.unit_id
            from directory.unit_identifier i
            where
              i.value = $1::text
              and i.scheme = coalesce($2::text, i.scheme)
              and i.state <> 'REMOVED'
              and (i.state <> 'REMOVED' and not i.is_personal)
          )
      )
    )
  )::text,
  case
    when $3::uuid is not null
    and not exists (
      select
      from rights.app_key c
      where c.id = $3::uuid and c.valid @> $4::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
