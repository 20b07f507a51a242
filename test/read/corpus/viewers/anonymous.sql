with
  viewer as materialized (
    select
      v.*,
      v.alliances[1] as alliance_id,
      case when v.alliances[1] = any (v.coordinates) then v.alliances[1]
      end as coordinated
    from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    select
      json_build_object(
        'kind', 'ANONYMOUS',
        'unit', (
          select json_build_object('id', 'unit_' || replace(t2.id::text, '-', ''))
          from directory.unit t2
          where t2.id = t1.unit_id
        ),
        'hats', (
          select coalesce(json_agg(json_build_object('title', t3.title)), '[]')
          from
            (
              select *
              from
                (
                  select
                    coalesce($1::uuid, $6::uuid) as holder_id,
                    h.*,
                    row_number() over (order by h.unit_name, h.alliance_name) as rank
                  from rights.hats ($1::uuid, $6::uuid, $5::timestamptz) h
                ) t3
              where t3.holder_id = t1.holder_id
              order by t3.rank
              limit 100
            ) t3
        )
      )
    from
      (
        select
          v.unit_id,
          v.alliance_id,
          v.scopes,
          $6::uuid as app_id,
          $1::uuid as person_id,
          coalesce($1::uuid, $6::uuid) as holder_id
        from viewer v
      ) t1
  )::text,
  viewer.problem
from viewer
;
select
  (
    (
      select
        json_build_object(
          'totalCount', (
            select count(*)
            from exchange.offer t2
            where
              (
                (t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t2.paused_for is null)
                and t2.visibility = 'PUBLIC'
              )
          ),
          'nodes', coalesce(json_agg(json_build_object('title', t1.title, 'visibility', t1.visibility)), '[]')
        )
      from
        (
          select t3.*
          from exchange.offer t3
          where
            (
              (t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t3.paused_for is null)
              and t3.visibility = 'PUBLIC'
            )
          order by t3.id desc
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
        from exchange.need t2
        where
          (
            (t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t2.paused_for is null)
            and t2.visibility = 'PUBLIC'
          )
      )
    )
  )::text,
  null
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]'))
      from (select t2.* from projects.project t2 where t2.visibility = 'PUBLIC' order by t2.id desc limit 20) t1
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'offers', json_build_object(
            'totalCount', (
              select count(*)
              from exchange.offer t3
              where
                (
                  exists (select from exchange.offer_audience a where a.offer_id = t3.id and a.alliance_id = t1.id)
                  and (
                    t3.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = t1.id and coalesce(m.valid @> $1::timestamptz, false)
                    )
                  ) is true
                  and t3.visibility = 'PUBLIC'
                )
                and (
                  (t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t3.paused_for is null)
                  and t3.visibility = 'PUBLIC'
                )
            )
          ),
          'memberships', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.membership t5
                  where
                    t5.alliance_id = t1.id
                    and (t5.state = 'ACTIVE' and coalesce(t5.valid @> $1::timestamptz, false))
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'statement', case when false then t4.statement
                      end,
                      'unit', (
                        select
                          json_build_object(
                            'shortName', t6.short_name,
                            'contact', (
                              select json_build_object('disclosure', t7.disclosure, 'name', null, 'mobile', null)
                              from (select t6.id as unit_id, 'WITHHELD' as disclosure offset 0) t7
                            )
                          )
                        from directory.unit t6
                        where t6.id = t4.unit_id
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t8.*
                from directory.membership t8
                where t8.alliance_id = t1.id and (t8.state = 'ACTIVE' and coalesce(t8.valid @> $1::timestamptz, false))
                order by t8.id
                limit 20
              ) t4
          )
        )
      from directory.alliance t1
      where t1.id = $2::uuid
    )
  )::text,
  null
;
