select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from directory.unit t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(
                  encode(
                    convert_to(json_build_array('NAME', (t1.short_name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                ),
                'node', json_build_object('shortName', t1.short_name)
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 3
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(json_build_object('kind', t1.kind) order by t1.rn) filter (where t1.rn <= 3),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 3,
            'hasPreviousPage', exists (
              select
              from directory.unit t3
              where not ((t3.short_name collate directory.pinyin), t3.id) > ($1::text, $2::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(
                  encode(
                    convert_to(json_build_array('NAME', (t1.short_name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn
              ) filter (
                where t1.rn <= 3
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(
                  encode(
                    convert_to(json_build_array('NAME', (t1.short_name collate directory.pinyin)::text, t1.id::text)::text, 'UTF8'),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn desc
              ) filter (
                where t1.rn <= 3
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t4.*
              from directory.unit t4
              where ((t4.short_name collate directory.pinyin), t4.id) > ($1::text, $2::uuid)
              order by (t4.short_name collate directory.pinyin), t4.id
              limit 4
            ) p
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'totalCount', (
            select count(*)
            from
              (
                (select t3.*, 0 as lead from directory.unit t3)
                union all
                (
                  select t.*, 1 as lead
                  from
                    (
                      select distinct l.key
                      from
                        (
                          select u.id
                          from
                            unnest($1::text[]) w (kind),
                            lateral (select o.id from directory.unit o where o.kind = w.kind offset 0) u
                        ) l (key)
                    ) k,
                    lateral (select t4.* from directory.unit t4 where t4.id = k.key offset 0) t
                  where
                    1 = (select case when not directory.are_many ('unit', 'kind', $2::text[], 'unit') then 1 else 0 end)
                  offset 0
                )
              ) t2
            where
              t2.lead = (select case when not directory.are_many ('unit', 'kind', $2::text[], 'unit') then 1 else 0 end)
              and t2.kind = any ($3::text[])
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('kind', t1.kind)
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from
                (
                  (select t6.*, 0 as lead from directory.unit t6)
                  union all
                  (
                    select t.*, 1 as lead
                    from
                      (
                        select distinct l.key
                        from
                          (
                            select u.id
                            from
                              unnest($1::text[]) w (kind),
                              lateral (select o.id from directory.unit o where o.kind = w.kind offset 0) u
                          ) l (key)
                      ) k,
                      lateral (select t7.* from directory.unit t7 where t7.id = k.key offset 0) t
                    where
                      1 = (
                        select case when not directory.are_many ('unit', 'kind', $2::text[], 'unit') then 1 else 0 end
                      )
                    offset 0
                  )
                ) t5
              where
                t5.lead = (
                  select case when not directory.are_many ('unit', 'kind', $2::text[], 'unit') then 1 else 0 end
                )
                and t5.kind = any ($4::text[])
                and not (t5.id) > ($5::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t8.*
              from
                (
                  select t.*
                  from
                    (select distinct unnest($6::text[])) w (part),
                    lateral (
                      select t9.*
                      from directory.unit t9
                      where t9.kind = w.part and t9.kind = any ($7::text[]) and (t9.id) > ($5::uuid)
                      order by t9.id
                      limit 2
                    ) t
                ) t8
              order by t8.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  null
;
