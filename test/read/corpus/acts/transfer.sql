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
        'posting', (
          select
            json_build_object(
              'id', 'posting_' || replace(t1.id::text, '-', ''),
              'purpose', t1.purpose,
              'dimension', t1.dimension,
              'note', t1.note,
              'amount', json_build_object('value', trim_scale(t1.amount)::text, 'unit', t1.basis),
              'from', (
                select json_build_object('shortName', t2.short_name)
                from directory.unit t2
                where t2.id = t1.from_unit_id
              ),
              'to', (
                select json_build_object('shortName', t3.short_name)
                from directory.unit t3
                where t3.id = t1.to_unit_id
              )
            )
          from
            (
              select p.*, r.id as reversed_by_id
              from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
            ) t1
          where
            t1.id = $6::uuid
            and (
              (
                (t1.from_unit_id = viewer.unit_id or t1.to_unit_id = viewer.unit_id)
                and (t1.from_alliance_id = viewer.alliance_id or t1.to_alliance_id = viewer.alliance_id)
              )
              or t1.from_alliance_id = viewer.coordinated
              or t1.to_alliance_id = viewer.coordinated
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
