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
        where
          (
            (
              (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
              and t2.alliance_id = viewer.alliance_id
            )
            or t2.alliance_id = viewer.coordinated
          )
          and (
            case
              when t2.respond_by <= $5::timestamptz
              and t2.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
              else t2.state
            end
          ) = any ($6::text[])
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.match t2
        where
          (
            (
              (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
              and t2.alliance_id = viewer.alliance_id
            )
            or t2.alliance_id = viewer.coordinated
          )
          and (
            case
              when t2.respond_by <= $5::timestamptz
              and t2.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
              else t2.state
            end
          ) = any ($6::text[])
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.match t2
        where
          (
            (
              (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
              and t2.alliance_id = viewer.alliance_id
            )
            or t2.alliance_id = viewer.coordinated
          )
      )
    )
  )::text,
  viewer.problem
from viewer
;
