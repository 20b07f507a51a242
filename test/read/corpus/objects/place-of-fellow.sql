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
          'location', (
            select json_build_object('longitude', t2.longitude, 'latitude', t2.latitude)
            from
              (
                select round(c.at[0]::numeric, 8) as longitude, round(c.at[1]::numeric, 8) as latitude, $6::text as crs
                from
                  (
                    select directory.to_crs (w.at[0], w.at[1], $6::text) as at
                    from
                      (
                        select
                          case
                            when (
                              t1.is_public
                              or t1.owner_unit_id = viewer.unit_id
                              or t1.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            ) then point(t1.longitude, t1.latitude)
                            else t1.shown_at
                          end as at
                        offset 0
                      ) w
                    where w.at is not null
                  ) c
              ) t2
          ),
          'locationPrecision', case
            when (
              t1.is_public
              or t1.owner_unit_id = viewer.unit_id
              or t1.owner_unit_id in (
                select m.unit_id
                from rights.membership m
                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
              )
            ) then 'EXACT'
            else 'COMMUNITY'
          end
        )
      from (select p.*, null::float8 as distance_m from directory.place p) t1
      where t1.id = $7::uuid
    )
  )::text,
  viewer.problem
from viewer
;
