with
  viewer as materialized (
    select
      v.*,
      v.alliances[1] as alliance_id,
      case when v.alliances[1] = any (v.coordinates) then v.alliances[1]
      end as coordinated
    from rights.app_viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    select
      json_build_object(
        'alliance', (select json_build_object('name', t2.name) from directory.alliance t2 where t2.id = t1.alliance_id),
        'hats', (
          select
            coalesce(
              json_agg(
                json_build_object(
                  'role', t3.role,
                  'alliance', (
                    select json_build_object('name', t4.name)
                    from directory.alliance t4
                    where t4.id = t3.alliance_id
                  ),
                  'unit', (
                    select json_build_object('shortName', t5.short_name)
                    from directory.unit t5
                    where t5.id = t3.unit_id
                  )
                )
              ),
              '[]'
            )
          from
            (
              select *
              from
                (
                  select
                    coalesce($6::uuid, $1::uuid) as holder_id,
                    h.*,
                    row_number() over (order by h.unit_name, h.alliance_name) as rank
                  from rights.hats ($6::uuid, $1::uuid, $5::timestamptz) h
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
          $1::uuid as app_id,
          $6::uuid as person_id,
          coalesce($6::uuid, $1::uuid) as holder_id
        from viewer v
      ) t1
  )::text,
  viewer.problem
from viewer
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]'))
      from
        (
          select t2.*
          from exchange.offer t2
          where
            (
              (t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t2.paused_for is null)
              and t2.visibility = 'PUBLIC'
            )
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  case
    when $1::uuid is not null
    and not exists (
      select
      from rights.app_key c
      where c.id = $1::uuid and c.valid @> $2::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    (
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'name', t1.name,
                'slots', json_build_object(
                  'totalCount', (
                    select count(*)
                    from exchange.slot t3
                    where
                      (t3.resource_id = t1.id and t3.state <> 'WITHDRAWN')
                      and exists (
                        select
                        from exchange.resource r
                        where r.id = t3.resource_id and (r.visibility = 'PUBLIC')
                      )
                  )
                )
              )
            ),
            '[]'
          )
        )
      from (select t4.* from exchange.resource t4 where (t4.visibility = 'PUBLIC') order by t4.id desc limit 20) t1
    )
  )::text,
  case
    when $1::uuid is not null
    and not exists (
      select
      from rights.app_key c
      where c.id = $1::uuid and c.valid @> $2::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
