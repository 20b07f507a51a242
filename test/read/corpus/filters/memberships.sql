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
          'now', json_build_object(
            'totalCount', (
              select count(*)
              from directory.membership t10
              where
                t10.alliance_id = t1.id
                and (
                  (t10.state = 'ACTIVE' and coalesce(t10.valid @> $5::timestamptz, false))
                  or (t10.unit_id = viewer.unit_id or t10.alliance_id = viewer.coordinated)
                )
                and exists (
                  select
                  from directory.membership_stretch s
                  where s.membership_id = t10.id and s.valid @> $9::timestamptz
                )
            )
          ),
          'before', json_build_object(
            'totalCount', (
              select count(*)
              from directory.membership t12
              where
                t12.alliance_id = t1.id
                and (
                  (t12.state = 'ACTIVE' and coalesce(t12.valid @> $5::timestamptz, false))
                  or (t12.unit_id = viewer.unit_id or t12.alliance_id = viewer.coordinated)
                )
                and exists (
                  select
                  from directory.membership_stretch s
                  where s.membership_id = t12.id and s.valid @> $10::timestamptz
                )
            )
          ),
          'others', json_build_object(
            'totalCount', (
              select count(*)
              from directory.membership t14
              where
                t14.alliance_id = t1.id
                and (
                  (t14.state = 'ACTIVE' and coalesce(t14.valid @> $5::timestamptz, false))
                  or (t14.unit_id = viewer.unit_id or t14.alliance_id = viewer.coordinated)
                )
                and t14.state = any ($11::text[])
            )
          ),
          'waiting', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'statement', case
                        when (t15.unit_id = viewer.unit_id or t15.alliance_id = viewer.coordinated) then t15.statement
                      end
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t16.*
                from directory.membership t16
                where
                  t16.alliance_id = t1.id
                  and (
                    (t16.state = 'ACTIVE' and coalesce(t16.valid @> $5::timestamptz, false))
                    or (t16.unit_id = viewer.unit_id or t16.alliance_id = viewer.coordinated)
                  )
                  and t16.role = any ($12::text[])
                  and t16.state = any ($13::text[])
                order by t16.id
                limit 20
              ) t15
          )
        )
      from directory.alliance t1
      where t1.id = $14::uuid
    )
  )::text,
  viewer.problem
from viewer
;
