-- Accounts and postings (账户与分录): what units of an alliance gave and had, counted apart by dimension and counting basis
-- (docs/decisions/0093).

create table exchange.account (
  id uuid primary key,
  alliance_id uuid not null references directory.alliance,
  unit_id uuid not null references directory.unit,
  dimension text not null check (dimension in ('HOURS', 'MEALS', 'POINTS', 'CNY', 'GOODS')),
  basis text not null check (basis <> ''),
  credit_limit numeric(18, 4) not null default 0,
  ceiling numeric(18, 4),
  -- These two follow the entries by trigger.
  balance numeric(18, 4) not null default 0,
  entry_count integer not null default 0,
  opened_at timestamptz(3) not null,
  version integer not null default 1,
  constraint account_counted_so check (case dimension
    when 'HOURS' then basis = '小时'
    when 'MEALS' then basis in ('份', '人次')
    when 'POINTS' then basis = '分'
    when 'CNY' then basis = '元'
    else basis not in ('小时', '份', '人次', '分', '元') end),
  constraint account_limits_not_below_nothing check (credit_limit >= 0 and ceiling >= 0),
  constraint account_limits_to_the_fen check (dimension <> 'CNY' or
    (credit_limit = round(credit_limit, 2) and (ceiling is null or ceiling = round(ceiling, 2)))),
  constraint account_within_limits check (balance >= -credit_limit and (ceiling is null or balance <= ceiling)),
  constraint account_once unique (unit_id, alliance_id, dimension, basis),
  constraint account_of_basis unique (id, dimension, basis)
);
create index account_alliance on exchange.account (alliance_id, id desc);

create table exchange.posting (
  id uuid primary key,
  purpose text not null check (purpose in ('TRANSFER', 'CORRECTION')),
  dimension text not null,
  basis text not null,
  amount numeric(18, 4) not null check (amount > 0),
  from_alliance_id uuid not null references directory.alliance,
  from_unit_id uuid not null references directory.unit,
  to_alliance_id uuid not null references directory.alliance,
  to_unit_id uuid not null references directory.unit,
  by_unit_id uuid not null references directory.unit,
  commitment_id uuid references exchange.commitment,
  reverses_id uuid references exchange.posting,
  note text not null check (note <> ''),
  posted_at timestamptz(3) not null,
  constraint posting_between_two check (from_unit_id <> to_unit_id),
  constraint posting_in_one_alliance check (from_alliance_id = to_alliance_id),
  constraint posting_to_the_fen check (dimension <> 'CNY' or amount = round(amount, 2)),
  constraint posting_corrects_another check ((purpose = 'CORRECTION') = (reverses_id is not null)),
  constraint posting_reversed_once unique (reverses_id),
  constraint posting_of_basis unique (id, dimension, basis),
  -- What reverses another takes back all of it, the other way round.
  constraint posting_turned_round unique (id, from_alliance_id, from_unit_id, to_alliance_id, to_unit_id, dimension, basis, amount),
  constraint posting_reverses_whole
    foreign key (reverses_id, to_alliance_id, to_unit_id, from_alliance_id, from_unit_id, dimension, basis, amount)
    references exchange.posting (id, from_alliance_id, from_unit_id, to_alliance_id, to_unit_id, dimension, basis, amount)
);
create index posting_from on exchange.posting (from_unit_id, id desc);
create index posting_to on exchange.posting (to_unit_id, id desc);
create index posting_by on exchange.posting (by_unit_id);
create index posting_commitment on exchange.posting (commitment_id) where commitment_id is not null;

create table exchange.account_entry (
  id uuid primary key,
  posting_id uuid not null,
  account_id uuid not null,
  dimension text not null,
  basis text not null,
  amount numeric(18, 4) not null check (amount <> 0),
  -- The how manieth of its account it is, and what that came to: they follow by trigger.
  number integer not null default 0,
  balance_after numeric(18, 4) not null default 0,
  -- Of one dimension and counting basis, as its posting and its account are: nothing else is ever added up.
  constraint entry_counted_as_posting foreign key (posting_id, dimension, basis) references exchange.posting (id, dimension, basis),
  constraint entry_counted_as_account foreign key (account_id, dimension, basis) references exchange.account (id, dimension, basis),
  constraint entry_in_turn unique (account_id, number),
  constraint entry_once_of_account unique (posting_id, account_id)
);

-- Whoever posts to an account waits here for who did before.
create function exchange.follow_account_entry() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.account a set balance = a.balance + new.amount, entry_count = a.entry_count + 1 where a.id = new.account_id
  returning a.entry_count, a.balance into new.number, new.balance_after;
  if not found then
    raise exception 'there is no such account' using errcode = 'foreign_key_violation', constraint = 'entry_counted_as_account';
  end if;
  return new;
end
$$;
create trigger account_entry_counts before insert on exchange.account_entry
  for each row execute function exchange.follow_account_entry();

-- Looked at when the transaction ends: what goes out of one account comes into another, in each alliance by itself.
create function exchange.must_balance(of_posting uuid) returns void language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from exchange.account_entry e join exchange.account a on a.id = e.account_id
      where e.posting_id = of_posting group by a.alliance_id having sum(e.amount) <> 0) then
    raise exception 'a posting sums to zero' using errcode = 'check_violation', constraint = 'posting_sums_to_zero';
  end if;
  if (select (select array_agg((a.alliance_id, a.unit_id, e.amount) order by e.amount)
        from exchange.account_entry e join exchange.account a on a.id = e.account_id where e.posting_id = p.id)
      is distinct from array[(p.from_alliance_id, p.from_unit_id, -p.amount), (p.to_alliance_id, p.to_unit_id, p.amount)]
      from exchange.posting p where p.id = of_posting) then
    raise exception 'entries are what the posting says' using errcode = 'check_violation', constraint = 'posting_as_told';
  end if;
  if exists (select from exchange.posting p join exchange.posting r on r.id = p.reverses_id
      where p.id = of_posting and r.purpose = 'CORRECTION') then
    raise exception 'what reverses another is not reversed' using errcode = 'check_violation', constraint = 'posting_reversed_for_good';
  end if;
end
$$;
create function exchange.check_posting() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  perform exchange.must_balance(new.id);
  return null;
end
$$;
create function exchange.check_account_entry() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  perform exchange.must_balance(new.posting_id);
  return null;
end
$$;
create constraint trigger posting_balances after insert on exchange.posting deferrable initially deferred
  for each row execute function exchange.check_posting();
create constraint trigger account_entry_balances after insert on exchange.account_entry deferrable initially deferred
  for each row execute function exchange.check_account_entry();

-- What is posted stays, whoever would have it otherwise.
create function exchange.keep_posted() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'what is posted stays: another posting reverses it' using errcode = 'check_violation', constraint = 'posted_for_good';
end
$$;
create trigger posting_stays before update or delete on exchange.posting for each row execute function exchange.keep_posted();
create trigger account_entry_stays before update or delete on exchange.account_entry for each row execute function exchange.keep_posted();

revoke execute on function exchange.follow_account_entry(), exchange.must_balance(uuid), exchange.check_posting(),
  exchange.check_account_entry(), exchange.keep_posted() from public;
grant select on exchange.account, exchange.posting, exchange.account_entry to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert (id, alliance_id, unit_id, dimension, basis, opened_at, version), update (credit_limit, ceiling, version)
  on exchange.account to qinlin_writer;
grant insert on exchange.posting to qinlin_writer;
grant insert (id, posting_id, account_id, dimension, basis, amount) on exchange.account_entry to qinlin_writer;
