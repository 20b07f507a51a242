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
    (
      select
        json_build_object(
          'identifiers', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.unit_identifier t3
                  where
                    t3.unit_id = t1.id
                    and (
                      (
                        t3.state <> 'REMOVED'
                        and (
                          not t3.is_personal
                          or t3.unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        )
                      )
                      or t3.unit_id = viewer.unit_id
                    )
                ),
                'nodes', coalesce(json_agg(json_build_object('value', t2.value, 'state', t2.state)), '[]')
              )
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
              ) t2
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($6::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
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
    (
      select json_build_object('id', 'identifier_' || replace(t1.id::text, '-', ''))
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
  )::text,
  viewer.problem
from viewer
;
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
    json_build_object(
      'totalCount', (
        select count(*)
        from directory.unit t2
        where
          t2.id in (
            select i.unit_id
            from directory.unit_identifier i
            where
              i.value = $6::text
              and i.scheme = coalesce($7::text, i.scheme)
              and i.state <> 'REMOVED'
              and (
                (
                  i.state <> 'REMOVED'
                  and (
                    not i.is_personal
                    or i.unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                )
                or i.unit_id = viewer.unit_id
              )
          )
      )
    )
  )::text,
  viewer.problem
from viewer
;
