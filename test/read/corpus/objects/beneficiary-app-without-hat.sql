-- on the guarded lane, under row-level security
select
  (
    (
      select
        json_build_object(
          'title', t1.title,
          'beneficiary', (
            select
              json_build_object(
                'id', 'beneficiary_' || replace(t2.id::text, '-', ''),
                'disclosure', 'MASKED',
                'name', t2.name,
                'mobile', t2.mobile,
                'identityNumber', t2.identity_number,
                'address', t2.address,
                'version', null
              )
            from (select k.* from exchange.beneficiary_mask k) t2
            where t2.need_id = t1.id and false
          )
        )
      from exchange.need t1
      where
        t1.id = $1::uuid
        and (
          (t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t1.paused_for is null)
          and t1.visibility = 'PUBLIC'
        )
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
-- on the guarded lane, under row-level security
select
  (
    (
      select
        json_build_object(
          'title', t1.title,
          'beneficiary', (
            select
              json_build_object(
                'id', 'beneficiary_' || replace(t2.id::text, '-', ''),
                'disclosure', 'MASKED',
                'name', t2.name,
                'mobile', t2.mobile,
                'identityNumber', t2.identity_number,
                'address', t2.address,
                'version', null
              )
            from (select k.* from exchange.beneficiary_mask k) t2
            where t2.need_id = t1.id and false
          )
        )
      from exchange.need t1
      where
        t1.id = $1::uuid
        and (
          (t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t1.paused_for is null)
          and t1.visibility = 'PUBLIC'
        )
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
-- on the guarded lane, under row-level security
select
  (
    (
      select
        json_build_object(
          'id', 'beneficiary_' || replace(t1.id::text, '-', ''),
          'disclosure', 'MASKED',
          'name', t1.name,
          'mobile', t1.mobile,
          'identityNumber', t1.identity_number,
          'address', t1.address,
          'version', null
        )
      from (select k.* from exchange.beneficiary_mask k) t1
      where t1.id = $1::uuid and false
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
