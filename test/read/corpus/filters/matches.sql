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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'state', case
                  when t1.respond_by <= $5::timestamptz
                  and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                  else t1.state
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from exchange.match t2
          where
            (
              (
                (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
                and t2.alliance_id = viewer.alliance_id
              )
              or t2.alliance_id = viewer.coordinated
            )
            and t2.need_id = $6::uuid
            and t2.offer_id = $7::uuid
            and (
              case
                when t2.respond_by <= $5::timestamptz
                and t2.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                else t2.state
              end
            ) = any ($8::text[])
          order by t2.id desc
          limit 20
        ) t1
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
          ),
          'nodes', coalesce(json_agg(json_build_object('reason', t1.reason)), '[]')
        )
      from
        (
          select t3.*
          from exchange.match t3
          where
            (
              (
                (t3.supplier_unit_id = viewer.unit_id or t3.demander_unit_id = viewer.unit_id)
                and t3.alliance_id = viewer.alliance_id
              )
              or t3.alliance_id = viewer.coordinated
            )
            and (
              case
                when t3.respond_by <= $5::timestamptz
                and t3.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                else t3.state
              end
            ) = any ($7::text[])
          order by t3.id desc
          limit 20
        ) t1
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
          and t2.origin = any ($6::text[])
          and (
            case
              when t2.respond_by <= $5::timestamptz
              and t2.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
              else t2.state
            end
          ) = any ($7::text[])
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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'state', case
                  when t1.respond_by <= $5::timestamptz
                  and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                  else t1.state
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from exchange.match t2
          where
            (
              (
                (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
                and t2.alliance_id = viewer.alliance_id
              )
              or t2.alliance_id = viewer.coordinated
            )
            and t2.origin = any ($6::text[])
            and (
              case
                when t2.respond_by <= $5::timestamptz
                and t2.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                else t2.state
              end
            ) = any ($7::text[])
          order by t2.id desc
          limit 20
        ) t1
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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'state', case
                  when t1.respond_by <= $5::timestamptz
                  and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                  else t1.state
                end,
                'origin', t1.origin
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
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
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
