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
        'identifier', (
          select
            json_build_object(
              'id', 'identifier_' || replace(t1.id::text, '-', ''),
              'value', t1.value,
              'state', t1.state,
              'judgedBy', (
                select json_build_object('shortName', t2.short_name)
                from directory.unit t2
                where t2.id = t1.judged_by_unit
              ),
              'version', t1.version
            )
          from directory.unit_identifier t1
          where
            t1.id = $6::uuid
            and (
              (
                t1.state <> 'REMOVED'
                and (
                  not t1.is_personal
                  or t1.unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                )
              )
              or t1.unit_id = viewer.unit_id
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
