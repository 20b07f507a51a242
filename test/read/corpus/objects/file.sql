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
          'id', 'file_' || replace(t1.id::text, '-', ''),
          'name', t1.name,
          'mediaType', t1.media_type,
          'size', t1.size,
          'sha256', t1.sha256,
          'owner', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.owner_unit_id
          ),
          'alliance', (
            select json_build_object('name', t3.name)
            from directory.alliance t3
            where t3.id = t1.alliance_id
          ),
          'url', '/files/' || 'file_' || replace(t1.id::text, '-', ''),
          'createdAt', t1.created_at,
          'expiresAt', t1.expires_at
        )
      from data.file t1
      where
        t1.id = $6::uuid
        and (
          t1.expires_at > $5::timestamptz
          and t1.deleted_at is null
          and (t1.owner_unit_id = viewer.unit_id or t1.alliance_id = viewer.alliance_id)
        )
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
      select json_build_object('id', 'file_' || replace(t1.id::text, '-', ''))
      from data.file t1
      where
        t1.id = $6::uuid
        and (
          t1.expires_at > $5::timestamptz
          and t1.deleted_at is null
          and (t1.owner_unit_id = viewer.unit_id or t1.alliance_id = viewer.alliance_id)
        )
    )
  )::text,
  viewer.problem
from viewer
;
