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
    select
      json_build_object(
        'place', (
          select
            json_build_object(
              'id', 'place_' || replace(t1.id::text, '-', ''),
              'name', case
                when (
                  t1.is_public
                  or t1.owner_unit_id = viewer.unit_id
                  or t1.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                  )
                ) then t1.name
                else coalesce(
                  t1.shown_name,
                  (
                    select case when $6::text = 'en' then k.label_en else k.label_zh end
                    from directory.term k
                    where k.code = t1.kind
                  )
                )
              end
            )
          from (select p.*, null::float8 as distance_m from directory.place p) t1
          where t1.id = $7::uuid
        )
      )
  )::text,
  viewer.problem
from viewer
;
