select
  (
    (
      select
        json_build_object(
          'posts', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'post_' || replace(t2.id::text, '-', ''),
                      'title', t2.title,
                      'role', t2.role,
                      'since', t2.since,
                      'until', t2.until,
                      'alliance', (
                        select json_build_object('name', t3.name)
                        from directory.alliance t3
                        where t3.id = t2.alliance_id
                      ),
                      'unit', (
                        select json_build_object('shortName', t4.short_name)
                        from directory.unit t4
                        where t4.id = t2.unit_id
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t5.*
                from directory.post_term t5
                where t5.unit_id = t1.id and coalesce(t5.valid @> $1::timestamptz, false)
                order by t5.id desc
                limit 20
              ) t2
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($2::uuid)
    )
  )::text,
  null
;
select
  (
    (
      select json_build_object('title', t1.title)
      from directory.post_term t1
      where t1.id = $1::uuid and coalesce(t1.valid @> $2::timestamptz, false)
    )
  )::text,
  null
;
