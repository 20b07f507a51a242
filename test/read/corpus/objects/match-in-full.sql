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
          'state', case
            when t1.respond_by <= $5::timestamptz
            and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
            else t1.state
          end,
          'origin', t1.origin,
          'respondBy', t1.respond_by,
          'items', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'code', t2.code,
                    'name', t2.name,
                    'unit', t2.unit,
                    'count', t2.count,
                    'price', case
                      when t2.price is not null then json_build_object('amount', t2.price::text, 'currency', t2.currency)
                    end,
                    'total', case
                      when t2.total is not null then json_build_object('amount', t2.total::text, 'currency', t2.currency)
                    end
                  )
                ),
                '[]'
              )
            from
              (
                select i.*, o.count, o.count * i.price as total
                from exchange.match_item o join exchange.menu_item i using (offer_id, edition, code)
                where o.match_id = t1.id
                order by i.rank
              ) t2
          ),
          'total', case
            when exists (
              select
              from exchange.match_item o join exchange.menu_item i using (offer_id, edition, code)
              where o.match_id = t1.id and i.price is not null
            ) then json_build_object(
              'amount', (
                select sum(o.count * i.price)::text
                from exchange.match_item o join exchange.menu_item i using (offer_id, edition, code)
                where o.match_id = t1.id
              ),
              'currency', 'CNY'
            )
          end,
          'period', case
            when coalesce(t1.starts_at, t1.ends_at) is not null then json_build_object('start', t1.starts_at, 'end', t1.ends_at)
          end,
          'terms', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'number', t3.number,
                    'note', t3.note,
                    'createdAt', t3.created_at,
                    'unit', (
                      select json_build_object('shortName', t4.short_name)
                      from directory.unit t4
                      where t4.id = t3.unit_id
                    ),
                    'quantity', json_build_object('value', trim_scale(t3.quantity)::text, 'unit', t3.quantity_unit),
                    'period', case
                      when coalesce(t3.starts_at, t3.ends_at) is not null then json_build_object('start', t3.starts_at, 'end', t3.ends_at)
                    end,
                    'inReturn', case
                      when t3.return_title is not null then json_build_object(
                        'title', t3.return_title,
                        'quantity', json_build_object('value', trim_scale(t3.return_quantity)::text, 'unit', t3.return_quantity_unit)
                      )
                    end
                  )
                ),
                '[]'
              )
            from (select * from exchange.match_terms t3 where t3.match_id = t1.id order by t3.number limit 100) t3
          )
        )
      from exchange.match t1
      where
        t1.id = $6::uuid
        and (
          (
            (t1.supplier_unit_id = viewer.unit_id or t1.demander_unit_id = viewer.unit_id)
            and t1.alliance_id = viewer.alliance_id
          )
          or t1.alliance_id = viewer.coordinated
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
          'state', case
            when t1.respond_by <= $5::timestamptz
            and t1.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') then 'EXPIRED'
            else t1.state
          end,
          'origin', t1.origin,
          'respondBy', t1.respond_by,
          'items', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'code', t2.code,
                    'name', t2.name,
                    'unit', t2.unit,
                    'count', t2.count,
                    'price', case
                      when t2.price is not null then json_build_object('amount', t2.price::text, 'currency', t2.currency)
                    end,
                    'total', case
                      when t2.total is not null then json_build_object('amount', t2.total::text, 'currency', t2.currency)
                    end
                  )
                ),
                '[]'
              )
            from
              (
                select i.*, o.count, o.count * i.price as total
                from exchange.match_item o join exchange.menu_item i using (offer_id, edition, code)
                where o.match_id = t1.id
                order by i.rank
              ) t2
          ),
          'total', case
            when exists (
              select
              from exchange.match_item o join exchange.menu_item i using (offer_id, edition, code)
              where o.match_id = t1.id and i.price is not null
            ) then json_build_object(
              'amount', (
                select sum(o.count * i.price)::text
                from exchange.match_item o join exchange.menu_item i using (offer_id, edition, code)
                where o.match_id = t1.id
              ),
              'currency', 'CNY'
            )
          end,
          'period', case
            when coalesce(t1.starts_at, t1.ends_at) is not null then json_build_object('start', t1.starts_at, 'end', t1.ends_at)
          end,
          'terms', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'number', t3.number,
                    'note', t3.note,
                    'createdAt', t3.created_at,
                    'unit', (
                      select json_build_object('shortName', t4.short_name)
                      from directory.unit t4
                      where t4.id = t3.unit_id
                    ),
                    'quantity', json_build_object('value', trim_scale(t3.quantity)::text, 'unit', t3.quantity_unit),
                    'period', case
                      when coalesce(t3.starts_at, t3.ends_at) is not null then json_build_object('start', t3.starts_at, 'end', t3.ends_at)
                    end,
                    'inReturn', case
                      when t3.return_title is not null then json_build_object(
                        'title', t3.return_title,
                        'quantity', json_build_object('value', trim_scale(t3.return_quantity)::text, 'unit', t3.return_quantity_unit)
                      )
                    end
                  )
                ),
                '[]'
              )
            from (select * from exchange.match_terms t3 where t3.match_id = t1.id order by t3.number limit 100) t3
          )
        )
      from exchange.match t1
      where
        t1.id = $6::uuid
        and (
          (
            (t1.supplier_unit_id = viewer.unit_id or t1.demander_unit_id = viewer.unit_id)
            and t1.alliance_id = viewer.alliance_id
          )
          or t1.alliance_id = viewer.coordinated
        )
    )
  )::text,
  viewer.problem
from viewer
;
