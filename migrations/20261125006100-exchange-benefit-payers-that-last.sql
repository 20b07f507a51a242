-- Who pays for a benefit agreed to it itself, and is there still (docs/decisions/0071).

-- The unit whose rule it is agrees by publishing it; any other by its own act.
create function exchange.check_benefit_agreement() returns trigger language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    if new.unit_id = (select r.owner_unit_id from exchange.benefit_rule r where r.id = new.rule_id) then return new; end if;
  elsif rights.my_app() is null and rights.my_unit() = new.unit_id then
    return new;
  end if;
  raise exception 'nobody agrees to pay for another' using errcode = 'check_violation', constraint = 'benefit_funder_agrees_itself';
end
$$;
create trigger benefit_funder_agrees_itself before insert on exchange.benefit_funder
  for each row when (new.agreed_at is not null) execute function exchange.check_benefit_agreement();
create trigger benefit_funder_agreed_itself before update on exchange.benefit_funder
  for each row when (old.agreed_at is null and new.agreed_at is not null) execute function exchange.check_benefit_agreement();

-- The version by which is redeemed on a day; none where the last that has begun is over, or one who pays for it is dissolved: what was
-- said before does not come back by that.
create function exchange.benefit_version_in_force(rule uuid, day date) returns integer
language sql stable set search_path = ''
as $$
  select v.number from exchange.benefit_version v
  where v.rule_id = benefit_version_in_force.rule and v.number = exchange.benefit_version_on(benefit_version_in_force.rule, benefit_version_in_force.day)
    and coalesce(v.until_day > benefit_version_in_force.day, true)
    and not exists (select from exchange.benefit_funder f join directory.unit u on u.id = f.unit_id
      where f.rule_id = v.rule_id and f.number = v.number and u.dissolved_at is not null)
$$;

-- As before; and nothing is given at a place that is closed.
create or replace function exchange.check_benefit_redemption() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  v exchange.benefit_version;
begin
  select * into v from exchange.benefit_version o where o.rule_id = new.rule_id and o.number = new.number;
  if v.number is distinct from exchange.benefit_version_in_force(new.rule_id, new.day)
    or not exists (select from exchange.benefit_rule r where r.id = new.rule_id and r.state = 'OPEN') then
    raise exception 'a benefit is redeemed by the version in force of an open rule' using errcode = 'check_violation', constraint = 'benefit_redemption_in_force';
  end if;
  if exists (select from exchange.benefit_rule r join directory.place p on p.id = r.place_id where r.id = new.rule_id and p.status = 'CLOSED') then
    raise exception 'nothing is redeemed at a place that is closed' using errcode = 'check_violation', constraint = 'benefit_redemption_at_open_place';
  end if;
  if new.price not between v.least_price and v.most_price or new.cut <> (case v.kind
      when 'AMOUNT_OFF' then v.amount when 'FREE' then new.price else round(new.price * v.amount / 100, 2) end) then
    raise exception 'a cut is what the rule says' using errcode = 'check_violation', constraint = 'benefit_redemption_by_rule';
  end if;
  return new;
end
$$;

revoke execute on function exchange.check_benefit_agreement() from public;
