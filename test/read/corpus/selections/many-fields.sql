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
        (
          '{' || left(
            substr(
              json_build_object(
                'f00', 'offer_' || replace(t1.id::text, '-', ''),
                'f01', t1.title,
                'f02', case
                  when (
                    t1.state in ('PUBLISHED', 'PAUSED')
                    and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                  ) then 'EXPIRED'
                  else t1.state
                end,
                'f03', t1.version,
                'f04', t1.visibility,
                'f05', t1.published_at,
                'f06', t1.description,
                'f07', case
                  when (
                    not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'OFFERS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                    or (
                      (
                        (
                          (
                            t1.visibility = 'PUBLIC'
                            or (
                              t1.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t1.shown_to)
                              and t1.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                          )
                        )
                        or (
                          t1.owner_unit_id = viewer.unit_id
                          and (
                            t1.visibility = 'UNIT'
                            or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                          )
                        )
                      )
                    ) is true
                  ) then t1.place_name
                end,
                'f08', 'offer_' || replace(t1.id::text, '-', ''),
                'f09', t1.title,
                'f10', case
                  when (
                    t1.state in ('PUBLISHED', 'PAUSED')
                    and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                  ) then 'EXPIRED'
                  else t1.state
                end,
                'f11', t1.version,
                'f12', t1.visibility,
                'f13', t1.published_at,
                'f14', t1.description,
                'f15', case
                  when (
                    not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'OFFERS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                    or (
                      (
                        (
                          (
                            t1.visibility = 'PUBLIC'
                            or (
                              t1.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t1.shown_to)
                              and t1.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                          )
                        )
                        or (
                          t1.owner_unit_id = viewer.unit_id
                          and (
                            t1.visibility = 'UNIT'
                            or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                          )
                        )
                      )
                    ) is true
                  ) then t1.place_name
                end,
                'f16', 'offer_' || replace(t1.id::text, '-', ''),
                'f17', t1.title,
                'f18', case
                  when (
                    t1.state in ('PUBLISHED', 'PAUSED')
                    and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                  ) then 'EXPIRED'
                  else t1.state
                end,
                'f19', t1.version,
                'f20', t1.visibility,
                'f21', t1.published_at,
                'f22', t1.description,
                'f23', case
                  when (
                    not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'OFFERS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                    or (
                      (
                        (
                          (
                            t1.visibility = 'PUBLIC'
                            or (
                              t1.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t1.shown_to)
                              and t1.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                          )
                        )
                        or (
                          t1.owner_unit_id = viewer.unit_id
                          and (
                            t1.visibility = 'UNIT'
                            or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                          )
                        )
                      )
                    ) is true
                  ) then t1.place_name
                end,
                'f24', 'offer_' || replace(t1.id::text, '-', ''),
                'f25', t1.title,
                'f26', case
                  when (
                    t1.state in ('PUBLISHED', 'PAUSED')
                    and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                  ) then 'EXPIRED'
                  else t1.state
                end,
                'f27', t1.version,
                'f28', t1.visibility,
                'f29', t1.published_at,
                'f30', t1.description,
                'f31', case
                  when (
                    not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'OFFERS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                    or (
                      (
                        (
                          (
                            t1.visibility = 'PUBLIC'
                            or (
                              t1.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t1.shown_to)
                              and t1.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                          )
                        )
                        or (
                          t1.owner_unit_id = viewer.unit_id
                          and (
                            t1.visibility = 'UNIT'
                            or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                          )
                        )
                      )
                    ) is true
                  ) then t1.place_name
                end,
                'f32', 'offer_' || replace(t1.id::text, '-', ''),
                'f33', t1.title,
                'f34', case
                  when (
                    t1.state in ('PUBLISHED', 'PAUSED')
                    and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                  ) then 'EXPIRED'
                  else t1.state
                end,
                'f35', t1.version,
                'f36', t1.visibility,
                'f37', t1.published_at,
                'f38', t1.description,
                'f39', case
                  when (
                    not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'OFFERS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                    or (
                      (
                        (
                          (
                            t1.visibility = 'PUBLIC'
                            or (
                              t1.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t1.shown_to)
                              and t1.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                          )
                        )
                        or (
                          t1.owner_unit_id = viewer.unit_id
                          and (
                            t1.visibility = 'UNIT'
                            or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                          )
                        )
                      )
                    ) is true
                  ) then t1.place_name
                end,
                'f40', 'offer_' || replace(t1.id::text, '-', ''),
                'f41', t1.title,
                'f42', case
                  when (
                    t1.state in ('PUBLISHED', 'PAUSED')
                    and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                  ) then 'EXPIRED'
                  else t1.state
                end,
                'f43', t1.version,
                'f44', t1.visibility,
                'f45', t1.published_at,
                'f46', t1.description,
                'f47', case
                  when (
                    not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'OFFERS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                    or (
                      (
                        (
                          (
                            t1.visibility = 'PUBLIC'
                            or (
                              t1.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t1.shown_to)
                              and t1.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                          )
                        )
                        or (
                          t1.owner_unit_id = viewer.unit_id
                          and (
                            t1.visibility = 'UNIT'
                            or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                          )
                        )
                      )
                    ) is true
                  ) then t1.place_name
                end,
                'f48', 'offer_' || replace(t1.id::text, '-', ''),
                'f49', t1.title
              )::text,
              2
            ),
            -1
          ) || ',' || left(
            substr(
              json_build_object(
                'f50', case
                  when (
                    t1.state in ('PUBLISHED', 'PAUSED')
                    and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                  ) then 'EXPIRED'
                  else t1.state
                end,
                'f51', t1.version,
                'f52', t1.visibility,
                'f53', t1.published_at,
                'f54', t1.description,
                'f55', case
                  when (
                    not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'OFFERS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and s.consumer_unit_id = viewer.unit_id
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                    or (
                      (
                        (
                          (
                            t1.visibility = 'PUBLIC'
                            or (
                              t1.visibility = 'ALLIANCE'
                              and viewer.alliance_id = any (t1.shown_to)
                              and t1.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                              )
                            )
                          )
                        )
                        or (
                          t1.owner_unit_id = viewer.unit_id
                          and (
                            t1.visibility = 'UNIT'
                            or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to))
                          )
                        )
                      )
                    ) is true
                  ) then t1.place_name
                end,
                'f56', 'offer_' || replace(t1.id::text, '-', ''),
                'f57', t1.title,
                'f58', case
                  when (
                    t1.state in ('PUBLISHED', 'PAUSED')
                    and least(t1.closes_at, t1.ends_at) <= $5::timestamptz
                  ) then 'EXPIRED'
                  else t1.state
                end,
                'f59', t1.version
              )::text,
              2
            ),
            -1
          ) || '}'
        )::json
      from exchange.offer t1
      where
        t1.id = $6::uuid
        and (
          (
            (
              (
                (
                  t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                  and (t1.paused_for is null or viewer.unit_id = any (t1.paused_for))
                )
                and (
                  t1.visibility = 'PUBLIC'
                  or (
                    t1.visibility = 'ALLIANCE'
                    and viewer.alliance_id = any (t1.shown_to)
                    and t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                  or (
                    t1.visibility = 'ALLIANCE'
                    and t1.owner_unit_id in (
                      select s.provider_unit_id
                      from rights.share s
                      where
                        s.kind = 'OFFERS'
                        and coalesce(s.valid @> $5::timestamptz, false)
                        and s.consumer_unit_id = viewer.unit_id
                    )
                  )
                )
              )
              or (
                t1.owner_unit_id = viewer.unit_id
                and (t1.visibility = 'UNIT' or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to)))
              )
            )
          ) is true
          or (
            (t1.state in ('IN_REVIEW', 'RETURNED') or t1.paused_for is not null)
            and (
              t1.owner_unit_id in (
                select m.unit_id
                from rights.membership m
                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
              )
              and (viewer.coordinated = any (t1.shown_to) or (t1.visibility = 'PUBLIC' and t1.shown_to = '{}'))
            )
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
