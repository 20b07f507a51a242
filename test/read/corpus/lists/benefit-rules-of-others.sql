select
  (
    (
      select
        json_build_object(
          'name', t1.name,
          'versionInForce', exchange.benefit_version_in_force (t1.id, ($1::timestamptz at time zone 'Asia/Shanghai')::date),
          'statistics', (
            select
              json_build_object(
                'redemptions', t2.redemptions,
                'funding', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'unit', (
                            select json_build_object('shortName', t4.short_name)
                            from directory.unit t4
                            where t4.id = t3.unit_id
                          )
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
                      and r.day >= coalesce($2::date, '-infinity')
                      and r.day < coalesce($3::date, 'infinity')
                      and false
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
                          and r.day >= coalesce($2::date, '-infinity')
                          and r.day < coalesce($3::date, 'infinity')
                          and false
                        group by s.unit_id
                      ) g
                  ) f
                where false
              ) t2
          )
        )
      from exchange.benefit_rule t1
      where t1.id = $4::uuid
    )
  )::text,
  null
;
