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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name)), '[]'))
      from
        (
          select t2.*
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
          order by (t2.short_name collate directory.pinyin), t2.id
          limit 20
        ) t1
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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('shortName', t1.short_name)), '[]'))
      from
        (
          select t2.*
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
          order by (t2.short_name collate directory.pinyin), t2.id
          limit 20
        ) t1
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
