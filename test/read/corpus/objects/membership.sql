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
    (
      select
        json_build_object(
          'memberships', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'membership_' || replace(t2.id::text, '-', ''),
                      'role', t2.role,
                      'state', t2.state,
                      'statement', case
                        when (t2.unit_id = viewer.unit_id or t2.alliance_id = viewer.coordinated) then t2.statement
                      end,
                      'reason', case
                        when (t2.unit_id = viewer.unit_id or t2.alliance_id = viewer.coordinated) then t2.reason
                      end,
                      'since', lower(t2.valid),
                      'until', upper(t2.valid),
                      'version', t2.version,
                      'stretches', (
                        select
                          coalesce(json_agg(json_build_object('number', t3.number, 'since', lower(t3.valid), 'until', upper(t3.valid))), '[]')
                        from
                          (
                            select *
                            from directory.membership_stretch t3
                            where t3.membership_id = t2.id
                            order by t3.number
                            limit 100
                          ) t3
                      ),
                      'unit', (
                        select json_build_object('shortName', t4.short_name)
                        from directory.unit t4
                        where t4.id = t2.unit_id
                      ),
                      'alliance', (
                        select json_build_object('name', t5.name)
                        from directory.alliance t5
                        where t5.id = t2.alliance_id
                      )
                    )
                  ),
                  '[]'
                )
              )
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
                  and t6.state = any ($6::text[])
                order by t6.id
                limit 20
              ) t2
          )
        )
      from directory.alliance t1
      where t1.id = $7::uuid
    )
  )::text,
  viewer.problem
from viewer
;
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
    (
      select
        json_build_object(
          'statement', case when (t1.unit_id = viewer.unit_id or t1.alliance_id = viewer.coordinated) then t1.statement
          end
        )
      from directory.membership t1
      where
        t1.id = $6::uuid
        and (
          (t1.state = 'ACTIVE' and coalesce(t1.valid @> $5::timestamptz, false))
          or (t1.unit_id = viewer.unit_id or t1.alliance_id = viewer.coordinated)
        )
    )
  )::text,
  viewer.problem
from viewer
;
