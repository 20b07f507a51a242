with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.match t2
        where
          (
            (
              t2.supplier_unit_id = (select v.unit_id from viewer v)
              or t2.demander_unit_id = (select v.unit_id from viewer v)
            )
          )
      )
    )
  )::text,
  (select v.problem from viewer v)
;
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
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
                      'statement', case when t2.unit_id = (select v.unit_id from viewer v) then t2.statement
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
                    (t3.state = 'ACTIVE' and (t3.valid @> $5::timestamptz) is true)
                    or t3.unit_id = (select v.unit_id from viewer v)
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
  (select v.problem from viewer v)
;
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    json_build_object(
      'totalCount', (select count(*) from data.audit_entry t2 where t2.unit_id = (select v.unit_id from viewer v))
    )
  )::text,
  (select v.problem from viewer v)
;
