select
  (
    select
      json_build_object(
        'alliance', (
          select
            json_build_object(
              'id', 'alliance_' || replace(t1.id::text, '-', ''),
              'version', t1.version,
              'requiredRoles', (
                select
                  coalesce(
                    json_agg(
                      json_build_object(
                        'number', t2.number,
                        'name', t2.name,
                        'unitKinds', t2.unit_kinds,
                        'roles', t2.roles,
                        'minimum', t2.minimum,
                        'present', (
                          select count(*)
                          from
                            directory.membership_stretch s
                            join directory.membership m on m.id = s.membership_id
                            join directory.unit u on u.id = s.unit_id
                          where
                            s.alliance_id = t2.alliance_id
                            and coalesce(s.valid @> $1::timestamptz, false)
                            and (t2.unit_kinds = '{}' or u.kind = any (t2.unit_kinds))
                            and (t2.roles = '{}' or m.role = any (t2.roles))
                        ),
                        'missing', greatest(
                          t2.minimum - (
                            select count(*)
                            from
                              directory.membership_stretch s
                              join directory.membership m on m.id = s.membership_id
                              join directory.unit u on u.id = s.unit_id
                            where
                              s.alliance_id = t2.alliance_id
                              and coalesce(s.valid @> $1::timestamptz, false)
                              and (t2.unit_kinds = '{}' or u.kind = any (t2.unit_kinds))
                              and (t2.roles = '{}' or m.role = any (t2.roles))
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
                    from directory.required_role t2
                    where t2.alliance_id = t1.id and t2.revision = t1.role_revision
                    order by t2.number
                    limit 100
                  ) t2
              )
            )
          from directory.alliance t1
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
