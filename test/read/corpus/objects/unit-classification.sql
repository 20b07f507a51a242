select
  (
    (
      select
        json_build_object(
          'id', 'classification_' || replace(t1.id::text, '-', ''),
          'unit', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.unit_id
          ),
          'scheme', (
            select
              json_build_object(
                'id', 'classificationscheme_' || replace(t3.id::text, '-', ''),
                'code', t3.code,
                'label', case when $1::text = 'en' then t3.label_en else t3.label_zh
                end,
                'terms', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'code', t4.code,
                          'label', case when $1::text = 'en' then t4.label_en else t4.label_zh
                          end
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select *
                      from directory.term t4
                      where t4.scheme = 'UNIT_CLASS' and split_part(t4.code, '.', 1) = t3.code
                      order by t4.scheme, t4.rank, t4.id
                      limit 100
                    ) t4
                )
              )
            from directory.classification_scheme t3
            where t3.code = t1.scheme
          ),
          'term', (
            select json_build_object('code', t5.code, 'until', t5.until, 'source', t5.source)
            from directory.term t5
            where t5.code = t1.term_code
          ),
          'since', lower(t1.valid),
          'until', upper(t1.valid),
          'isInForce', coalesce(t1.valid @> $2::timestamptz, false),
          'reason', t1.reason,
          'endReason', t1.end_reason,
          'classifiedBy', (
            select json_build_object('shortName', t6.short_name)
            from directory.unit t6
            where t6.id = t1.classified_by_unit
          ),
          'version', t1.version
        )
      from directory.unit_classification t1
      where t1.id = $3::uuid
    )
  )::text,
  null
;
