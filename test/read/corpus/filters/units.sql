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
                  not (select directory.are_common (directory.grams_sought (directory.fold ($1::text))))
                  and s.grams @> directory.grams_sought (directory.fold ($1::text))
                offset 0
              )
            ) t2
          where
            ((select directory.are_common (directory.grams_sought (directory.fold ($1::text)))) or not t2.is_any)
            and exists (
              select
              from directory.unit_search s
              where s.unit_id = t2.id and strpos(s.text, directory.fold ($2::text)) > 0
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
  (json_build_object('totalCount', (select count(*) from directory.unit t2 where t2.kind = any ($1::text[]))))::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.unit t2 where t2.kind = any ($1::text[]))))::text,
  null
;
