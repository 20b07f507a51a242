-- Gives back what was held in a slot for longer than it may be; where the places of its day are counted together, in every slot of
-- that day. Says whether they are.
create function exchange.lapse_bookings(of_slot uuid, at timestamptz) returns boolean language plpgsql as $$
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
    update exchange.booking b set state = 'EXPIRED', version = b.version + 1 where b.id = any (due);
  end if;
  return seen.is_counted;
end $$;

-- Locks a slot with all the places it has, in the order in which things of bookings are locked: its resource is held, so that it is
-- not withdrawn, nor booked in another way, until the act is done; bookings come next; then the resource, where the places of a day
-- are counted together; then the slot. No row where there is no such slot.
create function exchange.lock_slot(of_slot uuid, at timestamptz)
returns table (id uuid, resource_id uuid, starts_at timestamptz, ends_at timestamptz, capacity integer, taken integer, state text,
  resource_state text)
language plpgsql as $$
begin
  select r.id, r.state into resource_id, resource_state from exchange.resource r
    where r.id = (select s.resource_id from exchange.slot s where s.id = of_slot) for key share;
  if not found then return; end if;
  if exchange.lapse_bookings(of_slot, at) then
    perform from exchange.resource r where r.id = lock_slot.resource_id for no key update;
  end if;
  return query select s.id, s.resource_id, s.starts_at, s.ends_at, s.capacity, s.taken, s.state, lock_slot.resource_state
    from exchange.slot s where s.id = of_slot for update;
end $$;

revoke execute on function exchange.lapse_bookings(uuid, timestamptz), exchange.lock_slot(uuid, timestamptz) from public;
grant execute on function exchange.lapse_bookings(uuid, timestamptz), exchange.lock_slot(uuid, timestamptz) to qinlin_writer;
