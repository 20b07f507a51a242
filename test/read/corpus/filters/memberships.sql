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
          'lead', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'unit', (
                        select json_build_object('shortName', t3.short_name)
                        from directory.unit t3
                        where t3.id = t2.unit_id
                      )
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t4.*
                from directory.membership t4
                where
                  t4.alliance_id = t1.id
                  and (
                    (t4.state = 'ACTIVE' and coalesce(t4.valid @> $5::timestamptz, false))
                    or (t4.unit_id = viewer.unit_id or t4.alliance_id = viewer.coordinated)
                  )
                  and t4.role = any ($6::text[])
                order by t4.id
                limit 20
              ) t2
          ),
          'taken', json_build_object(
            'totalCount', (
              select count(*)
              from directory.membership t6
              where
                t6.alliance_id = t1.id
                and (
                  (t6.state = 'ACTIVE' and coalesce(t6.valid @> $5::timestamptz, false))
                  or (t6.unit_id = viewer.unit_id or t6.alliance_id = viewer.coordinated)
                )
                and t6.state = any ($7::text[])
            )
          ),
          'guests', json_build_object(
            'totalCount', (
              select count(*)
              from directory.membership t8
              where
                t8.alliance_id = t1.id
                and (
                  (t8.state = 'ACTIVE' and coalesce(t8.valid @> $5::timestamptz, false))
                  or (t8.unit_id = viewer.unit_id or t8.alliance_id = viewer.coordinated)
                )
                and t8.role = any ($8::text[])
            )
          ),
          'waiting', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'statement', case
                        when (t9.unit_id = viewer.unit_id or t9.alliance_id = viewer.coordinated) then t9.statement
                      end
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t10.*
                from directory.membership t10
                where
                  t10.alliance_id = t1.id
                  and (
                    (t10.state = 'ACTIVE' and coalesce(t10.valid @> $5::timestamptz, false))
                    or (t10.unit_id = viewer.unit_id or t10.alliance_id = viewer.coordinated)
                  )
                  and t10.role = any ($9::text[])
                  and t10.state = any ($10::text[])
                order by t10.id
                limit 20
              ) t9
          )
        )
      from directory.alliance t1
      where t1.id = $11::uuid
    )
  )::text,
  viewer.problem
from viewer
;
