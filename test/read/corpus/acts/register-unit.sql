-- on the guarded lane, under row-level security
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
        'unit', (
          select
            json_build_object(
              'id', 'unit_' || replace(t1.id::text, '-', ''),
              'name', t1.name,
              'registeredBy', (
                select json_build_object('shortName', t2.short_name)
                from directory.unit t2
                where t2.id = t1.registered_by_unit
              ),
              'identifiers', (
                select json_build_object('nodes', coalesce(json_agg(json_build_object('value', t3.value)), '[]'))
                from
                  (
                    select t4.*
                    from directory.unit_identifier t4
                    where
                      t4.unit_id = t1.id
                      and (
                        (
                          t4.state <> 'REMOVED'
                          and (
                            not t4.is_personal
                            or t4.unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                        )
                        or t4.unit_id = viewer.unit_id
                      )
                    order by t4.id
                    limit 20
                  ) t3
              )
            )
          from directory.unit t1
          where t1.id = directory.unit_now ($6::uuid)
        )
      )
  )::text,
  viewer.problem
from viewer
;
