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
          'requiredRoles', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'number', t3.number,
                    'name', t3.name,
                    'unitKinds', t3.unit_kinds,
                    'roles', t3.roles,
                    'minimum', t3.minimum,
                    'present', (
                      select count(*)
                      from
                        directory.membership_stretch s
                        join directory.membership m on m.id = s.membership_id
                        join directory.unit u on u.id = s.unit_id
                      where
                        s.alliance_id = t3.alliance_id
                        and coalesce(s.valid @> $2::timestamptz, false)
                        and (t3.unit_kinds = '{}' or u.kind = any (t3.unit_kinds))
                        and (t3.roles = '{}' or m.role = any (t3.roles))
                    ),
                    'missing', greatest(
                      t3.minimum - (
                        select count(*)
                        from
                          directory.membership_stretch s
                          join directory.membership m on m.id = s.membership_id
                          join directory.unit u on u.id = s.unit_id
                        where
                          s.alliance_id = t3.alliance_id
                          and coalesce(s.valid @> $2::timestamptz, false)
                          and (t3.unit_kinds = '{}' or u.kind = any (t3.unit_kinds))
                          and (t3.roles = '{}' or m.role = any (t3.roles))
                      ),
                      0
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select *
                from directory.required_role t3
                where t3.alliance_id = t1.id and t3.revision = t1.role_revision
                order by t3.number
                limit 100
              ) t3
          ),
          'leadOfferedTo', (
            select json_build_object('shortName', t4.short_name)
            from directory.unit t4
            where t4.id = t1.lead_offered_to
          ),
          'leadUnit', (
            select json_build_object('id', 'unit_' || replace(t5.id::text, '-', ''), 'shortName', t5.short_name)
            from directory.unit t5
            where t5.id = t1.lead_unit_id
          )
        )
      from directory.alliance t1
      where t1.id = $3::uuid
    )
  )::text,
  null
;
