-- Clearing between alliances (清算): units of one pay units of another through two accounts that mirror each other
-- (docs/decisions/0094).

create table exchange.clearing (
  id uuid primary key,
  -- The alliance whose coordinators proposed it, and the one whose coordinators answer.
  alliance_id uuid not null references directory.alliance,
  other_alliance_id uuid not null references directory.alliance,
  dimension text not null,
  basis text not null,
  credit_limit numeric(18, 4) not null check (credit_limit > 0),
  ends_at timestamptz(3) not null,
  note text not null check (note <> ''),
  state text not null check (state in ('PROPOSED', 'ACTIVE', 'DECLINED')),
  proposed_by_unit_id uuid not null references directory.unit,
  answered_by_unit_id uuid references directory.unit,
  proposed_at timestamptz(3) not null,
  answered_at timestamptz(3),
  version integer not null default 1,
  constraint clearing_between_two check (alliance_id <> other_alliance_id),
  constraint clearing_to_the_fen check (dimension <> 'CNY' or credit_limit = round(credit_limit, 2)),
  constraint clearing_answered_as_stated check ((state = 'PROPOSED') = (answered_at is null) and (answered_at is null) = (answered_by_unit_id is null)),
  constraint clearing_agreed_by_two_units check (state <> 'ACTIVE' or answered_by_unit_id <> proposed_by_unit_id),
  constraint clearing_ends_after_it_is_proposed check (ends_at > proposed_at),
  constraint clearing_of_basis unique (id, dimension, basis)
);
create index clearing_alliance on exchange.clearing (alliance_id, id desc);
create index clearing_other on exchange.clearing (other_alliance_id, id desc);
create index clearing_proposed on exchange.clearing (other_alliance_id, id) where state = 'PROPOSED';
create index clearing_proposed_by on exchange.clearing (proposed_by_unit_id);
create index clearing_answered_by on exchange.clearing (answered_by_unit_id) where answered_by_unit_id is not null;

-- Accounts of a clearing are of no unit: in each of the two alliances one that says what goes between them, and one of what was settled.
alter table exchange.account
  alter column unit_id drop not null,
  add column kind text not null default 'UNIT' check (kind in ('UNIT', 'CLEARING', 'SETTLED')),
  add column clearing_id uuid references exchange.clearing,
  add constraint account_of_one check ((kind = 'UNIT') = (unit_id is not null) and (kind = 'UNIT') = (clearing_id is null)),
  add constraint account_counted_as_clearing foreign key (clearing_id, dimension, basis) references exchange.clearing (id, dimension, basis),
  add constraint account_once_of_clearing unique (clearing_id, alliance_id, kind),
  drop constraint account_within_limits,
  add constraint account_within_limits check (kind = 'SETTLED' or balance >= -credit_limit and (ceiling is null or balance <= ceiling));

create table exchange.clearing_settlement (
  id uuid primary key,
  clearing_id uuid not null references exchange.clearing,
  -- The alliance whose coordinators say that it was settled, and the one that owed it.
  alliance_id uuid not null references directory.alliance,
  owing_alliance_id uuid not null references directory.alliance,
  amount numeric(18, 4) not null check (amount > 0),
  note text not null check (note <> ''),
  state text not null check (state in ('PROPOSED', 'CONFIRMED', 'DECLINED')),
  proposed_by_unit_id uuid not null references directory.unit,
  answered_by_unit_id uuid references directory.unit,
  proposed_at timestamptz(3) not null,
  answered_at timestamptz(3),
  version integer not null default 1,
  constraint settlement_answered_as_stated check ((state = 'PROPOSED') = (answered_at is null) and (answered_at is null) = (answered_by_unit_id is null)),
  constraint settlement_confirmed_by_another_unit check (state <> 'CONFIRMED' or answered_by_unit_id <> proposed_by_unit_id),
  constraint settlement_as_posted unique (id, clearing_id, owing_alliance_id, amount)
);
create index clearing_settlement_newest on exchange.clearing_settlement (clearing_id, id desc);
create index clearing_settlement_proposed on exchange.clearing_settlement (clearing_id, id) where state = 'PROPOSED';
create index clearing_settlement_proposed_by on exchange.clearing_settlement (proposed_by_unit_id);
create index clearing_settlement_answered_by on exchange.clearing_settlement (answered_by_unit_id) where answered_by_unit_id is not null;

alter table exchange.posting
  alter column from_unit_id drop not null,
  alter column to_unit_id drop not null,
  add column clearing_id uuid,
  add column settlement_id uuid,
  drop constraint posting_purpose_check,
  add constraint posting_purpose_check check (purpose in ('TRANSFER', 'CLEARING', 'SETTLEMENT', 'CORRECTION')),
  drop constraint posting_in_one_alliance,
  add constraint posting_through_clearing check ((from_alliance_id <> to_alliance_id) = (clearing_id is not null)),
  add constraint posting_purpose_of_clearing check (case purpose when 'TRANSFER' then clearing_id is null when 'CORRECTION' then true else clearing_id is not null end),
  add constraint posting_between_units check ((purpose = 'SETTLEMENT') = (from_unit_id is null) and (purpose = 'SETTLEMENT') = (to_unit_id is null)),
  add constraint posting_settles check ((purpose = 'SETTLEMENT') = (settlement_id is not null)),
  add constraint posting_settles_once unique (settlement_id),
  add constraint posting_counted_as_clearing foreign key (clearing_id, dimension, basis) references exchange.clearing (id, dimension, basis),
  add constraint posting_as_settled foreign key (settlement_id, clearing_id, from_alliance_id, amount)
    references exchange.clearing_settlement (id, clearing_id, owing_alliance_id, amount);
create index posting_clearing on exchange.posting (clearing_id, id desc) where clearing_id is not null;

-- What a posting does, account by account. Between alliances it goes through an account in each, so that each sums to zero by itself.
create function exchange.entries_meant(of_posting uuid)
  returns table (alliance_id uuid, unit_id uuid, clearing_id uuid, kind text, amount numeric) language sql stable security definer set search_path = ''
as $$
  select p.from_alliance_id, p.from_unit_id, null::uuid, 'UNIT', -p.amount from exchange.posting p where p.id = of_posting and p.purpose <> 'SETTLEMENT'
  union all
  select p.to_alliance_id, p.to_unit_id, null, 'UNIT', p.amount from exchange.posting p where p.id = of_posting and p.purpose <> 'SETTLEMENT'
  union all
  select p.from_alliance_id, null, p.clearing_id, 'CLEARING', case p.purpose when 'SETTLEMENT' then -p.amount else p.amount end
  from exchange.posting p where p.id = of_posting and p.clearing_id is not null
  union all
  select p.to_alliance_id, null, p.clearing_id, 'CLEARING', case p.purpose when 'SETTLEMENT' then p.amount else -p.amount end
  from exchange.posting p where p.id = of_posting and p.clearing_id is not null
  union all
  select p.from_alliance_id, null, p.clearing_id, 'SETTLED', p.amount from exchange.posting p where p.id = of_posting and p.purpose = 'SETTLEMENT'
  union all
  select p.to_alliance_id, null, p.clearing_id, 'SETTLED', -p.amount from exchange.posting p where p.id = of_posting and p.purpose = 'SETTLEMENT'
$$;

create or replace function exchange.must_balance(of_posting uuid) returns void language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from exchange.account_entry e join exchange.account a on a.id = e.account_id
      where e.posting_id = of_posting group by a.alliance_id having sum(e.amount) <> 0) then
    raise exception 'a posting sums to zero' using errcode = 'check_violation', constraint = 'posting_sums_to_zero';
  end if;
  if exists (select m.* from exchange.entries_meant(of_posting) m except all
      select a.alliance_id, a.unit_id, a.clearing_id, a.kind, e.amount from exchange.account_entry e join exchange.account a on a.id = e.account_id
      where e.posting_id = of_posting)
    or (select count(*) from exchange.account_entry e where e.posting_id = of_posting) <> (select count(*) from exchange.entries_meant(of_posting)) then
    raise exception 'entries are what the posting says' using errcode = 'check_violation', constraint = 'posting_as_told';
  end if;
  if exists (select from exchange.posting p join exchange.posting r on r.id = p.reverses_id
      where p.id = of_posting and (r.purpose = 'CORRECTION' or r.clearing_id is distinct from p.clearing_id)) then
    raise exception 'what reverses another is not reversed' using errcode = 'check_violation', constraint = 'posting_reversed_for_good';
  end if;
  if exists (select from exchange.posting p join exchange.clearing_settlement s on s.id = p.settlement_id
      where p.id = of_posting and s.state <> 'CONFIRMED') then
    raise exception 'what was not confirmed is not settled' using errcode = 'check_violation', constraint = 'posting_of_confirmed_settlement';
  end if;
end
$$;

revoke execute on function exchange.entries_meant(uuid), exchange.must_balance(uuid) from public;
grant select on exchange.clearing, exchange.clearing_settlement to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.clearing, exchange.clearing_settlement to qinlin_writer;
grant update (state, answered_by_unit_id, answered_at, version) on exchange.clearing, exchange.clearing_settlement to qinlin_writer;
grant insert (kind, clearing_id, credit_limit, ceiling) on exchange.account to qinlin_writer;
