select
  (
    select case when not exists (select from directory.unit t where t.id = directory.unit_now ($1::uuid)) then 0 end
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
