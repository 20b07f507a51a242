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
          'id', 'stock_' || replace(t1.id::text, '-', ''),
          'unit', t1.unit,
          'isLow', t1.is_low,
          'isShared', t1.is_shared,
          'openedAt', t1.opened_at,
          'version', t1.version,
          'resource', (
            select json_build_object('name', t2.name)
            from exchange.resource t2
            where
              t2.id = t1.resource_id
              and (
                (
                  (
                    (
                      t2.visibility = 'PUBLIC'
                      or (
                        t2.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t2.shown_to)
                        and t2.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t2.visibility = 'ALLIANCE'
                        and t2.owner_unit_id in (
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
                    t2.owner_unit_id = viewer.unit_id
                    and (t2.visibility = 'UNIT' or (t2.visibility = 'PUBLIC' or viewer.alliance_id = any (t2.shown_to)))
                  )
                )
              ) is true
          ),
          'owner', (
            select json_build_object('shortName', t3.short_name)
            from directory.unit t3
            where t3.id = t1.owner_unit_id
          ),
          'onHand', json_build_object('value', trim_scale(t1.on_hand)::text, 'unit', t1.unit),
          'reserved', json_build_object('value', trim_scale(t1.reserved)::text),
          'available', json_build_object(
            'value', trim_scale(
              greatest(
                (
                  select coalesce(sum(l.on_hand), 0)
                  from exchange.stock_lot l
                  where
                    l.stock_id = t1.id
                    and l.on_hand > 0
                    and coalesce(l.expires_on >= ($5::timestamptz at time zone 'Asia/Shanghai')::date, true)
                ) - t1.reserved,
                0
              )
            )::text
          ),
          'expired', json_build_object(
            'value', trim_scale(
              t1.on_hand - (
                select coalesce(sum(l.on_hand), 0)
                from exchange.stock_lot l
                where
                  l.stock_id = t1.id
                  and l.on_hand > 0
                  and coalesce(l.expires_on >= ($5::timestamptz at time zone 'Asia/Shanghai')::date, true)
              )
            )::text
          ),
          'shortfall', json_build_object('value', trim_scale(greatest(t1.reserved - t1.on_hand, 0))::text),
          'minimum', case when t1.minimum is not null then json_build_object('value', trim_scale(t1.minimum)::text)
          end,
          'lots', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from (select l.*, k.unit from exchange.stock_lot l join exchange.stock k on k.id = l.stock_id) t5
                  where
                    t5.stock_id = t1.id
                    and exists (
                      select
                      from exchange.stock k
                      where
                        k.id = t5.stock_id
                        and (
                          k.owner_unit_id = viewer.unit_id
                          or (
                            k.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                            and exists (
                              select
                              from exchange.resource r
                              where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                              offset 0
                            )
                          )
                        )
                      offset 0
                    )
                    and t5.expires_on <= $6::date
                    and (t5.on_hand = 0) = $7::boolean
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(
                        encode(
                          convert_to(json_build_array('FIRST_EXPIRED', coalesce(t4.expires_on, 'infinity'::date)::text, t4.id::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      ),
                      'node', json_build_object('id', 'lot_' || replace(t4.id::text, '-', ''))
                    )
                    order by t4.rn
                  ) filter (
                    where t4.rn <= 2
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'lot_' || replace(t4.id::text, '-', ''),
                      'code', t4.code,
                      'expiresOn', t4.expires_on,
                      'isExpired', coalesce(t4.expires_on < ($5::timestamptz at time zone 'Asia/Shanghai')::date, false),
                      'receivedAt', t4.received_at,
                      'onHand', json_build_object('value', trim_scale(t4.on_hand)::text),
                      'stock', (
                        select json_build_object('id', 'stock_' || replace(t6.id::text, '-', ''))
                        from exchange.stock t6
                        where
                          t6.id = t4.stock_id
                          and (
                            t6.owner_unit_id = viewer.unit_id
                            or (
                              t6.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                              )
                              and exists (
                                select
                                from exchange.resource r
                                where r.id = t6.resource_id and viewer.coordinated = any (r.shown_to)
                                offset 0
                              )
                            )
                          )
                      )
                    )
                    order by t4.rn
                  ) filter (
                    where t4.rn <= 2
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 2,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(
                        encode(
                          convert_to(json_build_array('FIRST_EXPIRED', coalesce(t4.expires_on, 'infinity'::date)::text, t4.id::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      )
                      order by t4.rn
                    ) filter (
                      where t4.rn <= 2
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(
                        encode(
                          convert_to(json_build_array('FIRST_EXPIRED', coalesce(t4.expires_on, 'infinity'::date)::text, t4.id::text)::text, 'UTF8'),
                          'base64'
                        ),
                        E'+/=\n',
                        '-_'
                      )
                      order by t4.rn desc
                    ) filter (
                      where t4.rn <= 2
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t7.*
                    from (select l.*, k.unit from exchange.stock_lot l join exchange.stock k on k.id = l.stock_id) t7
                    where
                      t7.stock_id = t1.id
                      and exists (
                        select
                        from exchange.stock k
                        where
                          k.id = t7.stock_id
                          and (
                            k.owner_unit_id = viewer.unit_id
                            or (
                              k.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                              )
                              and exists (
                                select
                                from exchange.resource r
                                where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                                offset 0
                              )
                            )
                          )
                        offset 0
                      )
                      and t7.expires_on <= $8::date
                      and (t7.on_hand = 0) = $9::boolean
                    order by coalesce(t7.expires_on, 'infinity'::date), t7.id
                    limit 3
                  ) p
              ) t4
          ),
          'newest', json_build_object(
            'totalCount', (
              select count(*)
              from (select l.*, k.unit from exchange.stock_lot l join exchange.stock k on k.id = l.stock_id) t9
              where
                t9.stock_id = t1.id
                and exists (
                  select
                  from exchange.stock k
                  where
                    k.id = t9.stock_id
                    and (
                      k.owner_unit_id = viewer.unit_id
                      or (
                        k.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and exists (
                          select
                          from exchange.resource r
                          where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                          offset 0
                        )
                      )
                    )
                  offset 0
                )
            )
          ),
          'oldest', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'lot_' || replace(t10.id::text, '-', ''))), '[]'))
            from
              (
                select t11.*
                from (select l.*, k.unit from exchange.stock_lot l join exchange.stock k on k.id = l.stock_id) t11
                where
                  t11.stock_id = t1.id
                  and exists (
                    select
                    from exchange.stock k
                    where
                      k.id = t11.stock_id
                      and (
                        k.owner_unit_id = viewer.unit_id
                        or (
                          k.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                          )
                          and exists (
                            select
                            from exchange.resource r
                            where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                            offset 0
                          )
                        )
                      )
                    offset 0
                  )
                order by t11.id
                limit 20
              ) t10
          ),
          'movements', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from
                    (select m.*, k.unit from exchange.stock_movement m join exchange.stock k on k.id = m.stock_id) t13
                  where
                    t13.stock_id = t1.id
                    and exists (
                      select
                      from exchange.stock k
                      where
                        k.id = t13.stock_id
                        and (
                          k.owner_unit_id = viewer.unit_id
                          or (
                            k.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                            and exists (
                              select
                              from exchange.resource r
                              where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                              offset 0
                            )
                          )
                        )
                      offset 0
                    )
                    and t13.kind = any ($10::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t12.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'movement_' || replace(t12.id::text, '-', ''))
                    )
                    order by t12.rn
                  ) filter (
                    where t12.rn <= 2
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'movement_' || replace(t12.id::text, '-', ''),
                      'kind', t12.kind,
                      'reason', t12.reason,
                      'recordedAt', t12.recorded_at,
                      'quantity', json_build_object('value', trim_scale(t12.quantity)::text),
                      'stock', (
                        select json_build_object('id', 'stock_' || replace(t14.id::text, '-', ''))
                        from exchange.stock t14
                        where
                          t14.id = t12.stock_id
                          and (
                            t14.owner_unit_id = viewer.unit_id
                            or (
                              t14.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                              )
                              and exists (
                                select
                                from exchange.resource r
                                where r.id = t14.resource_id and viewer.coordinated = any (r.shown_to)
                                offset 0
                              )
                            )
                          )
                      ),
                      'lot', (
                        select json_build_object('code', t15.code)
                        from
                          (select l.*, k.unit from exchange.stock_lot l join exchange.stock k on k.id = l.stock_id) t15
                        where
                          t15.id = t12.lot_id
                          and exists (
                            select
                            from exchange.stock k
                            where
                              k.id = t15.stock_id
                              and (
                                k.owner_unit_id = viewer.unit_id
                                or (
                                  k.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.coordinated
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                  and exists (
                                    select
                                    from exchange.resource r
                                    where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                                    offset 0
                                  )
                                )
                              )
                            offset 0
                          )
                      ),
                      'offer', (
                        select json_build_object('id', 'offer_' || replace(t16.id::text, '-', ''))
                        from exchange.offer t16
                        where
                          t16.id = t12.offer_id
                          and (
                            (
                              (
                                (
                                  (
                                    t16.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                    and (t16.paused_for is null or viewer.unit_id = any (t16.paused_for))
                                  )
                                  and (
                                    t16.visibility = 'PUBLIC'
                                    or (
                                      t16.visibility = 'ALLIANCE'
                                      and viewer.alliance_id = any (t16.shown_to)
                                      and t16.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.alliance_id
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                    )
                                    or (
                                      t16.visibility = 'ALLIANCE'
                                      and t16.owner_unit_id in (
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
                                  t16.owner_unit_id = viewer.unit_id
                                  and (
                                    t16.visibility = 'UNIT'
                                    or (t16.visibility = 'PUBLIC' or viewer.alliance_id = any (t16.shown_to))
                                  )
                                )
                              )
                            ) is true
                            or (
                              (t16.state in ('IN_REVIEW', 'RETURNED') or t16.paused_for is not null)
                              and (
                                t16.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (t16.shown_to)
                                  or (t16.visibility = 'PUBLIC' and t16.shown_to = '{}')
                                )
                              )
                            )
                          )
                      ),
                      'distribution', (
                        select json_build_object('title', t17.title)
                        from
                          (
                            select d.*, k.unit
                            from exchange.distribution d join exchange.stock k on k.id = d.stock_id
                          ) t17
                        where
                          t17.id = t12.distribution_id
                          and exists (
                            select
                            from exchange.stock k
                            where
                              k.id = t17.stock_id
                              and (
                                k.owner_unit_id = viewer.unit_id
                                or (
                                  k.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.coordinated
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                  and exists (
                                    select
                                    from exchange.resource r
                                    where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                                    offset 0
                                  )
                                )
                              )
                            offset 0
                          )
                      )
                    )
                    order by t12.rn
                  ) filter (
                    where t12.rn <= 2
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 2,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t12.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t12.rn
                    ) filter (
                      where t12.rn <= 2
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t12.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t12.rn desc
                    ) filter (
                      where t12.rn <= 2
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t18.*
                    from
                      (select m.*, k.unit from exchange.stock_movement m join exchange.stock k on k.id = m.stock_id) t18
                    where
                      t18.stock_id = t1.id
                      and exists (
                        select
                        from exchange.stock k
                        where
                          k.id = t18.stock_id
                          and (
                            k.owner_unit_id = viewer.unit_id
                            or (
                              k.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                              )
                              and exists (
                                select
                                from exchange.resource r
                                where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                                offset 0
                              )
                            )
                          )
                        offset 0
                      )
                      and t18.kind = any ($11::text[])
                    order by t18.id desc
                    limit 3
                  ) p
              ) t12
          ),
          'first', json_build_object(
            'totalCount', (
              select count(*)
              from (select m.*, k.unit from exchange.stock_movement m join exchange.stock k on k.id = m.stock_id) t20
              where
                t20.stock_id = t1.id
                and exists (
                  select
                  from exchange.stock k
                  where
                    k.id = t20.stock_id
                    and (
                      k.owner_unit_id = viewer.unit_id
                      or (
                        k.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and exists (
                          select
                          from exchange.resource r
                          where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                          offset 0
                        )
                      )
                    )
                  offset 0
                )
            )
          ),
          'distributions', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from (select d.*, k.unit from exchange.distribution d join exchange.stock k on k.id = d.stock_id) t22
                  where
                    t22.stock_id = t1.id
                    and exists (
                      select
                      from exchange.stock k
                      where
                        k.id = t22.stock_id
                        and (
                          k.owner_unit_id = viewer.unit_id
                          or (
                            k.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                            )
                            and exists (
                              select
                              from exchange.resource r
                              where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                              offset 0
                            )
                          )
                        )
                      offset 0
                    )
                    and t22.state = any ($12::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('NEWEST', t21.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'distribution_' || replace(t21.id::text, '-', ''))
                    )
                    order by t21.rn
                  ) filter (
                    where t21.rn <= 2
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object('id', 'distribution_' || replace(t21.id::text, '-', ''), 'title', t21.title)
                    order by t21.rn
                  ) filter (
                    where t21.rn <= 2
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 2,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t21.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t21.rn
                    ) filter (
                      where t21.rn <= 2
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('NEWEST', t21.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t21.rn desc
                    ) filter (
                      where t21.rn <= 2
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t23.*
                    from
                      (select d.*, k.unit from exchange.distribution d join exchange.stock k on k.id = d.stock_id) t23
                    where
                      t23.stock_id = t1.id
                      and exists (
                        select
                        from exchange.stock k
                        where
                          k.id = t23.stock_id
                          and (
                            k.owner_unit_id = viewer.unit_id
                            or (
                              k.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                              )
                              and exists (
                                select
                                from exchange.resource r
                                where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                                offset 0
                              )
                            )
                          )
                        offset 0
                      )
                      and t23.state = any ($13::text[])
                    order by t23.id desc
                    limit 3
                  ) p
              ) t21
          ),
          'earlier', json_build_object(
            'totalCount', (
              select count(*)
              from (select d.*, k.unit from exchange.distribution d join exchange.stock k on k.id = d.stock_id) t25
              where
                t25.stock_id = t1.id
                and exists (
                  select
                  from exchange.stock k
                  where
                    k.id = t25.stock_id
                    and (
                      k.owner_unit_id = viewer.unit_id
                      or (
                        k.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                        )
                        and exists (
                          select
                          from exchange.resource r
                          where r.id = k.resource_id and viewer.coordinated = any (r.shown_to)
                          offset 0
                        )
                      )
                    )
                  offset 0
                )
            )
          )
        )
      from exchange.stock t1
      where
        t1.id = $14::uuid
        and (
          t1.owner_unit_id = viewer.unit_id
          or (
            t1.owner_unit_id in (
              select m.unit_id
              from rights.membership m
              where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
            )
            and exists (
              select
              from exchange.resource r
              where r.id = t1.resource_id and viewer.coordinated = any (r.shown_to)
              offset 0
            )
          )
        )
    )
  )::text,
  viewer.problem
from viewer
;
