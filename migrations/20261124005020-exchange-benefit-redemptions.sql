-- Redemptions of benefits (核销), and how often each was (docs/decisions/0071).

create table exchange.benefit_redemption (
  id uuid primary key,
  rule_id uuid not null,
  number integer not null,
  owner_unit_id uuid not null references directory.unit,
  -- Who it was, as the unit knows them; by nobody once they are forgotten.
  person_id uuid not null,
  price numeric(12, 2) not null check (price > 0),
  cut numeric(12, 2) not null,
  charge numeric(12, 2) not null,
  day date not null,
  redeemed_at timestamptz(3) not null,
  state text not null check (state in ('REDEEMED', 'REVERSED')),
  reversed_at timestamptz(3),
  reason text check (reason <> ''),
  version integer not null default 1,
  constraint benefit_redemption_of_rule foreign key (rule_id, owner_unit_id) references exchange.benefit_rule (id, owner_unit_id),
  constraint benefit_redemption_by_version foreign key (rule_id, number) references exchange.benefit_version (rule_id, number),
  constraint benefit_redemption_of_person foreign key (person_id, owner_unit_id) references exchange.benefit_person (id, owner_unit_id),
  constraint benefit_redemption_adds_up check (cut >= 0 and charge >= 0 and price = cut + charge),
  constraint benefit_redemption_day check (day = (redeemed_at at time zone 'Asia/Shanghai')::date),
  constraint benefit_redemption_reversed check ((state = 'REVERSED') = (reversed_at is not null) and (reversed_at is null) = (reason is null))
);
create index benefit_redemption_unit on exchange.benefit_redemption (owner_unit_id, id desc);
create index benefit_redemption_rule on exchange.benefit_redemption (rule_id, day);
create index benefit_redemption_person on exchange.benefit_redemption (person_id);

-- What each who pays for the cut pays of it.
create table exchange.benefit_share (
  redemption_id uuid not null references exchange.benefit_redemption,
  unit_id uuid not null references directory.unit,
  amount numeric(12, 2) not null check (amount >= 0),
  primary key (redemption_id, unit_id)
);
create index benefit_share_unit on exchange.benefit_share (unit_id, redemption_id desc);

-- How often a rule was redeemed in a window, and how often at most when it last was. Moved by trigger alone.
create table exchange.benefit_count (
  rule_id uuid not null references exchange.benefit_rule,
  quota_window text not null check (quota_window in ('DAY', 'WEEK', 'MONTH', 'TOTAL')),
  starts_on date not null,
  taken integer not null check (taken >= 0),
  most integer,
  primary key (rule_id, quota_window, starts_on),
  constraint benefit_quota check (most is null or taken <= most)
);
-- The same of one person.
create table exchange.benefit_person_count (
  rule_id uuid not null references exchange.benefit_rule,
  person_id uuid not null references exchange.benefit_person,
  quota_window text not null check (quota_window in ('DAY', 'WEEK', 'MONTH', 'TOTAL')),
  starts_on date not null,
  taken integer not null check (taken >= 0),
  most integer,
  primary key (rule_id, person_id, quota_window, starts_on),
  constraint benefit_person_quota check (most is null or taken <= most)
);

-- When each window began that the day lies in.
create function exchange.benefit_windows(day date) returns table (quota_window text, starts_on date)
language sql immutable set search_path = ''
as $$
  values ('DAY', day), ('WEEK', date_trunc('week', day::timestamp)::date), ('MONTH', date_trunc('month', day::timestamp)::date), ('TOTAL', date '2000-01-01')
$$;

create function exchange.check_benefit_redemption() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  v exchange.benefit_version;
begin
  select * into v from exchange.benefit_version o where o.rule_id = new.rule_id and o.number = new.number;
  if v.number is distinct from exchange.benefit_version_on(new.rule_id, new.day) or v.until_day <= new.day
    or not exists (select from exchange.benefit_rule r where r.id = new.rule_id and r.state = 'OPEN') then
    raise exception 'a benefit is redeemed by the version in force of an open rule' using errcode = 'check_violation', constraint = 'benefit_redemption_in_force';
  end if;
  if new.price not between v.least_price and v.most_price or new.cut <> (case v.kind
      when 'AMOUNT_OFF' then v.amount when 'FREE' then new.price else round(new.price * v.amount / 100, 2) end) then
    raise exception 'a cut is what the rule says' using errcode = 'check_violation', constraint = 'benefit_redemption_by_rule';
  end if;
  return new;
end
$$;
create trigger benefit_redemption_in_force before insert on exchange.benefit_redemption
  for each row execute function exchange.check_benefit_redemption();

create function exchange.count_benefit_redemption() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  v exchange.benefit_version;
begin
  if tg_op = 'UPDATE' then
    update exchange.benefit_count c set taken = c.taken - 1 from exchange.benefit_windows(new.day) w
    where c.rule_id = new.rule_id and c.quota_window = w.quota_window and c.starts_on = w.starts_on;
    update exchange.benefit_person_count c set taken = c.taken - 1 from exchange.benefit_windows(new.day) w
    where c.rule_id = new.rule_id and c.person_id = new.person_id and c.quota_window = w.quota_window and c.starts_on = w.starts_on;
    return null;
  end if;
  select * into v from exchange.benefit_version o where o.rule_id = new.rule_id and o.number = new.number;
  insert into exchange.benefit_count as c (rule_id, quota_window, starts_on, taken, most)
  select new.rule_id, w.quota_window, w.starts_on, 1,
    case w.quota_window when 'DAY' then v.per_day when 'WEEK' then v.per_week when 'MONTH' then v.per_month else v.in_all end
  from exchange.benefit_windows(new.day) w order by w.quota_window
  on conflict (rule_id, quota_window, starts_on) do update set taken = c.taken + 1, most = excluded.most;
  insert into exchange.benefit_person_count as c (rule_id, person_id, quota_window, starts_on, taken, most)
  select new.rule_id, new.person_id, w.quota_window, w.starts_on, 1, case w.quota_window
    when 'DAY' then v.person_per_day when 'WEEK' then v.person_per_week when 'MONTH' then v.person_per_month else v.person_in_all end
  from exchange.benefit_windows(new.day) w order by w.quota_window
  on conflict (rule_id, person_id, quota_window, starts_on) do update set taken = c.taken + 1, most = excluded.most;
  return null;
end
$$;
create trigger benefit_redemption_counted after insert on exchange.benefit_redemption
  for each row execute function exchange.count_benefit_redemption();
create trigger benefit_redemption_given_back after update of state on exchange.benefit_redemption
  for each row when (old.state = 'REDEEMED' and new.state = 'REVERSED') execute function exchange.count_benefit_redemption();

create function exchange.keep_benefit_redemption() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'what was reversed stays reversed' using errcode = 'check_violation', constraint = 'benefit_redemption_stays_reversed';
end
$$;
create trigger benefit_redemption_stays_reversed before update on exchange.benefit_redemption
  for each row when (old.state = 'REVERSED') execute function exchange.keep_benefit_redemption();

-- Looked at when the transaction ends, since all shares are written in it: by those who pay by the version, and the whole of the cut.
create function exchange.check_benefit_shares() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  r exchange.benefit_redemption;
begin
  select * into r from exchange.benefit_redemption o where o.id = coalesce(to_jsonb(new) ->> 'redemption_id', to_jsonb(new) ->> 'id')::uuid;
  if (select coalesce(sum(s.amount), 0) from exchange.benefit_share s where s.redemption_id = r.id) <> r.cut
    or exists (select from exchange.benefit_share s where s.redemption_id = r.id and not exists (
      select from exchange.benefit_funder f where f.rule_id = r.rule_id and f.number = r.number and f.unit_id = s.unit_id)) then
    raise exception 'those who pay for a benefit pay the whole cut' using errcode = 'check_violation', constraint = 'benefit_shares_are_the_cut';
  end if;
  return null;
end
$$;
create constraint trigger benefit_shares_are_the_cut after insert on exchange.benefit_redemption
  deferrable initially deferred for each row execute function exchange.check_benefit_shares();
create constraint trigger benefit_shares_stay_the_cut after insert on exchange.benefit_share
  deferrable initially deferred for each row execute function exchange.check_benefit_shares();

revoke execute on function exchange.check_benefit_redemption(), exchange.count_benefit_redemption(), exchange.keep_benefit_redemption(),
  exchange.check_benefit_shares() from public;
grant select on exchange.benefit_redemption, exchange.benefit_share, exchange.benefit_count to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on exchange.benefit_person_count to qinlin_writer;
grant insert on exchange.benefit_redemption, exchange.benefit_share to qinlin_writer;
grant update (state, reversed_at, reason, version) on exchange.benefit_redemption to qinlin_writer;
