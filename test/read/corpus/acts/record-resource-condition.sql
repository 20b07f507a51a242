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
              'condition', (
                select
                  json_build_object(
                    'note', t2.note,
                    'seenAt', t2.seen_at,
                    'term', (select json_build_object('code', t3.code) from directory.term t3 where t3.code = t2.term)
                  )
                from
                  (
                    select
                      c.term,
                      c.note,
                      c.seen_at,
                      case
                        when (
                          c.said_by_unit_id = t1.owner_unit_id
                          or t1.owner_unit_id = viewer.unit_id
                          or c.said_by_unit_id = viewer.unit_id
                          or exists (
                            select
                            from exchange.lending l
                            where
                              l.resource_id = t1.id
                              and l.borrower_unit_id = c.said_by_unit_id
                              and (
                                (
                                  (l.owner_unit_id = viewer.unit_id or l.borrower_unit_id = viewer.unit_id)
                                  and l.alliance_id = viewer.alliance_id
                                )
                                or l.alliance_id = viewer.coordinated
                              )
                          )
                        ) then c.said_by_unit_id
                      end as said_by
                    from exchange.resource_condition c
                    where c.resource_id = t1.id
                    order by c.number desc
                    limit 1
                  ) t2
              )
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
