-- Distributions (发放): a stock handed out to persons by a rule, who are known again and not known (docs/decisions/0075).

create table exchange.distribution (
  id uuid primary key,
  stock_id uuid not null references exchange.stock,
  title text not null check (title <> ''),
  identified_by text not null check (identified_by in ('MOBILE', 'IDENTITY_NUMBER')),
  amount_each numeric(14, 4) not null check (amount_each > 0),
  per_person integer not null check (per_person between 1 and 1000),
  every text not null check (every in ('EVER', 'DAY', 'MONTH', 'YEAR')),
  state text not null check (state in ('OPEN', 'CLOSED')),
  -- Pieces, times and persons, which are not the same: all follow by trigger.
  handed_out numeric(14, 4) not null default 0,
  hand_outs integer not null default 0,
  persons integer not null default 0,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  version integer not null default 1,
  constraint distribution_closed_at_some_time check ((state = 'CLOSED') = (closed_at is not null)),
  constraint distribution_of_stock unique (id, stock_id)
);
create index distribution_stock on exchange.distribution (stock_id, id desc);

-- Under what key persons are known again. It goes when the distribution ends: then no number leads to a row any more.
create table exchange.distribution_key (
  distribution_id uuid primary key references exchange.distribution,
  secret bytea not null check (octet_length(secret) = 32)
);

create table exchange.hand_out (
  distribution_id uuid not null references exchange.distribution,
  -- HMAC-SHA-256 of the number under the key of the distribution.
  person_mark bytea not null check (octet_length(person_mark) = 32),
  period_start date not null,
  ordinal integer not null check (ordinal > 0),
  handed_at timestamptz(3) not null,
  constraint hand_out_once primary key (distribution_id, person_mark, period_start, ordinal)
);

alter table exchange.stock_movement
  add constraint movement_of_distribution foreign key (distribution_id, stock_id) references exchange.distribution (id, stock_id);
create index stock_movement_distribution on exchange.stock_movement (distribution_id) where distribution_id is not null;

create function exchange.follow_hand_out() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  of_it exchange.distribution;
begin
  select d.* into of_it from exchange.distribution d where d.id = new.distribution_id for update;
  if of_it.state <> 'OPEN' then
    raise exception 'a distribution that is closed hands out no more' using errcode = 'check_violation', constraint = 'hand_out_while_open';
  end if;
  if new.ordinal > of_it.per_person then
    raise exception 'nobody is given more than the rule says' using errcode = 'check_violation', constraint = 'hand_out_by_rule';
  end if;
  update exchange.distribution d set hand_outs = d.hand_outs + 1, persons = d.persons + case when exists (
      select from exchange.hand_out h where h.distribution_id = new.distribution_id and h.person_mark = new.person_mark
        and (h.period_start, h.ordinal) <> (new.period_start, new.ordinal)) then 0 else 1 end
  where d.id = new.distribution_id;
  return null;
end
$$;
create trigger hand_out_counts after insert on exchange.hand_out for each row execute function exchange.follow_hand_out();

create function exchange.follow_handed_out() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.distribution d set handed_out = d.handed_out - new.quantity where d.id = new.distribution_id;
  return null;
end
$$;
create trigger movement_counts_handed_out after insert on exchange.stock_movement
  for each row when (new.distribution_id is not null) execute function exchange.follow_handed_out();

-- As much goes out of the stock as is handed to persons.
create function exchange.check_handed_out() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from exchange.distribution d where d.id = new.id and d.handed_out <> d.hand_outs * d.amount_each) then
    raise exception 'what is handed out goes out' using errcode = 'check_violation', constraint = 'handed_out_whole';
  end if;
  return null;
end
$$;
create constraint trigger handed_out_whole after update of handed_out, hand_outs on exchange.distribution deferrable initially deferred
  for each row execute function exchange.check_handed_out();

create function exchange.forget_key() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if old.state = 'CLOSED' then
    raise exception 'a distribution that is closed stays so' using errcode = 'check_violation', constraint = 'distribution_stays_closed';
  end if;
  delete from exchange.distribution_key k where k.distribution_id = new.id;
  return null;
end
$$;
create trigger distribution_forgets after update of state on exchange.distribution
  for each row execute function exchange.forget_key();

revoke execute on function exchange.follow_hand_out(), exchange.follow_handed_out(), exchange.check_handed_out(), exchange.forget_key() from public;
grant select on exchange.distribution to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert (id, stock_id, title, identified_by, amount_each, per_person, every, state, opened_at, version), update (state, closed_at, version)
  on exchange.distribution to qinlin_writer;
-- Nobody reads whom something was handed to; who hands out has to know whether it was done.
grant select, insert on exchange.distribution_key, exchange.hand_out to qinlin_writer;
