-- on the guarded lane, under row-level security
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
          'id', 'app_' || replace(t1.id::text, '-', ''),
          'name', t1.name,
          'vendor', t1.vendor,
          'purpose', t1.purpose,
          'owner', (
            select json_build_object('id', 'unit_' || replace(t2.id::text, '-', ''), 'shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.owner_unit_id
          ),
          'keys', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'key_' || replace(t3.id::text, '-', ''))), '[]'))
            from
              (
                select t4.*
                from
                  (
                    select
                      k.id,
                      k.app_id,
                      k.name,
                      k.prefix,
                      k.valid,
                      k.created_at,
                      k.last_used_at,
                      k.revoked_at,
                      k.version
                    from access.app_key k
                  ) t4
                where
                  t4.app_id = t1.id
                  and exists (
                    select
                    from access.app o
                    where
                      o.id = t4.app_id
                      and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
                    offset 0
                  )
                order by t4.id desc
                limit 20
              ) t3
          ),
          'installations', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'installation_' || replace(t5.id::text, '-', ''))), '[]'))
            from
              (
                select t6.*
                from access.installation t6
                where
                  t6.app_id = t1.id
                  and (
                    t6.unit_id = viewer.unit_id
                    or t6.alliance_id = viewer.coordinated
                    or exists (
                      select
                      from access.app o
                      where o.id = t6.app_id and o.owner_unit_id = viewer.unit_id
                      offset 0
                    )
                  )
                order by t6.id desc
                limit 20
              ) t5
          ),
          'createdAt', t1.created_at,
          'retiredAt', t1.retired_at,
          'version', t1.version
        )
      from access.app t1
      where t1.id = $6::uuid
    )
  )::text,
  viewer.problem
from viewer
;
-- on the guarded lane, under row-level security
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
          'id', 'key_' || replace(t1.id::text, '-', ''),
          'name', t1.name,
          'prefix', t1.prefix,
          'createdAt', t1.created_at,
          'expiresAt', coalesce(upper(t1.valid), t1.revoked_at),
          'lastUsedAt', t1.last_used_at,
          'revokedAt', t1.revoked_at,
          'isValid', coalesce(t1.valid @> $5::timestamptz, false),
          'version', t1.version
        )
      from
        (
          select k.id, k.app_id, k.name, k.prefix, k.valid, k.created_at, k.last_used_at, k.revoked_at, k.version
          from access.app_key k
        ) t1
      where
        t1.id = $6::uuid
        and exists (
          select
          from access.app o
          where o.id = t1.app_id and (o.owner_unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
          offset 0
        )
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
          'id', 'installation_' || replace(t1.id::text, '-', ''),
          'app', (select json_build_object('name', t2.name) from access.app t2 where t2.id = t1.app_id),
          'unit', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.unit_id
          ),
          'alliance', (
            select json_build_object('name', t4.name)
            from directory.alliance t4
            where t4.id = t1.alliance_id
          ),
          'scopes', t1.scopes,
          'purpose', (
            select
              json_build_object(
                'code', t5.code,
                'label', case when $6::text = 'en' then t5.label_en else t5.label_zh
                end,
                'scheme', t5.scheme
              )
            from directory.term t5
            where t5.code = t1.purpose
          ),
          'since', coalesce(lower(t1.valid), t1.created_at),
          'until', case when isempty(t1.valid) then t1.created_at else upper(t1.valid)
          end,
          'isInForce', (
            coalesce(t1.valid @> $5::timestamptz, false)
            and exists (select from access.app o where o.id = t1.app_id and o.retired_at is null)
            and exists (
              select
              from rights.membership m
              where
                m.unit_id = t1.unit_id
                and m.alliance_id = t1.alliance_id
                and coalesce(m.valid @> $5::timestamptz, false)
            )
          ),
          'createdAt', t1.created_at,
          'version', t1.version
        )
      from access.installation t1
      where
        t1.id = $7::uuid
        and (
          t1.unit_id = viewer.unit_id
          or t1.alliance_id = viewer.coordinated
          or exists (select from access.app o where o.id = t1.app_id and o.owner_unit_id = viewer.unit_id offset 0)
        )
    )
  )::text,
  viewer.problem
from viewer
;
