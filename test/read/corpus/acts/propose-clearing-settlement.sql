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
          select json_build_object('id', 'clearingsettlement_' || replace(t1.id::text, '-', ''), 'state', t1.state)
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
