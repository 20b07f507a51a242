select
  (
    (
      select
        json_build_object(
          'totalCount', (
            select count(*)
            from directory.programme t2
            where
              t2.alliance_id = $1::uuid
              and (t2.started_on <= $2::date and (t2.ended_on is null or t2.ended_on > $2::date))
          ),
          'nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]')
        )
      from
        (
          select t3.*
          from directory.programme t3
          where
            t3.alliance_id = $3::uuid
            and (t3.started_on <= $4::date and (t3.ended_on is null or t3.ended_on > $4::date))
          order by t3.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.programme t2 where t2.unit_id = $1::uuid)))::text,
  null
;
select
  (
    (
      select
        json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name, 'endedOn', t1.ended_on)), '[]'))
      from
        (
          select t2.*
          from directory.programme t2
          where t2.parent_id = $1::uuid and t2.state = any ($2::text[])
          order by t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from
        (
          select t2.*
          from directory.programme t2
          where position(lower($1::text) in lower(t2.name)) > 0
          order by t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
