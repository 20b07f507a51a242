-- Whether who comes is who an order was made for, as the unit that ordered knows them: for the unit that serves it, and nothing else.
create function exchange.is_ordered_for(order_id uuid, mobile text, identity_number text) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce(bool_or((select array_agg(distinct k.person_id) from exchange.benefit_mark k where k.owner_unit_id = p.owner_unit_id
      and k.mark in (exchange.benefit_mark_of(p.owner_unit_id, 'M' || mobile), exchange.benefit_mark_of(p.owner_unit_id, 'I' || identity_number)))
    = array[p.person_id]), false)
  from exchange.order_person p join exchange.match m on m.id = p.match_id
  where p.match_id = order_id and m.supplier_unit_id = rights.my_unit() and rights.my_app() is null
$$;
revoke execute on function exchange.is_ordered_for(uuid, text, text) from public;
grant execute on function exchange.is_ordered_for(uuid, text, text) to qinlin_writer;
