select
  (
    (
      select
        json_build_object(
          'id', 'place_' || replace(t1.id::text, '-', ''),
          'unit', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.owner_unit_id
          ),
          'name', case
            when t1.is_public then t1.name
            else coalesce(
              t1.shown_name,
              (
                select case when $1::text = 'en' then k.label_en else k.label_zh end
                from directory.term k
                where k.code = t1.kind
              )
            )
          end,
          'kind', (select json_build_object('code', t3.code) from directory.term t3 where t3.code = t1.kind),
          'level', t1.level,
          'status', t1.status,
          'statusSince', t1.status_since,
          'reason', t1.reason,
          'parent', (
            select
              json_build_object(
                'name', case
                  when t4.is_public then t4.name
                  else coalesce(
                    t4.shown_name,
                    (
                      select case when $1::text = 'en' then k.label_en else k.label_zh end
                      from directory.term k
                      where k.code = t4.kind
                    )
                  )
                end
              )
            from (select p.*, null::float8 as distance_m from directory.place p) t4
            where t4.id = t1.parent_id
          ),
          'area', (select json_build_object('name', t5.name) from directory.area t5 where t5.id = t1.shown_area_id),
          'location', (
            select json_build_object('longitude', t6.longitude, 'latitude', t6.latitude, 'crs', t6.crs)
            from
              (
                select round(c.at[0]::numeric, 8) as longitude, round(c.at[1]::numeric, 8) as latitude, $2::text as crs
                from
                  (
                    select directory.to_crs (w.at[0], w.at[1], $2::text) as at
                    from
                      (
                        select case when t1.is_public then point(t1.longitude, t1.latitude) else t1.shown_at end as at
                        offset 0
                      ) w
                    where w.at is not null
                  ) c
              ) t6
          ),
          'shifted', (
            select json_build_object('longitude', t7.longitude, 'latitude', t7.latitude, 'crs', t7.crs)
            from
              (
                select round(c.at[0]::numeric, 8) as longitude, round(c.at[1]::numeric, 8) as latitude, $3::text as crs
                from
                  (
                    select directory.to_crs (w.at[0], w.at[1], $3::text) as at
                    from
                      (
                        select case when t1.is_public then point(t1.longitude, t1.latitude) else t1.shown_at end as at
                        offset 0
                      ) w
                    where w.at is not null
                  ) c
              ) t7
          ),
          'locationPrecision', case when t1.is_public then 'EXACT' else 'COMMUNITY'
          end,
          'floorArea', case
            when t1.floor_area is not null then json_build_object('value', trim_scale(t1.floor_area)::text, 'unit', '㎡')
          end,
          'isPublic', t1.is_public,
          'distanceMetres', round(t1.distance_m)::integer,
          'createdAt', t1.created_at,
          'version', t1.version
        )
      from (select p.*, null::float8 as distance_m from directory.place p) t1
      where t1.id = $4::uuid
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'location', (
            select json_build_object('longitude', t2.longitude, 'latitude', t2.latitude)
            from
              (
                select round(c.at[0]::numeric, 8) as longitude, round(c.at[1]::numeric, 8) as latitude, $1::text as crs
                from
                  (
                    select directory.to_crs (w.at[0], w.at[1], $1::text) as at
                    from
                      (
                        select case when t1.is_public then point(t1.longitude, t1.latitude) else t1.shown_at end as at
                        offset 0
                      ) w
                    where w.at is not null
                  ) c
              ) t2
          ),
          'locationPrecision', case when t1.is_public then 'EXACT' else 'COMMUNITY'
          end,
          'area', (select json_build_object('name', t3.name) from directory.area t3 where t3.id = t1.shown_area_id)
        )
      from (select p.*, null::float8 as distance_m from directory.place p) t1
      where t1.id = $2::uuid
    )
  )::text,
  null
;
