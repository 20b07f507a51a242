select
  (
    (
      select
        json_build_object(
          'needStats', (
            select
              json_build_object(
                'completedItems', json_build_object('count', t2.completed_items, 'basis', 'ITEM'),
                'claimPersonTimes', json_build_object('count', t2.claim_person_times, 'basis', 'PERSON_TIME'),
                'claimantsUnique', json_build_object('count', t2.claimants_unique, 'basis', 'PERSON')
              )
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
                            and c.settled_at >= coalesce($1::timestamptz, '-infinity')
                            and c.settled_at < coalesce($2::timestamptz, 'infinity')
                        )
                      )::integer as completed_items,
                      (
                        count(*) filter (
                          where
                            c.claimed_at >= coalesce($1::timestamptz, '-infinity')
                            and c.claimed_at < coalesce($2::timestamptz, 'infinity')
                        )
                      )::integer as claim_person_times,
                      (
                        count(distinct c.person_id) filter (
                          where
                            c.claimed_at >= coalesce($1::timestamptz, '-infinity')
                            and c.claimed_at < coalesce($2::timestamptz, 'infinity')
                        )
                      )::integer as claimants_unique
                    from exchange.wish_claim c
                    where c.alliance_id = t1.id and c.state <> 'WITHDRAWN'
                  ) s
                where
                  not (
                    (
                      s.completed_items between 1 and 4
                      or s.claim_person_times between 1 and 4
                      or s.claimants_unique between 1 and 4
                    )
                  )
              ) t2
          ),
          'later', (
            select json_build_object('claimPersonTimes', json_build_object('count', t3.claim_person_times))
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
                            and c.settled_at >= coalesce($3::timestamptz, '-infinity')
                            and c.settled_at < coalesce($4::timestamptz, 'infinity')
                        )
                      )::integer as completed_items,
                      (
                        count(*) filter (
                          where
                            c.claimed_at >= coalesce($3::timestamptz, '-infinity')
                            and c.claimed_at < coalesce($4::timestamptz, 'infinity')
                        )
                      )::integer as claim_person_times,
                      (
                        count(distinct c.person_id) filter (
                          where
                            c.claimed_at >= coalesce($3::timestamptz, '-infinity')
                            and c.claimed_at < coalesce($4::timestamptz, 'infinity')
                        )
                      )::integer as claimants_unique
                    from exchange.wish_claim c
                    where c.alliance_id = t1.id and c.state <> 'WITHDRAWN'
                  ) s
                where
                  not (
                    (
                      s.completed_items between 1 and 4
                      or s.claim_person_times between 1 and 4
                      or s.claimants_unique between 1 and 4
                    )
                  )
              ) t3
          )
        )
      from directory.alliance t1
      where t1.id = $5::uuid
    )
  )::text,
  null
;
