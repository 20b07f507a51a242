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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.match t2
        where
          (
            (
              (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
              and t2.alliance_id = viewer.alliance_id
            )
            or t2.alliance_id = viewer.coordinated
          )
          and (
            $6::text = 'PROPOSED'
            and t2.alliance_id = $7::uuid
            and case $8::text when 'NEEDS' then t2.need_id else t2.offer_id
            end is not null
            and (
              t2.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
              and coalesce(t2.respond_by > $5::timestamptz, true)
            )
            and (
              t2.created_at >= coalesce($9::timestamptz, '-infinity')
              and t2.created_at < coalesce($10::timestamptz, 'infinity')
            )
            and (
              $11::text is null
              or (
                $7::uuid = viewer.alliance_id
                and coalesce(
                  case $8::text
                    when 'NEEDS' then (
                      select
                        case
                          when $11::text = 'AREA' then l.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where
                              m.alliance_id = $7::uuid
                              and coalesce(m.valid @> $5::timestamptz, false)
                              and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                          )
                          else case $11::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then null::text
                            when 'UNIT' then l.owner_unit_id::text
                          end is not distinct from $12::text
                        end
                      from exchange.need l
                      where
                        l.id = t2.need_id
                        and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and l.paused_for is null
                        and exists (
                          select
                          from exchange.need_audience a
                          where a.need_id = l.id and a.alliance_id = $7::uuid
                        )
                        and l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                        )
                    )
                    else (
                      select
                        case
                          when $11::text = 'AREA' then l.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where
                              m.alliance_id = $7::uuid
                              and coalesce(m.valid @> $5::timestamptz, false)
                              and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                          )
                          else case $11::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then null::text
                            when 'UNIT' then l.owner_unit_id::text
                          end is not distinct from $12::text
                        end
                      from exchange.offer l
                      where
                        l.id = t2.offer_id
                        and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and l.paused_for is null
                        and exists (
                          select
                          from exchange.offer_audience a
                          where a.offer_id = l.id and a.alliance_id = $7::uuid
                        )
                        and l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                        )
                    )
                  end,
                  $12::text is null
                )
              )
            )
          )
      )
    )
  )::text,
  viewer.problem
from viewer
;
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.agreement t2
        where
          (
            (
              exists (
                select
                from exchange.agreement_party p
                where p.agreement_id = t2.id and p.unit_id = viewer.unit_id
                offset 0
              )
              and t2.alliance_id = viewer.alliance_id
            )
            or t2.alliance_id = viewer.coordinated
          )
          and (
            $6::text = 'AGREED'
            and t2.id in (
              select g.id
              from exchange.agreement g join exchange.match r on r.id = g.match_id
              where
                g.alliance_id = $7::uuid
                and (
                  g.activated_at >= coalesce($8::timestamptz, '-infinity')
                  and g.activated_at < coalesce($9::timestamptz, 'infinity')
                )
                and case $10::text when 'NEEDS' then r.need_id else r.offer_id
                end is not null
                and (
                  $11::text is null
                  or (
                    $7::uuid = viewer.alliance_id
                    and coalesce(
                      case $10::text
                        when 'NEEDS' then (
                          select
                            case
                              when $11::text = 'AREA' then l.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where
                                  m.alliance_id = $7::uuid
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                              )
                              else case $11::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then null::text
                                when 'UNIT' then l.owner_unit_id::text
                              end is not distinct from $12::text
                            end
                          from exchange.need l
                          where
                            l.id = r.need_id
                            and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and l.paused_for is null
                            and exists (
                              select
                              from exchange.need_audience a
                              where a.need_id = l.id and a.alliance_id = $7::uuid
                            )
                            and l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                            )
                        )
                        else (
                          select
                            case
                              when $11::text = 'AREA' then l.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where
                                  m.alliance_id = $7::uuid
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                              )
                              else case $11::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then null::text
                                when 'UNIT' then l.owner_unit_id::text
                              end is not distinct from $12::text
                            end
                          from exchange.offer l
                          where
                            l.id = r.offer_id
                            and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and l.paused_for is null
                            and exists (
                              select
                              from exchange.offer_audience a
                              where a.offer_id = l.id and a.alliance_id = $7::uuid
                            )
                            and l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                            )
                        )
                      end,
                      $12::text is null
                    )
                  )
                )
            )
            and case
              when t2.state in ('ACTIVE', 'SUSPENDED')
              and t2.confirm_within_days is not null
              and not exists (
                select
                from exchange.commitment c
                where
                  c.agreement_id = t2.id
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
                        and coalesce(e.confirm_by < t2.ends_at, true)
                    ),
                    0
                  )
              ) then 'COMPLETED'
              else exchange.agreement_state_at (t2.state, t2.suspended_until, t2.ends_at, t2.ends_as, $5::timestamptz)
            end = 'ACTIVE'
          )
      )
    )
  )::text,
  viewer.problem
from viewer
;
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
          'totalCount', (
            select count(*)
            from exchange.commitment t2
            where
              exists (
                select
                from exchange.agreement g
                where
                  g.id = t2.agreement_id
                  and (
                    (
                      exists (
                        select
                        from exchange.agreement_party p
                        where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                        offset 0
                      )
                      and g.alliance_id = viewer.alliance_id
                    )
                    or g.alliance_id = viewer.coordinated
                  )
              )
              and (
                case $6::text
                  when 'COMMITTED' then true
                  when 'OVERDUE' then t2.due_at <= $5::timestamptz
                  and (
                    t2.due_at >= coalesce($7::timestamptz, '-infinity')
                    and t2.due_at < coalesce($8::timestamptz, 'infinity')
                  )
                  else false
                end
                and t2.agreement_id in (
                  select g.id
                  from exchange.agreement g join exchange.match r on r.id = g.match_id
                  where
                    g.alliance_id = $9::uuid
                    and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                    and (
                      $6::text = 'OVERDUE'
                      or (
                        g.activated_at >= coalesce($7::timestamptz, '-infinity')
                        and g.activated_at < coalesce($8::timestamptz, 'infinity')
                      )
                    )
                    and case $10::text when 'NEEDS' then r.need_id else r.offer_id
                    end is not null
                    and (
                      $11::text is null
                      or (
                        $9::uuid = viewer.alliance_id
                        and coalesce(
                          case $10::text
                            when 'NEEDS' then (
                              select
                                case
                                  when $11::text = 'AREA' then l.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = $9::uuid
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                      and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                                  )
                                  else case $11::text
                                    when 'CATEGORY' then l.category
                                    when 'TRACK' then l.track_id::text
                                    when 'AREA' then null::text
                                    when 'UNIT' then l.owner_unit_id::text
                                  end is not distinct from $12::text
                                end
                              from exchange.need l
                              where
                                l.id = r.need_id
                                and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                and l.paused_for is null
                                and exists (
                                  select
                                  from exchange.need_audience a
                                  where a.need_id = l.id and a.alliance_id = $9::uuid
                                )
                                and l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = $9::uuid and coalesce(m.valid @> $5::timestamptz, false)
                                )
                            )
                            else (
                              select
                                case
                                  when $11::text = 'AREA' then l.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = $9::uuid
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                      and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                                  )
                                  else case $11::text
                                    when 'CATEGORY' then l.category
                                    when 'TRACK' then l.track_id::text
                                    when 'AREA' then null::text
                                    when 'UNIT' then l.owner_unit_id::text
                                  end is not distinct from $12::text
                                end
                              from exchange.offer l
                              where
                                l.id = r.offer_id
                                and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                and l.paused_for is null
                                and exists (
                                  select
                                  from exchange.offer_audience a
                                  where a.offer_id = l.id and a.alliance_id = $9::uuid
                                )
                                and l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = $9::uuid and coalesce(m.valid @> $5::timestamptz, false)
                                )
                            )
                          end,
                          $12::text is null
                        )
                      )
                    )
                )
                and case
                  when t2.state <> 'OPEN' then t2.state
                  when case
                    when t2.state = 'OPEN'
                    and exists (
                      select
                      from exchange.agreement o
                      where
                        o.id = t2.agreement_id
                        and o.state in ('ACTIVE', 'SUSPENDED')
                        and o.ends_at <= $5::timestamptz
                    ) then least(
                      t2.quantity - (
                        t2.fulfilled + coalesce(
                          (
                            select sum(e.quantity)
                            from exchange.event e
                            where
                              e.commitment_id = t2.id
                              and e.state = 'RECORDED'
                              and not e.has_worth
                              and e.confirm_by <= $5::timestamptz
                          ),
                          0
                        )
                      ) - t2.released,
                      coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t2.id
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
                    else t2.quantity - (
                      t2.fulfilled + coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t2.id
                            and e.state = 'RECORDED'
                            and not e.has_worth
                            and e.confirm_by <= $5::timestamptz
                        ),
                        0
                      )
                    ) - t2.released
                  end > 0 then 'OPEN'
                  when (
                    t2.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t2.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) > 0 then 'FULFILLED'
                  else 'RELEASED'
                end = 'OPEN'
              )
              and case
                when t2.state <> 'OPEN' then t2.state
                when case
                  when t2.state = 'OPEN'
                  and exists (
                    select
                    from exchange.agreement o
                    where o.id = t2.agreement_id and o.state in ('ACTIVE', 'SUSPENDED') and o.ends_at <= $5::timestamptz
                  ) then least(
                    t2.quantity - (
                      t2.fulfilled + coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t2.id
                            and e.state = 'RECORDED'
                            and not e.has_worth
                            and e.confirm_by <= $5::timestamptz
                        ),
                        0
                      )
                    ) - t2.released,
                    coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t2.id
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
                  else t2.quantity - (
                    t2.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t2.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) - t2.released
                end > 0 then 'OPEN'
                when (
                  t2.fulfilled + coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = t2.id
                        and e.state = 'RECORDED'
                        and not e.has_worth
                        and e.confirm_by <= $5::timestamptz
                    ),
                    0
                  )
                ) > 0 then 'FULFILLED'
                else 'RELEASED'
              end = any ($13::text[])
          ),
          'nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]')
        )
      from
        (
          select t3.*
          from exchange.commitment t3
          where
            exists (
              select
              from exchange.agreement g
              where
                g.id = t3.agreement_id
                and (
                  (
                    exists (
                      select
                      from exchange.agreement_party p
                      where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                      offset 0
                    )
                    and g.alliance_id = viewer.alliance_id
                  )
                  or g.alliance_id = viewer.coordinated
                )
            )
            and (
              case $14::text
                when 'COMMITTED' then true
                when 'OVERDUE' then t3.due_at <= $5::timestamptz
                and (
                  t3.due_at >= coalesce($15::timestamptz, '-infinity')
                  and t3.due_at < coalesce($16::timestamptz, 'infinity')
                )
                else false
              end
              and t3.agreement_id in (
                select g.id
                from exchange.agreement g join exchange.match r on r.id = g.match_id
                where
                  g.alliance_id = $17::uuid
                  and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                  and (
                    $14::text = 'OVERDUE'
                    or (
                      g.activated_at >= coalesce($15::timestamptz, '-infinity')
                      and g.activated_at < coalesce($16::timestamptz, 'infinity')
                    )
                  )
                  and case $18::text when 'NEEDS' then r.need_id else r.offer_id
                  end is not null
                  and (
                    $19::text is null
                    or (
                      $17::uuid = viewer.alliance_id
                      and coalesce(
                        case $18::text
                          when 'NEEDS' then (
                            select
                              case
                                when $19::text = 'AREA' then l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = $17::uuid
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                    and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $20::text
                                )
                                else case $19::text
                                  when 'CATEGORY' then l.category
                                  when 'TRACK' then l.track_id::text
                                  when 'AREA' then null::text
                                  when 'UNIT' then l.owner_unit_id::text
                                end is not distinct from $20::text
                              end
                            from exchange.need l
                            where
                              l.id = r.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = $17::uuid
                              )
                              and l.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = $17::uuid and coalesce(m.valid @> $5::timestamptz, false)
                              )
                          )
                          else (
                            select
                              case
                                when $19::text = 'AREA' then l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = $17::uuid
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                    and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $20::text
                                )
                                else case $19::text
                                  when 'CATEGORY' then l.category
                                  when 'TRACK' then l.track_id::text
                                  when 'AREA' then null::text
                                  when 'UNIT' then l.owner_unit_id::text
                                end is not distinct from $20::text
                              end
                            from exchange.offer l
                            where
                              l.id = r.offer_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.offer_audience a
                                where a.offer_id = l.id and a.alliance_id = $17::uuid
                              )
                              and l.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = $17::uuid and coalesce(m.valid @> $5::timestamptz, false)
                              )
                          )
                        end,
                        $20::text is null
                      )
                    )
                  )
              )
              and case
                when t3.state <> 'OPEN' then t3.state
                when case
                  when t3.state = 'OPEN'
                  and exists (
                    select
                    from exchange.agreement o
                    where o.id = t3.agreement_id and o.state in ('ACTIVE', 'SUSPENDED') and o.ends_at <= $5::timestamptz
                  ) then least(
                    t3.quantity - (
                      t3.fulfilled + coalesce(
                        (
                          select sum(e.quantity)
                          from exchange.event e
                          where
                            e.commitment_id = t3.id
                            and e.state = 'RECORDED'
                            and not e.has_worth
                            and e.confirm_by <= $5::timestamptz
                        ),
                        0
                      )
                    ) - t3.released,
                    coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t3.id
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
                  else t3.quantity - (
                    t3.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t3.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) - t3.released
                end > 0 then 'OPEN'
                when (
                  t3.fulfilled + coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = t3.id
                        and e.state = 'RECORDED'
                        and not e.has_worth
                        and e.confirm_by <= $5::timestamptz
                    ),
                    0
                  )
                ) > 0 then 'FULFILLED'
                else 'RELEASED'
              end = 'OPEN'
            )
            and case
              when t3.state <> 'OPEN' then t3.state
              when case
                when t3.state = 'OPEN'
                and exists (
                  select
                  from exchange.agreement o
                  where o.id = t3.agreement_id and o.state in ('ACTIVE', 'SUSPENDED') and o.ends_at <= $5::timestamptz
                ) then least(
                  t3.quantity - (
                    t3.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t3.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) - t3.released,
                  coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = t3.id
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
                else t3.quantity - (
                  t3.fulfilled + coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = t3.id
                        and e.state = 'RECORDED'
                        and not e.has_worth
                        and e.confirm_by <= $5::timestamptz
                    ),
                    0
                  )
                ) - t3.released
              end > 0 then 'OPEN'
              when (
                t3.fulfilled + coalesce(
                  (
                    select sum(e.quantity)
                    from exchange.event e
                    where
                      e.commitment_id = t3.id
                      and e.state = 'RECORDED'
                      and not e.has_worth
                      and e.confirm_by <= $5::timestamptz
                  ),
                  0
                )
              ) > 0 then 'FULFILLED'
              else 'RELEASED'
            end = any ($21::text[])
          order by t3.rank, t3.id
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.commitment t2
        where
          exists (
            select
            from exchange.agreement g
            where
              g.id = t2.agreement_id
              and (
                (
                  exists (
                    select
                    from exchange.agreement_party p
                    where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                    offset 0
                  )
                  and g.alliance_id = viewer.alliance_id
                )
                or g.alliance_id = viewer.coordinated
              )
          )
          and case
            when t2.state <> 'OPEN' then t2.state
            when case
              when t2.state = 'OPEN'
              and exists (
                select
                from exchange.agreement o
                where o.id = t2.agreement_id and o.state in ('ACTIVE', 'SUSPENDED') and o.ends_at <= $5::timestamptz
              ) then least(
                t2.quantity - (
                  t2.fulfilled + coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = t2.id
                        and e.state = 'RECORDED'
                        and not e.has_worth
                        and e.confirm_by <= $5::timestamptz
                    ),
                    0
                  )
                ) - t2.released,
                coalesce(
                  (
                    select sum(e.quantity)
                    from exchange.event e
                    where
                      e.commitment_id = t2.id
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
              else t2.quantity - (
                t2.fulfilled + coalesce(
                  (
                    select sum(e.quantity)
                    from exchange.event e
                    where
                      e.commitment_id = t2.id
                      and e.state = 'RECORDED'
                      and not e.has_worth
                      and e.confirm_by <= $5::timestamptz
                  ),
                  0
                )
              ) - t2.released
            end > 0 then 'OPEN'
            when (
              t2.fulfilled + coalesce(
                (
                  select sum(e.quantity)
                  from exchange.event e
                  where
                    e.commitment_id = t2.id
                    and e.state = 'RECORDED'
                    and not e.has_worth
                    and e.confirm_by <= $5::timestamptz
                ),
                0
              )
            ) > 0 then 'FULFILLED'
            else 'RELEASED'
          end = any ($6::text[])
      )
    )
  )::text,
  viewer.problem
from viewer
;
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.commitment t2
        where
          exists (
            select
            from exchange.agreement g
            where
              g.id = t2.agreement_id
              and (
                (
                  exists (
                    select
                    from exchange.agreement_party p
                    where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                    offset 0
                  )
                  and g.alliance_id = viewer.alliance_id
                )
                or g.alliance_id = viewer.coordinated
              )
          )
          and (
            case $6::text
              when 'COMMITTED' then true
              when 'OVERDUE' then t2.due_at <= $5::timestamptz
              and (
                t2.due_at >= coalesce($7::timestamptz, '-infinity')
                and t2.due_at < coalesce($8::timestamptz, 'infinity')
              )
              else false
            end
            and t2.agreement_id in (
              select g.id
              from exchange.agreement g join exchange.match r on r.id = g.match_id
              where
                g.alliance_id = $9::uuid
                and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                and (
                  $6::text = 'OVERDUE'
                  or (
                    g.activated_at >= coalesce($7::timestamptz, '-infinity')
                    and g.activated_at < coalesce($8::timestamptz, 'infinity')
                  )
                )
                and case $10::text when 'NEEDS' then r.need_id else r.offer_id
                end is not null
                and (
                  $11::text is null
                  or (
                    $9::uuid = viewer.alliance_id
                    and coalesce(
                      case $10::text
                        when 'NEEDS' then (
                          select
                            case
                              when $11::text = 'AREA' then l.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where
                                  m.alliance_id = $9::uuid
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                              )
                              else case $11::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then null::text
                                when 'UNIT' then l.owner_unit_id::text
                              end is not distinct from $12::text
                            end
                          from exchange.need l
                          where
                            l.id = r.need_id
                            and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and l.paused_for is null
                            and exists (
                              select
                              from exchange.need_audience a
                              where a.need_id = l.id and a.alliance_id = $9::uuid
                            )
                            and l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = $9::uuid and coalesce(m.valid @> $5::timestamptz, false)
                            )
                        )
                        else (
                          select
                            case
                              when $11::text = 'AREA' then l.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where
                                  m.alliance_id = $9::uuid
                                  and coalesce(m.valid @> $5::timestamptz, false)
                                  and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                              )
                              else case $11::text
                                when 'CATEGORY' then l.category
                                when 'TRACK' then l.track_id::text
                                when 'AREA' then null::text
                                when 'UNIT' then l.owner_unit_id::text
                              end is not distinct from $12::text
                            end
                          from exchange.offer l
                          where
                            l.id = r.offer_id
                            and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                            and l.paused_for is null
                            and exists (
                              select
                              from exchange.offer_audience a
                              where a.offer_id = l.id and a.alliance_id = $9::uuid
                            )
                            and l.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = $9::uuid and coalesce(m.valid @> $5::timestamptz, false)
                            )
                        )
                      end,
                      $12::text is null
                    )
                  )
                )
            )
            and case
              when t2.state <> 'OPEN' then t2.state
              when case
                when t2.state = 'OPEN'
                and exists (
                  select
                  from exchange.agreement o
                  where o.id = t2.agreement_id and o.state in ('ACTIVE', 'SUSPENDED') and o.ends_at <= $5::timestamptz
                ) then least(
                  t2.quantity - (
                    t2.fulfilled + coalesce(
                      (
                        select sum(e.quantity)
                        from exchange.event e
                        where
                          e.commitment_id = t2.id
                          and e.state = 'RECORDED'
                          and not e.has_worth
                          and e.confirm_by <= $5::timestamptz
                      ),
                      0
                    )
                  ) - t2.released,
                  coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = t2.id
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
                else t2.quantity - (
                  t2.fulfilled + coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = t2.id
                        and e.state = 'RECORDED'
                        and not e.has_worth
                        and e.confirm_by <= $5::timestamptz
                    ),
                    0
                  )
                ) - t2.released
              end > 0 then 'OPEN'
              when (
                t2.fulfilled + coalesce(
                  (
                    select sum(e.quantity)
                    from exchange.event e
                    where
                      e.commitment_id = t2.id
                      and e.state = 'RECORDED'
                      and not e.has_worth
                      and e.confirm_by <= $5::timestamptz
                  ),
                  0
                )
              ) > 0 then 'FULFILLED'
              else 'RELEASED'
            end = 'OPEN'
          )
      )
    )
  )::text,
  viewer.problem
from viewer
;
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
          'totalCount', (
            select count(*)
            from
              (
                select
                  e.*,
                  c.agreement_id,
                  c.quantity_unit,
                  c.from_unit_id,
                  c.to_unit_id,
                  case
                    when (
                      e.state = 'RECORDED'
                      and not e.has_worth
                      and coalesce(e.confirm_by <= $5::timestamptz, false)
                    ) then 'CONFIRMED'
                    else e.state
                  end as state_now,
                  case
                    when (
                      e.state = 'RECORDED'
                      and not e.has_worth
                      and coalesce(e.confirm_by <= $5::timestamptz, false)
                    ) then e.quantity
                    else e.counted
                  end as counted_now,
                  (
                    (e.state = 'RECORDED' and not e.has_worth and coalesce(e.confirm_by <= $5::timestamptz, false))
                    or a.event_id is not null
                    and a.unit_id is null
                  ) as by_timeout,
                  case
                    when (
                      e.state = 'RECORDED'
                      and not e.has_worth
                      and coalesce(e.confirm_by <= $5::timestamptz, false)
                    ) then e.confirm_by
                    else a.answered_at
                  end as answered_at,
                  a.unit_id as answered_by_unit_id,
                  a.reason,
                  f.unit_id as referred_by_unit_id,
                  f.reason as referral,
                  f.referred_at,
                  r.unit_id as resolved_by_unit_id,
                  r.reason as resolution,
                  r.resolved_at,
                  b.id as reversed_by_id,
                  p.id as posting_id
                from
                  exchange.event e
                  join exchange.commitment c on c.id = e.commitment_id
                  left join exchange.event_answer a on a.event_id = e.id
                  left join exchange.event_referral f on f.event_id = e.id
                  left join exchange.event_resolution r on r.event_id = e.id
                  left join exchange.event b on b.reverses_id = e.id
                  and (b.state = 'RECORDED' or b.counted <> 0)
                  left join exchange.posting p on p.event_id = e.id
              ) t2
            where
              exists (
                select
                from exchange.agreement g
                where
                  g.id = t2.agreement_id
                  and (
                    (
                      exists (
                        select
                        from exchange.agreement_party p
                        where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                        offset 0
                      )
                      and g.alliance_id = viewer.alliance_id
                    )
                    or g.alliance_id = viewer.coordinated
                  )
              )
              and (
                $6::text = 'DELIVERED'
                and (
                  t2.state in ('CONFIRMED', 'RESOLVED')
                  and t2.counted > 0
                  or (t2.state = 'RECORDED' and not t2.has_worth and coalesce(t2.confirm_by <= $5::timestamptz, false))
                )
                and (
                  t2.occurred_at >= coalesce($7::timestamptz, '-infinity')
                  and t2.occurred_at < coalesce($8::timestamptz, 'infinity')
                )
                and t2.agreement_id in (
                  select g.id
                  from exchange.agreement g join exchange.match r on r.id = g.match_id
                  where
                    g.alliance_id = $9::uuid
                    and true
                    and case $10::text when 'NEEDS' then r.need_id else r.offer_id
                    end is not null
                    and (
                      $11::text is null
                      or (
                        $9::uuid = viewer.alliance_id
                        and coalesce(
                          case $10::text
                            when 'NEEDS' then (
                              select
                                case
                                  when $11::text = 'AREA' then l.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = $9::uuid
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                      and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                                  )
                                  else case $11::text
                                    when 'CATEGORY' then l.category
                                    when 'TRACK' then l.track_id::text
                                    when 'AREA' then null::text
                                    when 'UNIT' then l.owner_unit_id::text
                                  end is not distinct from $12::text
                                end
                              from exchange.need l
                              where
                                l.id = r.need_id
                                and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                and l.paused_for is null
                                and exists (
                                  select
                                  from exchange.need_audience a
                                  where a.need_id = l.id and a.alliance_id = $9::uuid
                                )
                                and l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = $9::uuid and coalesce(m.valid @> $5::timestamptz, false)
                                )
                            )
                            else (
                              select
                                case
                                  when $11::text = 'AREA' then l.owner_unit_id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = $9::uuid
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                      and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                                  )
                                  else case $11::text
                                    when 'CATEGORY' then l.category
                                    when 'TRACK' then l.track_id::text
                                    when 'AREA' then null::text
                                    when 'UNIT' then l.owner_unit_id::text
                                  end is not distinct from $12::text
                                end
                              from exchange.offer l
                              where
                                l.id = r.offer_id
                                and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                and l.paused_for is null
                                and exists (
                                  select
                                  from exchange.offer_audience a
                                  where a.offer_id = l.id and a.alliance_id = $9::uuid
                                )
                                and l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where m.alliance_id = $9::uuid and coalesce(m.valid @> $5::timestamptz, false)
                                )
                            )
                          end,
                          $12::text is null
                        )
                      )
                    )
                )
              )
          ),
          'nodes', coalesce(json_agg(json_build_object('note', t1.note)), '[]')
        )
      from
        (
          select t3.*
          from
            (
              select
                e.*,
                c.agreement_id,
                c.quantity_unit,
                c.from_unit_id,
                c.to_unit_id,
                case
                  when (
                    e.state = 'RECORDED'
                    and not e.has_worth
                    and coalesce(e.confirm_by <= $5::timestamptz, false)
                  ) then 'CONFIRMED'
                  else e.state
                end as state_now,
                case
                  when (
                    e.state = 'RECORDED'
                    and not e.has_worth
                    and coalesce(e.confirm_by <= $5::timestamptz, false)
                  ) then e.quantity
                  else e.counted
                end as counted_now,
                (
                  (e.state = 'RECORDED' and not e.has_worth and coalesce(e.confirm_by <= $5::timestamptz, false))
                  or a.event_id is not null
                  and a.unit_id is null
                ) as by_timeout,
                case
                  when (
                    e.state = 'RECORDED'
                    and not e.has_worth
                    and coalesce(e.confirm_by <= $5::timestamptz, false)
                  ) then e.confirm_by
                  else a.answered_at
                end as answered_at,
                a.unit_id as answered_by_unit_id,
                a.reason,
                f.unit_id as referred_by_unit_id,
                f.reason as referral,
                f.referred_at,
                r.unit_id as resolved_by_unit_id,
                r.reason as resolution,
                r.resolved_at,
                b.id as reversed_by_id,
                p.id as posting_id
              from
                exchange.event e
                join exchange.commitment c on c.id = e.commitment_id
                left join exchange.event_answer a on a.event_id = e.id
                left join exchange.event_referral f on f.event_id = e.id
                left join exchange.event_resolution r on r.event_id = e.id
                left join exchange.event b on b.reverses_id = e.id
                and (b.state = 'RECORDED' or b.counted <> 0)
                left join exchange.posting p on p.event_id = e.id
            ) t3
          where
            exists (
              select
              from exchange.agreement g
              where
                g.id = t3.agreement_id
                and (
                  (
                    exists (
                      select
                      from exchange.agreement_party p
                      where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                      offset 0
                    )
                    and g.alliance_id = viewer.alliance_id
                  )
                  or g.alliance_id = viewer.coordinated
                )
            )
            and (
              $13::text = 'DELIVERED'
              and (
                t3.state in ('CONFIRMED', 'RESOLVED')
                and t3.counted > 0
                or (t3.state = 'RECORDED' and not t3.has_worth and coalesce(t3.confirm_by <= $5::timestamptz, false))
              )
              and (
                t3.occurred_at >= coalesce($14::timestamptz, '-infinity')
                and t3.occurred_at < coalesce($15::timestamptz, 'infinity')
              )
              and t3.agreement_id in (
                select g.id
                from exchange.agreement g join exchange.match r on r.id = g.match_id
                where
                  g.alliance_id = $16::uuid
                  and true
                  and case $17::text when 'NEEDS' then r.need_id else r.offer_id
                  end is not null
                  and (
                    $18::text is null
                    or (
                      $16::uuid = viewer.alliance_id
                      and coalesce(
                        case $17::text
                          when 'NEEDS' then (
                            select
                              case
                                when $18::text = 'AREA' then l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = $16::uuid
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                    and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $19::text
                                )
                                else case $18::text
                                  when 'CATEGORY' then l.category
                                  when 'TRACK' then l.track_id::text
                                  when 'AREA' then null::text
                                  when 'UNIT' then l.owner_unit_id::text
                                end is not distinct from $19::text
                              end
                            from exchange.need l
                            where
                              l.id = r.need_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.need_audience a
                                where a.need_id = l.id and a.alliance_id = $16::uuid
                              )
                              and l.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = $16::uuid and coalesce(m.valid @> $5::timestamptz, false)
                              )
                          )
                          else (
                            select
                              case
                                when $18::text = 'AREA' then l.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = $16::uuid
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                    and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $19::text
                                )
                                else case $18::text
                                  when 'CATEGORY' then l.category
                                  when 'TRACK' then l.track_id::text
                                  when 'AREA' then null::text
                                  when 'UNIT' then l.owner_unit_id::text
                                end is not distinct from $19::text
                              end
                            from exchange.offer l
                            where
                              l.id = r.offer_id
                              and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                              and l.paused_for is null
                              and exists (
                                select
                                from exchange.offer_audience a
                                where a.offer_id = l.id and a.alliance_id = $16::uuid
                              )
                              and l.owner_unit_id in (
                                select m.unit_id
                                from rights.membership m
                                where m.alliance_id = $16::uuid and coalesce(m.valid @> $5::timestamptz, false)
                              )
                          )
                        end,
                        $19::text is null
                      )
                    )
                  )
              )
            )
          order by t3.id
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.wish_claim t2
        where
          (
            (
              (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
              and t2.alliance_id = viewer.alliance_id
            )
            or t2.alliance_id = viewer.coordinated
          )
          and (
            $6::text = 'NEEDS'
            and t2.alliance_id = $7::uuid
            and case $8::text
              when 'CLAIMED' then t2.state = 'CLAIMED'
              and (
                t2.claimed_at >= coalesce($9::timestamptz, '-infinity')
                and t2.claimed_at < coalesce($10::timestamptz, 'infinity')
              )
              when 'GRANTED' then t2.state = 'DONE'
              and (
                t2.settled_at >= coalesce($9::timestamptz, '-infinity')
                and t2.settled_at < coalesce($10::timestamptz, 'infinity')
              )
              else false
            end
            and (
              $11::text is null
              or (
                $7::uuid = viewer.alliance_id
                and coalesce(
                  case $6::text
                    when 'NEEDS' then (
                      select
                        case
                          when $11::text = 'AREA' then l.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where
                              m.alliance_id = $7::uuid
                              and coalesce(m.valid @> $5::timestamptz, false)
                              and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                          )
                          else case $11::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then null::text
                            when 'UNIT' then l.owner_unit_id::text
                          end is not distinct from $12::text
                        end
                      from exchange.need l
                      where
                        l.id = t2.need_id
                        and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and l.paused_for is null
                        and exists (
                          select
                          from exchange.need_audience a
                          where a.need_id = l.id and a.alliance_id = $7::uuid
                        )
                        and l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                        )
                    )
                    else (
                      select
                        case
                          when $11::text = 'AREA' then l.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where
                              m.alliance_id = $7::uuid
                              and coalesce(m.valid @> $5::timestamptz, false)
                              and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                          )
                          else case $11::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then null::text
                            when 'UNIT' then l.owner_unit_id::text
                          end is not distinct from $12::text
                        end
                      from exchange.offer l
                      where
                        l.id = null
                        and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and l.paused_for is null
                        and exists (
                          select
                          from exchange.offer_audience a
                          where a.offer_id = l.id and a.alliance_id = $7::uuid
                        )
                        and l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                        )
                    )
                  end,
                  $12::text is null
                )
              )
            )
          )
      )
    )
  )::text,
  viewer.problem
from viewer
;
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.wish_claim t2
        where
          (
            (
              (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
              and t2.alliance_id = viewer.alliance_id
            )
            or t2.alliance_id = viewer.coordinated
          )
          and (
            $6::text = 'NEEDS'
            and t2.alliance_id = $7::uuid
            and case $8::text
              when 'CLAIMED' then t2.state = 'CLAIMED'
              and (
                t2.claimed_at >= coalesce($9::timestamptz, '-infinity')
                and t2.claimed_at < coalesce($10::timestamptz, 'infinity')
              )
              when 'GRANTED' then t2.state = 'DONE'
              and (
                t2.settled_at >= coalesce($9::timestamptz, '-infinity')
                and t2.settled_at < coalesce($10::timestamptz, 'infinity')
              )
              else false
            end
            and (
              $11::text is null
              or (
                $7::uuid = viewer.alliance_id
                and coalesce(
                  case $6::text
                    when 'NEEDS' then (
                      select
                        case
                          when $11::text = 'AREA' then l.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where
                              m.alliance_id = $7::uuid
                              and coalesce(m.valid @> $5::timestamptz, false)
                              and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                          )
                          else case $11::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then null::text
                            when 'UNIT' then l.owner_unit_id::text
                          end is not distinct from $12::text
                        end
                      from exchange.need l
                      where
                        l.id = t2.need_id
                        and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and l.paused_for is null
                        and exists (
                          select
                          from exchange.need_audience a
                          where a.need_id = l.id and a.alliance_id = $7::uuid
                        )
                        and l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                        )
                    )
                    else (
                      select
                        case
                          when $11::text = 'AREA' then l.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where
                              m.alliance_id = $7::uuid
                              and coalesce(m.valid @> $5::timestamptz, false)
                              and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                          )
                          else case $11::text
                            when 'CATEGORY' then l.category
                            when 'TRACK' then l.track_id::text
                            when 'AREA' then null::text
                            when 'UNIT' then l.owner_unit_id::text
                          end is not distinct from $12::text
                        end
                      from exchange.offer l
                      where
                        l.id = null
                        and l.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                        and l.paused_for is null
                        and exists (
                          select
                          from exchange.offer_audience a
                          where a.offer_id = l.id and a.alliance_id = $7::uuid
                        )
                        and l.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                        )
                    )
                  end,
                  $12::text is null
                )
              )
            )
          )
      )
    )
  )::text,
  viewer.problem
from viewer
;
