select
  (select case when not exists (select from exchange.benefit_rule t where t.id = $1::uuid) then 0 end)::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
