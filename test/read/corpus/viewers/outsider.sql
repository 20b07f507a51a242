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
    (
      select json_build_object('title', t1.title)
      from exchange.offer t1
      where
        t1.id = $6::uuid
        and (
          (
            (
              (
                t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                and (t1.paused_for is null or viewer.unit_id = any (t1.paused_for))
              )
              and (
                t1.visibility = 'PUBLIC'
                or (
                  t1.visibility = 'ALLIANCE'
                  and t1.owner_unit_id in (
                    select s.provider_unit_id
                    from rights.share s
                    where
                      s.kind = 'OFFERS'
                      and coalesce(s.valid @> $5::timestamptz, false)
                      and s.consumer_unit_id = viewer.unit_id
                  )
                )
              )
            )
            or t1.owner_unit_id = viewer.unit_id
          )
        ) is true
    )
  )::text,
  viewer.problem
from viewer
;
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
    (
      select json_build_object('title', t1.title)
      from exchange.agreement t1
      where
        t1.id = $6::uuid
        and (
          exists (
            select
            from exchange.agreement_party p
            where p.agreement_id = t1.id and p.unit_id = viewer.unit_id
            offset 0
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
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
    (
      select json_build_object('title', t1.title)
      from projects.project t1
      where t1.id = $6::uuid and (t1.visibility = 'PUBLIC' or t1.lead_unit_id = viewer.unit_id)
    )
  )::text,
  viewer.problem
from viewer
;
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
    (
      select
        json_build_object(
          'memberships', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'state', t2.state,
                      'statement', case when t2.unit_id = viewer.unit_id then t2.statement
                      end,
                      'reason', case when t2.unit_id = viewer.unit_id then t2.reason
                      end
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t3.*
                from directory.membership t3
                where
                  t3.alliance_id = t1.id
                  and (
                    (t3.state = 'ACTIVE' and coalesce(t3.valid @> $5::timestamptz, false))
                    or t3.unit_id = viewer.unit_id
                  )
                  and t3.state = any ($6::text[])
                order by t3.id
                limit 20
              ) t2
          )
        )
      from directory.alliance t1
      where t1.id = $7::uuid
    )
  )::text,
  viewer.problem
from viewer
;
