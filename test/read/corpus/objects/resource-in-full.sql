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
          'id', 'resource_' || replace(t1.id::text, '-', ''),
          'state', t1.state,
          'retiredAt', t1.retired_at,
          'retiredBecause', t1.retired_because,
          'category', (select json_build_object('code', t2.code) from directory.term t2 where t2.code = t1.category),
          'place', (
            select
              json_build_object(
                'name', case
                  when (
                    t3.is_public
                    or t3.owner_unit_id = viewer.unit_id
                    or t3.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  ) then t3.name
                  else coalesce(
                    t3.shown_name,
                    (
                      select case when $6::text = 'en' then k.label_en else k.label_zh end
                      from directory.term k
                      where k.code = t3.kind
                    )
                  )
                end
              )
            from (select p.*, null::float8 as distance_m from directory.place p) t3
            where t3.id = t1.place_id
          ),
          'stock', (
            select json_build_object('unit', t4.unit)
            from exchange.stock t4
            where
              t4.resource_id = t1.id
              and (
                t4.owner_unit_id = viewer.unit_id
                or (
                  t4.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and exists (
                    select
                    from exchange.resource r
                    where r.id = t4.resource_id and viewer.coordinated = any (r.shown_to)
                    offset 0
                  )
                )
              )
          ),
          'available', (
            select json_build_object('value', t5.value, 'unit', t5.unit)
            from
              (
                select
                  trim_scale(
                    greatest(
                      (
                        select coalesce(sum(l.on_hand), 0)
                        from exchange.stock_lot l
                        where
                          l.stock_id = k.id
                          and l.on_hand > 0
                          and coalesce(l.expires_on >= ($5::timestamptz at time zone 'Asia/Shanghai')::date, true)
                      ) - k.reserved,
                      0
                    )
                  )::text as value,
                  k.unit
                from exchange.stock k
                where k.resource_id = t1.id and k.is_shared
              ) t5
          ),
          'condition', (
            select
              json_build_object(
                'note', t6.note,
                'seenAt', t6.seen_at,
                'term', (select json_build_object('code', t7.code) from directory.term t7 where t7.code = t6.term),
                'saidBy', (
                  select json_build_object('shortName', t8.short_name)
                  from directory.unit t8
                  where t8.id = t6.said_by
                )
              )
            from
              (
                select
                  c.term,
                  c.note,
                  c.seen_at,
                  case
                    when (
                      c.said_by_unit_id = t1.owner_unit_id
                      or t1.owner_unit_id = viewer.unit_id
                      or c.said_by_unit_id = viewer.unit_id
                      or exists (
                        select
                        from exchange.lending l
                        where
                          l.resource_id = t1.id
                          and l.borrower_unit_id = c.said_by_unit_id
                          and (
                            (
                              (l.owner_unit_id = viewer.unit_id or l.borrower_unit_id = viewer.unit_id)
                              and l.alliance_id = viewer.alliance_id
                            )
                            or l.alliance_id = viewer.coordinated
                          )
                      )
                    ) then c.said_by_unit_id
                  end as said_by
                from exchange.resource_condition c
                where c.resource_id = t1.id
                order by c.number desc
                limit 1
              ) t6
          ),
          'conditions', (
            select coalesce(json_agg(json_build_object('seenAt', t9.seen_at)), '[]')
            from
              (
                select
                  c.term,
                  c.note,
                  c.seen_at,
                  case
                    when (
                      c.said_by_unit_id = t1.owner_unit_id
                      or t1.owner_unit_id = viewer.unit_id
                      or c.said_by_unit_id = viewer.unit_id
                      or exists (
                        select
                        from exchange.lending l
                        where
                          l.resource_id = t1.id
                          and l.borrower_unit_id = c.said_by_unit_id
                          and (
                            (
                              (l.owner_unit_id = viewer.unit_id or l.borrower_unit_id = viewer.unit_id)
                              and l.alliance_id = viewer.alliance_id
                            )
                            or l.alliance_id = viewer.coordinated
                          )
                      )
                    ) then c.said_by_unit_id
                  end as said_by
                from exchange.resource_condition c
                where c.resource_id = t1.id
                order by c.number desc
                limit 20
              ) t9
          )
        )
      from exchange.resource t1
      where
        t1.id = $7::uuid
        and (
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
          'condition', (
            select json_build_object('note', t2.note)
            from
              (
                select
                  c.term,
                  c.note,
                  c.seen_at,
                  case
                    when (
                      c.said_by_unit_id = t1.owner_unit_id
                      or t1.owner_unit_id = viewer.unit_id
                      or c.said_by_unit_id = viewer.unit_id
                      or exists (
                        select
                        from exchange.lending l
                        where
                          l.resource_id = t1.id
                          and l.borrower_unit_id = c.said_by_unit_id
                          and (
                            (
                              (l.owner_unit_id = viewer.unit_id or l.borrower_unit_id = viewer.unit_id)
                              and l.alliance_id = viewer.alliance_id
                            )
                            or l.alliance_id = viewer.coordinated
                          )
                      )
                    ) then c.said_by_unit_id
                  end as said_by
                from exchange.resource_condition c
                where c.resource_id = t1.id
                order by c.number desc
                limit 1
              ) t2
          ),
          'conditions', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'term', (select json_build_object('code', t4.code) from directory.term t4 where t4.code = t3.term),
                    'saidBy', (
                      select json_build_object('id', 'unit_' || replace(t5.id::text, '-', ''))
                      from directory.unit t5
                      where t5.id = t3.said_by
                    )
                  )
                ),
                '[]'
              )
            from
              (
                select
                  c.term,
                  c.note,
                  c.seen_at,
                  case
                    when (
                      c.said_by_unit_id = t1.owner_unit_id
                      or t1.owner_unit_id = viewer.unit_id
                      or c.said_by_unit_id = viewer.unit_id
                      or exists (
                        select
                        from exchange.lending l
                        where
                          l.resource_id = t1.id
                          and l.borrower_unit_id = c.said_by_unit_id
                          and (
                            (
                              (l.owner_unit_id = viewer.unit_id or l.borrower_unit_id = viewer.unit_id)
                              and l.alliance_id = viewer.alliance_id
                            )
                            or l.alliance_id = viewer.coordinated
                          )
                      )
                    ) then c.said_by_unit_id
                  end as said_by
                from exchange.resource_condition c
                where c.resource_id = t1.id
                order by c.number desc
                limit 20
              ) t3
          ),
          'lendings', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.lending t7
                  where
                    t7.resource_id = t1.id
                    and (
                      (
                        (t7.owner_unit_id = viewer.unit_id or t7.borrower_unit_id = viewer.unit_id)
                        and t7.alliance_id = viewer.alliance_id
                      )
                      or t7.alliance_id = viewer.coordinated
                    )
                    and (t7.state in ('HANDED_OVER', 'LENT') and t7.due_at <= $5::timestamptz) = $6::boolean
                ),
                'nodes', coalesce(json_agg(json_build_object('id', 'lending_' || replace(t6.id::text, '-', ''), 'state', t6.state)), '[]')
              )
            from
              (
                select t8.*
                from exchange.lending t8
                where
                  t8.resource_id = t1.id
                  and (
                    (
                      (t8.owner_unit_id = viewer.unit_id or t8.borrower_unit_id = viewer.unit_id)
                      and t8.alliance_id = viewer.alliance_id
                    )
                    or t8.alliance_id = viewer.coordinated
                  )
                  and (t8.state in ('HANDED_OVER', 'LENT') and t8.due_at <= $5::timestamptz) = $7::boolean
                order by t8.id desc
                limit 1
              ) t6
          ),
          'others', json_build_object(
            'totalCount', (
              select count(*)
              from exchange.lending t10
              where
                t10.resource_id = t1.id
                and (
                  (
                    (t10.owner_unit_id = viewer.unit_id or t10.borrower_unit_id = viewer.unit_id)
                    and t10.alliance_id = viewer.alliance_id
                  )
                  or t10.alliance_id = viewer.coordinated
                )
            )
          )
        )
      from exchange.resource t1
      where
        t1.id = $8::uuid
        and (
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
    )
  )::text,
  viewer.problem
from viewer
;
