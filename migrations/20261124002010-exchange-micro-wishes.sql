-- Small wishes that many persons fulfil together (微心愿): claimed, done, and confirmed by who entered them
-- (docs/decisions/0074).
alter table exchange.need add column kind text not null default 'NEED' check (kind in ('NEED', 'MICRO_WISH'));
-- How many persons may claim it at most, and how many do.
alter table exchange.need add column max_claims integer check (max_claims between 1 and 1000);
alter table exchange.need add column claims integer not null default 0;
-- When who entered it confirmed that it was done.
alter table exchange.need add column completed_at timestamptz(3);
alter table exchange.need add constraint need_claims_of_wish check ((kind = 'MICRO_WISH') = (max_claims is not null));
alter table exchange.need add constraint need_not_overclaimed check (claims between 0 and coalesce(max_claims, 0));
alter table exchange.need add constraint need_completed_is_wish check (completed_at is null or kind = 'MICRO_WISH' and claims > 0);
alter table exchange.need add constraint need_wish_is_not_covered check (kind = 'NEED' or covered = 0);

create or replace function exchange.check_match_need() returns trigger language plpgsql set search_path = ''
as $$
begin
  if new.need_id is not null and not exists (
    select from exchange.need n where n.id = new.need_id and n.state = 'PUBLISHED' and n.kind = 'NEED') then
    perform exchange.refuse('match_of_published_need', 'only a published need is matched');
  end if;
  return new;
end $$;

create table exchange.wish_claim (
  id uuid primary key,
  need_id uuid not null,
  alliance_id uuid not null references directory.alliance,
  -- For which unit the person acts, and which entered the wish.
  supplier_unit_id uuid not null references directory.unit,
  demander_unit_id uuid not null references directory.unit,
  person_id uuid not null references directory.person,
  state text not null check (state in ('CLAIMED', 'DONE', 'WITHDRAWN')),
  reason text check (reason <> ''),
  claimed_at timestamptz(3) not null,
  settled_at timestamptz(3),
  version integer not null default 1,
  constraint wish_claim_of_need foreign key (need_id, demander_unit_id) references exchange.need (id, owner_unit_id),
  constraint wish_claim_of_another_unit check (supplier_unit_id <> demander_unit_id),
  constraint wish_claim_settled check ((state = 'CLAIMED') = (settled_at is null)),
  constraint wish_claim_withdrawn_for_a_reason check ((state = 'WITHDRAWN') = (reason is not null))
);
-- One of a person, as long as it was not taken back.
create unique index wish_claim_once on exchange.wish_claim (need_id, person_id) where state <> 'WITHDRAWN';
create index wish_claim_need on exchange.wish_claim (need_id, id desc);
create index wish_claim_supplier on exchange.wish_claim (supplier_unit_id, id desc);
create index wish_claim_demander on exchange.wish_claim (demander_unit_id, id desc);
create index wish_claim_person on exchange.wish_claim (person_id, id desc);
create index wish_claim_alliance on exchange.wish_claim (alliance_id, id desc);

create function exchange.check_wish_claim() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'CLAIMED' or not exists (select from exchange.need n
      where n.id = new.need_id and n.kind = 'MICRO_WISH' and n.state = 'PUBLISHED' and n.completed_at is null) then
      perform exchange.refuse('wish_claim_of_open_wish', 'a wish is claimed while it is published and not done');
    end if;
  elsif new.state <> old.state and old.state <> 'CLAIMED' then
    perform exchange.refuse('wish_claim_settled_once', 'what became of a claim stands');
  end if;
  return new;
end $$;
create trigger wish_claim_checked before insert or update of state on exchange.wish_claim
  for each row execute function exchange.check_wish_claim();

create function exchange.follow_wish_claim() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    update exchange.need set claims = claims + 1 where id = new.need_id;
  elsif old.state <> 'WITHDRAWN' and new.state = 'WITHDRAWN' then
    update exchange.need set claims = claims - 1 where id = new.need_id;
  end if;
  return null;
end $$;
create trigger wish_claim_counts after insert or update of state on exchange.wish_claim
  for each row execute function exchange.follow_wish_claim();

revoke execute on function exchange.check_wish_claim(), exchange.follow_wish_claim() from public;
grant select on exchange.wish_claim to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.wish_claim to qinlin_writer;
grant update (state, reason, settled_at, version) on exchange.wish_claim to qinlin_writer;
grant insert (kind, max_claims), update (completed_at) on exchange.need to qinlin_writer;
