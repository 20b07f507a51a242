select
  (
    select
      json_build_object(
        'area', (
          select
            json_build_object(
              'id', 'area_' || replace(t1.id::text, '-', ''),
              'until', upper(t1.valid),
              'endedBy', (select s.kind from directory.area_succession s where s.from_id = t1.id limit 1),
              'successors', (
                select coalesce(json_agg(json_build_object('name', t2.name)), '[]')
                from
                  (
                    select *
                    from directory.area t2
                    where t2.id in (select s.to_id from directory.area_succession s where s.from_id = t1.id)
                    order by t2.rank, t2.code, t2.id
                    limit 100
                  ) t2
              )
            )
          from directory.area t1
          where t1.id = $1::uuid
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
