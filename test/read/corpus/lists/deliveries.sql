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
          ),
          'sums', (
            select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text, 'unit', s.unit)), '[]')
            from
              (
                select t3.quantity_unit as unit, sum(t3.counted_now) as value
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
                group by 1
                order by 1
              ) s
          ),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('note', t1.note, 'state', t1.state_now)
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object('id', 'event_' || replace(t1.id::text, '-', ''))
              order by t1.rn
            ) filter (
              where t1.rn <= 2
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 2,
            'hasPreviousPage', exists (
              select
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
                ) t4
              where
                exists (
                  select
                  from exchange.agreement g
                  where
                    g.id = t4.agreement_id
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
                and not (t4.id) > ($6::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 2
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('OLDEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 2
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t5.*
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
                ) t5
              where
                exists (
                  select
                  from exchange.agreement g
                  where
                    g.id = t5.agreement_id
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
                and (t5.id) > ($6::uuid)
              order by t5.id
              limit 3
            ) p
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
    (
      select
        json_build_object(
          'sums', (
            select coalesce(json_agg(json_build_object('value', trim_scale(s.value)::text)), '[]')
            from
              (
                select t2.quantity_unit as unit, sum(t2.quantity) as value
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
                group by 1
                order by 1
              ) s
          ),
          'nodes', coalesce(
            json_agg(json_build_object('note', t1.note) order by t1.rn desc) filter (where t1.rn <= 1),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
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
                and not (t3.id) > ($6::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('NEWEST', t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t4.*
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
                ) t4
              where
                exists (
                  select
                  from exchange.agreement g
                  where
                    g.id = t4.agreement_id
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
                and (t4.id) > ($6::uuid)
              order by t4.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
