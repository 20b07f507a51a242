-- What a draft says of how many persons may claim a wish, and of the most that one unit may hold, is written anew with it, and
-- is settled when it is published.
create function exchange.check_listing_limits() returns trigger language plpgsql set search_path = ''
as $$
begin
  perform exchange.refuse(tg_table_name || '_settled', 'what a listing is about is settled when it is published');
  return new;
end $$;
create trigger need_limits_settled before update of kind, max_claims, max_per_unit on exchange.need
  for each row when (old.state <> 'DRAFT'
    and (old.kind, old.max_claims, old.max_per_unit) is distinct from (new.kind, new.max_claims, new.max_per_unit))
  execute function exchange.check_listing_limits();
create trigger offer_limits_settled before update of max_per_unit on exchange.offer
  for each row when (old.state <> 'DRAFT' and old.max_per_unit is distinct from new.max_per_unit)
  execute function exchange.check_listing_limits();
grant update (kind, max_claims, max_per_unit) on exchange.need to qinlin_writer;
grant update (max_per_unit) on exchange.offer to qinlin_writer;

-- A wish that was confirmed is fulfilled.
alter table exchange.need add constraint need_completed_is_fulfilled check (completed_at is null or state = 'FULFILLED');

-- A draft that names a resource is served from what is not withdrawn, and counted as that is, like what is published at once.
create trigger offer_of_resource_drafted before update of resource_id, quantity_unit, state on exchange.offer
  for each row when (new.resource_id is not null and old.state = 'DRAFT' and new.state <> 'WITHDRAWN')
  execute function exchange.check_offer_served();
