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
          'byCategory', (
            select
              json_build_object(
                'needs', json_build_object(
                  'rows', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'key', t3.key,
                            'label', t3.label,
                            'figures', (
                              select
                                coalesce(json_agg(json_build_object('column', t4.col, 'isSuppressed', t4.count is null)), '[]')
                              from
                                (
                                  select
                                    t3.alliance_id as alliance_id,
                                    'NEEDS' as side,
                                    t3.by as by,
                                    t3.key as key,
                                    t3.from_at as from_at,
                                    t3.to_at as to_at,
                                    f.col,
                                    f.basis,
                                    (t3.figures ->> f.col)::integer as count
                                  from
                                    (
                                      values
                                        (0, 'PUBLISHED', 'ITEM'),
                                        (1, 'OPEN', 'ITEM'),
                                        (2, 'PROPOSED', 'ITEM'),
                                        (3, 'MATCHED', 'ITEM'),
                                        (4, 'AGREED', 'ITEM'),
                                        (5, 'COMMITTED', 'ITEM'),
                                        (6, 'DELIVERED', 'ITEM'),
                                        (7, 'OVERDUE', 'ITEM'),
                                        (8, 'WISHES', 'ITEM'),
                                        (9, 'CLAIMED', 'PERSON_TIME'),
                                        (10, 'GRANTED', 'PERSON_TIME')
                                    ) f (n, col, basis)
                                  order by f.n
                                ) t4
                            )
                          )
                        ),
                        '[]'
                      )
                    from
                      (
                        select
                          t2.alliance_id as alliance_id,
                          t2.by as by,
                          l ->> 'key' as key,
                          l ->> 'label' as label,
                          l -> 'figures' as figures,
                          t2.from_at as from_at,
                          t2.to_at as to_at
                        from jsonb_array_elements(t2.needs_rows) with ordinality r (l, n)
                        order by n
                      ) t3
                  )
                ),
                'matchRate', json_build_object(
                  'numerator', (
                    select
                      json_build_object(
                        'tally', case when t5.count is not null then json_build_object('count', t5.count)
                        end
                      )
                    from
                      (
                        select
                          t2.alliance_id as alliance_id,
                          'NEEDS' as side,
                          null as by,
                          null as key,
                          t2.from_at as from_at,
                          t2.to_at as to_at,
                          f.col,
                          f.basis,
                          (t2.needs_total ->> f.col)::integer as count
                        from (values (0, 'MATCHED', 'ITEM')) f (n, col, basis)
                        order by f.n
                      ) t5
                  ),
                  'denominator', (
                    select
                      json_build_object(
                        'tally', case when t6.count is not null then json_build_object('count', t6.count)
                        end
                      )
                    from
                      (
                        select
                          t2.alliance_id as alliance_id,
                          'NEEDS' as side,
                          null as by,
                          null as key,
                          t2.from_at as from_at,
                          t2.to_at as to_at,
                          f.col,
                          f.basis,
                          (t2.needs_total ->> f.col)::integer as count
                        from (values (0, 'PUBLISHED', 'ITEM')) f (n, col, basis)
                        order by f.n
                      ) t6
                  )
                )
              )
            from
              (
                with
                  areas as (
                    select
                      jsonb_object_agg(m.unit_id, exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)) as of_unit
                    from rights.membership m
                    where $6::text = 'AREA' and m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                  ),
                  need_listed as (
                    select
                      case $6::text
                        when 'CATEGORY' then l.category
                        when 'TRACK' then l.track_id::text
                        when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                        when 'UNIT' then l.owner_unit_id::text
                      end as key,
                      (
                        l.covered < l.quantity
                        and coalesce(l.claims < l.max_claims, true)
                        and (
                          l.state = 'PUBLISHED'
                          and coalesce(least(l.closes_at, l.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) as is_open,
                      l.kind = 'MICRO_WISH' as is_wish,
                      l.id in (
                        select distinct r.need_id as id
                        from exchange.agreement g join exchange.match r on r.id = g.match_id
                        where g.alliance_id = t1.id and g.activated_at is not null and r.need_id is not null
                      ) as is_matched
                    from exchange.need_audience a join exchange.need l on l.id = a.need_id
                    where
                      a.alliance_id = t1.id
                      and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and l.paused_for is null
                      and (
                        l.published_at >= coalesce($7::timestamptz, '-infinity')
                        and l.published_at < coalesce($8::timestamptz, 'infinity')
                      )
                      and (
                        l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) is true
                  ),
                  need_promised as (
                    select
                      g.id,
                      g.state,
                      g.confirm_within_days,
                      g.activated_at,
                      g.suspended_until,
                      g.ends_at,
                      g.ends_as,
                      (
                        select
                          case $6::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                            when 'UNIT' then l.owner_unit_id::text
                          end
                        from exchange.need l
                        where
                          l.id = r.need_id
                          and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and l.paused_for is null
                          and exists (
                            select
                            from exchange.need_audience a
                            where a.need_id = l.id and a.alliance_id = t1.id
                          )
                          and (
                            l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          ) is true
                      ) as key
                    from exchange.agreement g join exchange.match r on r.id = g.match_id
                    where g.alliance_id = t1.id and r.need_id is not null
                  ),
                  offer_listed as (
                    select
                      case $6::text
                        when 'CATEGORY' then l.category
                        when 'TRACK' then l.track_id::text
                        when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                        when 'UNIT' then l.owner_unit_id::text
                      end as key,
                      (
                        l.taken < l.quantity
                        and (
                          l.state = 'PUBLISHED'
                          and coalesce(least(l.closes_at, l.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) as is_open,
                      false as is_wish,
                      l.id in (
                        select distinct r.offer_id as id
                        from exchange.agreement g join exchange.match r on r.id = g.match_id
                        where g.alliance_id = t1.id and g.activated_at is not null and r.offer_id is not null
                      ) as is_matched
                    from exchange.offer_audience a join exchange.offer l on l.id = a.offer_id
                    where
                      a.alliance_id = t1.id
                      and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and l.paused_for is null
                      and (
                        l.published_at >= coalesce($7::timestamptz, '-infinity')
                        and l.published_at < coalesce($8::timestamptz, 'infinity')
                      )
                      and (
                        l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) is true
                  ),
                  offer_promised as (
                    select
                      g.id,
                      g.state,
                      g.confirm_within_days,
                      g.activated_at,
                      g.suspended_until,
                      g.ends_at,
                      g.ends_as,
                      (
                        select
                          case $6::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                            when 'UNIT' then l.owner_unit_id::text
                          end
                        from exchange.offer l
                        where
                          l.id = r.offer_id
                          and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and l.paused_for is null
                          and exists (
                            select
                            from exchange.offer_audience a
                            where a.offer_id = l.id and a.alliance_id = t1.id
                          )
                          and (
                            l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          ) is true
                      ) as key
                    from exchange.agreement g join exchange.match r on r.id = g.match_id
                    where g.alliance_id = t1.id and r.offer_id is not null
                  ),
                  cells (side, col, key, n) as (
                    select 'NEEDS', x.col, s.key, x.n
                    from
                      (
                        select
                          l.key,
                          count(*) filter (where not l.is_wish) as published,
                          count(*) filter (where not l.is_wish and l.is_open) as open,
                          count(*) filter (where not l.is_wish and l.is_matched) as matched,
                          count(*) filter (where l.is_wish and l.is_open) as wishes
                        from need_listed l
                        group by l.key
                      ) s,
                      lateral (
                        values
                          ('PUBLISHED', s.published),
                          ('OPEN', s.open),
                          ('MATCHED', s.matched),
                          ('WISHES', s.wishes)
                      ) x (col, n)
                    where x.n > 0
                    union all
                    select 'NEEDS', 'PROPOSED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $6::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = r.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.match r
                        where
                          r.alliance_id = t1.id
                          and r.need_id is not null
                          and (
                            r.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                            and coalesce(r.respond_by > $5::timestamptz, true)
                          )
                          and (
                            r.created_at >= coalesce($7::timestamptz, '-infinity')
                            and r.created_at < coalesce($8::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'NEEDS', 'AGREED', g.key, count(*)
                    from need_promised g
                    where
                      case
                        when g.state in ('ACTIVE', 'SUSPENDED')
                        and g.confirm_within_days is not null
                        and not exists (
                          select
                          from exchange.commitment c
                          where
                            c.agreement_id = g.id
                            and c.state = 'OPEN'
                            and c.quantity > c.fulfilled + c.released + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                                  and coalesce(e.confirm_by < g.ends_at, true)
                              ),
                              0
                            )
                        ) then 'COMPLETED'
                        else exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz)
                      end = 'ACTIVE'
                      and (
                        g.activated_at >= coalesce($7::timestamptz, '-infinity')
                        and g.activated_at < coalesce($8::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'COMMITTED', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        g.activated_at >= coalesce($7::timestamptz, '-infinity')
                        and g.activated_at < coalesce($8::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'OVERDUE', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      c.due_at <= $5::timestamptz
                      and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        c.due_at >= coalesce($7::timestamptz, '-infinity')
                        and c.due_at < coalesce($8::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'DELIVERED', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c,
                      lateral (select e.* from exchange.event e where e.commitment_id = c.id offset 0) e
                    where
                      (
                        e.state in ('CONFIRMED', 'RESOLVED')
                        and e.counted > 0
                        or (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        )
                      )
                      and (
                        e.occurred_at >= coalesce($7::timestamptz, '-infinity')
                        and e.occurred_at < coalesce($8::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', x.col, s.key, x.n
                    from
                      (
                        select
                          l.key,
                          count(*) filter (where not l.is_wish) as published,
                          count(*) filter (where not l.is_wish and l.is_open) as open,
                          count(*) filter (where not l.is_wish and l.is_matched) as matched,
                          count(*) filter (where l.is_wish and l.is_open) as wishes
                        from offer_listed l
                        group by l.key
                      ) s,
                      lateral (
                        values
                          ('PUBLISHED', s.published),
                          ('OPEN', s.open),
                          ('MATCHED', s.matched),
                          ('WISHES', s.wishes)
                      ) x (col, n)
                    where x.n > 0
                    union all
                    select 'OFFERS', 'PROPOSED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $6::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.offer l
                            where
                              l.id = r.offer_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.offer_audience a
                                where a.offer_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.match r
                        where
                          r.alliance_id = t1.id
                          and r.offer_id is not null
                          and (
                            r.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                            and coalesce(r.respond_by > $5::timestamptz, true)
                          )
                          and (
                            r.created_at >= coalesce($7::timestamptz, '-infinity')
                            and r.created_at < coalesce($8::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'OFFERS', 'AGREED', g.key, count(*)
                    from offer_promised g
                    where
                      case
                        when g.state in ('ACTIVE', 'SUSPENDED')
                        and g.confirm_within_days is not null
                        and not exists (
                          select
                          from exchange.commitment c
                          where
                            c.agreement_id = g.id
                            and c.state = 'OPEN'
                            and c.quantity > c.fulfilled + c.released + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                                  and coalesce(e.confirm_by < g.ends_at, true)
                              ),
                              0
                            )
                        ) then 'COMPLETED'
                        else exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz)
                      end = 'ACTIVE'
                      and (
                        g.activated_at >= coalesce($7::timestamptz, '-infinity')
                        and g.activated_at < coalesce($8::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'COMMITTED', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        g.activated_at >= coalesce($7::timestamptz, '-infinity')
                        and g.activated_at < coalesce($8::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'OVERDUE', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      c.due_at <= $5::timestamptz
                      and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        c.due_at >= coalesce($7::timestamptz, '-infinity')
                        and c.due_at < coalesce($8::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'DELIVERED', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c,
                      lateral (select e.* from exchange.event e where e.commitment_id = c.id offset 0) e
                    where
                      (
                        e.state in ('CONFIRMED', 'RESOLVED')
                        and e.counted > 0
                        or (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        )
                      )
                      and (
                        e.occurred_at >= coalesce($7::timestamptz, '-infinity')
                        and e.occurred_at < coalesce($8::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'CLAIMED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $6::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = w.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.wish_claim w
                        where
                          w.alliance_id = t1.id
                          and w.state = 'CLAIMED'
                          and (
                            w.claimed_at >= coalesce($7::timestamptz, '-infinity')
                            and w.claimed_at < coalesce($8::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'NEEDS', 'GRANTED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $6::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = w.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.wish_claim w
                        where
                          w.alliance_id = t1.id
                          and w.state = 'DONE'
                          and (
                            w.settled_at >= coalesce($7::timestamptz, '-infinity')
                            and w.settled_at < coalesce($8::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                  ),
                  columns as (
                    select
                      s.side,
                      x.col,
                      coalesce(t.total, 0) as total,
                      t.first,
                      case
                        when t1.id = viewer.alliance_id then 'ALL'
                        when x.col in ('WISHES', 'CLAIMED', 'GRANTED') then 'NONE'
                        when coalesce(t.small, 0) = 0 then 'ALL'
                        when t.total < 5
                        or t.first is null
                        or t.low + t.big = t.small + 5 then 'NONE'
                        else 'SOME'
                      end as told
                    from
                      (values ('NEEDS'), ('OFFERS')) s (side)
                      cross join (
                        values
                          ('PUBLISHED'),
                          ('OPEN'),
                          ('PROPOSED'),
                          ('MATCHED'),
                          ('AGREED'),
                          ('COMMITTED'),
                          ('DELIVERED'),
                          ('OVERDUE'),
                          ('WISHES'),
                          ('CLAIMED'),
                          ('GRANTED')
                      ) x (col)
                      left join (
                        select
                          c.side,
                          c.col,
                          sum(c.n) as total,
                          count(*) filter (where c.n < 5) as small,
                          sum(c.n) filter (where c.n < 5) as low,
                          min(coalesce(c.key, '') collate "C") filter (where c.n >= 5) as first,
                          (array_agg(c.n order by coalesce(c.key, '') collate "C") filter (where c.n >= 5)) [1] as big
                        from cells c
                        group by c.side, c.col
                      ) t on t.side = s.side
                      and t.col = x.col
                  ),
                  totals as (
                    select
                      t.side,
                      jsonb_object_agg(
                        t.col,
                        case
                          when t1.id = viewer.alliance_id
                          or not (t.col in ('WISHES', 'CLAIMED', 'GRANTED') or t.total between 1 and 5 - 1) then t.total
                        end
                      ) as figures
                    from columns t
                    group by t.side
                  ),
                  lines as (
                    select k.side, k.key, jsonb_object_agg(t.col, f.n) as figures
                    from
                      (select distinct c.side, c.key from cells c) k
                      join columns t on t.side = k.side
                      left join cells c on c.side = k.side
                      and c.col = t.col
                      and coalesce(c.key, '') = coalesce(k.key, ''),
                      lateral (
                        select
                          case t.told
                            when 'ALL' then coalesce(c.n, 0)
                            when 'SOME' then case
                              when c.n < 5
                              or coalesce(k.key, '') = t.first collate "C" then null
                              else coalesce(c.n, 0)
                            end
                          end as n
                      ) f
                    group by k.side, k.key
                    having (t1.id = viewer.alliance_id or $6::text <> 'UNIT' and bool_or(f.n > 0))
                  )
                select
                  t1.id as alliance_id,
                  $6::text as by,
                  $7::timestamptz as from_at,
                  $8::timestamptz as to_at,
                  not t1.id = viewer.alliance_id as is_masked,
                  (select t.figures from totals t where t.side = 'NEEDS') as needs_total,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object(
                            'key', case $6::text
                              when 'CATEGORY' then l.key
                              when 'TRACK' then 'track_' || replace(l.key::text, '-', '')
                              when 'AREA' then 'area_' || replace(l.key::text, '-', '')
                              else 'unit_' || replace(l.key::text, '-', '')
                            end,
                            'label', coalesce(
                              case $6::text
                                when 'CATEGORY' then (
                                  select case when $9::text = 'en' then t.label_en else t.label_zh end
                                  from directory.term t
                                  where t.code = l.key
                                )
                                when 'TRACK' then (select t.name from directory.track t where t.id = l.key::uuid)
                                when 'AREA' then (select a.name from directory.area a where a.id = l.key::uuid)
                                else (select u.short_name from directory.unit u where u.id = l.key::uuid)
                              end,
                              case when $9::text = 'en' then 'Other' else '其他'
                              end
                            ),
                            'figures', l.figures
                          )
                          order by l.key collate "C"
                        ),
                        '[]'
                      )
                    from lines l
                    where l.side = 'NEEDS'
                  ) as needs_rows,
                  (select t.figures from totals t where t.side = 'OFFERS') as offers_total,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object(
                            'key', case $6::text
                              when 'CATEGORY' then l.key
                              when 'TRACK' then 'track_' || replace(l.key::text, '-', '')
                              when 'AREA' then 'area_' || replace(l.key::text, '-', '')
                              else 'unit_' || replace(l.key::text, '-', '')
                            end,
                            'label', coalesce(
                              case $6::text
                                when 'CATEGORY' then (
                                  select case when $9::text = 'en' then t.label_en else t.label_zh end
                                  from directory.term t
                                  where t.code = l.key
                                )
                                when 'TRACK' then (select t.name from directory.track t where t.id = l.key::uuid)
                                when 'AREA' then (select a.name from directory.area a where a.id = l.key::uuid)
                                else (select u.short_name from directory.unit u where u.id = l.key::uuid)
                              end,
                              case when $9::text = 'en' then 'Other' else '其他'
                              end
                            ),
                            'figures', l.figures
                          )
                          order by l.key collate "C"
                        ),
                        '[]'
                      )
                    from lines l
                    where l.side = 'OFFERS'
                  ) as offers_rows
                where (t1.id = viewer.alliance_id or coalesce($7::timestamptz, $8::timestamptz) is null)
              ) t2
          ),
          'byTrack', (
            select
              json_build_object(
                'offers', json_build_object(
                  'rows', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'key', t8.key,
                            'label', t8.label,
                            'figures', (
                              select
                                coalesce(
                                  json_agg(
                                    json_build_object(
                                      'tally', case when t9.count is not null then json_build_object('count', t9.count)
                                      end,
                                      'filter', json_build_object('board', json_build_object('key', t9.key, 'from', t9.from_at, 'to', t9.to_at))
                                    )
                                  ),
                                  '[]'
                                )
                              from
                                (
                                  select
                                    t8.alliance_id as alliance_id,
                                    'OFFERS' as side,
                                    t8.by as by,
                                    t8.key as key,
                                    t8.from_at as from_at,
                                    t8.to_at as to_at,
                                    f.col,
                                    f.basis,
                                    (t8.figures ->> f.col)::integer as count
                                  from
                                    (
                                      values
                                        (0, 'PUBLISHED', 'ITEM'),
                                        (1, 'OPEN', 'ITEM'),
                                        (2, 'PROPOSED', 'ITEM'),
                                        (3, 'MATCHED', 'ITEM'),
                                        (4, 'AGREED', 'ITEM'),
                                        (5, 'COMMITTED', 'ITEM'),
                                        (6, 'DELIVERED', 'ITEM'),
                                        (7, 'OVERDUE', 'ITEM')
                                    ) f (n, col, basis)
                                  order by f.n
                                ) t9
                            )
                          )
                        ),
                        '[]'
                      )
                    from
                      (
                        select
                          t7.alliance_id as alliance_id,
                          t7.by as by,
                          l ->> 'key' as key,
                          l ->> 'label' as label,
                          l -> 'figures' as figures,
                          t7.from_at as from_at,
                          t7.to_at as to_at
                        from jsonb_array_elements(t7.offers_rows) with ordinality r (l, n)
                        order by n
                      ) t8
                  )
                )
              )
            from
              (
                with
                  areas as (
                    select
                      jsonb_object_agg(m.unit_id, exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)) as of_unit
                    from rights.membership m
                    where $10::text = 'AREA' and m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                  ),
                  need_listed as (
                    select
                      case $10::text
                        when 'CATEGORY' then l.category
                        when 'TRACK' then l.track_id::text
                        when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                        when 'UNIT' then l.owner_unit_id::text
                      end as key,
                      (
                        l.covered < l.quantity
                        and coalesce(l.claims < l.max_claims, true)
                        and (
                          l.state = 'PUBLISHED'
                          and coalesce(least(l.closes_at, l.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) as is_open,
                      l.kind = 'MICRO_WISH' as is_wish,
                      l.id in (
                        select distinct r.need_id as id
                        from exchange.agreement g join exchange.match r on r.id = g.match_id
                        where g.alliance_id = t1.id and g.activated_at is not null and r.need_id is not null
                      ) as is_matched
                    from exchange.need_audience a join exchange.need l on l.id = a.need_id
                    where
                      a.alliance_id = t1.id
                      and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and l.paused_for is null
                      and (
                        l.published_at >= coalesce($11::timestamptz, '-infinity')
                        and l.published_at < coalesce($12::timestamptz, 'infinity')
                      )
                      and (
                        l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) is true
                  ),
                  need_promised as (
                    select
                      g.id,
                      g.state,
                      g.confirm_within_days,
                      g.activated_at,
                      g.suspended_until,
                      g.ends_at,
                      g.ends_as,
                      (
                        select
                          case $10::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                            when 'UNIT' then l.owner_unit_id::text
                          end
                        from exchange.need l
                        where
                          l.id = r.need_id
                          and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and l.paused_for is null
                          and exists (
                            select
                            from exchange.need_audience a
                            where a.need_id = l.id and a.alliance_id = t1.id
                          )
                          and (
                            l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          ) is true
                      ) as key
                    from exchange.agreement g join exchange.match r on r.id = g.match_id
                    where g.alliance_id = t1.id and r.need_id is not null
                  ),
                  offer_listed as (
                    select
                      case $10::text
                        when 'CATEGORY' then l.category
                        when 'TRACK' then l.track_id::text
                        when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                        when 'UNIT' then l.owner_unit_id::text
                      end as key,
                      (
                        l.taken < l.quantity
                        and (
                          l.state = 'PUBLISHED'
                          and coalesce(least(l.closes_at, l.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) as is_open,
                      false as is_wish,
                      l.id in (
                        select distinct r.offer_id as id
                        from exchange.agreement g join exchange.match r on r.id = g.match_id
                        where g.alliance_id = t1.id and g.activated_at is not null and r.offer_id is not null
                      ) as is_matched
                    from exchange.offer_audience a join exchange.offer l on l.id = a.offer_id
                    where
                      a.alliance_id = t1.id
                      and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and l.paused_for is null
                      and (
                        l.published_at >= coalesce($11::timestamptz, '-infinity')
                        and l.published_at < coalesce($12::timestamptz, 'infinity')
                      )
                      and (
                        l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) is true
                  ),
                  offer_promised as (
                    select
                      g.id,
                      g.state,
                      g.confirm_within_days,
                      g.activated_at,
                      g.suspended_until,
                      g.ends_at,
                      g.ends_as,
                      (
                        select
                          case $10::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                            when 'UNIT' then l.owner_unit_id::text
                          end
                        from exchange.offer l
                        where
                          l.id = r.offer_id
                          and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and l.paused_for is null
                          and exists (
                            select
                            from exchange.offer_audience a
                            where a.offer_id = l.id and a.alliance_id = t1.id
                          )
                          and (
                            l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          ) is true
                      ) as key
                    from exchange.agreement g join exchange.match r on r.id = g.match_id
                    where g.alliance_id = t1.id and r.offer_id is not null
                  ),
                  cells (side, col, key, n) as (
                    select 'NEEDS', x.col, s.key, x.n
                    from
                      (
                        select
                          l.key,
                          count(*) filter (where not l.is_wish) as published,
                          count(*) filter (where not l.is_wish and l.is_open) as open,
                          count(*) filter (where not l.is_wish and l.is_matched) as matched,
                          count(*) filter (where l.is_wish and l.is_open) as wishes
                        from need_listed l
                        group by l.key
                      ) s,
                      lateral (
                        values
                          ('PUBLISHED', s.published),
                          ('OPEN', s.open),
                          ('MATCHED', s.matched),
                          ('WISHES', s.wishes)
                      ) x (col, n)
                    where x.n > 0
                    union all
                    select 'NEEDS', 'PROPOSED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $10::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = r.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.match r
                        where
                          r.alliance_id = t1.id
                          and r.need_id is not null
                          and (
                            r.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                            and coalesce(r.respond_by > $5::timestamptz, true)
                          )
                          and (
                            r.created_at >= coalesce($11::timestamptz, '-infinity')
                            and r.created_at < coalesce($12::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'NEEDS', 'AGREED', g.key, count(*)
                    from need_promised g
                    where
                      case
                        when g.state in ('ACTIVE', 'SUSPENDED')
                        and g.confirm_within_days is not null
                        and not exists (
                          select
                          from exchange.commitment c
                          where
                            c.agreement_id = g.id
                            and c.state = 'OPEN'
                            and c.quantity > c.fulfilled + c.released + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                                  and coalesce(e.confirm_by < g.ends_at, true)
                              ),
                              0
                            )
                        ) then 'COMPLETED'
                        else exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz)
                      end = 'ACTIVE'
                      and (
                        g.activated_at >= coalesce($11::timestamptz, '-infinity')
                        and g.activated_at < coalesce($12::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'COMMITTED', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        g.activated_at >= coalesce($11::timestamptz, '-infinity')
                        and g.activated_at < coalesce($12::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'OVERDUE', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      c.due_at <= $5::timestamptz
                      and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        c.due_at >= coalesce($11::timestamptz, '-infinity')
                        and c.due_at < coalesce($12::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'DELIVERED', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c,
                      lateral (select e.* from exchange.event e where e.commitment_id = c.id offset 0) e
                    where
                      (
                        e.state in ('CONFIRMED', 'RESOLVED')
                        and e.counted > 0
                        or (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        )
                      )
                      and (
                        e.occurred_at >= coalesce($11::timestamptz, '-infinity')
                        and e.occurred_at < coalesce($12::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', x.col, s.key, x.n
                    from
                      (
                        select
                          l.key,
                          count(*) filter (where not l.is_wish) as published,
                          count(*) filter (where not l.is_wish and l.is_open) as open,
                          count(*) filter (where not l.is_wish and l.is_matched) as matched,
                          count(*) filter (where l.is_wish and l.is_open) as wishes
                        from offer_listed l
                        group by l.key
                      ) s,
                      lateral (
                        values
                          ('PUBLISHED', s.published),
                          ('OPEN', s.open),
                          ('MATCHED', s.matched),
                          ('WISHES', s.wishes)
                      ) x (col, n)
                    where x.n > 0
                    union all
                    select 'OFFERS', 'PROPOSED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $10::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.offer l
                            where
                              l.id = r.offer_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.offer_audience a
                                where a.offer_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.match r
                        where
                          r.alliance_id = t1.id
                          and r.offer_id is not null
                          and (
                            r.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                            and coalesce(r.respond_by > $5::timestamptz, true)
                          )
                          and (
                            r.created_at >= coalesce($11::timestamptz, '-infinity')
                            and r.created_at < coalesce($12::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'OFFERS', 'AGREED', g.key, count(*)
                    from offer_promised g
                    where
                      case
                        when g.state in ('ACTIVE', 'SUSPENDED')
                        and g.confirm_within_days is not null
                        and not exists (
                          select
                          from exchange.commitment c
                          where
                            c.agreement_id = g.id
                            and c.state = 'OPEN'
                            and c.quantity > c.fulfilled + c.released + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                                  and coalesce(e.confirm_by < g.ends_at, true)
                              ),
                              0
                            )
                        ) then 'COMPLETED'
                        else exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz)
                      end = 'ACTIVE'
                      and (
                        g.activated_at >= coalesce($11::timestamptz, '-infinity')
                        and g.activated_at < coalesce($12::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'COMMITTED', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        g.activated_at >= coalesce($11::timestamptz, '-infinity')
                        and g.activated_at < coalesce($12::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'OVERDUE', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      c.due_at <= $5::timestamptz
                      and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        c.due_at >= coalesce($11::timestamptz, '-infinity')
                        and c.due_at < coalesce($12::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'DELIVERED', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c,
                      lateral (select e.* from exchange.event e where e.commitment_id = c.id offset 0) e
                    where
                      (
                        e.state in ('CONFIRMED', 'RESOLVED')
                        and e.counted > 0
                        or (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        )
                      )
                      and (
                        e.occurred_at >= coalesce($11::timestamptz, '-infinity')
                        and e.occurred_at < coalesce($12::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'CLAIMED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $10::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = w.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.wish_claim w
                        where
                          w.alliance_id = t1.id
                          and w.state = 'CLAIMED'
                          and (
                            w.claimed_at >= coalesce($11::timestamptz, '-infinity')
                            and w.claimed_at < coalesce($12::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'NEEDS', 'GRANTED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $10::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = w.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.wish_claim w
                        where
                          w.alliance_id = t1.id
                          and w.state = 'DONE'
                          and (
                            w.settled_at >= coalesce($11::timestamptz, '-infinity')
                            and w.settled_at < coalesce($12::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                  ),
                  columns as (
                    select
                      s.side,
                      x.col,
                      coalesce(t.total, 0) as total,
                      t.first,
                      case
                        when t1.id = viewer.alliance_id then 'ALL'
                        when x.col in ('WISHES', 'CLAIMED', 'GRANTED') then 'NONE'
                        when coalesce(t.small, 0) = 0 then 'ALL'
                        when t.total < 5
                        or t.first is null
                        or t.low + t.big = t.small + 5 then 'NONE'
                        else 'SOME'
                      end as told
                    from
                      (values ('NEEDS'), ('OFFERS')) s (side)
                      cross join (
                        values
                          ('PUBLISHED'),
                          ('OPEN'),
                          ('PROPOSED'),
                          ('MATCHED'),
                          ('AGREED'),
                          ('COMMITTED'),
                          ('DELIVERED'),
                          ('OVERDUE'),
                          ('WISHES'),
                          ('CLAIMED'),
                          ('GRANTED')
                      ) x (col)
                      left join (
                        select
                          c.side,
                          c.col,
                          sum(c.n) as total,
                          count(*) filter (where c.n < 5) as small,
                          sum(c.n) filter (where c.n < 5) as low,
                          min(coalesce(c.key, '') collate "C") filter (where c.n >= 5) as first,
                          (array_agg(c.n order by coalesce(c.key, '') collate "C") filter (where c.n >= 5)) [1] as big
                        from cells c
                        group by c.side, c.col
                      ) t on t.side = s.side
                      and t.col = x.col
                  ),
                  totals as (
                    select
                      t.side,
                      jsonb_object_agg(
                        t.col,
                        case
                          when t1.id = viewer.alliance_id
                          or not (t.col in ('WISHES', 'CLAIMED', 'GRANTED') or t.total between 1 and 5 - 1) then t.total
                        end
                      ) as figures
                    from columns t
                    group by t.side
                  ),
                  lines as (
                    select k.side, k.key, jsonb_object_agg(t.col, f.n) as figures
                    from
                      (select distinct c.side, c.key from cells c) k
                      join columns t on t.side = k.side
                      left join cells c on c.side = k.side
                      and c.col = t.col
                      and coalesce(c.key, '') = coalesce(k.key, ''),
                      lateral (
                        select
                          case t.told
                            when 'ALL' then coalesce(c.n, 0)
                            when 'SOME' then case
                              when c.n < 5
                              or coalesce(k.key, '') = t.first collate "C" then null
                              else coalesce(c.n, 0)
                            end
                          end as n
                      ) f
                    group by k.side, k.key
                    having (t1.id = viewer.alliance_id or $10::text <> 'UNIT' and bool_or(f.n > 0))
                  )
                select
                  t1.id as alliance_id,
                  $10::text as by,
                  $11::timestamptz as from_at,
                  $12::timestamptz as to_at,
                  not t1.id = viewer.alliance_id as is_masked,
                  (select t.figures from totals t where t.side = 'NEEDS') as needs_total,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object(
                            'key', case $10::text
                              when 'CATEGORY' then l.key
                              when 'TRACK' then 'track_' || replace(l.key::text, '-', '')
                              when 'AREA' then 'area_' || replace(l.key::text, '-', '')
                              else 'unit_' || replace(l.key::text, '-', '')
                            end,
                            'label', coalesce(
                              case $10::text
                                when 'CATEGORY' then (
                                  select case when $9::text = 'en' then t.label_en else t.label_zh end
                                  from directory.term t
                                  where t.code = l.key
                                )
                                when 'TRACK' then (select t.name from directory.track t where t.id = l.key::uuid)
                                when 'AREA' then (select a.name from directory.area a where a.id = l.key::uuid)
                                else (select u.short_name from directory.unit u where u.id = l.key::uuid)
                              end,
                              case when $9::text = 'en' then 'Other' else '其他'
                              end
                            ),
                            'figures', l.figures
                          )
                          order by l.key collate "C"
                        ),
                        '[]'
                      )
                    from lines l
                    where l.side = 'NEEDS'
                  ) as needs_rows,
                  (select t.figures from totals t where t.side = 'OFFERS') as offers_total,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object(
                            'key', case $10::text
                              when 'CATEGORY' then l.key
                              when 'TRACK' then 'track_' || replace(l.key::text, '-', '')
                              when 'AREA' then 'area_' || replace(l.key::text, '-', '')
                              else 'unit_' || replace(l.key::text, '-', '')
                            end,
                            'label', coalesce(
                              case $10::text
                                when 'CATEGORY' then (
                                  select case when $9::text = 'en' then t.label_en else t.label_zh end
                                  from directory.term t
                                  where t.code = l.key
                                )
                                when 'TRACK' then (select t.name from directory.track t where t.id = l.key::uuid)
                                when 'AREA' then (select a.name from directory.area a where a.id = l.key::uuid)
                                else (select u.short_name from directory.unit u where u.id = l.key::uuid)
                              end,
                              case when $9::text = 'en' then 'Other' else '其他'
                              end
                            ),
                            'figures', l.figures
                          )
                          order by l.key collate "C"
                        ),
                        '[]'
                      )
                    from lines l
                    where l.side = 'OFFERS'
                  ) as offers_rows
                where (t1.id = viewer.alliance_id or coalesce($11::timestamptz, $12::timestamptz) is null)
              ) t7
          ),
          'byArea', (
            select
              json_build_object(
                'needs', json_build_object(
                  'rows', (
                    select coalesce(json_agg(json_build_object('label', t11.label)), '[]')
                    from
                      (
                        select
                          t10.alliance_id as alliance_id,
                          t10.by as by,
                          l ->> 'key' as key,
                          l ->> 'label' as label,
                          l -> 'figures' as figures,
                          t10.from_at as from_at,
                          t10.to_at as to_at
                        from jsonb_array_elements(t10.needs_rows) with ordinality r (l, n)
                        order by n
                      ) t11
                  )
                )
              )
            from
              (
                with
                  areas as (
                    select
                      jsonb_object_agg(m.unit_id, exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)) as of_unit
                    from rights.membership m
                    where $13::text = 'AREA' and m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                  ),
                  need_listed as (
                    select
                      case $13::text
                        when 'CATEGORY' then l.category
                        when 'TRACK' then l.track_id::text
                        when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                        when 'UNIT' then l.owner_unit_id::text
                      end as key,
                      (
                        l.covered < l.quantity
                        and coalesce(l.claims < l.max_claims, true)
                        and (
                          l.state = 'PUBLISHED'
                          and coalesce(least(l.closes_at, l.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) as is_open,
                      l.kind = 'MICRO_WISH' as is_wish,
                      l.id in (
                        select distinct r.need_id as id
                        from exchange.agreement g join exchange.match r on r.id = g.match_id
                        where g.alliance_id = t1.id and g.activated_at is not null and r.need_id is not null
                      ) as is_matched
                    from exchange.need_audience a join exchange.need l on l.id = a.need_id
                    where
                      a.alliance_id = t1.id
                      and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and l.paused_for is null
                      and (
                        l.published_at >= coalesce($14::timestamptz, '-infinity')
                        and l.published_at < coalesce($15::timestamptz, 'infinity')
                      )
                      and (
                        l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) is true
                  ),
                  need_promised as (
                    select
                      g.id,
                      g.state,
                      g.confirm_within_days,
                      g.activated_at,
                      g.suspended_until,
                      g.ends_at,
                      g.ends_as,
                      (
                        select
                          case $13::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                            when 'UNIT' then l.owner_unit_id::text
                          end
                        from exchange.need l
                        where
                          l.id = r.need_id
                          and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and l.paused_for is null
                          and exists (
                            select
                            from exchange.need_audience a
                            where a.need_id = l.id and a.alliance_id = t1.id
                          )
                          and (
                            l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          ) is true
                      ) as key
                    from exchange.agreement g join exchange.match r on r.id = g.match_id
                    where g.alliance_id = t1.id and r.need_id is not null
                  ),
                  offer_listed as (
                    select
                      case $13::text
                        when 'CATEGORY' then l.category
                        when 'TRACK' then l.track_id::text
                        when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                        when 'UNIT' then l.owner_unit_id::text
                      end as key,
                      (
                        l.taken < l.quantity
                        and (
                          l.state = 'PUBLISHED'
                          and coalesce(least(l.closes_at, l.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) as is_open,
                      false as is_wish,
                      l.id in (
                        select distinct r.offer_id as id
                        from exchange.agreement g join exchange.match r on r.id = g.match_id
                        where g.alliance_id = t1.id and g.activated_at is not null and r.offer_id is not null
                      ) as is_matched
                    from exchange.offer_audience a join exchange.offer l on l.id = a.offer_id
                    where
                      a.alliance_id = t1.id
                      and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and l.paused_for is null
                      and (
                        l.published_at >= coalesce($14::timestamptz, '-infinity')
                        and l.published_at < coalesce($15::timestamptz, 'infinity')
                      )
                      and (
                        l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) is true
                  ),
                  offer_promised as (
                    select
                      g.id,
                      g.state,
                      g.confirm_within_days,
                      g.activated_at,
                      g.suspended_until,
                      g.ends_at,
                      g.ends_as,
                      (
                        select
                          case $13::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                            when 'UNIT' then l.owner_unit_id::text
                          end
                        from exchange.offer l
                        where
                          l.id = r.offer_id
                          and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and l.paused_for is null
                          and exists (
                            select
                            from exchange.offer_audience a
                            where a.offer_id = l.id and a.alliance_id = t1.id
                          )
                          and (
                            l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          ) is true
                      ) as key
                    from exchange.agreement g join exchange.match r on r.id = g.match_id
                    where g.alliance_id = t1.id and r.offer_id is not null
                  ),
                  cells (side, col, key, n) as (
                    select 'NEEDS', x.col, s.key, x.n
                    from
                      (
                        select
                          l.key,
                          count(*) filter (where not l.is_wish) as published,
                          count(*) filter (where not l.is_wish and l.is_open) as open,
                          count(*) filter (where not l.is_wish and l.is_matched) as matched,
                          count(*) filter (where l.is_wish and l.is_open) as wishes
                        from need_listed l
                        group by l.key
                      ) s,
                      lateral (
                        values
                          ('PUBLISHED', s.published),
                          ('OPEN', s.open),
                          ('MATCHED', s.matched),
                          ('WISHES', s.wishes)
                      ) x (col, n)
                    where x.n > 0
                    union all
                    select 'NEEDS', 'PROPOSED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $13::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = r.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.match r
                        where
                          r.alliance_id = t1.id
                          and r.need_id is not null
                          and (
                            r.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                            and coalesce(r.respond_by > $5::timestamptz, true)
                          )
                          and (
                            r.created_at >= coalesce($14::timestamptz, '-infinity')
                            and r.created_at < coalesce($15::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'NEEDS', 'AGREED', g.key, count(*)
                    from need_promised g
                    where
                      case
                        when g.state in ('ACTIVE', 'SUSPENDED')
                        and g.confirm_within_days is not null
                        and not exists (
                          select
                          from exchange.commitment c
                          where
                            c.agreement_id = g.id
                            and c.state = 'OPEN'
                            and c.quantity > c.fulfilled + c.released + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                                  and coalesce(e.confirm_by < g.ends_at, true)
                              ),
                              0
                            )
                        ) then 'COMPLETED'
                        else exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz)
                      end = 'ACTIVE'
                      and (
                        g.activated_at >= coalesce($14::timestamptz, '-infinity')
                        and g.activated_at < coalesce($15::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'COMMITTED', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        g.activated_at >= coalesce($14::timestamptz, '-infinity')
                        and g.activated_at < coalesce($15::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'OVERDUE', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      c.due_at <= $5::timestamptz
                      and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        c.due_at >= coalesce($14::timestamptz, '-infinity')
                        and c.due_at < coalesce($15::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'DELIVERED', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c,
                      lateral (select e.* from exchange.event e where e.commitment_id = c.id offset 0) e
                    where
                      (
                        e.state in ('CONFIRMED', 'RESOLVED')
                        and e.counted > 0
                        or (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        )
                      )
                      and (
                        e.occurred_at >= coalesce($14::timestamptz, '-infinity')
                        and e.occurred_at < coalesce($15::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', x.col, s.key, x.n
                    from
                      (
                        select
                          l.key,
                          count(*) filter (where not l.is_wish) as published,
                          count(*) filter (where not l.is_wish and l.is_open) as open,
                          count(*) filter (where not l.is_wish and l.is_matched) as matched,
                          count(*) filter (where l.is_wish and l.is_open) as wishes
                        from offer_listed l
                        group by l.key
                      ) s,
                      lateral (
                        values
                          ('PUBLISHED', s.published),
                          ('OPEN', s.open),
                          ('MATCHED', s.matched),
                          ('WISHES', s.wishes)
                      ) x (col, n)
                    where x.n > 0
                    union all
                    select 'OFFERS', 'PROPOSED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $13::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.offer l
                            where
                              l.id = r.offer_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.offer_audience a
                                where a.offer_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.match r
                        where
                          r.alliance_id = t1.id
                          and r.offer_id is not null
                          and (
                            r.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                            and coalesce(r.respond_by > $5::timestamptz, true)
                          )
                          and (
                            r.created_at >= coalesce($14::timestamptz, '-infinity')
                            and r.created_at < coalesce($15::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'OFFERS', 'AGREED', g.key, count(*)
                    from offer_promised g
                    where
                      case
                        when g.state in ('ACTIVE', 'SUSPENDED')
                        and g.confirm_within_days is not null
                        and not exists (
                          select
                          from exchange.commitment c
                          where
                            c.agreement_id = g.id
                            and c.state = 'OPEN'
                            and c.quantity > c.fulfilled + c.released + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                                  and coalesce(e.confirm_by < g.ends_at, true)
                              ),
                              0
                            )
                        ) then 'COMPLETED'
                        else exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz)
                      end = 'ACTIVE'
                      and (
                        g.activated_at >= coalesce($14::timestamptz, '-infinity')
                        and g.activated_at < coalesce($15::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'COMMITTED', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        g.activated_at >= coalesce($14::timestamptz, '-infinity')
                        and g.activated_at < coalesce($15::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'OVERDUE', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      c.due_at <= $5::timestamptz
                      and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        c.due_at >= coalesce($14::timestamptz, '-infinity')
                        and c.due_at < coalesce($15::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'DELIVERED', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c,
                      lateral (select e.* from exchange.event e where e.commitment_id = c.id offset 0) e
                    where
                      (
                        e.state in ('CONFIRMED', 'RESOLVED')
                        and e.counted > 0
                        or (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        )
                      )
                      and (
                        e.occurred_at >= coalesce($14::timestamptz, '-infinity')
                        and e.occurred_at < coalesce($15::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'CLAIMED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $13::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = w.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.wish_claim w
                        where
                          w.alliance_id = t1.id
                          and w.state = 'CLAIMED'
                          and (
                            w.claimed_at >= coalesce($14::timestamptz, '-infinity')
                            and w.claimed_at < coalesce($15::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'NEEDS', 'GRANTED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $13::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = w.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.wish_claim w
                        where
                          w.alliance_id = t1.id
                          and w.state = 'DONE'
                          and (
                            w.settled_at >= coalesce($14::timestamptz, '-infinity')
                            and w.settled_at < coalesce($15::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                  ),
                  columns as (
                    select
                      s.side,
                      x.col,
                      coalesce(t.total, 0) as total,
                      t.first,
                      case
                        when t1.id = viewer.alliance_id then 'ALL'
                        when x.col in ('WISHES', 'CLAIMED', 'GRANTED') then 'NONE'
                        when coalesce(t.small, 0) = 0 then 'ALL'
                        when t.total < 5
                        or t.first is null
                        or t.low + t.big = t.small + 5 then 'NONE'
                        else 'SOME'
                      end as told
                    from
                      (values ('NEEDS'), ('OFFERS')) s (side)
                      cross join (
                        values
                          ('PUBLISHED'),
                          ('OPEN'),
                          ('PROPOSED'),
                          ('MATCHED'),
                          ('AGREED'),
                          ('COMMITTED'),
                          ('DELIVERED'),
                          ('OVERDUE'),
                          ('WISHES'),
                          ('CLAIMED'),
                          ('GRANTED')
                      ) x (col)
                      left join (
                        select
                          c.side,
                          c.col,
                          sum(c.n) as total,
                          count(*) filter (where c.n < 5) as small,
                          sum(c.n) filter (where c.n < 5) as low,
                          min(coalesce(c.key, '') collate "C") filter (where c.n >= 5) as first,
                          (array_agg(c.n order by coalesce(c.key, '') collate "C") filter (where c.n >= 5)) [1] as big
                        from cells c
                        group by c.side, c.col
                      ) t on t.side = s.side
                      and t.col = x.col
                  ),
                  totals as (
                    select
                      t.side,
                      jsonb_object_agg(
                        t.col,
                        case
                          when t1.id = viewer.alliance_id
                          or not (t.col in ('WISHES', 'CLAIMED', 'GRANTED') or t.total between 1 and 5 - 1) then t.total
                        end
                      ) as figures
                    from columns t
                    group by t.side
                  ),
                  lines as (
                    select k.side, k.key, jsonb_object_agg(t.col, f.n) as figures
                    from
                      (select distinct c.side, c.key from cells c) k
                      join columns t on t.side = k.side
                      left join cells c on c.side = k.side
                      and c.col = t.col
                      and coalesce(c.key, '') = coalesce(k.key, ''),
                      lateral (
                        select
                          case t.told
                            when 'ALL' then coalesce(c.n, 0)
                            when 'SOME' then case
                              when c.n < 5
                              or coalesce(k.key, '') = t.first collate "C" then null
                              else coalesce(c.n, 0)
                            end
                          end as n
                      ) f
                    group by k.side, k.key
                    having (t1.id = viewer.alliance_id or $13::text <> 'UNIT' and bool_or(f.n > 0))
                  )
                select
                  t1.id as alliance_id,
                  $13::text as by,
                  $14::timestamptz as from_at,
                  $15::timestamptz as to_at,
                  not t1.id = viewer.alliance_id as is_masked,
                  (select t.figures from totals t where t.side = 'NEEDS') as needs_total,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object(
                            'key', case $13::text
                              when 'CATEGORY' then l.key
                              when 'TRACK' then 'track_' || replace(l.key::text, '-', '')
                              when 'AREA' then 'area_' || replace(l.key::text, '-', '')
                              else 'unit_' || replace(l.key::text, '-', '')
                            end,
                            'label', coalesce(
                              case $13::text
                                when 'CATEGORY' then (
                                  select case when $9::text = 'en' then t.label_en else t.label_zh end
                                  from directory.term t
                                  where t.code = l.key
                                )
                                when 'TRACK' then (select t.name from directory.track t where t.id = l.key::uuid)
                                when 'AREA' then (select a.name from directory.area a where a.id = l.key::uuid)
                                else (select u.short_name from directory.unit u where u.id = l.key::uuid)
                              end,
                              case when $9::text = 'en' then 'Other' else '其他'
                              end
                            ),
                            'figures', l.figures
                          )
                          order by l.key collate "C"
                        ),
                        '[]'
                      )
                    from lines l
                    where l.side = 'NEEDS'
                  ) as needs_rows,
                  (select t.figures from totals t where t.side = 'OFFERS') as offers_total,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object(
                            'key', case $13::text
                              when 'CATEGORY' then l.key
                              when 'TRACK' then 'track_' || replace(l.key::text, '-', '')
                              when 'AREA' then 'area_' || replace(l.key::text, '-', '')
                              else 'unit_' || replace(l.key::text, '-', '')
                            end,
                            'label', coalesce(
                              case $13::text
                                when 'CATEGORY' then (
                                  select case when $9::text = 'en' then t.label_en else t.label_zh end
                                  from directory.term t
                                  where t.code = l.key
                                )
                                when 'TRACK' then (select t.name from directory.track t where t.id = l.key::uuid)
                                when 'AREA' then (select a.name from directory.area a where a.id = l.key::uuid)
                                else (select u.short_name from directory.unit u where u.id = l.key::uuid)
                              end,
                              case when $9::text = 'en' then 'Other' else '其他'
                              end
                            ),
                            'figures', l.figures
                          )
                          order by l.key collate "C"
                        ),
                        '[]'
                      )
                    from lines l
                    where l.side = 'OFFERS'
                  ) as offers_rows
                where (t1.id = viewer.alliance_id or coalesce($14::timestamptz, $15::timestamptz) is null)
              ) t10
          ),
          'byUnit', (
            select
              json_build_object(
                'by', t12.by,
                'isMasked', t12.is_masked,
                'offers', json_build_object(
                  'total', (
                    select
                      coalesce(
                        json_agg(
                          json_build_object(
                            'tally', case when t13.count is not null then json_build_object('count', t13.count)
                            end
                          )
                        ),
                        '[]'
                      )
                    from
                      (
                        select
                          t12.alliance_id as alliance_id,
                          'OFFERS' as side,
                          null as by,
                          null as key,
                          t12.from_at as from_at,
                          t12.to_at as to_at,
                          f.col,
                          f.basis,
                          (t12.offers_total ->> f.col)::integer as count
                        from
                          (
                            values
                              (0, 'PUBLISHED', 'ITEM'),
                              (1, 'OPEN', 'ITEM'),
                              (2, 'PROPOSED', 'ITEM'),
                              (3, 'MATCHED', 'ITEM'),
                              (4, 'AGREED', 'ITEM'),
                              (5, 'COMMITTED', 'ITEM'),
                              (6, 'DELIVERED', 'ITEM'),
                              (7, 'OVERDUE', 'ITEM')
                          ) f (n, col, basis)
                        order by f.n
                      ) t13
                  ),
                  'rows', (
                    select coalesce(json_agg(json_build_object('label', t14.label)), '[]')
                    from
                      (
                        select
                          t12.alliance_id as alliance_id,
                          t12.by as by,
                          l ->> 'key' as key,
                          l ->> 'label' as label,
                          l -> 'figures' as figures,
                          t12.from_at as from_at,
                          t12.to_at as to_at
                        from jsonb_array_elements(t12.offers_rows) with ordinality r (l, n)
                        order by n
                      ) t14
                  )
                )
              )
            from
              (
                with
                  areas as (
                    select
                      jsonb_object_agg(m.unit_id, exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)) as of_unit
                    from rights.membership m
                    where $16::text = 'AREA' and m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                  ),
                  need_listed as (
                    select
                      case $16::text
                        when 'CATEGORY' then l.category
                        when 'TRACK' then l.track_id::text
                        when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                        when 'UNIT' then l.owner_unit_id::text
                      end as key,
                      (
                        l.covered < l.quantity
                        and coalesce(l.claims < l.max_claims, true)
                        and (
                          l.state = 'PUBLISHED'
                          and coalesce(least(l.closes_at, l.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) as is_open,
                      l.kind = 'MICRO_WISH' as is_wish,
                      l.id in (
                        select distinct r.need_id as id
                        from exchange.agreement g join exchange.match r on r.id = g.match_id
                        where g.alliance_id = t1.id and g.activated_at is not null and r.need_id is not null
                      ) as is_matched
                    from exchange.need_audience a join exchange.need l on l.id = a.need_id
                    where
                      a.alliance_id = t1.id
                      and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and l.paused_for is null
                      and (
                        l.published_at >= coalesce($17::timestamptz, '-infinity')
                        and l.published_at < coalesce($18::timestamptz, 'infinity')
                      )
                      and (
                        l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) is true
                  ),
                  need_promised as (
                    select
                      g.id,
                      g.state,
                      g.confirm_within_days,
                      g.activated_at,
                      g.suspended_until,
                      g.ends_at,
                      g.ends_as,
                      (
                        select
                          case $16::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                            when 'UNIT' then l.owner_unit_id::text
                          end
                        from exchange.need l
                        where
                          l.id = r.need_id
                          and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and l.paused_for is null
                          and exists (
                            select
                            from exchange.need_audience a
                            where a.need_id = l.id and a.alliance_id = t1.id
                          )
                          and (
                            l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          ) is true
                      ) as key
                    from exchange.agreement g join exchange.match r on r.id = g.match_id
                    where g.alliance_id = t1.id and r.need_id is not null
                  ),
                  offer_listed as (
                    select
                      case $16::text
                        when 'CATEGORY' then l.category
                        when 'TRACK' then l.track_id::text
                        when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                        when 'UNIT' then l.owner_unit_id::text
                      end as key,
                      (
                        l.taken < l.quantity
                        and (
                          l.state = 'PUBLISHED'
                          and coalesce(least(l.closes_at, l.ends_at), 'infinity') > $5::timestamptz
                        )
                      ) as is_open,
                      false as is_wish,
                      l.id in (
                        select distinct r.offer_id as id
                        from exchange.agreement g join exchange.match r on r.id = g.match_id
                        where g.alliance_id = t1.id and g.activated_at is not null and r.offer_id is not null
                      ) as is_matched
                    from exchange.offer_audience a join exchange.offer l on l.id = a.offer_id
                    where
                      a.alliance_id = t1.id
                      and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and l.paused_for is null
                      and (
                        l.published_at >= coalesce($17::timestamptz, '-infinity')
                        and l.published_at < coalesce($18::timestamptz, 'infinity')
                      )
                      and (
                        l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      ) is true
                  ),
                  offer_promised as (
                    select
                      g.id,
                      g.state,
                      g.confirm_within_days,
                      g.activated_at,
                      g.suspended_until,
                      g.ends_at,
                      g.ends_as,
                      (
                        select
                          case $16::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                            when 'UNIT' then l.owner_unit_id::text
                          end
                        from exchange.offer l
                        where
                          l.id = r.offer_id
                          and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                          and l.paused_for is null
                          and exists (
                            select
                            from exchange.offer_audience a
                            where a.offer_id = l.id and a.alliance_id = t1.id
                          )
                          and (
                            l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          ) is true
                      ) as key
                    from exchange.agreement g join exchange.match r on r.id = g.match_id
                    where g.alliance_id = t1.id and r.offer_id is not null
                  ),
                  cells (side, col, key, n) as (
                    select 'NEEDS', x.col, s.key, x.n
                    from
                      (
                        select
                          l.key,
                          count(*) filter (where not l.is_wish) as published,
                          count(*) filter (where not l.is_wish and l.is_open) as open,
                          count(*) filter (where not l.is_wish and l.is_matched) as matched,
                          count(*) filter (where l.is_wish and l.is_open) as wishes
                        from need_listed l
                        group by l.key
                      ) s,
                      lateral (
                        values
                          ('PUBLISHED', s.published),
                          ('OPEN', s.open),
                          ('MATCHED', s.matched),
                          ('WISHES', s.wishes)
                      ) x (col, n)
                    where x.n > 0
                    union all
                    select 'NEEDS', 'PROPOSED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $16::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = r.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.match r
                        where
                          r.alliance_id = t1.id
                          and r.need_id is not null
                          and (
                            r.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                            and coalesce(r.respond_by > $5::timestamptz, true)
                          )
                          and (
                            r.created_at >= coalesce($17::timestamptz, '-infinity')
                            and r.created_at < coalesce($18::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'NEEDS', 'AGREED', g.key, count(*)
                    from need_promised g
                    where
                      case
                        when g.state in ('ACTIVE', 'SUSPENDED')
                        and g.confirm_within_days is not null
                        and not exists (
                          select
                          from exchange.commitment c
                          where
                            c.agreement_id = g.id
                            and c.state = 'OPEN'
                            and c.quantity > c.fulfilled + c.released + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                                  and coalesce(e.confirm_by < g.ends_at, true)
                              ),
                              0
                            )
                        ) then 'COMPLETED'
                        else exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz)
                      end = 'ACTIVE'
                      and (
                        g.activated_at >= coalesce($17::timestamptz, '-infinity')
                        and g.activated_at < coalesce($18::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'COMMITTED', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        g.activated_at >= coalesce($17::timestamptz, '-infinity')
                        and g.activated_at < coalesce($18::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'OVERDUE', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      c.due_at <= $5::timestamptz
                      and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        c.due_at >= coalesce($17::timestamptz, '-infinity')
                        and c.due_at < coalesce($18::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'DELIVERED', g.key, count(*)
                    from
                      need_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c,
                      lateral (select e.* from exchange.event e where e.commitment_id = c.id offset 0) e
                    where
                      (
                        e.state in ('CONFIRMED', 'RESOLVED')
                        and e.counted > 0
                        or (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        )
                      )
                      and (
                        e.occurred_at >= coalesce($17::timestamptz, '-infinity')
                        and e.occurred_at < coalesce($18::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', x.col, s.key, x.n
                    from
                      (
                        select
                          l.key,
                          count(*) filter (where not l.is_wish) as published,
                          count(*) filter (where not l.is_wish and l.is_open) as open,
                          count(*) filter (where not l.is_wish and l.is_matched) as matched,
                          count(*) filter (where l.is_wish and l.is_open) as wishes
                        from offer_listed l
                        group by l.key
                      ) s,
                      lateral (
                        values
                          ('PUBLISHED', s.published),
                          ('OPEN', s.open),
                          ('MATCHED', s.matched),
                          ('WISHES', s.wishes)
                      ) x (col, n)
                    where x.n > 0
                    union all
                    select 'OFFERS', 'PROPOSED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $16::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.offer l
                            where
                              l.id = r.offer_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.offer_audience a
                                where a.offer_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.match r
                        where
                          r.alliance_id = t1.id
                          and r.offer_id is not null
                          and (
                            r.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
                            and coalesce(r.respond_by > $5::timestamptz, true)
                          )
                          and (
                            r.created_at >= coalesce($17::timestamptz, '-infinity')
                            and r.created_at < coalesce($18::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'OFFERS', 'AGREED', g.key, count(*)
                    from offer_promised g
                    where
                      case
                        when g.state in ('ACTIVE', 'SUSPENDED')
                        and g.confirm_within_days is not null
                        and not exists (
                          select
                          from exchange.commitment c
                          where
                            c.agreement_id = g.id
                            and c.state = 'OPEN'
                            and c.quantity > c.fulfilled + c.released + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                                  and coalesce(e.confirm_by < g.ends_at, true)
                              ),
                              0
                            )
                        ) then 'COMPLETED'
                        else exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz)
                      end = 'ACTIVE'
                      and (
                        g.activated_at >= coalesce($17::timestamptz, '-infinity')
                        and g.activated_at < coalesce($18::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'COMMITTED', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        g.activated_at >= coalesce($17::timestamptz, '-infinity')
                        and g.activated_at < coalesce($18::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'OVERDUE', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c
                    where
                      c.due_at <= $5::timestamptz
                      and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                      and case
                        when c.state <> 'OPEN' then c.state
                        when case
                          when c.state = 'OPEN'
                          and exists (
                            select
                            from exchange.agreement o
                            where
                              o.id = c.agreement_id
                              and o.state in ('ACTIVE', 'SUSPENDED')
                              and o.ends_at <= $5::timestamptz
                          ) then least(
                            c.quantity - (
                              c.fulfilled + coalesce(
                                (
                                  select sum(e.quantity)
                                  from exchange.event e
                                  where
                                    e.commitment_id = c.id
                                    and e.state = 'RECORDED'
                                    and not e.has_worth
                                    and e.confirm_by <= $5::timestamptz
                                ),
                                0
                              )
                            ) - c.released,
                            coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.reverses_id is null
                                  and (
                                    e.state = 'DISPUTED'
                                    or e.state = 'RECORDED'
                                    and (e.has_worth or coalesce(e.confirm_by > $5::timestamptz, true))
                                  )
                              ),
                              0
                            )
                          )
                          else c.quantity - (
                            c.fulfilled + coalesce(
                              (
                                select sum(e.quantity)
                                from exchange.event e
                                where
                                  e.commitment_id = c.id
                                  and e.state = 'RECORDED'
                                  and not e.has_worth
                                  and e.confirm_by <= $5::timestamptz
                              ),
                              0
                            )
                          ) - c.released
                        end > 0 then 'OPEN'
                        when (
                          c.fulfilled + coalesce(
                            (
                              select sum(e.quantity)
                              from exchange.event e
                              where
                                e.commitment_id = c.id
                                and e.state = 'RECORDED'
                                and not e.has_worth
                                and e.confirm_by <= $5::timestamptz
                            ),
                            0
                          )
                        ) > 0 then 'FULFILLED'
                        else 'RELEASED'
                      end = 'OPEN'
                      and (
                        c.due_at >= coalesce($17::timestamptz, '-infinity')
                        and c.due_at < coalesce($18::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'OFFERS', 'DELIVERED', g.key, count(*)
                    from
                      offer_promised g,
                      lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c,
                      lateral (select e.* from exchange.event e where e.commitment_id = c.id offset 0) e
                    where
                      (
                        e.state in ('CONFIRMED', 'RESOLVED')
                        and e.counted > 0
                        or (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        )
                      )
                      and (
                        e.occurred_at >= coalesce($17::timestamptz, '-infinity')
                        and e.occurred_at < coalesce($18::timestamptz, 'infinity')
                      )
                    group by g.key
                    union all
                    select 'NEEDS', 'CLAIMED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $16::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = w.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.wish_claim w
                        where
                          w.alliance_id = t1.id
                          and w.state = 'CLAIMED'
                          and (
                            w.claimed_at >= coalesce($17::timestamptz, '-infinity')
                            and w.claimed_at < coalesce($18::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                    union all
                    select 'NEEDS', 'GRANTED', p.key, count(*)
                    from
                      (
                        select
                          (
                            select
                              case $16::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then ((select a.of_unit from areas a) ->> l.owner_unit_id::text)::text
                                when 'UNIT' then l.owner_unit_id::text
                              end
                            from exchange.need l
                            where
                              l.id = w.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = t1.id
                              )
                              and (
                                l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = t1.id and coalesce(m.valid @> $5::timestamptz, false)
                                )
                              ) is true
                          ) as key
                        from exchange.wish_claim w
                        where
                          w.alliance_id = t1.id
                          and w.state = 'DONE'
                          and (
                            w.settled_at >= coalesce($17::timestamptz, '-infinity')
                            and w.settled_at < coalesce($18::timestamptz, 'infinity')
                          )
                      ) p
                    group by p.key
                  ),
                  columns as (
                    select
                      s.side,
                      x.col,
                      coalesce(t.total, 0) as total,
                      t.first,
                      case
                        when t1.id = viewer.alliance_id then 'ALL'
                        when x.col in ('WISHES', 'CLAIMED', 'GRANTED') then 'NONE'
                        when coalesce(t.small, 0) = 0 then 'ALL'
                        when t.total < 5
                        or t.first is null
                        or t.low + t.big = t.small + 5 then 'NONE'
                        else 'SOME'
                      end as told
                    from
                      (values ('NEEDS'), ('OFFERS')) s (side)
                      cross join (
                        values
                          ('PUBLISHED'),
                          ('OPEN'),
                          ('PROPOSED'),
                          ('MATCHED'),
                          ('AGREED'),
                          ('COMMITTED'),
                          ('DELIVERED'),
                          ('OVERDUE'),
                          ('WISHES'),
                          ('CLAIMED'),
                          ('GRANTED')
                      ) x (col)
                      left join (
                        select
                          c.side,
                          c.col,
                          sum(c.n) as total,
                          count(*) filter (where c.n < 5) as small,
                          sum(c.n) filter (where c.n < 5) as low,
                          min(coalesce(c.key, '') collate "C") filter (where c.n >= 5) as first,
                          (array_agg(c.n order by coalesce(c.key, '') collate "C") filter (where c.n >= 5)) [1] as big
                        from cells c
                        group by c.side, c.col
                      ) t on t.side = s.side
                      and t.col = x.col
                  ),
                  totals as (
                    select
                      t.side,
                      jsonb_object_agg(
                        t.col,
                        case
                          when t1.id = viewer.alliance_id
                          or not (t.col in ('WISHES', 'CLAIMED', 'GRANTED') or t.total between 1 and 5 - 1) then t.total
                        end
                      ) as figures
                    from columns t
                    group by t.side
                  ),
                  lines as (
                    select k.side, k.key, jsonb_object_agg(t.col, f.n) as figures
                    from
                      (select distinct c.side, c.key from cells c) k
                      join columns t on t.side = k.side
                      left join cells c on c.side = k.side
                      and c.col = t.col
                      and coalesce(c.key, '') = coalesce(k.key, ''),
                      lateral (
                        select
                          case t.told
                            when 'ALL' then coalesce(c.n, 0)
                            when 'SOME' then case
                              when c.n < 5
                              or coalesce(k.key, '') = t.first collate "C" then null
                              else coalesce(c.n, 0)
                            end
                          end as n
                      ) f
                    group by k.side, k.key
                    having (t1.id = viewer.alliance_id or $16::text <> 'UNIT' and bool_or(f.n > 0))
                  )
                select
                  t1.id as alliance_id,
                  $16::text as by,
                  $17::timestamptz as from_at,
                  $18::timestamptz as to_at,
                  not t1.id = viewer.alliance_id as is_masked,
                  (select t.figures from totals t where t.side = 'NEEDS') as needs_total,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object(
                            'key', case $16::text
                              when 'CATEGORY' then l.key
                              when 'TRACK' then 'track_' || replace(l.key::text, '-', '')
                              when 'AREA' then 'area_' || replace(l.key::text, '-', '')
                              else 'unit_' || replace(l.key::text, '-', '')
                            end,
                            'label', coalesce(
                              case $16::text
                                when 'CATEGORY' then (
                                  select case when $9::text = 'en' then t.label_en else t.label_zh end
                                  from directory.term t
                                  where t.code = l.key
                                )
                                when 'TRACK' then (select t.name from directory.track t where t.id = l.key::uuid)
                                when 'AREA' then (select a.name from directory.area a where a.id = l.key::uuid)
                                else (select u.short_name from directory.unit u where u.id = l.key::uuid)
                              end,
                              case when $9::text = 'en' then 'Other' else '其他'
                              end
                            ),
                            'figures', l.figures
                          )
                          order by l.key collate "C"
                        ),
                        '[]'
                      )
                    from lines l
                    where l.side = 'NEEDS'
                  ) as needs_rows,
                  (select t.figures from totals t where t.side = 'OFFERS') as offers_total,
                  (
                    select
                      coalesce(
                        jsonb_agg(
                          jsonb_build_object(
                            'key', case $16::text
                              when 'CATEGORY' then l.key
                              when 'TRACK' then 'track_' || replace(l.key::text, '-', '')
                              when 'AREA' then 'area_' || replace(l.key::text, '-', '')
                              else 'unit_' || replace(l.key::text, '-', '')
                            end,
                            'label', coalesce(
                              case $16::text
                                when 'CATEGORY' then (
                                  select case when $9::text = 'en' then t.label_en else t.label_zh end
                                  from directory.term t
                                  where t.code = l.key
                                )
                                when 'TRACK' then (select t.name from directory.track t where t.id = l.key::uuid)
                                when 'AREA' then (select a.name from directory.area a where a.id = l.key::uuid)
                                else (select u.short_name from directory.unit u where u.id = l.key::uuid)
                              end,
                              case when $9::text = 'en' then 'Other' else '其他'
                              end
                            ),
                            'figures', l.figures
                          )
                          order by l.key collate "C"
                        ),
                        '[]'
                      )
                    from lines l
                    where l.side = 'OFFERS'
                  ) as offers_rows
                where (t1.id = viewer.alliance_id or coalesce($17::timestamptz, $18::timestamptz) is null)
              ) t12
          )
        )
      from directory.alliance t1
      where t1.id = $19::uuid
    )
  )::text,
  viewer.problem
from viewer
;
