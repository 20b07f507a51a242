select
  (
    (
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'term_' || replace(t1.id::text, '-', ''),
                'code', t1.code,
                'label', case when $1::text = 'en' then t1.label_en else t1.label_zh
                end,
                'scheme', t1.scheme,
                'until', t1.until,
                'source', t1.source
              )
            ),
            '[]'
          )
        )
      from (select t2.* from directory.term t2 where true order by t2.scheme, t2.rank, t2.id limit 20) t1
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
