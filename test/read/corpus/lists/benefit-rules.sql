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
          'totalCount', (select count(*) from exchange.benefit_rule t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'benefitrule_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 3
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'benefitrule_' || replace(t1.id::text, '-', ''),
                'unit', (
                  select json_build_object('shortName', t3.short_name)
                  from directory.unit t3
                  where t3.id = t1.owner_unit_id
                ),
                'place', (
                  select
                    json_build_object(
                      'name', case
                        when (
                          t4.is_public
                          or t4.owner_unit_id = viewer.unit_id
                          or t4.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        ) then t4.name
                        else coalesce(
                          t4.shown_name,
                          (
                            select case when $6::text = 'en' then k.label_en else k.label_zh end
                            from directory.term k
                            where k.code = t4.kind
                          )
                        )
                      end
                    )
                  from (select p.*, null::float8 as distance_m from directory.place p) t4
                  where t4.id = t1.place_id
                ),
                'name', t1.name,
                'service', (
                  select json_build_object('code', t5.code)
                  from directory.term t5
                  where t5.code = t1.service
                ),
                'state', t1.state,
                'reason', t1.reason,
                'versionInForce', exchange.benefit_version_in_force (t1.id, ($5::timestamptz at time zone 'Asia/Shanghai')::date),
                'versions', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'number', t6.number,
                          'from', t6.from_day,
                          'until', t6.until_day,
                          'eligibility', (
                            select
                              coalesce(
                                json_agg(
                                  json_build_object(
                                    'number', t7.number,
                                    'within', t7.within,
                                    'kind', t7.kind,
                                    'from', t7.from,
                                    'below', t7.below,
                                    'codes', t7.codes,
                                    'needsProof', t7.needs_proof,
                                    'alliance', (
                                      select json_build_object('name', t8.name)
                                      from directory.alliance t8
                                      where t8.id = t7.alliance_id
                                    ),
                                    'area', (
                                      select json_build_object('name', t9.name)
                                      from directory.area t9
                                      where t9.id = t7.area_id
                                    )
                                  )
                                ),
                                '[]'
                              )
                            from
                              (
                                select p.*
                                from
                                  jsonb_to_recordset(t6.eligibility) as p (
                                    number integer,
                                    "within" integer,
                                    kind text,
                                    "from" integer,
                                    below integer,
                                    codes jsonb,
                                    needs_proof boolean,
                                    alliance_id uuid,
                                    area_id uuid
                                  )
                                order by p.number
                              ) t7
                          ),
                          'exclusion', (
                            select
                              coalesce(json_agg(json_build_object('number', t10.number, 'kind', t10.kind, 'from', t10.from)), '[]')
                            from
                              (
                                select p.*
                                from
                                  jsonb_to_recordset(t6.exclusion) as p (
                                    number integer,
                                    "within" integer,
                                    kind text,
                                    "from" integer,
                                    below integer,
                                    codes jsonb,
                                    needs_proof boolean,
                                    alliance_id uuid,
                                    area_id uuid
                                  )
                                order by p.number
                              ) t10
                          ),
                          'kind', t6.kind,
                          'amount', trim_scale(t6.amount)::text,
                          'leastPrice', json_build_object('amount', trim_scale(t6.least_price)::text, 'currency', 'CNY'),
                          'mostPrice', json_build_object('amount', trim_scale(t6.most_price)::text),
                          'quotas', (
                            select
                              coalesce(
                                json_agg(
                                  json_build_object('window', t11.quota_window, 'isPerPerson', t11.is_per_person, 'most', t11.most, 'remaining', t11.remaining)
                                ),
                                '[]'
                              )
                            from
                              (
                                select
                                  q.quota_window,
                                  q.is_per_person,
                                  q.most,
                                  case
                                    when not q.is_per_person then greatest(
                                      q.most - coalesce(
                                        (
                                          select c.taken
                                          from
                                            exchange.benefit_count c
                                            join exchange.benefit_windows (($5::timestamptz at time zone 'Asia/Shanghai')::date) w on w.quota_window = c.quota_window
                                            and w.starts_on = c.starts_on
                                          where c.rule_id = t6.rule_id and c.quota_window = q.quota_window
                                        ),
                                        0
                                      ),
                                      0
                                    )
                                  end as remaining
                                from
                                  (
                                    values
                                      (1, 'DAY', false, t6.per_day),
                                      (2, 'WEEK', false, t6.per_week),
                                      (3, 'MONTH', false, t6.per_month),
                                      (4, 'TOTAL', false, t6.in_all),
                                      (5, 'DAY', true, t6.person_per_day),
                                      (6, 'WEEK', true, t6.person_per_week),
                                      (7, 'MONTH', true, t6.person_per_month),
                                      (8, 'TOTAL', true, t6.person_in_all)
                                  ) q (rank, quota_window, is_per_person, most)
                                where q.most is not null
                                order by q.rank
                              ) t11
                          ),
                          'funders', (
                            select
                              coalesce(
                                json_agg(
                                  json_build_object(
                                    'unit', (
                                      select json_build_object('shortName', t13.short_name)
                                      from directory.unit t13
                                      where t13.id = t12.unit_id
                                    ),
                                    'percent', trim_scale(t12.percent)::text,
                                    'agreedAt', t12.agreed_at
                                  )
                                ),
                                '[]'
                              )
                            from
                              (
                                select f.unit_id, f.percent, f.agreed_at
                                from exchange.benefit_funder f
                                where f.rule_id = t6.rule_id and f.number = t6.number
                                order by f.rank
                              ) t12
                          ),
                          'publishedAt', t6.published_at
                        )
                      ),
                      '[]'
                    )
                  from (select v.* from exchange.benefit_version v where v.rule_id = t1.id order by v.number) t6
                ),
                'createdAt', t1.created_at,
                'version', t1.version
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 3
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 3,
            'hasPreviousPage', exists (select from exchange.benefit_rule t14 where not (t14.id) > ($7::uuid)),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 3
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 3
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from (select t15.* from exchange.benefit_rule t15 where (t15.id) > ($7::uuid) order by t15.id limit 4) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
select
  (
    (
      select
        json_build_object(
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from exchange.benefit_rule t2
              where
                t2.place_id = $1::uuid
                and t2.state = any ($2::text[])
                and t2.owner_unit_id = $3::uuid
                and not (t2.id) > ($4::uuid)
            ),
            'hasPreviousPage', count(*) > 2,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
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
              from exchange.benefit_rule t3
              where
                t3.place_id = $5::uuid
                and t3.state = any ($6::text[])
                and t3.owner_unit_id = $7::uuid
                and (t3.id) > ($4::uuid)
              order by t3.id
              limit 3
            ) p
        ) t1
    )
  )::text,
  case
    when $8::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $8::uuid and c.valid @> $9::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
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
          'statistics', (
            select
              json_build_object(
                'redemptions', t2.redemptions,
                'persons', t2.persons,
                'price', json_build_object('amount', trim_scale(t2.price)::text, 'currency', 'CNY'),
                'cut', json_build_object('amount', trim_scale(t2.cut)::text),
                'charge', json_build_object('amount', trim_scale(t2.charge)::text),
                'funding', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'unit', (
                            select json_build_object('shortName', t4.short_name)
                            from directory.unit t4
                            where t4.id = t3.unit_id
                          ),
                          'amount', json_build_object('amount', trim_scale(t3.amount)::text)
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select g.unit_id, g.amount
                      from jsonb_to_recordset(t2.funding) as g (unit_id uuid, amount numeric)
                    ) t3
                )
              )
            from
              (
                select t.*, f.funding
                from
                  (
                    select
                      count(*)::integer as redemptions,
                      count(distinct r.person_id)::integer as persons,
                      coalesce(sum(r.price), 0) as price,
                      coalesce(sum(r.cut), 0) as cut,
                      coalesce(sum(r.charge), 0) as charge
                    from exchange.benefit_redemption r
                    where
                      r.rule_id = t1.id
                      and r.state = 'REDEEMED'
                      and r.day >= coalesce($6::date, '-infinity')
                      and r.day < coalesce($7::date, 'infinity')
                      and (
                        t1.owner_unit_id = viewer.unit_id
                        or exists (
                          select
                          from exchange.benefit_funder f
                          where
                            f.rule_id = t1.id
                            and f.agreed_at is not null
                            and f.number = r.number
                            and f.unit_id = viewer.unit_id
                          offset 0
                        )
                      )
                  ) t,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object('unit_id', g.unit_id, 'amount', g.amount)
                          order by g.amount desc, g.unit_id
                        ),
                        '[]'
                      ) as funding
                    from
                      (
                        select s.unit_id, sum(s.amount) as amount
                        from exchange.benefit_redemption r join exchange.benefit_share s on s.redemption_id = r.id
                        where
                          r.rule_id = t1.id
                          and r.state = 'REDEEMED'
                          and r.day >= coalesce($6::date, '-infinity')
                          and r.day < coalesce($7::date, 'infinity')
                          and (
                            t1.owner_unit_id = viewer.unit_id
                            or exists (
                              select
                              from exchange.benefit_funder f
                              where
                                f.rule_id = t1.id
                                and f.agreed_at is not null
                                and f.number = r.number
                                and f.unit_id = viewer.unit_id
                              offset 0
                            )
                          )
                        group by s.unit_id
                      ) g
                  ) f
                where
                  (
                    t1.owner_unit_id = viewer.unit_id
                    or exists (
                      select
                      from exchange.benefit_funder f
                      where f.rule_id = t1.id and f.agreed_at is not null and f.unit_id = viewer.unit_id
                      offset 0
                    )
                  )
              ) t2
          ),
          'today', (
            select json_build_object('redemptions', t5.redemptions)
            from
              (
                select t.*, f.funding
                from
                  (
                    select
                      count(*)::integer as redemptions,
                      count(distinct r.person_id)::integer as persons,
                      coalesce(sum(r.price), 0) as price,
                      coalesce(sum(r.cut), 0) as cut,
                      coalesce(sum(r.charge), 0) as charge
                    from exchange.benefit_redemption r
                    where
                      r.rule_id = t1.id
                      and r.state = 'REDEEMED'
                      and r.day >= coalesce($8::date, '-infinity')
                      and r.day < coalesce($9::date, 'infinity')
                      and (
                        t1.owner_unit_id = viewer.unit_id
                        or exists (
                          select
                          from exchange.benefit_funder f
                          where
                            f.rule_id = t1.id
                            and f.agreed_at is not null
                            and f.number = r.number
                            and f.unit_id = viewer.unit_id
                          offset 0
                        )
                      )
                  ) t,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object('unit_id', g.unit_id, 'amount', g.amount)
                          order by g.amount desc, g.unit_id
                        ),
                        '[]'
                      ) as funding
                    from
                      (
                        select s.unit_id, sum(s.amount) as amount
                        from exchange.benefit_redemption r join exchange.benefit_share s on s.redemption_id = r.id
                        where
                          r.rule_id = t1.id
                          and r.state = 'REDEEMED'
                          and r.day >= coalesce($8::date, '-infinity')
                          and r.day < coalesce($9::date, 'infinity')
                          and (
                            t1.owner_unit_id = viewer.unit_id
                            or exists (
                              select
                              from exchange.benefit_funder f
                              where
                                f.rule_id = t1.id
                                and f.agreed_at is not null
                                and f.number = r.number
                                and f.unit_id = viewer.unit_id
                              offset 0
                            )
                          )
                        group by s.unit_id
                      ) g
                  ) f
                where
                  (
                    t1.owner_unit_id = viewer.unit_id
                    or exists (
                      select
                      from exchange.benefit_funder f
                      where f.rule_id = t1.id and f.agreed_at is not null and f.unit_id = viewer.unit_id
                      offset 0
                    )
                  )
              ) t5
          ),
          'after', (
            select
              json_build_object(
                'redemptions', t6.redemptions,
                'funding', (
                  select
                    coalesce(json_agg(json_build_object('amount', json_build_object('amount', trim_scale(t7.amount)::text))), '[]')
                  from
                    (
                      select g.unit_id, g.amount
                      from jsonb_to_recordset(t6.funding) as g (unit_id uuid, amount numeric)
                    ) t7
                )
              )
            from
              (
                select t.*, f.funding
                from
                  (
                    select
                      count(*)::integer as redemptions,
                      count(distinct r.person_id)::integer as persons,
                      coalesce(sum(r.price), 0) as price,
                      coalesce(sum(r.cut), 0) as cut,
                      coalesce(sum(r.charge), 0) as charge
                    from exchange.benefit_redemption r
                    where
                      r.rule_id = t1.id
                      and r.state = 'REDEEMED'
                      and r.day >= coalesce($10::date, '-infinity')
                      and r.day < coalesce($11::date, 'infinity')
                      and (
                        t1.owner_unit_id = viewer.unit_id
                        or exists (
                          select
                          from exchange.benefit_funder f
                          where
                            f.rule_id = t1.id
                            and f.agreed_at is not null
                            and f.number = r.number
                            and f.unit_id = viewer.unit_id
                          offset 0
                        )
                      )
                  ) t,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object('unit_id', g.unit_id, 'amount', g.amount)
                          order by g.amount desc, g.unit_id
                        ),
                        '[]'
                      ) as funding
                    from
                      (
                        select s.unit_id, sum(s.amount) as amount
                        from exchange.benefit_redemption r join exchange.benefit_share s on s.redemption_id = r.id
                        where
                          r.rule_id = t1.id
                          and r.state = 'REDEEMED'
                          and r.day >= coalesce($10::date, '-infinity')
                          and r.day < coalesce($11::date, 'infinity')
                          and (
                            t1.owner_unit_id = viewer.unit_id
                            or exists (
                              select
                              from exchange.benefit_funder f
                              where
                                f.rule_id = t1.id
                                and f.agreed_at is not null
                                and f.number = r.number
                                and f.unit_id = viewer.unit_id
                              offset 0
                            )
                          )
                        group by s.unit_id
                      ) g
                  ) f
                where
                  (
                    t1.owner_unit_id = viewer.unit_id
                    or exists (
                      select
                      from exchange.benefit_funder f
                      where f.rule_id = t1.id and f.agreed_at is not null and f.unit_id = viewer.unit_id
                      offset 0
                    )
                  )
              ) t6
          )
        )
      from exchange.benefit_rule t1
      where t1.id = $12::uuid
    )
  )::text,
  viewer.problem
from viewer
;
