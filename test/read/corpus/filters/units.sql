select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name)), '[]'))
      from
        (
          select t2.*
          from
            (
              select t4.*, 0 as lead
              from directory.unit t4
              union all
              (
                select t3.*, 1 as lead
                from directory.unit t3
                where
                  1 = (select case when not false then 1 else 0 end)
                  and t3.id in (select m.unit_id from rights.membership m where m.alliance_id = $1::uuid)
                offset 0
              )
            ) t2
          where
            t2.lead = (select case when not false then 1 else 0 end)
            and exists (
              select
              from rights.membership m
              where m.unit_id = t2.id and m.alliance_id = $2::uuid and coalesce(m.valid @> $3::timestamptz, false)
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
              select t4.*, 0 as lead
              from directory.unit t4
              union all
              (
                select t3.*, 1 as lead
                from directory.unit t3
                where
                  1 = (
                    select
                      case
                        when not (
                          directory.are_common (directory.grams_sought (directory.fold ($1::text)))
                          or directory.are_common (directory.pinyin_sought (directory.fold ($1::text)))
                        ) then 1
                        else 0
                      end
                  )
                  and t3.id in (
                    select s.unit_id
                    from directory.unit_search s
                    where
                      s.grams @> directory.grams_sought (directory.fold ($1::text))
                      or s.grams @> directory.pinyin_sought (directory.fold ($1::text))
                  )
                offset 0
              )
            ) t2
          where
            t2.lead = (
              select
                case
                  when not (
                    directory.are_common (directory.grams_sought (directory.fold ($1::text)))
                    or directory.are_common (directory.pinyin_sought (directory.fold ($1::text)))
                  ) then 1
                  else 0
                end
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
    json_build_object(
      'totalCount', (
        select count(*)
        from
          (
            select t4.*, 0 as lead
            from directory.unit t4
            union all
            (
              select t3.*, 1 as lead
              from directory.unit t3
              where
                1 = (select case when not not $1::boolean then 1 else 0 end)
                and t3.id in (select u.id from directory.unit u where u.dissolved_at is not null)
              offset 0
            )
          ) t2
        where
          t2.lead = (select case when not not $1::boolean then 1 else 0 end)
          and (t2.dissolved_at is not null) = $2::boolean
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
              select t4.*, 0 as lead
              from directory.unit t4
              union all
              (
                select t3.*, 1 as lead
                from directory.unit t3
                where
                  1 = (select case when not not $2::boolean then 1 else 0 end)
                  and t3.id in (select u.id from directory.unit u where u.dissolved_at is not null)
                offset 0
              )
            ) t2
          where
            t2.lead = (select case when not not $2::boolean then 1 else 0 end)
            and (t2.dissolved_at is not null) = $3::boolean
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
                select t4.*, 0 as lead
                from directory.unit t4
                union all
                (
                  select t3.*, 1 as lead
                  from directory.unit t3
                  where
                    1 = (select case when not directory.are_common_classes ($1::text[]) then 1 else 0 end)
                    and t3.id in (
                      select c.unit_id
                      from directory.unit_classification c
                      where c.term_code = any ($1::text[]) and upper_inf(c.valid)
                    )
                  offset 0
                )
              ) t2
            where
              t2.lead = (select case when not directory.are_common_classes ($1::text[]) then 1 else 0 end)
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
          select t5.*
          from
            (
              select t7.*, 0 as lead
              from directory.unit t7
              union all
              (
                select t6.*, 1 as lead
                from directory.unit t6
                where
                  1 = (select case when not directory.are_common_classes ($1::text[]) then 1 else 0 end)
                  and t6.id in (
                    select c.unit_id
                    from directory.unit_classification c
                    where c.term_code = any ($1::text[]) and upper_inf(c.valid)
                  )
                offset 0
              )
            ) t5
          where
            t5.lead = (select case when not directory.are_common_classes ($1::text[]) then 1 else 0 end)
            and exists (
              select
              from directory.unit_classification c
              where
                c.unit_id = t5.id
                and c.term_code = any ($4::text[])
                and upper_inf(c.valid)
                and coalesce(c.valid @> $3::timestamptz, false)
              offset 0
            )
          order by (t5.short_name collate directory.pinyin), t5.id
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
            select t5.*, 0 as lead
            from directory.unit t5
            union all
            (
              select t3.*, 1 as lead
              from directory.unit t3
              where
                1 = (
                  select
                    case
                      when not directory.are_common_classes ($1::text[]) then 1
                      when not (
                        directory.are_common (directory.grams_sought (directory.fold ($2::text)))
                        or directory.are_common (directory.pinyin_sought (directory.fold ($2::text)))
                      ) then 2
                      else 0
                    end
                )
                and t3.id in (
                  select c.unit_id
                  from directory.unit_classification c
                  where c.term_code = any ($1::text[]) and upper_inf(c.valid)
                )
              offset 0
            )
            union all
            (
              select t4.*, 2 as lead
              from directory.unit t4
              where
                2 = (
                  select
                    case
                      when not directory.are_common_classes ($1::text[]) then 1
                      when not (
                        directory.are_common (directory.grams_sought (directory.fold ($2::text)))
                        or directory.are_common (directory.pinyin_sought (directory.fold ($2::text)))
                      ) then 2
                      else 0
                    end
                )
                and t4.id in (
                  select s.unit_id
                  from directory.unit_search s
                  where
                    s.grams @> directory.grams_sought (directory.fold ($2::text))
                    or s.grams @> directory.pinyin_sought (directory.fold ($2::text))
                )
              offset 0
            )
          ) t2
        where
          t2.lead = (
            select
              case
                when not directory.are_common_classes ($1::text[]) then 1
                when not (
                  directory.are_common (directory.grams_sought (directory.fold ($2::text)))
                  or directory.are_common (directory.pinyin_sought (directory.fold ($2::text)))
                ) then 2
                else 0
              end
          )
          and exists (
            select
            from directory.unit_classification c
            where
              c.unit_id = t2.id
              and c.term_code = any ($3::text[])
              and upper_inf(c.valid)
              and coalesce(c.valid @> $4::timestamptz, false)
            offset 0
          )
          and exists (
            select
            from directory.unit_search s
            where
              s.unit_id = t2.id
              and (
                strpos(s.text, (select directory.fold ($5::text))) > 0
                or s.pinyin ~ (select directory.pinyin_pattern (directory.fold ($5::text)))
              )
            offset 0
          )
      )
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
            select t4.*, 0 as lead
            from directory.unit t4
            union all
            (
              select t3.*, 1 as lead
              from directory.unit t3
              where
                1 = (select case when not directory.are_many ('unit', 'kind', $1::text[], 'unit') then 1 else 0 end)
                and t3.id in (select u.id from directory.unit u where u.kind = any ($2::text[]))
              offset 0
            )
          ) t2
        where
          t2.lead = (select case when not directory.are_many ('unit', 'kind', $1::text[], 'unit') then 1 else 0 end)
          and t2.kind = any ($3::text[])
      )
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
            select t4.*, 0 as lead
            from directory.unit t4
            union all
            (
              select t3.*, 1 as lead
              from directory.unit t3
              where
                1 = (select case when not directory.are_many ('unit', 'kind', $1::text[], 'unit') then 1 else 0 end)
                and t3.id in (select u.id from directory.unit u where u.kind = any ($2::text[]))
              offset 0
            )
          ) t2
        where
          t2.lead = (select case when not directory.are_many ('unit', 'kind', $1::text[], 'unit') then 1 else 0 end)
          and t2.kind = any ($3::text[])
      )
    )
  )::text,
  null
;
