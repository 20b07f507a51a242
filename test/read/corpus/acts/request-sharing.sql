with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'sharingAgreement', (
          select
            json_build_object(
              'id', 'sharing_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'precision', t1.precision,
              'provider', (
                select
                  json_build_object(
                    'shortName', t2.short_name,
                    'contact', json_build_object(
                      'disclosure', case
                        when (
                          t2.id = (select v.unit_id from viewer v)
                          or exists (
                            select
                            from rights.membership m
                            where
                              m.unit_id = t2.id
                              and (m.valid @> $5::timestamptz) is true
                              and (
                                m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                and m.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                              )
                            offset 0
                          )
                          or exists (
                            select
                            from rights.share s
                            where
                              s.provider_unit_id = t2.id
                              and s.kind = 'CONTACT'
                              and (s.valid @> $5::timestamptz) is true
                              and (s.consumer_unit_id = (select v.unit_id from viewer v) and s.precision = 'FULL')
                            offset 0
                          )
                        ) then 'FULL'
                        when (
                          (
                            (select v.unit_id from viewer v) is not null
                            and exists (
                              select
                              from rights.membership m
                              where
                                m.unit_id = t2.id
                                and (m.valid @> $5::timestamptz) is true
                                and m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                              offset 0
                            )
                          )
                          or exists (
                            select
                            from rights.share s
                            where
                              s.provider_unit_id = t2.id
                              and s.kind = 'CONTACT'
                              and (s.valid @> $5::timestamptz) is true
                              and (s.consumer_unit_id = (select v.unit_id from viewer v))
                            offset 0
                          )
                        ) then case
                          when exists (
                            select
                            from rights.disclosure d
                            where
                              d.subject_type = 'unit'
                              and d.subject_id = t2.id
                              and d.person_id = $1::uuid
                              and d.unit_id = (select v.unit_id from viewer v)
                              and (d.valid @> $5::timestamptz) is true
                          ) then 'FULL'
                          else 'MASKED'
                        end
                        else 'WITHHELD'
                      end
                    )
                  )
                from directory.unit t2
                where t2.id = t1.provider_unit_id
              ),
              'purpose', (
                select json_build_object('label', case when $6::text = 'en' then t3.label_en else t3.label_zh end)
                from directory.term t3
                where t3.code = t1.purpose
              ),
              'isInForce', (
                (t1.valid @> $5::timestamptz) is true
                and not exists (
                  select
                  from access.data_item d
                  where d.unit_id = t1.provider_unit_id and d.kind = t1.kind and d.attribute = 'NONE'
                )
              ),
              'since', lower(t1.valid),
              'until', upper(t1.valid)
            )
          from access.sharing_agreement t1
          where
            t1.id = $7::uuid
            and (
              t1.provider_unit_id = (select v.unit_id from viewer v)
              or t1.consumer_unit_id = (select v.unit_id from viewer v)
            )
        )
      )
  )::text,
  (select v.problem from viewer v)
;
