select
  (
    select
      json_build_object(
        'benefitRule', (
          select
            json_build_object(
              'id', 'benefitrule_' || replace(t1.id::text, '-', ''),
              'name', t1.name,
              'versions', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'number', t2.number,
                        'eligibility', (
                          select
                            coalesce(json_agg(json_build_object('number', t3.number, 'within', t3.within, 'kind', t3.kind)), '[]')
                          from
                            (
                              select p.*
                              from
                                jsonb_to_recordset(t2.eligibility) as p (
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
                            ) t3
                        ),
                        'quotas', (
                          select
                            coalesce(json_agg(json_build_object('window', t4.quota_window, 'most', t4.most, 'remaining', t4.remaining)), '[]')
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
                                          join exchange.benefit_windows (($1::timestamptz at time zone 'Asia/Shanghai')::date) w on w.quota_window = c.quota_window
                                          and w.starts_on = c.starts_on
                                        where c.rule_id = t2.rule_id and c.quota_window = q.quota_window
                                      ),
                                      0
                                    ),
                                    0
                                  )
                                end as remaining
                              from
                                (
                                  values
                                    (1, 'DAY', false, t2.per_day),
                                    (2, 'WEEK', false, t2.per_week),
                                    (3, 'MONTH', false, t2.per_month),
                                    (4, 'TOTAL', false, t2.in_all),
                                    (5, 'DAY', true, t2.person_per_day),
                                    (6, 'WEEK', true, t2.person_per_week),
                                    (7, 'MONTH', true, t2.person_per_month),
                                    (8, 'TOTAL', true, t2.person_in_all)
                                ) q (rank, quota_window, is_per_person, most)
                              where q.most is not null
                              order by q.rank
                            ) t4
                        )
                      )
                    ),
                    '[]'
                  )
                from (select v.* from exchange.benefit_version v where v.rule_id = t1.id order by v.number) t2
              ),
              'versionInForce', exchange.benefit_version_in_force (t1.id, ($1::timestamptz at time zone 'Asia/Shanghai')::date)
            )
          from exchange.benefit_rule t1
          where t1.id = $2::uuid
        )
      )
  )::text,
  case
    when $3::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $3::uuid and c.valid @> $1::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
