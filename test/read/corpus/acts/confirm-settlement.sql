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
              'id', 'settlement_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'parties', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'answer', t2.answer,
                        'unit', (
                          select json_build_object('shortName', t3.short_name)
                          from directory.unit t3
                          where t3.id = t2.unit_id
                        )
                      )
                    ),
                    '[]'
                  )
                from (select p.* from exchange.settlement_party p where p.settlement_id = t1.id order by p.rank) t2
              )
            )
          from exchange.settlement t1
          where
            t1.id = $6::uuid
            and exists (
              select
              from exchange.agreement g
              where
                g.id = t1.agreement_id
                and (
                  (
                    exists (
                      select
                      from exchange.agreement_party p
                      where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                      offset 0
                    )
                    and g.alliance_id = viewer.alliance_id
                  )
                  or g.alliance_id = viewer.coordinated
                )
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
