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
        'settlement', (
          select
            json_build_object(
              'id', 'clearingsettlement_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'posting', (
                select json_build_object('purpose', t2.purpose)
                from
                  (
                    select p.*, r.id as reversed_by_id
                    from exchange.posting p left join exchange.posting r on r.reverses_id = p.id
                  ) t2
                where
                  t2.id = t1.posting_id
                  and (
                    (
                      (t2.from_unit_id = viewer.unit_id or t2.to_unit_id = viewer.unit_id)
                      and (t2.from_alliance_id = viewer.alliance_id or t2.to_alliance_id = viewer.alliance_id)
                    )
                    or t2.from_alliance_id = viewer.coordinated
                    or t2.to_alliance_id = viewer.coordinated
                  )
              )
            )
          from
            (
              select s.*, c.basis, p.id as posting_id, c.alliance_id as one_alliance_id, c.other_alliance_id
              from
                exchange.clearing_settlement s
                join exchange.clearing c on c.id = s.clearing_id
                left join exchange.posting p on p.settlement_id = s.id
            ) t1
          where
            t1.id = $6::uuid
            and (t1.one_alliance_id = viewer.alliance_id or t1.other_alliance_id = viewer.alliance_id)
        )
      )
  )::text,
  viewer.problem
from viewer
;
