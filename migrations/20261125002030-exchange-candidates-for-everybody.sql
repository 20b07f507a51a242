-- What is for some persons alone is matched with no need, and is no candidate for one (docs/decisions/0081).
create or replace view exchange.candidate as
  select p.need_id, p.offer_id, p.offer_unit_id, p.need_unit_id,
    p.category_points, p.time_points, p.distance_points,
    (p.category_points + p.time_points + p.distance_points) as score,
    p.category_is_exact, p.overlap_minutes, p.wanted_minutes, p.distance_m, p.left_over, p.uncovered, p.quantity_unit
  from (
    select m.*,
      case when m.category_is_exact then 40 else 20 end as category_points,
      case when m.wanted_minutes is null then 35
        else round(35 * least(1, m.overlap_minutes::numeric / greatest(m.wanted_minutes, 1)))::integer end as time_points,
      case when m.distance_m is null then 0 else round(25 * greatest(0, 1 - m.distance_m / 10000.0))::integer end as distance_points
    from (
      select n.id as need_id, o.id as offer_id, o.owner_unit_id as offer_unit_id, n.owner_unit_id as need_unit_id,
        o.category = n.category as category_is_exact,
        case when n.starts_at is null or n.ends_at is null then null
          else (extract(epoch from n.ends_at - n.starts_at) / 60)::integer end as wanted_minutes,
        case when n.starts_at is null or n.ends_at is null then null
          else greatest(0, (extract(epoch from
            least(n.ends_at, coalesce(o.ends_at, n.ends_at)) - greatest(n.starts_at, coalesce(o.starts_at, n.starts_at))) / 60))::integer
        end as overlap_minutes,
        exchange.distance_m(n.longitude, n.latitude, o.longitude, o.latitude) as distance_m,
        n.quantity_unit, o.quantity - o.taken as left_over, n.quantity - n.covered as uncovered
      from exchange.need n
      join exchange.offer o
        on split_part(o.category, '.', 1) = split_part(n.category, '.', 1)
        and o.owner_unit_id <> n.owner_unit_id
        and o.quantity_unit = n.quantity_unit
      where n.state = 'PUBLISHED' and n.kind = 'NEED' and o.state = 'PUBLISHED' and not o.is_conditional and o.taken < o.quantity and n.covered < n.quantity
    ) m
    where m.wanted_minutes is null or m.overlap_minutes > 0
  ) p;
