select
  (
    (
      select
        json_build_object(
          'totalCount', (
            select count(*)
            from (select p.*, null::float8 as distance_m from directory.place p) t2
            where t2.services && $1::text[]
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'name', t1.name,
                'services', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'code', t3.code,
                          'label', case when $2::text = 'en' then t3.label_en else t3.label_zh
                          end
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select *
                      from directory.term t3
                      where t3.code = any (t1.services)
                      order by t3.scheme, t3.rank, t3.id
                      limit 100
                    ) t3
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t4.*
          from (select p.*, null::float8 as distance_m from directory.place p) t4
          where t4.services && $3::text[]
          order by t4.id desc
          limit 20
        ) t1
    )
  )::text,
  case
    when $4::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $4::uuid and c.valid @> $5::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
