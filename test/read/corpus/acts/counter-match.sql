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
        'match', (
          select
            json_build_object(
              'id', 'match_' || replace(t1.id::text, '-', ''),
              'state', case
                when t1.respond_by <= $5::timestamptz
                and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                else t1.state
              end,
              'version', t1.version,
              'terms', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'number', t2.number,
                        'note', t2.note,
                        'createdAt', t2.created_at,
                        'unit', (
                          select json_build_object('shortName', t3.short_name)
                          from directory.unit t3
                          where t3.id = t2.unit_id
                        ),
                        'quantity', json_build_object('value', trim_scale(t2.quantity)::text, 'unit', t2.quantity_unit),
                        'period', case
                          when coalesce(t2.starts_at, t2.ends_at) is not null then json_build_object('start', t2.starts_at, 'end', t2.ends_at)
                        end,
                        'inReturn', case
                          when t2.return_title is not null then json_build_object(
                            'title', t2.return_title,
                            'quantity', json_build_object('value', trim_scale(t2.return_quantity)::text, 'unit', t2.return_quantity_unit)
                          )
                        end
                      )
                    ),
                    '[]'
                  )
                from (select * from exchange.match_terms t2 where t2.match_id = t1.id order by t2.number limit 100) t2
              )
            )
          from exchange.match t1
          where
            t1.id = $6::uuid
            and (
              (
                (t1.supplier_unit_id = viewer.unit_id or t1.demander_unit_id = viewer.unit_id)
                and t1.alliance_id = viewer.alliance_id
              )
              or t1.alliance_id = viewer.coordinated
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
