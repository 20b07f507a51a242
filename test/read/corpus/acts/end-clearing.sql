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
        'clearing', (
          select
            json_build_object(
              'id', 'clearing_' || replace(t1.id::text, '-', ''),
              'endsAt', t1.ends_at,
              'endings', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'reason', t2.reason,
                        'by', (
                          select json_build_object('shortName', t3.short_name)
                          from directory.unit t3
                          where t3.id = t2.unit_id
                        )
                      )
                    ),
                    '[]'
                  )
                from
                  (
                    select n.*
                    from exchange.clearing_ending n
                    where n.clearing_id = t1.id
                    order by n.said_at, n.alliance_id
                  ) t2
              )
            )
          from
            (
              select c.*, a.balance
              from
                exchange.clearing c
                left join exchange.account a on a.clearing_id = c.id
                and a.alliance_id = c.alliance_id
                and a.kind = 'CLEARING'
            ) t1
          where t1.id = $6::uuid and (t1.alliance_id = viewer.alliance_id or t1.other_alliance_id = viewer.alliance_id)
        )
      )
  )::text,
  viewer.problem
from viewer
;
