-- What is promised of a stock is known from the start of its counting, and counted as the stock is.

-- What offers hold already when counting begins. Whoever has an offer in hand is waited for; a draft looks again when it is
-- published, and what is withdrawn, done or over is matched no more.
create or replace function exchange.reserve_for_offers() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  perform from exchange.offer o where o.resource_id = new.resource_id order by o.id for share;
  if exists (select from exchange.offer o where o.resource_id = new.resource_id
      and o.state not in ('DRAFT', 'FULFILLED', 'WITHDRAWN', 'EXPIRED') and o.quantity_unit <> new.unit) then
    raise exception 'a stock is counted as its offers' using errcode = 'check_violation', constraint = 'stock_counted_as_offers';
  end if;
  new.on_hand := 0;
  select coalesce(sum(exchange.promised_quantity(o.taken, o.issued)), 0) into new.reserved
  from exchange.offer o where o.resource_id = new.resource_id and o.quantity_unit = new.unit;
  return new;
end
$$;

-- What an offer holds of the stock of its resource. It never grows beyond what is there, nor where the stock is counted
-- otherwise; losses may leave less than is promised.
create or replace function exchange.follow_offer_of_stock() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  delta constant numeric := exchange.promised_quantity(new.taken, new.issued) - exchange.promised_quantity(old.taken, old.issued);
  there exchange.stock;
begin
  if delta = 0 or new.resource_id is null then return null; end if;
  update exchange.stock k set reserved = k.reserved + delta
  where k.resource_id = new.resource_id and k.unit = new.quantity_unit returning k.* into there;
  if delta > 0 and not found and exists (select from exchange.stock k where k.resource_id = new.resource_id) then
    raise exception 'an offer is counted as its stock' using errcode = 'check_violation', constraint = 'offer_counted_as_stock';
  end if;
  if new.taken > old.taken and there.reserved > there.on_hand then
    raise exception 'no more is promised than is there' using errcode = 'check_violation', constraint = 'stock_not_oversold';
  end if;
  return null;
end
$$;
