select
  (
    (
      select
        json_build_object(
          '__typename', 'GoverningBody',
          'id', 'body_' || replace(t1.id::text, '-', ''),
          'name', t1.name,
          'state', t1.state,
          'establishedOn', t1.established_on,
          'disbandedOn', t1.disbanded_on,
          'reason', t1.reason,
          'createdAt', t1.created_at,
          'version', t1.version,
          'kind', (select json_build_object('code', t2.code) from directory.term t2 where t2.code = t1.kind),
          'parent', (
            select json_build_object('name', t3.name)
            from directory.governing_body t3
            where t3.id = t1.parent_id
          ),
          'rollUp', (
            select
              json_build_object('bodies', t4.bodies, 'alliances', t4.alliances, 'units', t4.units, 'seats', t4.seats)
            from
              (
                with recursive
                  below (id, alliance_id) as (
                    select b.id, b.alliance_id
                    from directory.governing_body b
                    where b.parent_id = t1.id and b.state = 'STANDING'
                    union
                    select b.id, b.alliance_id
                    from below join directory.governing_body b on b.parent_id = below.id and b.state = 'STANDING'
                  )
                select
                  (select count(*) from below) as bodies,
                  (select count(distinct below.alliance_id) from below) as alliances,
                  (
                    select count(distinct m.unit_id)
                    from rights.membership m
                    where
                      m.alliance_id in (select below.alliance_id from below)
                      and coalesce(m.valid @> $1::timestamptz, false)
                  ) as units,
                  (
                    select count(*)
                    from directory.seat s
                    where
                      s.body_id in (select below.id from below)
                      and (
                        s.since <= ($1::timestamptz at time zone 'Asia/Shanghai')::date
                        and (s.until is null or s.until > ($1::timestamptz at time zone 'Asia/Shanghai')::date)
                      )
                  ) as seats
              ) t4
          ),
          'alliance', (
            select json_build_object('name', t5.name)
            from directory.alliance t5
            where t5.id = t1.alliance_id
          ),
          'bodies', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t6.name)), '[]'))
            from (select t7.* from directory.governing_body t7 where t7.parent_id = t1.id order by t7.id limit 20) t6
          ),
          'seats', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t8.title)), '[]'))
            from (select t9.* from directory.seat t9 where t9.body_id = t1.id order by t9.id limit 20) t8
          )
        )
      from directory.governing_body t1
      where t1.id = $2::uuid
    )
  )::text,
  null
;
