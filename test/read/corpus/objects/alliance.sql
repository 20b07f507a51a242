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
          'leadUnit', (
            select json_build_object('id', 'unit_' || replace(t2.id::text, '-', ''), 'shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.lead_unit_id
          )
        )
      from directory.alliance t1
      where t1.id = $1::uuid
    )
  )::text,
  null
;
