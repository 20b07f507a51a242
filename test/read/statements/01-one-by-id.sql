with
  viewer as materialized (
    select
      *
    from
      rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz)
  )
select
  (
    (
      select
        json_build_object(
          'id',
          'need_' || replace(t2.id::text, '-', ''),
          'title',
          t2.title,
          'remaining',
          json_build_object('value', trim_scale(greatest(t2.quantity - t2.covered, 0))::text, 'unit', t2.quantity_unit),
          'unit',
          (
            select
              json_build_object(
                'id',
                'unit_' || replace(t3.id::text, '-', ''),
                'shortName',
                t3.short_name,
                'location',
                case
                  when t3.longitude is not null then json_build_object('longitude', t3.longitude, 'latitude', t3.latitude, 'crs', 'WGS84')
                end
              )
            from
              directory.unit t3
            where
              t3.id = t2.owner_unit_id
          )
        )
      from
        exchange.need t2
      where
        t2.id = $6::uuid
        and (
          (
            t2.state = 'PUBLISHED'
            and (
              t2.visibility = 'PUBLIC'
              or (
                t2.visibility = 'ALLIANCE'
                and exists (
                  select
                  from
                    exchange.need_audience a
                  where
                    a.need_id = t2.id
                    and a.alliance_id = any (
                      (
                        select
                          v.alliances
                        from
                          viewer v
                      )::uuid[]
                    )
                )
              )
            )
          )
          or (
            t2.owner_unit_id = (
              select
                v.unit_id
              from
                viewer v
            )
            and (
              t2.visibility = 'UNIT'
              or (
                t2.visibility = 'PUBLIC'
                or exists (
                  select
                  from
                    exchange.need_audience a
                  where
                    a.need_id = t2.id
                    and a.alliance_id = any (
                      (
                        select
                          v.alliances
                        from
                          viewer v
                      )::uuid[]
                    )
                )
              )
            )
          )
        )
    )
  )::text,
  (
    select
      v.problem
    from
      viewer v
  )
;
