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
          'totalCount', (
            select count(*)
            from exchange.wish_claim t2
            where
              (
                (
                  (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
                  and t2.alliance_id = viewer.alliance_id
                )
                or t2.alliance_id = viewer.coordinated
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'claim_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'claim_' || replace(t1.id::text, '-', ''),
                'state', t1.state,
                'reason', t1.reason,
                'claimedAt', t1.claimed_at,
                'settledAt', t1.settled_at,
                'version', t1.version,
                'need', (
                  select json_build_object('title', t3.title)
                  from exchange.need t3
                  where
                    t3.id = t1.need_id
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
                                  where
                                    m.alliance_id = viewer.alliance_id
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              )
                              or (
                                t3.visibility = 'ALLIANCE'
                                and t3.owner_unit_id in (
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
                ),
                'alliance', (
                  select json_build_object('name', t4.name)
                  from directory.alliance t4
                  where t4.id = t1.alliance_id
                ),
                'supplier', (
                  select json_build_object('shortName', t5.short_name)
                  from directory.unit t5
                  where t5.id = t1.supplier_unit_id
                ),
                'demander', (
                  select json_build_object('shortName', t6.short_name)
                  from directory.unit t6
                  where t6.id = t1.demander_unit_id
                )
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 1,
            'hasPreviousPage', exists (
              select
              from exchange.wish_claim t7
              where
                (
                  (
                    (t7.supplier_unit_id = viewer.unit_id or t7.demander_unit_id = viewer.unit_id)
                    and t7.alliance_id = viewer.alliance_id
                  )
                  or t7.alliance_id = viewer.coordinated
                )
                and not (t7.id) < ($6::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t8.*
              from exchange.wish_claim t8
              where
                (
                  (
                    (t8.supplier_unit_id = viewer.unit_id or t8.demander_unit_id = viewer.unit_id)
                    and t8.alliance_id = viewer.alliance_id
                  )
                  or t8.alliance_id = viewer.coordinated
                )
                and (t8.id) < ($6::uuid)
              order by t8.id desc
              limit 2
            ) p
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
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.wish_claim t2
              where
                (
                  (
                    (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
                    and t2.alliance_id = viewer.alliance_id
                  )
                  or t2.alliance_id = viewer.coordinated
                )
                and (t2.person_id = $1::uuid) = $6::boolean
                and t2.state = any ($7::text[])
                and not (t2.id) < ($8::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t3.*
              from exchange.wish_claim t3
              where
                (
                  (
                    (t3.supplier_unit_id = viewer.unit_id or t3.demander_unit_id = viewer.unit_id)
                    and t3.alliance_id = viewer.alliance_id
                  )
                  or t3.alliance_id = viewer.coordinated
                )
                and (t3.person_id = $1::uuid) = $9::boolean
                and t3.state = any ($10::text[])
                and (t3.id) < ($8::uuid)
              order by t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
