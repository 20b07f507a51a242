-- Orders of what is for some persons alone are for one of them, who was judged to fit (docs/decisions/0081).

-- That somebody fits, by which edition, when, and by the post of who judged. Never changed, and without whom.
create table exchange.order_judgement (
  match_id uuid primary key,
  offer_id uuid not null,
  edition integer not null,
  verdict text not null check (verdict = 'YES'),
  judged_at timestamptz(3) not null,
  post_id uuid not null references directory.post,
  constraint order_judgement_of_match foreign key (match_id, offer_id) references exchange.match (id, offer_id),
  constraint order_judgement_by_edition foreign key (offer_id, edition) references exchange.offer_requirement (offer_id, edition)
);
create index order_judgement_edition on exchange.order_judgement (offer_id, edition);
create index order_judgement_post on exchange.order_judgement (post_id);

-- Whom it is for, as the unit that ordered knows them: by nobody once they are forgotten.
create table exchange.order_person (
  match_id uuid primary key references exchange.order_judgement,
  owner_unit_id uuid not null references directory.unit,
  person_id uuid not null,
  constraint order_person_of_unit foreign key (person_id, owner_unit_id) references exchange.benefit_person (id, owner_unit_id)
);
create index order_person_unit on exchange.order_person (owner_unit_id);
create index order_person_person on exchange.order_person (person_id);

create function exchange.check_order_judgement() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  m exchange.match;
begin
  select * into m from exchange.match o where o.id = new.match_id;
  if m.origin is distinct from 'ORDER' or m.created_at <> new.judged_at then
    perform exchange.refuse('order_judgement_with_its_order', 'somebody is judged when it is ordered for them');
  end if;
  if not exists (select from exchange.offer o where o.id = new.offer_id and o.is_conditional and o.requirement_edition = new.edition) then
    perform exchange.refuse('order_judgement_by_what_is_in_force', 'somebody is judged by what the offer asks then');
  end if;
  if not exists (select from directory.post p where p.id = new.post_id and p.unit_id = m.demander_unit_id and p.valid @> new.judged_at) then
    perform exchange.refuse('order_judgement_by_own_post', 'who orders judges, by a post in the unit that orders');
  end if;
  return new;
end $$;
create trigger order_judgement_holds before insert on exchange.order_judgement
  for each row execute function exchange.check_order_judgement();

-- Looked at when the transaction ends, since the judgement is written after the order. The offer is held until then.
create function exchange.check_match_judged() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from exchange.offer o where o.id = new.offer_id and o.is_conditional) then return null; end if;
  if new.origin <> 'ORDER' then
    perform exchange.refuse('match_of_conditional_offer_is_an_order', 'what is for some persons alone is ordered for one of them');
  end if;
  if not exists (select from exchange.order_judgement j join exchange.order_person p using (match_id)
    where j.match_id = new.id and p.owner_unit_id = new.demander_unit_id) then
    perform exchange.refuse('match_for_somebody_who_fits', 'an order of what is for some persons alone is for one who was judged to fit');
  end if;
  return null;
end $$;
create constraint trigger match_for_somebody_who_fits after insert on exchange.match deferrable initially deferred
  for each row when (new.offer_id is not null) execute function exchange.check_match_judged();

-- For the unit that ordered alone. Not forced: the functions here are their owner's.
alter table exchange.order_person enable row level security;
create policy own_persons on exchange.order_person for all to qinlin_guarded, qinlin_writer
  using ((select rights.my_app()) is null and owner_unit_id = (select rights.my_unit()))
  with check ((select rights.my_app()) is null and owner_unit_id = (select rights.my_unit()));

revoke execute on function exchange.check_order_judgement(), exchange.check_match_judged() from public;
grant select on exchange.order_judgement to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on exchange.order_person to qinlin_guarded, qinlin_writer;
grant insert on exchange.order_judgement, exchange.order_person to qinlin_writer;
