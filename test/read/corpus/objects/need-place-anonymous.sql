select
  (
    (
      select
        json_build_object(
          'placeName', t1.place_masked,
          'locationPrecision', 'COMMUNITY',
          'location', case
            when t1.longitude is not null then json_build_object(
              'longitude', exchange.community_degrees (t1.longitude, 180),
              'latitude', exchange.community_degrees (t1.latitude, 90),
              'crs', 'WGS84'
            )
          end
        )
      from exchange.need t1
      where
        t1.id = $1::uuid
        and (
          (t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t1.paused_for is null)
          and t1.visibility = 'PUBLIC'
        )
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'id', 'need_' || replace(t1.id::text, '-', ''),
                'placeName', t1.place_masked,
                'locationPrecision', 'COMMUNITY',
                'location', case
                  when t1.longitude is not null then json_build_object('longitude', exchange.community_degrees (t1.longitude, 180), 'latitude', exchange.community_degrees (t1.latitude, 90))
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from exchange.need t2
          where
            (
              (t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t2.paused_for is null)
              and t2.visibility = 'PUBLIC'
            )
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  null
;
