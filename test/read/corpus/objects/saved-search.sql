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
          'id', 'search_' || replace(t1.id::text, '-', ''),
          'name', t1.name,
          'looksFor', t1.looks_for,
          'search', t1.words,
          'seenAt', t1.seen_at,
          'createdAt', t1.created_at,
          'endedAt', t1.ended_at,
          'version', t1.version,
          'alliance', (
            select json_build_object('name', t2.name)
            from directory.alliance t2
            where t2.id = t1.alliance_id
          ),
          'category', (select json_build_object('code', t3.code) from directory.term t3 where t3.code = t1.category),
          'track', (select json_build_object('name', t4.name) from directory.track t4 where t4.id = t1.track_id),
          'programme', (
            select json_build_object('name', t5.name)
            from directory.programme t5
            where t5.id = t1.programme_id
          )
        )
      from exchange.saved_search t1
      where t1.id = $6::uuid and t1.unit_id = viewer.unit_id and t1.alliance_id = viewer.alliance_id
    )
  )::text,
  viewer.problem
from viewer
;
