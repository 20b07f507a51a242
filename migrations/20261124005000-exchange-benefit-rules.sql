-- Benefit rules (优惠规则): for whom what is taken off a price, how often, and who pays for it (docs/decisions/0071).

-- Between what a cut has to lie in an area, as who looks after it says: from a day on, until another is set.
create table exchange.benefit_frame (
  id uuid primary key,
  owner_unit_id uuid not null references directory.unit,
  area_id uuid not null references directory.area,
  service text not null references directory.term (code),
  least numeric(12, 2) not null check (least >= 0),
  most numeric(12, 2) not null,
  from_day date not null,
  set_at timestamptz(3) not null,
  constraint benefit_frame_in_order check (least <= most),
  constraint benefit_frame_once unique (area_id, service, from_day)
);
create index benefit_frame_unit on exchange.benefit_frame (owner_unit_id, id desc);

-- Those that bind a place on a day: of its area and of all that it lies in, the latest of each.
create function exchange.benefit_frames_at(place uuid, service text, day date) returns setof exchange.benefit_frame
language sql stable security definer set search_path = ''
as $$
  select distinct on (f.area_id) f.* from exchange.benefit_frame f
  where f.service = benefit_frames_at.service and f.from_day <= benefit_frames_at.day and f.area_id in (
    select a.id from directory.place p join directory.area o on o.id = p.area_id join directory.area a on a.id = any(o.path) or a.id = o.id
    where p.id = benefit_frames_at.place
    union select directory.areas_above_on(p.area_id, benefit_frames_at.day, true) from directory.place p where p.id = benefit_frames_at.place)
  order by f.area_id, f.from_day desc
$$;

create table exchange.benefit_rule (
  id uuid primary key,
  owner_unit_id uuid not null references directory.unit,
  place_id uuid not null references directory.place,
  name text not null check (name <> ''),
  service text not null references directory.term (code),
  state text not null check (state in ('OPEN', 'PAUSED', 'ENDED')),
  reason text check (reason <> ''),
  created_at timestamptz(3) not null,
  version integer not null default 1,
  constraint benefit_rule_of_unit unique (id, owner_unit_id),
  constraint benefit_rule_stopped_for_a_reason check ((state = 'OPEN') = (reason is null))
);
create index benefit_rule_unit on exchange.benefit_rule (owner_unit_id, id desc);
create index benefit_rule_place on exchange.benefit_rule (place_id, id desc);

-- What a rule says from a day on. Never changed: another follows it.
create table exchange.benefit_version (
  rule_id uuid not null references exchange.benefit_rule,
  number integer not null check (number >= 1),
  from_day date not null,
  until_day date,
  eligibility jsonb not null,
  exclusion jsonb not null,
  kind text not null check (kind in ('AMOUNT_OFF', 'PERCENTAGE', 'FREE')),
  amount numeric(12, 2) check (amount > 0),
  least_price numeric(12, 2) not null check (least_price > 0),
  most_price numeric(12, 2) not null,
  -- Between what its cuts lie.
  least_cut numeric(12, 2) not null generated always as
    (case kind when 'AMOUNT_OFF' then amount when 'FREE' then least_price else round(least_price * amount / 100, 2) end) stored,
  most_cut numeric(12, 2) not null generated always as
    (case kind when 'AMOUNT_OFF' then amount when 'FREE' then most_price else round(most_price * amount / 100, 2) end) stored,
  per_day integer check (per_day > 0),
  per_week integer check (per_week > 0),
  per_month integer check (per_month > 0),
  in_all integer check (in_all > 0),
  person_per_day integer check (person_per_day > 0),
  person_per_week integer check (person_per_week > 0),
  person_per_month integer check (person_per_month > 0),
  person_in_all integer check (person_in_all > 0),
  published_at timestamptz(3) not null,
  primary key (rule_id, number),
  constraint benefit_version_days check (until_day > from_day),
  constraint benefit_version_prices check (least_price <= most_price),
  constraint benefit_version_amount check ((kind = 'FREE') = (amount is null)),
  constraint benefit_version_percentage check (kind <> 'PERCENTAGE' or amount <= 100),
  constraint benefit_version_no_more_than_the_price check (least_cut <= least_price),
  constraint benefit_version_conditions check (jsonb_typeof(eligibility) = 'array' and jsonb_array_length(eligibility) > 0 and jsonb_typeof(exclusion) = 'array')
);

-- Who pays which share of the cut. Others than the unit itself say that they do.
create table exchange.benefit_funder (
  rule_id uuid not null,
  number integer not null,
  unit_id uuid not null references directory.unit,
  rank integer not null,
  percent numeric(5, 2) not null check (percent > 0 and percent <= 100),
  agreed_at timestamptz(3),
  primary key (rule_id, number, unit_id),
  constraint benefit_funder_of_version foreign key (rule_id, number) references exchange.benefit_version
);
create index benefit_funder_unit on exchange.benefit_funder (unit_id, rule_id);

-- The version that holds on a day: the last that has begun and that all who pay for it have agreed to.
create function exchange.benefit_version_on(rule uuid, day date) returns integer
language sql stable set search_path = ''
as $$
  select max(v.number) from exchange.benefit_version v
  where v.rule_id = benefit_version_on.rule and v.from_day <= benefit_version_on.day
    and not exists (select from exchange.benefit_funder f where f.rule_id = v.rule_id and f.number = v.number and f.agreed_at is null)
$$;

-- After what is generated is there.
create function exchange.check_benefit_version() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from exchange.benefit_version v where v.rule_id = new.rule_id and v.number <> new.number
      and (v.number > new.number or v.from_day >= new.from_day)) then
    raise exception 'a version follows those before it' using errcode = 'check_violation', constraint = 'benefit_version_follows';
  end if;
  if exists (select from exchange.benefit_rule r, exchange.benefit_frames_at(r.place_id, r.service, new.from_day) f
    where r.id = new.rule_id and (new.least_cut < f.least or new.most_cut > f.most)) then
    raise exception 'a cut lies within the frame of the area' using errcode = 'check_violation', constraint = 'benefit_version_within_frame';
  end if;
  return null;
end
$$;
create trigger benefit_version_follows after insert on exchange.benefit_version
  for each row execute function exchange.check_benefit_version();

-- Looked at when the transaction ends, since all of them are written in it.
create function exchange.check_benefit_funders() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if (select coalesce(sum(f.percent), 0) from exchange.benefit_funder f where f.rule_id = new.rule_id and f.number = new.number) <> 100 then
    raise exception 'the shares of those who pay are the whole' using errcode = 'check_violation', constraint = 'benefit_funders_are_the_whole';
  end if;
  return null;
end
$$;
create constraint trigger benefit_funders_are_the_whole after insert on exchange.benefit_version
  deferrable initially deferred for each row execute function exchange.check_benefit_funders();
create constraint trigger benefit_funders_stay_the_whole after insert on exchange.benefit_funder
  deferrable initially deferred for each row execute function exchange.check_benefit_funders();

-- An agreement is given once, and what has ended stays ended.
create function exchange.keep_benefit_funder() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'who has agreed to pay has agreed' using errcode = 'check_violation', constraint = 'benefit_funder_agrees_once';
end
$$;
create trigger benefit_funder_agrees_once before update on exchange.benefit_funder
  for each row when (old.agreed_at is not null) execute function exchange.keep_benefit_funder();
create function exchange.keep_benefit_rule() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'a rule that has ended stays ended' using errcode = 'check_violation', constraint = 'benefit_rule_stays_ended';
end
$$;
create trigger benefit_rule_stays_ended before update on exchange.benefit_rule
  for each row when (old.state = 'ENDED') execute function exchange.keep_benefit_rule();

revoke execute on function exchange.benefit_frames_at(uuid, text, date), exchange.check_benefit_version(), exchange.check_benefit_funders(),
  exchange.keep_benefit_funder(), exchange.keep_benefit_rule() from public;
grant execute on function exchange.benefit_frames_at(uuid, text, date) to qinlin_writer;
grant select on exchange.benefit_frame, exchange.benefit_rule, exchange.benefit_version, exchange.benefit_funder
  to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.benefit_frame, exchange.benefit_rule, exchange.benefit_funder to qinlin_writer;
grant insert (rule_id, number, from_day, until_day, eligibility, exclusion, kind, amount, least_price, most_price, per_day, per_week,
  per_month, in_all, person_per_day, person_per_week, person_per_month, person_in_all, published_at) on exchange.benefit_version to qinlin_writer;
grant update (state, reason, version) on exchange.benefit_rule to qinlin_writer;
grant update (agreed_at) on exchange.benefit_funder to qinlin_writer;
