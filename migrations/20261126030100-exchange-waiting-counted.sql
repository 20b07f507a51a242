-- Where somebody stands on a waiting list is told by who went from it, and not by who is on it: turns between are waiting but for those.
create index enrolment_application_gone on exchange.enrolment_application (enrolment_id, turn) where state = 'WITHDRAWN';

-- As before, without asking of what is published whether it was done: `need_completed_is_fulfilled` says that it was not.
create or replace function exchange.check_wish_claim() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'CLAIMED' or not exists (select from exchange.need n
      where n.id = new.need_id and n.kind = 'MICRO_WISH' and n.state = 'PUBLISHED') then
      perform exchange.refuse('wish_claim_of_open_wish', 'a wish is claimed while it is published and not done');
    end if;
  elsif new.state <> old.state and old.state <> 'CLAIMED' then
    perform exchange.refuse('wish_claim_settled_once', 'what became of a claim stands');
  end if;
  return new;
end $$;
