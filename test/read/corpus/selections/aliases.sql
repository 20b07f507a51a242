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
          'name', t1.short_name,
          'full', t1.name,
          'halls', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('what', t2.title)), '[]'))
            from
              (
                select t3.*
                from exchange.offer t3
                where
                  t3.owner_unit_id = t1.id
                  and (
                    (
                      (
                        (
                          (
                            t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and (t3.paused_for is null or viewer.unit_id = any (t3.paused_for))
                          )
                          and (
                            t3.visibility = 'PUBLIC'
                            or (
                              t3.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t3.shown_to)
                              and t3.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                            or (
                              t3.visibility = 'ALLIANCE'
                              and t3.owner_unit_id in (
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
                          t3.owner_unit_id = viewer.unit_id
                          and (
                            t3.visibility = 'UNIT'
                            or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to))
                          )
                        )
                      )
                    ) is true
                    or (
                      (t3.state in ('IN_REVIEW', 'RETURNED') or t3.paused_for is not null)
                      and (
                        t3.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and (
                          viewer.coordinated = any (t3.shown_to)
                          or (t3.visibility = 'PUBLIC' and t3.shown_to = '{}')
                        )
                      )
                    )
                  )
                  and t3.category = $6::text
                order by t3.id desc
                limit 1
              ) t2
          ),
          'rooms', json_build_object(
            'totalCount', (
              select count(*)
              from exchange.offer t5
              where
                t5.owner_unit_id = t1.id
                and (
                  (
                    (
                      (
                        (
                          t5.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and (t5.paused_for is null or viewer.unit_id = any (t5.paused_for))
                        )
                        and (
                          t5.visibility = 'PUBLIC'
                          or (
                            t5.visibility = 'ALLIANCE'
                            and viewer.alliance_id = any (t5.shown_to)
                            and t5.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                          or (
                            t5.visibility = 'ALLIANCE'
                            and t5.owner_unit_id in (
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
                        t5.owner_unit_id = viewer.unit_id
                        and (
                          t5.visibility = 'UNIT'
                          or (t5.visibility = 'PUBLIC' or viewer.alliance_id = any (t5.shown_to))
                        )
                      )
                    )
                  ) is true
                  or (
                    (t5.state in ('IN_REVIEW', 'RETURNED') or t5.paused_for is not null)
                    and (
                      t5.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                      and (viewer.coordinated = any (t5.shown_to) or (t5.visibility = 'PUBLIC' and t5.shown_to = '{}'))
                    )
                  )
                )
                and t5.category = $7::text
            )
          ),
          'all', json_build_object(
            'n', (
              select count(*)
              from exchange.offer t7
              where
                t7.owner_unit_id = t1.id
                and (
                  (
                    (
                      (
                        (
                          t7.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and (t7.paused_for is null or viewer.unit_id = any (t7.paused_for))
                        )
                        and (
                          t7.visibility = 'PUBLIC'
                          or (
                            t7.visibility = 'ALLIANCE'
                            and viewer.alliance_id = any (t7.shown_to)
                            and t7.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                          or (
                            t7.visibility = 'ALLIANCE'
                            and t7.owner_unit_id in (
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
                        t7.owner_unit_id = viewer.unit_id
                        and (
                          t7.visibility = 'UNIT'
                          or (t7.visibility = 'PUBLIC' or viewer.alliance_id = any (t7.shown_to))
                        )
                      )
                    )
                  ) is true
                  or (
                    (t7.state in ('IN_REVIEW', 'RETURNED') or t7.paused_for is not null)
                    and (
                      t7.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                      and (viewer.coordinated = any (t7.shown_to) or (t7.visibility = 'PUBLIC' and t7.shown_to = '{}'))
                    )
                  )
                )
            )
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($8::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
select
  (
    (select json_build_object('name', t1.short_name) from directory.unit t1 where t1.id = directory.unit_now ($1::uuid))
  )::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
