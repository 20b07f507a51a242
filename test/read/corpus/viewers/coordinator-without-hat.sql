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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.match t2
        where ((t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id))
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
                order by t3.id
                limit 20
              ) t2
          )
        )
      from directory.alliance t1
      where t1.id = $6::uuid
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
  (json_build_object('totalCount', (select count(*) from data.audit_entry t2 where t2.unit_id = viewer.unit_id)))::text,
  viewer.problem
from viewer
;
