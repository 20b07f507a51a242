select
  (
    (
      select
        json_build_object(
          'id', 'alliance_' || replace(t1.id::text, '-', ''),
          'name', t1.name,
          'description', t1.description,
          'foundedOn', t1.founded_on,
          'createdAt', t1.created_at,
          'version', t1.version,
          'state', t1.state,
          'dissolvedAt', t1.dissolved_at,
          'dissolvedReason', t1.dissolved_reason,
          'kind', (
            select
              json_build_object(
                'code', t2.code,
                'label', case when $1::text = 'en' then t2.label_en else t2.label_zh
                end
              )
            from directory.term t2
            where t2.code = t1.kind
          ),
          'leadOfferedTo', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.lead_offered_to
          ),
          'leadUnit', (
            select json_build_object('id', 'unit_' || replace(t4.id::text, '-', ''), 'shortName', t4.short_name)
            from directory.unit t4
            where t4.id = t1.lead_unit_id
          )
        )
      from directory.alliance t1
      where t1.id = $2::uuid
    )
  )::text,
  null
;
