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
            from exchange.benefit_redemption t2
            where
              exists (
                select
                from exchange.benefit_redemption_party p
                where p.redemption_id = t2.id and p.unit_id = viewer.unit_id
              )
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'redemption_' || replace(t1.id::text, '-', ''))
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
                'id', 'redemption_' || replace(t1.id::text, '-', ''),
                'rule', (
                  select json_build_object('name', t3.name)
                  from exchange.benefit_rule t3
                  where t3.id = t1.rule_id
                ),
                'ruleVersion', t1.number,
                'unit', (
                  select json_build_object('shortName', t4.short_name)
                  from directory.unit t4
                  where t4.id = t1.owner_unit_id
                ),
                'price', json_build_object('amount', trim_scale(t1.price)::text, 'currency', 'CNY'),
                'cut', json_build_object('amount', trim_scale(t1.cut)::text, 'currency', 'CNY'),
                'charge', json_build_object('amount', trim_scale(t1.charge)::text, 'currency', 'CNY'),
                'funding', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'unit', (
                            select json_build_object('shortName', t6.short_name)
                            from directory.unit t6
                            where t6.id = t5.unit_id
                          ),
                          'amount', json_build_object('amount', trim_scale(t5.amount)::text)
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select s.unit_id, s.amount
                      from exchange.benefit_share s
                      where s.redemption_id = t1.id
                      order by s.amount desc, s.unit_id
                    ) t5
                ),
                'day', t1.day,
                'redeemedAt', t1.redeemed_at,
                'state', t1.state,
                'reversedAt', t1.reversed_at,
                'reason', t1.reason,
                'version', t1.version
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
              from exchange.benefit_redemption t7
              where
                exists (
                  select
                  from exchange.benefit_redemption_party p
                  where p.redemption_id = t7.id and p.unit_id = viewer.unit_id
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
              from exchange.benefit_redemption t8
              where
                exists (
                  select
                  from exchange.benefit_redemption_party p
                  where p.redemption_id = t8.id and p.unit_id = viewer.unit_id
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
              from exchange.benefit_redemption t2
              where
                exists (
                  select
                  from exchange.benefit_redemption_party p
                  where p.redemption_id = t2.id and p.unit_id = viewer.unit_id
                )
                and t2.day >= $6::date
                and t2.rule_id = $7::uuid
                and t2.state = any ($8::text[])
                and t2.day < $9::date
                and not (t2.id) < ($10::uuid)
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
              from exchange.benefit_redemption t3
              where
                exists (
                  select
                  from exchange.benefit_redemption_party p
                  where p.redemption_id = t3.id and p.unit_id = viewer.unit_id
                )
                and t3.day >= $11::date
                and t3.rule_id = $12::uuid
                and t3.state = any ($13::text[])
                and t3.day < $14::date
                and (t3.id) < ($10::uuid)
              order by t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
