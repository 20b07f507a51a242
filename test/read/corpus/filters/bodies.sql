select
  (
    (
      select
        json_build_object(
          'groups', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.governing_body t3
                  where t3.alliance_id = t1.id and t3.kind = any ($1::text[])
                ),
                'nodes', coalesce(json_agg(json_build_object('name', t2.name)), '[]')
              )
            from
              (
                select t4.*
                from directory.governing_body t4
                where t4.alliance_id = t1.id and t4.kind = any ($2::text[])
                order by t4.id
                limit 20
              ) t2
          ),
          'earlier', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t5.name)), '[]'))
            from
              (
                select t6.*
                from directory.governing_body t6
                where
                  t6.alliance_id = t1.id
                  and (t6.established_on <= $3::date and (t6.disbanded_on is null or t6.disbanded_on > $3::date))
                order by t6.id
                limit 20
              ) t5
          ),
          'over', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t7.name)), '[]'))
            from
              (
                select t8.*
                from directory.governing_body t8
                where t8.alliance_id = t1.id and t8.state = any ($4::text[])
                order by t8.id
                limit 20
              ) t7
          )
        )
      from directory.alliance t1
      where t1.id = $5::uuid
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'ofUnit', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.seat t3
                  where t3.body_id = t1.id and t3.unit_id = $1::uuid
                ),
                'nodes', coalesce(json_agg(json_build_object('title', t2.title, 'since', t2.since)), '[]')
              )
            from
              (
                select t4.*
                from directory.seat t4
                where t4.body_id = t1.id and t4.unit_id = $2::uuid
                order by t4.id
                limit 20
              ) t2
          ),
          'earlier', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t5.title)), '[]'))
            from
              (
                select t6.*
                from directory.seat t6
                where
                  t6.body_id = t1.id
                  and (t6.since <= $3::date and (t6.until is null or t6.until > $3::date))
                  and t6.unit_id = $4::uuid
                order by t6.id
                limit 20
              ) t5
          )
        )
      from directory.governing_body t1
      where t1.id = $5::uuid
    )
  )::text,
  null
;
