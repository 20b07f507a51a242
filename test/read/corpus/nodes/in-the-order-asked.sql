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
    select
      coalesce(
        json_agg(
          case i.kind
            when 'need' then (
              select json_build_object('id', 'need_' || replace(t1.id::text, '-', ''))
              from exchange.need t1
              where
                t1.id = i.id
                and (
                  (
                    (
                      (
                        (
                          t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and (t1.paused_for is null or viewer.unit_id = any (t1.paused_for))
                        )
                        and (
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
                                s.kind = 'NEEDS'
                                and coalesce(s.valid @> $5::timestamptz, false)
                                and s.consumer_unit_id = viewer.unit_id
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
                  or (
                    (t1.state in ('IN_REVIEW', 'RETURNED') or t1.paused_for is not null)
                    and (
                      t1.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                      )
                      and (viewer.coordinated = any (t1.shown_to) or (t1.visibility = 'PUBLIC' and t1.shown_to = '{}'))
                    )
                  )
                )
            )
            when 'offer' then (
              select json_build_object('id', 'offer_' || replace(t2.id::text, '-', ''), 'title', t2.title)
              from exchange.offer t2
              where
                t2.id = i.id
                and (
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
            )
            when 'person' then (
              select json_build_object('id', 'person_' || replace(t3.id::text, '-', ''))
              from directory.person t3
              where
                t3.id = i.id
                and (
                  t3.id = $1::uuid
                  or exists (select from directory.post p where p.person_id = t3.id and p.unit_id = viewer.unit_id)
                  or exists (
                    select
                    from directory.person_relation r
                    where
                      r.person_id = t3.id
                      and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')
                      and r.host_unit_id = viewer.unit_id
                    offset 0
                  )
                  or exists (
                    select
                    from directory.person_relation r join rights.membership m on m.unit_id = r.host_unit_id
                    where
                      r.person_id = t3.id
                      and r.is_public
                      and coalesce(r.valid @> $5::timestamptz, false)
                      and coalesce(m.valid @> $5::timestamptz, false)
                      and m.alliance_id = viewer.coordinated
                    offset 0
                  )
                )
            )
          end
          order by i.n
        ),
        '[]'
      )
    from unnest($6::uuid[], $7::text[]) with ordinality i (id, kind, n)
  )::text,
  viewer.problem
from viewer
;
