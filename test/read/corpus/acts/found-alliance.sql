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
        'alliance', (
          select
            json_build_object(
              'id', 'alliance_' || replace(t1.id::text, '-', ''),
              'name', t1.name,
              'state', t1.state,
              'version', t1.version,
              'kind', (select json_build_object('code', t2.code) from directory.term t2 where t2.code = t1.kind),
              'leadUnit', (
                select json_build_object('shortName', t3.short_name)
                from directory.unit t3
                where t3.id = t1.lead_unit_id
              ),
              'leadOfferedTo', (
                select json_build_object('shortName', t4.short_name)
                from directory.unit t4
                where t4.id = t1.lead_offered_to
              ),
              'foundedOn', t1.founded_on,
              'description', t1.description,
              'memberships', (
                select
                  json_build_object('nodes', coalesce(json_agg(json_build_object('role', t5.role, 'state', t5.state)), '[]'))
                from
                  (
                    select t6.*
                    from directory.membership t6
                    where
                      t6.alliance_id = t1.id
                      and (
                        (t6.state = 'ACTIVE' and coalesce(t6.valid @> $5::timestamptz, false))
                        or (t6.unit_id = viewer.unit_id or t6.alliance_id = viewer.coordinated)
                      )
                    order by t6.id
                    limit 20
                  ) t5
              )
            )
          from directory.alliance t1
          where t1.id = $6::uuid
        )
      )
  )::text,
  viewer.problem
from viewer
;
