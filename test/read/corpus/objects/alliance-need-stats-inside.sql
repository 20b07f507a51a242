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
          'needStats', (
            select
              json_build_object('claimantsUnique', json_build_object('count', t2.claimants_unique, 'basis', 'PERSON'))
            from
              (
                select s.*
                from
                  (
                    select
                      (
                        count(distinct c.need_id) filter (
                          where
                            c.state = 'DONE'
                            and c.settled_at >= coalesce($6::timestamptz, '-infinity')
                            and c.settled_at < coalesce($7::timestamptz, 'infinity')
                        )
                      )::integer as completed_items,
                      (
                        count(*) filter (
                          where
                            c.claimed_at >= coalesce($6::timestamptz, '-infinity')
                            and c.claimed_at < coalesce($7::timestamptz, 'infinity')
                        )
                      )::integer as claim_person_times,
                      (
                        count(distinct c.person_id) filter (
                          where
                            c.claimed_at >= coalesce($6::timestamptz, '-infinity')
                            and c.claimed_at < coalesce($7::timestamptz, 'infinity')
                        )
                      )::integer as claimants_unique
                    from exchange.wish_claim c
                    where c.alliance_id = t1.id and c.state <> 'WITHDRAWN'
                  ) s
                where
                  (
                    t1.id = viewer.alliance_id
                    or not (
                      (
                        s.completed_items between 1 and 4
                        or s.claim_person_times between 1 and 4
                        or s.claimants_unique between 1 and 4
                      )
                    )
                  )
              ) t2
          )
        )
      from directory.alliance t1
      where t1.id = $8::uuid
    )
  )::text,
  viewer.problem
from viewer
;
