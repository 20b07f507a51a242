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
          'id', 'lending_' || replace(t1.id::text, '-', ''),
          'purpose', t1.purpose,
          'state', t1.state,
          'handedOverAt', t1.handed_over_at,
          'dueAt', t1.due_at,
          'isOverdue', (t1.state in ('HANDED_OVER', 'LENT') and t1.due_at <= $5::timestamptz),
          'receivedAt', t1.received_at,
          'givenBackAt', t1.given_back_at,
          'endedAt', t1.ended_at,
          'reason', t1.reason,
          'version', t1.version,
          'alliance', (
            select json_build_object('name', t2.name)
            from directory.alliance t2
            where t2.id = t1.alliance_id
          ),
          'resource', (
            select json_build_object('name', t3.name)
            from exchange.resource t3
            where
              t3.id = t1.resource_id
              and (
                (
                  (
                    (
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
                    and (t3.visibility = 'UNIT' or (t3.visibility = 'PUBLIC' or viewer.alliance_id = any (t3.shown_to)))
                  )
                )
              ) is true
          ),
          'lender', (
            select json_build_object('shortName', t4.short_name)
            from directory.unit t4
            where t4.id = t1.owner_unit_id
          ),
          'borrower', (
            select json_build_object('shortName', t5.short_name)
            from directory.unit t5
            where t5.id = t1.borrower_unit_id
          ),
          'conditionOut', (
            select json_build_object('code', t6.code)
            from directory.term t6
            where t6.code = t1.condition_out
          ),
          'conditionBack', (
            select json_build_object('code', t7.code)
            from directory.term t7
            where t7.code = t1.condition_back
          )
        )
      from exchange.lending t1
      where
        t1.id = $6::uuid
        and (
          (
            (t1.owner_unit_id = viewer.unit_id or t1.borrower_unit_id = viewer.unit_id)
            and t1.alliance_id = viewer.alliance_id
          )
          or t1.alliance_id = viewer.coordinated
        )
    )
  )::text,
  viewer.problem
from viewer
;
