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
          'now', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.post_term t3
                  where
                    t3.unit_id = t1.id
                    and (
                      coalesce(t3.valid @> $5::timestamptz, false)
                      or (t3.unit_id = viewer.unit_id or t3.person_id = $1::uuid)
                    )
                    and t3.role = any ($6::text[])
                    and case
                      when coalesce(t3.valid @> $5::timestamptz, false) then 'IN_FORCE'
                      when lower(t3.valid) > $5::timestamptz then 'UPCOMING'
                      else 'ENDED'
                    end = any ($7::text[])
                ),
                'nodes', coalesce(json_agg(json_build_object('title', t2.title, 'isDelegated', t2.delegated_from is not null)), '[]')
              )
            from
              (
                select t4.*
                from directory.post_term t4
                where
                  t4.unit_id = t1.id
                  and (
                    coalesce(t4.valid @> $5::timestamptz, false)
                    or (t4.unit_id = viewer.unit_id or t4.person_id = $1::uuid)
                  )
                  and t4.role = any ($8::text[])
                  and case
                    when coalesce(t4.valid @> $5::timestamptz, false) then 'IN_FORCE'
                    when lower(t4.valid) > $5::timestamptz then 'UPCOMING'
                    else 'ENDED'
                  end = any ($9::text[])
                order by t4.id desc
                limit 20
              ) t2
          ),
          'others', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'state', case
                        when coalesce(t5.valid @> $5::timestamptz, false) then 'IN_FORCE'
                        when lower(t5.valid) > $5::timestamptz then 'UPCOMING'
                        else 'ENDED'
                      end,
                      'reason', case when (t5.unit_id = viewer.unit_id or t5.person_id = $1::uuid) then t5.reason
                      end
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t6.*
                from directory.post_term t6
                where
                  t6.unit_id = t1.id
                  and (
                    coalesce(t6.valid @> $5::timestamptz, false)
                    or (t6.unit_id = viewer.unit_id or t6.person_id = $1::uuid)
                  )
                  and case
                    when coalesce(t6.valid @> $5::timestamptz, false) then 'IN_FORCE'
                    when lower(t6.valid) > $5::timestamptz then 'UPCOMING'
                    else 'ENDED'
                  end = any ($10::text[])
                order by t6.id desc
                limit 20
              ) t5
          ),
          'coordinating', json_build_object(
            'totalCount', (
              select count(*)
              from directory.post_term t8
              where
                t8.unit_id = t1.id
                and (
                  coalesce(t8.valid @> $5::timestamptz, false)
                  or (t8.unit_id = viewer.unit_id or t8.person_id = $1::uuid)
                )
                and t8.role = any ($11::text[])
            )
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($12::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
