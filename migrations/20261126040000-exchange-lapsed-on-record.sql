-- As before, and on the record: what was held for too long in a slot that somebody books.
create or replace function exchange.lapse_bookings(of_slot uuid, at timestamptz) returns boolean language plpgsql as $$
declare
  seen record;
  slots uuid[] := array[of_slot];
  due uuid[];
begin
  select s.resource_id, exchange.day_of(s.starts_at)::timestamp at time zone 'Asia/Shanghai' as midnight,
      exchange.places_a_day(s.resource_id, s.starts_at) is not null as is_counted into seen
    from exchange.slot s where s.id = of_slot;
  if seen.is_counted then
    select array_agg(o.id) into slots from exchange.slot o
      where o.resource_id = seen.resource_id and o.starts_at >= seen.midnight and o.starts_at < seen.midnight + interval '1 day';
  end if;
  select array_agg(b.id) into due from (
    select b.id from exchange.booking b
    where b.slot_id = any (slots) and b.state = 'HELD' and b.held_until <= at order by b.id for update) b;
  if due is not null then
    perform exchange.expire_holds(due, at);
    -- While they were waited for it may have been told otherwise.
    seen.is_counted := exists (select from exchange.slot s where s.id = of_slot and exchange.places_a_day(s.resource_id, s.starts_at) is not null);
  end if;
  return seen.is_counted;
end $$;
