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
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'title', t1.title,
                'matches', (
                  select
                    json_build_object(
                      'totalCount', (
                        select count(*)
                        from exchange.match t3
                        where
                          t3.need_id = t1.id
                          and (
                            (
                              (t3.supplier_unit_id = viewer.unit_id or t3.demander_unit_id = viewer.unit_id)
                              and t3.alliance_id = viewer.alliance_id
                            )
                            or t3.alliance_id = viewer.coordinated
                          )
                      ),
                      'nodes', coalesce(
                        json_agg(
                          json_build_object(
                            'state', case
                              when t2.respond_by <= $5::timestamptz
                              and t2.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
                              else t2.state
                            end
                          )
                        ),
                        '[]'
                      )
                    )
                  from
                    (
                      select t4.*
                      from exchange.match t4
                      where
                        t4.need_id = t1.id
                        and (
                          (
                            (t4.supplier_unit_id = viewer.unit_id or t4.demander_unit_id = viewer.unit_id)
                            and t4.alliance_id = viewer.alliance_id
                          )
                          or t4.alliance_id = viewer.coordinated
                        )
                      order by t4.id desc
                      limit 1
                    ) t2
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t5.*
          from exchange.need t5
          where
            (
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
                            s.kind = 'NEEDS'
                            and coalesce(s.valid @> $5::timestamptz, false)
                            and s.consumer_unit_id = viewer.unit_id
                        )
                      )
                    )
                  )
                  or (
                    t5.owner_unit_id = viewer.unit_id
                    and (t5.visibility = 'UNIT' or (t5.visibility = 'PUBLIC' or viewer.alliance_id = any (t5.shown_to)))
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
            and position(lower($6::text) in lower(t5.title || ' ' || t5.description)) > 0
          order by t5.id desc
          limit 1
        ) t1
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
          'nodes', coalesce(
            json_agg(json_build_object('title', t1.title) order by t1.rn desc) filter (where t1.rn <= 1),
            '[]'
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t2.*
              from exchange.offer t2
              where
                (
                  (
                    (
                      (
                        (
                          t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and (t2.paused_for is null or viewer.unit_id = any (t2.paused_for))
                        )
                        and (
                          t2.visibility = 'PUBLIC'
                          or (
                            t2.visibility = 'ALLIANCE'
                            and viewer.alliance_id = any (t2.shown_to)
                            and t2.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                          or (
                            t2.visibility = 'ALLIANCE'
                            and t2.owner_unit_id in (
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
                        t2.owner_unit_id = viewer.unit_id
                        and (
                          t2.visibility = 'UNIT'
                          or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to))
                        )
                      )
                    )
                  ) is true
                  or (
                    (t2.state in ('IN_REVIEW', 'RETURNED') or t2.paused_for is not null)
                    and (
                      t2.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                      and (viewer.coordinated = any (t2.shown_to) or (t2.visibility = 'PUBLIC' and t2.shown_to = '{}'))
                    )
                  )
                )
                and position(lower($6::text) in lower(t2.title || ' ' || t2.description)) > 0
              order by t2.id
              limit 1
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
