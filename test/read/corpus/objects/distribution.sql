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
          'id', 'distribution_' || replace(t1.id::text, '-', ''),
          'title', t1.title,
          'identifiedBy', t1.identified_by,
          'perPerson', t1.per_person,
          'every', t1.every,
          'state', t1.state,
          'handOuts', t1.hand_outs,
          'persons', t1.persons,
          'openedAt', t1.opened_at,
          'closedAt', t1.closed_at,
          'version', t1.version,
          'stock', (
            select json_build_object('unit', t2.unit)
            from exchange.stock t2
            where
              t2.id = t1.stock_id
              and (
                t2.owner_unit_id = viewer.unit_id
                or (
                  t2.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and exists (
                    select
                    from exchange.resource r
                    where r.id = t2.resource_id and viewer.coordinated = any (r.shown_to)
                    offset 0
                  )
                )
              )
          ),
          'amountEach', json_build_object('value', trim_scale(t1.amount_each)::text),
          'handedOut', json_build_object('value', trim_scale(t1.handed_out)::text, 'unit', t1.unit)
        )
      from (select d.*, k.unit from exchange.distribution d join exchange.stock k on k.id = d.stock_id) t1
      where
        t1.id = $6::uuid
        and exists (
          select
          from exchange.stock k
          where
            k.id = t1.stock_id
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
  )::text,
  viewer.problem
from viewer
;
