select
  (
    (
      select
        json_build_object(
          'id', 'area_' || replace(t1.id::text, '-', ''),
          'scheme', t1.scheme,
          'code', t1.code,
          'name', t1.name,
          'level', t1.level,
          'parent', (select json_build_object('name', t2.name) from directory.area t2 where t2.id = t1.parent_id),
          'ancestors', (
            select coalesce(json_agg(json_build_object('name', t3.name, 'level', t3.level)), '[]')
            from
              (
                select *
                from directory.area t3
                where t3.id = any (t1.path) and t3.id <> t1.id
                order by t3.rank, t3.code, t3.id
                limit 100
              ) t3
          ),
          'areas', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t4.name)), '[]'))
            from (select t5.* from directory.area t5 where t5.parent_id = t1.id order by t5.code, t5.id limit 20) t4
          ),
          'keeper', (
            select json_build_object('shortName', t6.short_name)
            from directory.unit t6
            where t6.id = t1.keeper_unit_id
          ),
          'since', lower(t1.valid),
          'until', upper(t1.valid),
          'boundary', (
            select json_agg(p.rings order by p.part)
            from
              (
                select
                  b.part,
                  json_agg(
                    (
                      select
                        json_agg(json_build_array(round(c.at[0]::numeric, 8), round(c.at[1]::numeric, 8)) order by c.n)
                      from
                        (
                          select n, directory.to_crs ((v ->> 0)::float8, (v ->> 1)::float8, $1::text) as at
                          from
                            json_array_elements(translate(b.outline::text, '()', '[]')::json) with ordinality o (v, n)
                          union all
                          select
                            npoints(b.outline) + 1,
                            directory.to_crs ((f ->> 0)::float8, (f ->> 1)::float8, $1::text)
                          from (select translate(b.outline::text, '()', '[]')::json -> 0) o (f)
                        ) c
                    )
                    order by b.ring
                  ) as rings
                from directory.area_boundary b
                where b.area_id = t1.id and b.edition = t1.edition
                group by b.part
              ) p
          ),
          'shifted', (
            select json_agg(p.rings order by p.part)
            from
              (
                select
                  b.part,
                  json_agg(
                    (
                      select
                        json_agg(json_build_array(round(c.at[0]::numeric, 8), round(c.at[1]::numeric, 8)) order by c.n)
                      from
                        (
                          select n, directory.to_crs ((v ->> 0)::float8, (v ->> 1)::float8, $2::text) as at
                          from
                            json_array_elements(translate(b.outline::text, '()', '[]')::json) with ordinality o (v, n)
                          union all
                          select
                            npoints(b.outline) + 1,
                            directory.to_crs ((f ->> 0)::float8, (f ->> 1)::float8, $2::text)
                          from (select translate(b.outline::text, '()', '[]')::json -> 0) o (f)
                        ) c
                    )
                    order by b.ring
                  ) as rings
                from directory.area_boundary b
                where b.area_id = t1.id and b.edition = t1.edition
                group by b.part
              ) p
          ),
          'predecessors', (
            select coalesce(json_agg(json_build_object('name', t7.name)), '[]')
            from
              (
                select *
                from directory.area t7
                where t7.id in (select s.from_id from directory.area_succession s where s.to_id = t1.id)
                order by t7.rank, t7.code, t7.id
                limit 100
              ) t7
          ),
          'version', t1.version
        )
      from directory.area t1
      where t1.id = $3::uuid
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
select
  (
    (
      select
        json_build_object(
          'until', upper(t1.valid),
          'endedBy', (select s.kind from directory.area_succession s where s.from_id = t1.id limit 1),
          'boundary', (
            select json_agg(p.rings order by p.part)
            from
              (
                select
                  b.part,
                  json_agg(
                    (
                      select
                        json_agg(json_build_array(round(c.at[0]::numeric, 8), round(c.at[1]::numeric, 8)) order by c.n)
                      from
                        (
                          select n, directory.to_crs ((v ->> 0)::float8, (v ->> 1)::float8, $1::text) as at
                          from
                            json_array_elements(translate(b.outline::text, '()', '[]')::json) with ordinality o (v, n)
                          union all
                          select
                            npoints(b.outline) + 1,
                            directory.to_crs ((f ->> 0)::float8, (f ->> 1)::float8, $1::text)
                          from (select translate(b.outline::text, '()', '[]')::json -> 0) o (f)
                        ) c
                    )
                    order by b.ring
                  ) as rings
                from directory.area_boundary b
                where b.area_id = t1.id and b.edition = t1.edition
                group by b.part
              ) p
          ),
          'successors', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'name', t2.name,
                    'boundary', (
                      select json_agg(p.rings order by p.part)
                      from
                        (
                          select
                            b.part,
                            json_agg(
                              (
                                select
                                  json_agg(
                                    json_build_array(round(c.at[0]::numeric, 8), round(c.at[1]::numeric, 8))
                                    order by c.n
                                  )
                                from
                                  (
                                    select n, directory.to_crs ((v ->> 0)::float8, (v ->> 1)::float8, $2::text) as at
                                    from
                                      json_array_elements(translate(b.outline::text, '()', '[]')::json) with ordinality o (v, n)
                                    union all
                                    select
                                      npoints(b.outline) + 1,
                                      directory.to_crs ((f ->> 0)::float8, (f ->> 1)::float8, $2::text)
                                    from (select translate(b.outline::text, '()', '[]')::json -> 0) o (f)
                                  ) c
                              )
                              order by b.ring
                            ) as rings
                          from directory.area_boundary b
                          where b.area_id = t2.id and b.edition = t2.edition
                          group by b.part
                        ) p
                    )
                  )
                ),
                '[]'
              )
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
      where t1.id = $3::uuid
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
select
  (
    (
      select
        json_build_object(
          'name', t1.name,
          'ancestors', (
            select coalesce(json_agg(json_build_object('name', t2.name)), '[]')
            from
              (
                select *
                from directory.area t2
                where t2.id = any (t1.path) and t2.id <> t1.id
                order by t2.rank, t2.code, t2.id
                limit 100
              ) t2
          )
        )
      from directory.area t1
      where t1.id = $1::uuid
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
