select
  (
    select coalesce(json_agg(null::json order by i.n), '[]')
    from unnest($1::uuid[], $2::text[]) with ordinality i (id, kind, n)
  )::text,
  case
    when $3::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $3::uuid and c.valid @> $4::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
