select
  (
    select
      json_build_object(
        'seat', (
          select
            json_build_object(
              'id', 'seat_' || replace(t1.id::text, '-', ''),
              'title', t1.title,
              'postTitle', t1.post_title,
              'state', case
                when t1.until <= ($1::timestamptz at time zone 'Asia/Shanghai')::date
                or t1.until = t1.since then 'ENDED'
                when t1.since > ($1::timestamptz at time zone 'Asia/Shanghai')::date then 'UPCOMING'
                else 'HELD'
              end,
              'since', t1.since,
              'until', t1.until,
              'endedAt', t1.ended_at,
              'reason', t1.reason,
              'createdAt', t1.created_at,
              'version', t1.version,
              'unit', (
                select json_build_object('shortName', t2.short_name)
                from directory.unit t2
                where t2.id = t1.unit_id
              ),
              'body', (
                select json_build_object('name', t3.name)
                from directory.governing_body t3
                where t3.id = t1.body_id
              )
            )
          from directory.seat t1
          where t1.id = $2::uuid
        )
      )
  )::text,
  case
    when $3::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $3::uuid and c.valid @> $1::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
