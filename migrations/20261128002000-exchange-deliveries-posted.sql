-- What a promise is worth in accounts of its alliance (记账), and that it is posted when a delivery of it counts: from who was given to
-- whoever gave, once, and back again when it counts no more (docs/decisions/0101).

alter table exchange.commitment
  add column account_dimension text,
  add column account_basis text,
  -- Of one of what is promised.
  add column worth numeric(14, 4),
  add constraint commitment_worth_whole check (num_nonnulls(account_dimension, account_basis, worth) in (0, 3)),
  add constraint commitment_worth_counted_so check (account_dimension is null or case account_dimension
    when 'HOURS' then account_basis = '小时'
    when 'MEALS' then account_basis in ('份', '人次')
    when 'POINTS' then account_basis = '分'
    when 'CNY' then account_basis = '元' and worth = round(worth, 2)
    when 'GOODS' then account_basis not in ('', '小时', '份', '人次', '分', '元')
    else false end),
  add constraint commitment_worth_within_bounds check (worth > 0 and worth * quantity <= 1000000000);
create index commitment_with_worth on exchange.commitment (agreement_id) where worth is not null;
grant insert (account_dimension, account_basis, worth) on exchange.commitment to qinlin_writer;

-- As src/domain/exchange/worth.ts has it: to the fen, and other figures to four digits.
create function exchange.worth_of(dimension text, worth numeric, quantity numeric) returns numeric language sql immutable
return round(worth * quantity, case dimension when 'CNY' then 2 else 4 end);

alter table exchange.event
  -- As its promise has it: silence confirms it once it is posted.
  add column has_worth boolean not null default false,
  -- When silence would have confirmed it and an account had no room: from then on it waits for a word.
  add column held_at timestamptz(3),
  add constraint event_held_without_term check (held_at is null or has_worth and confirm_by is null and held_at > recorded_at);

create function exchange.mark_event_worth() returns trigger language plpgsql set search_path = ''
as $$
begin
  new.has_worth := exists (select from exchange.commitment c where c.id = new.commitment_id and c.worth is not null);
  return new;
end $$;
create trigger event_has_worth before insert on exchange.event for each row execute function exchange.mark_event_worth();

alter table exchange.posting
  alter column by_unit_id drop not null,
  add column event_id uuid,
  drop constraint posting_purpose_check,
  add constraint posting_purpose_check check (purpose in ('TRANSFER', 'CLEARING', 'SETTLEMENT', 'CORRECTION', 'DELIVERY')),
  drop constraint posting_purpose_of_clearing,
  add constraint posting_purpose_of_clearing check (
    case when purpose in ('TRANSFER', 'DELIVERY') then clearing_id is null when purpose = 'CORRECTION' then true else clearing_id is not null end),
  add constraint posting_for_delivery check ((purpose = 'DELIVERY') = (event_id is not null) and (event_id is null or commitment_id is not null)),
  -- Nobody posts what silence has confirmed.
  add constraint posting_by_somebody check (by_unit_id is not null or purpose = 'DELIVERY'),
  add constraint posting_once_for_delivery unique (event_id),
  add constraint posting_for_delivery_of_commitment foreign key (event_id, commitment_id) references exchange.event (id, commitment_id);

-- What is posted for a delivery is what counts of it is worth, and for what is worth nothing there is none.
create function exchange.must_be_posted(of_event uuid) returns void language plpgsql security definer set search_path = ''
as $$
begin
  if exists (
    select from exchange.event e join exchange.commitment c on c.id = e.commitment_id join exchange.agreement g on g.id = c.agreement_id
    left join exchange.posting p on p.event_id = e.id
    cross join lateral (select coalesce(exchange.worth_of(c.account_dimension, c.worth, abs(e.counted)), 0) as amount,
      case when e.counted > 0 then c.to_unit_id else c.from_unit_id end as payer,
      case when e.counted > 0 then c.from_unit_id else c.to_unit_id end as payee) w
    where e.id = of_event and case w.amount when 0 then p.id is not null else
      (p.amount, p.dimension, p.basis, p.from_alliance_id, p.from_unit_id, p.to_alliance_id, p.to_unit_id) is distinct from
      (w.amount, c.account_dimension, c.account_basis, g.alliance_id, w.payer, g.alliance_id, w.payee) end) then
    perform exchange.refuse('delivery_posted_as_counted', 'what counts of a delivery is posted, as much as it is worth and once');
  end if;
end $$;
create function exchange.check_delivery_posted() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  perform exchange.must_be_posted(new.id);
  return null;
end $$;
create function exchange.check_posting_of_delivery() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  perform exchange.must_be_posted(new.event_id);
  return null;
end $$;
create constraint trigger event_posted_as_counted after update of counted on exchange.event deferrable initially deferred
  for each row when (new.has_worth and new.counted <> old.counted) execute function exchange.check_delivery_posted();
create constraint trigger posting_as_counted after insert on exchange.posting deferrable initially deferred
  for each row when (new.event_id is not null) execute function exchange.check_posting_of_delivery();

-- As before; and what was posted for a delivery is taken back by what takes the delivery back, and by nothing else.
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
      where p.id = of_posting and (r.purpose in ('CORRECTION', 'DELIVERY') or r.clearing_id is distinct from p.clearing_id)) then
    raise exception 'what reverses another is not reversed' using errcode = 'check_violation', constraint = 'posting_reversed_for_good';
  end if;
  if exists (select from exchange.posting p join exchange.clearing_settlement s on s.id = p.settlement_id
      where p.id = of_posting and s.state <> 'CONFIRMED') then
    raise exception 'what was not confirmed is not settled' using errcode = 'check_violation', constraint = 'posting_of_confirmed_settlement';
  end if;
end
$$;

revoke execute on function exchange.must_be_posted(uuid), exchange.check_delivery_posted(), exchange.check_posting_of_delivery(),
  exchange.must_balance(uuid) from public;
