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
        'resource', (
          select
            json_build_object(
              'id', 'resource_' || replace(t1.id::text, '-', ''),
              'name', t1.name,
              'placeName', case
                when (
                  not (
                    t1.visibility = 'ALLIANCE'
                    and t1.owner_unit_id in (
                      select s.provider_unit_id
                      from rights.share s
                      where
                        s.kind = 'OFFERS'
                        and coalesce(s.valid @> $5::timestamptz, false)
                        and s.consumer_unit_id = viewer.unit_id
                      group by s.provider_unit_id
                      having bool_and(s.precision = 'MASKED')
                    )
                  )
                  or (
                    (
                      (
                        (
                          t1.visibility = 'PUBLIC'
                          or (
                            t1.visibility = 'ALLIANCE'
                            and viewer.alliance_id = any (t1.shown_to)
                            and t1.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                        )
                      )
                      or (
                        t1.owner_unit_id = viewer.unit_id
                        and (
                          t1.visibility = 'UNIT'
                          or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                        )
                      )
                    )
                  ) is true
                ) then t1.place_name
              end,
              'category', (
                select json_build_object('code', t2.code)
                from directory.term t2
                where t2.code = t1.category
              ),
              'version', t1.version
            )
          from exchange.resource t1
          where
            t1.id = $6::uuid
            and (
              (
                (
                  (
                    t1.visibility = 'PUBLIC'
                    or (
                      t1.visibility = 'ALLIANCE'
                      and viewer.alliance_id = any (t1.shown_to)
                      and t1.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                      )
                    )
                    or (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
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
                  t1.owner_unit_id = viewer.unit_id
                  and (t1.visibility = 'UNIT' or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to)))
                )
              )
            ) is true
        )
      )
  )::text,
  viewer.problem
from viewer
;
