-- What is withdrawn is booked no more, by slots or as a whole. Whoever withdraws it is waited for; whoever tells when it can be
-- had is not: a slot is locked by both, and a booking of the whole waits by itself.
create or replace function exchange.check_booked_resource() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  found_state text;
begin
  select r.state into found_state from exchange.resource r where r.id = new.resource_id for key share;
  if found_state = 'RETIRED' then
    raise exception 'what was withdrawn is booked no more' using errcode = 'check_violation', constraint = 'booking_of_available_resource';
  end if;
  return new;
end
$$;
