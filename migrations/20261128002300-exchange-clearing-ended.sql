-- Clearings that end early (提前终止清算): one alliance says so and it ends seven days later, or both do and it ends at once
-- (docs/decisions/0101).

create table exchange.clearing_ending (
  clearing_id uuid not null references exchange.clearing,
  alliance_id uuid not null references directory.alliance,
  unit_id uuid not null references directory.unit,
  reason text not null check (reason <> ''),
  said_at timestamptz(3) not null,
  primary key (clearing_id, alliance_id),
  constraint clearing_ended_by_two_units unique (clearing_id, unit_id)
);
create index clearing_ending_alliance on exchange.clearing_ending (alliance_id);
create index clearing_ending_unit on exchange.clearing_ending (unit_id);

create function exchange.check_clearing_ending() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.clearing c where c.id = new.clearing_id and new.alliance_id in (c.alliance_id, c.other_alliance_id)
      and c.state = 'ACTIVE' and c.ends_at > new.said_at) then
    perform exchange.refuse('clearing_ended_while_in_force', 'a clearing is ended by one of its two alliances, while it is in force');
  end if;
  return new;
end $$;
create trigger clearing_ended_while_in_force before insert on exchange.clearing_ending
  for each row execute function exchange.check_clearing_ending();

-- The end comes sooner by word of one alliance, after notice, and at once by word of both; it is never put off.
create function exchange.check_clearing_ends_at() returns trigger language plpgsql set search_path = ''
as $$
begin
  if new.ends_at > old.ends_at or new.ends_at < (select case count(*) when 2 then max(e.said_at) when 1 then max(e.said_at) + interval '168 hours'
      else 'infinity' end from exchange.clearing_ending e where e.clearing_id = new.id) then
    perform exchange.refuse('clearing_ends_as_said', 'a clearing ends sooner when one alliance gives notice, or both say so');
  end if;
  return new;
end $$;
create trigger clearing_ends_as_said before update of ends_at on exchange.clearing
  for each row when (new.ends_at <> old.ends_at) execute function exchange.check_clearing_ends_at();

alter table exchange.clearing
  drop constraint clearing_ends_after_it_is_proposed,
  add constraint clearing_ends_after_it_is_proposed check (ends_at >= proposed_at);

-- Who ends it waits for who pays through it; who pays after that finds that it has ended.
create function exchange.check_paid_through() returns trigger language plpgsql set search_path = ''
as $$
begin
  perform from exchange.clearing c where c.id = new.clearing_id and c.state = 'ACTIVE' and c.ends_at > new.posted_at for share;
  if not found then
    perform exchange.refuse('posting_while_clearing_in_force', 'nothing is paid through a clearing that is not in force');
  end if;
  return new;
end $$;
create trigger posting_while_clearing_in_force before insert on exchange.posting
  for each row when (new.purpose = 'CLEARING') execute function exchange.check_paid_through();

-- What is owed by a clearing that has ended waits for who owes it.
create index account_owes_by_clearing on exchange.account (alliance_id) where kind = 'CLEARING' and balance > 0;

grant select on exchange.clearing_ending to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.clearing_ending to qinlin_writer;
grant update (ends_at) on exchange.clearing to qinlin_writer;
