select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name)), '[]'))
      from
        (
          with choice as materialized (select case when not false then 1 else 0 end as n)
          select t2.*
          from
            (
              (select t3.*, 0 as lead from directory.unit t3)
              union all
              (
                select t.*, 1 as lead
                from
                  (
                    select distinct l.key
                    from (select m.unit_id from rights.membership m where m.alliance_id = $1::uuid) l (key)
                  ) k,
                  lateral (select t4.* from directory.unit t4 where t4.id = k.key offset 0) t
                where 1 = (select c.n from choice c)
                offset 0
              )
            ) t2
          where
            t2.lead = (select c.n from choice c)
            and exists (
              select
              from rights.membership m
              where m.unit_id = t2.id and m.alliance_id = $2::uuid and coalesce(m.valid @> $3::timestamptz, false)
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
      select
        json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name, 'formerNames', t1.former_names)), '[]'))
      from
        (
          with
            choice as materialized (
              select
                case
                  when not (
                    directory.are_common (directory.grams_sought (directory.fold ($1::text)))
                    or directory.are_common (directory.pinyin_sought (directory.fold ($1::text)))
                  ) then 1
                  else 0
                end as n
            )
          select t2.*
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
                        select s.unit_id
                        from directory.unit_search s
                        where
                          s.grams @> directory.grams_sought (directory.fold ($1::text))
                          or s.grams @> directory.pinyin_sought (directory.fold ($1::text))
                      ) l (key)
                  ) k,
                  lateral (select t4.* from directory.unit t4 where t4.id = k.key offset 0) t
                where 1 = (select c.n from choice c)
                offset 0
              )
            ) t2
          where
            t2.lead = (select c.n from choice c)
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
            (select t3.*, 0 as lead from directory.unit t3)
            union all
            (
              select t.*, 1 as lead
              from
                (
                  select distinct l.key
                  from (select u.id from directory.unit u where u.dissolved_at is not null) l (key)
                ) k,
                lateral (select t4.* from directory.unit t4 where t4.id = k.key offset 0) t
              where 1 = (select case when not not $1::boolean then 1 else 0 end)
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
          with choice as materialized (select case when not not $2::boolean then 1 else 0 end as n)
          select t2.*
          from
            (
              (select t3.*, 0 as lead from directory.unit t3)
              union all
              (
                select t.*, 1 as lead
                from
                  (
                    select distinct l.key
                    from (select u.id from directory.unit u where u.dissolved_at is not null) l (key)
                  ) k,
                  lateral (select t4.* from directory.unit t4 where t4.id = k.key offset 0) t
                where 1 = (select c.n from choice c)
                offset 0
              )
            ) t2
          where t2.lead = (select c.n from choice c) and (t2.dissolved_at is not null) = $3::boolean
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
                (select t3.*, 0 as lead from directory.unit t3)
                union all
                (
                  select t.*, 1 as lead
                  from
                    (
                      select distinct l.key
                      from
                        (
                          select c.unit_id
                          from directory.unit_classification c
                          where c.term_code = any ($1::text[]) and upper_inf(c.valid)
                        ) l (key)
                    ) k,
                    lateral (select t4.* from directory.unit t4 where t4.id = k.key offset 0) t
                  where 1 = (select case when not directory.are_common_classes ($1::text[]) then 1 else 0 end)
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
          with
            choice as materialized (
              select case when not directory.are_common_classes ($4::text[]) then 1 else 0 end as n
            )
          select t5.*
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
                        select c.unit_id
                        from directory.unit_classification c
                        where c.term_code = any ($4::text[]) and upper_inf(c.valid)
                      ) l (key)
                  ) k,
                  lateral (select t7.* from directory.unit t7 where t7.id = k.key offset 0) t
                where 1 = (select c.n from choice c)
                offset 0
              )
            ) t5
          where
            t5.lead = (select c.n from choice c)
            and exists (
              select
              from directory.unit_classification c
              where
                c.unit_id = t5.id
                and c.term_code = any ($5::text[])
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
            (select t3.*, 0 as lead from directory.unit t3)
            union all
            (
              select t.*, 1 as lead
              from
                (
                  select distinct l.key
                  from
                    (
                      select c.unit_id
                      from directory.unit_classification c
                      where c.term_code = any ($1::text[]) and upper_inf(c.valid)
                    ) l (key)
                ) k,
                lateral (select t4.* from directory.unit t4 where t4.id = k.key offset 0) t
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
              offset 0
            )
            union all
            (
              select t.*, 2 as lead
              from
                (
                  select distinct l.key
                  from
                    (
                      select s.unit_id
                      from directory.unit_search s
                      where
                        s.grams @> directory.grams_sought (directory.fold ($2::text))
                        or s.grams @> directory.pinyin_sought (directory.fold ($2::text))
                    ) l (key)
                ) k,
                lateral (select t5.* from directory.unit t5 where t5.id = k.key offset 0) t
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
              where 1 = (select case when not directory.are_many ('unit', 'kind', $2::text[], 'unit') then 1 else 0 end)
              offset 0
            )
          ) t2
        where
          t2.lead = (select case when not directory.are_many ('unit', 'kind', $2::text[], 'unit') then 1 else 0 end)
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
              where 1 = (select case when not directory.are_many ('unit', 'kind', $2::text[], 'unit') then 1 else 0 end)
              offset 0
            )
          ) t2
        where
          t2.lead = (select case when not directory.are_many ('unit', 'kind', $2::text[], 'unit') then 1 else 0 end)
          and t2.kind = any ($3::text[])
      )
    )
  )::text,
  null
;
