select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name)), '[]'))
      from
        (
          select t2.*
          from directory.unit t2
          where
            exists (
              select
              from rights.membership m
              where m.unit_id = t2.id and m.alliance_id = $1::uuid and coalesce(m.valid @> $2::timestamptz, false)
            )
          order by (t2.short_name collate directory.pinyin), t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name, 'formerNames', t1.former_names)), '[]'))
      from
        (
          select t2.*
          from
            (
              select u.*, true as is_any
              from directory.unit u
              union all
              (
                select u.*, false
                from directory.unit_search s join directory.unit u on u.id = s.unit_id
                where
                  not (
                    select
                      directory.are_common (directory.grams_sought (directory.fold ($1::text)))
                      or directory.are_common (directory.pinyin_sought (directory.fold ($1::text)))
                  )
                  and (
                    s.grams @> directory.grams_sought (directory.fold ($1::text))
                    or s.grams @> directory.pinyin_sought (directory.fold ($1::text))
                  )
                offset 0
              )
            ) t2
          where
            (
              (
                select
                  directory.are_common (directory.grams_sought (directory.fold ($1::text)))
                  or directory.are_common (directory.pinyin_sought (directory.fold ($1::text)))
              )
              or not t2.is_any
            )
            and exists (
              select
              from directory.unit_search s
              where
                s.unit_id = t2.id
                and (
                  strpos(s.text, (select directory.fold ($2::text))) > 0
                  or s.pinyin ~ (select directory.pinyin_pattern (directory.fold ($2::text)))
                )
              offset 0
            )
          order by (t2.short_name collate directory.pinyin), t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name)), '[]'))
      from (select t2.* from directory.unit t2 where t2.registered_by_unit = $1::uuid order by t2.id desc limit 20) t1
    )
  )::text,
  null
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from
          (
            select u.*
            from directory.unit u
            where not $1::boolean and u.dissolved_at is null
            union all
            (select u.* from directory.unit u where $1::boolean and u.dissolved_at is not null offset 0)
          ) t2
        where (t2.dissolved_at is not null) = $2::boolean
      )
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'shortName', t1.short_name,
                'stage', case
                  when t1.dissolved_at is not null then 'DISSOLVED'
                  when exists (
                    select
                    from directory.relation r join directory.relation_type t on t.code = r.type_code
                    where r.subject_unit_id = t1.id and t.is_incubation and coalesce(r.valid @> $1::timestamptz, false)
                  ) then 'INCUBATING'
                  else 'INDEPENDENT'
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from
            (
              select u.*
              from directory.unit u
              where not $2::boolean and u.dissolved_at is null
              union all
              (select u.* from directory.unit u where $2::boolean and u.dissolved_at is not null offset 0)
            ) t2
          where (t2.dissolved_at is not null) = $3::boolean
          order by t2.id desc
          limit 2
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
                select u.*, true as is_any
                from directory.unit u
                union all
                (
                  select u.*, false
                  from directory.unit u
                  where
                    not (select directory.are_common_classes ($1::text[]))
                    and u.id in (
                      select c.unit_id
                      from directory.unit_classification c
                      where c.term_code = any ($1::text[]) and upper_inf(c.valid)
                    )
                  offset 0
                )
              ) t2
            where
              ((select directory.are_common_classes ($1::text[])) or not t2.is_any)
              and exists (
                select
                from directory.unit_classification c
                where
                  c.unit_id = t2.id
                  and c.term_code = any ($2::text[])
                  and upper_inf(c.valid)
                  and coalesce(c.valid @> $3::timestamptz, false)
                offset 0
              )
          ),
          'nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name)), '[]')
        )
      from
        (
          select t3.*
          from
            (
              select u.*, true as is_any
              from directory.unit u
              union all
              (
                select u.*, false
                from directory.unit u
                where
                  not (select directory.are_common_classes ($1::text[]))
                  and u.id in (
                    select c.unit_id
                    from directory.unit_classification c
                    where c.term_code = any ($1::text[]) and upper_inf(c.valid)
                  )
                offset 0
              )
            ) t3
          where
            ((select directory.are_common_classes ($1::text[])) or not t3.is_any)
            and exists (
              select
              from directory.unit_classification c
              where
                c.unit_id = t3.id
                and c.term_code = any ($4::text[])
                and upper_inf(c.valid)
                and coalesce(c.valid @> $3::timestamptz, false)
              offset 0
            )
          order by (t3.short_name collate directory.pinyin), t3.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from
          (
            select u.*, true as is_any
            from directory.unit u
            union all
            (
              select u.*, false
              from directory.unit u
              where
                not (select directory.are_common_classes ($1::text[]))
                and u.id in (
                  select c.unit_id
                  from directory.unit_classification c
                  where c.term_code = any ($1::text[]) and upper_inf(c.valid)
                )
              offset 0
            )
          ) t2
        where
          ((select directory.are_common_classes ($1::text[])) or not t2.is_any)
          and exists (
            select
            from directory.unit_classification c
            where
              c.unit_id = t2.id
              and c.term_code = any ($2::text[])
              and upper_inf(c.valid)
              and coalesce(c.valid @> $3::timestamptz, false)
            offset 0
          )
          and exists (
            select
            from directory.unit_search s
            where
              s.unit_id = t2.id
              and (
                strpos(s.text, (select directory.fold ($4::text))) > 0
                or s.pinyin ~ (select directory.pinyin_pattern (directory.fold ($4::text)))
              )
            offset 0
          )
      )
    )
  )::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.unit t2 where t2.kind = any ($1::text[]))))::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.unit t2 where t2.kind = any ($1::text[]))))::text,
  null
;
