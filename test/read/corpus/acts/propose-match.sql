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
              'origin', t1.origin,
              'supplier', (
                select json_build_object('shortName', t2.short_name)
                from directory.unit t2
                where t2.id = t1.supplier_unit_id
              ),
              'demander', (
                select json_build_object('shortName', t3.short_name)
                from directory.unit t3
                where t3.id = t1.demander_unit_id
              ),
              'inReturn', case
                when t1.return_title is not null then json_build_object(
                  'title', t1.return_title,
                  'quantity', json_build_object('value', trim_scale(t1.return_quantity)::text, 'unit', t1.return_quantity_unit)
                )
              end,
              'slot', (
                select json_build_object('id', 'slot_' || replace(t4.id::text, '-', ''))
                from exchange.slot t4
                where
                  t4.id = t1.slot_id
                  and exists (
                    select
                    from exchange.resource r
                    where
                      r.id = t4.resource_id
                      and (
                        (
                          (
                            (
                              r.visibility = 'PUBLIC'
                              or (
                                r.visibility = 'ALLIANCE'
                                and viewer.alliance_id = any (r.shown_to)
                                and r.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.alliance_id
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              )
                              or (
                                r.visibility = 'ALLIANCE'
                                and r.owner_unit_id in (
                                  select s.provider_unit_id
                                  from rights.share s
                                  where
                                    s.kind = 'OFFERS'
                                    and coalesce(s.valid @> $5::timestamptz, false)
                                    and s.consumer_unit_id = viewer.unit_id
                                )
                              )
                            )
                          )
                          or (
                            r.owner_unit_id = viewer.unit_id
                            and (
                              r.visibility = 'UNIT'
                              or (r.visibility = 'PUBLIC' or viewer.alliance_id = any (r.shown_to))
                            )
                          )
                        )
                      ) is true
                  )
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
