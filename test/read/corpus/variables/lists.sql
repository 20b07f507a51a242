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
              (
                t2.supplier_unit_id = (select v.unit_id from viewer v)
                or t2.demander_unit_id = (select v.unit_id from viewer v)
              )
              and t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
            )
            or (
              t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
              and t2.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
            )
          )
          and t2.state = any ($6::text[])
      )
    )
  )::text,
  (select v.problem from viewer v)
;
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
              (
                t2.supplier_unit_id = (select v.unit_id from viewer v)
                or t2.demander_unit_id = (select v.unit_id from viewer v)
              )
              and t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
            )
            or (
              t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
              and t2.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
            )
          )
          and t2.state = any ($6::text[])
      )
    )
  )::text,
  (select v.problem from viewer v)
;
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
              (
                t2.supplier_unit_id = (select v.unit_id from viewer v)
                or t2.demander_unit_id = (select v.unit_id from viewer v)
              )
              and t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
            )
            or (
              t2.alliance_id = any ((select v.alliances from viewer v)::uuid[])
              and t2.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
            )
          )
      )
    )
  )::text,
  (select v.problem from viewer v)
;
