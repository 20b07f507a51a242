-- What no act does to clearings (清算), whoever writes: they are answered once, have the accounts that were agreed, and what is
-- settled is posted, and owed (docs/decisions/0094).

-- From which state to which: a line each.
create function exchange.check_clearing_move() returns trigger language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'PROPOSED' then perform exchange.refuse('clearing_moves', 'a clearing begins by being proposed'); end if;
  elsif (old.state, new.state) not in (
      ('PROPOSED', 'ACTIVE'),
      ('PROPOSED', 'DECLINED')) then
    perform exchange.refuse('clearing_moves', 'a clearing does not go from ' || old.state || ' to ' || new.state);
  end if;
  return new;
end $$;
create trigger clearing_begins before insert on exchange.clearing for each row execute function exchange.check_clearing_move();
create trigger clearing_moves before update on exchange.clearing for each row
  when ((new.state, new.answered_by_unit_id, new.answered_at) is distinct from (old.state, old.answered_by_unit_id, old.answered_at))
  execute function exchange.check_clearing_move();

create function exchange.check_cleared_move() returns trigger language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'PROPOSED' then perform exchange.refuse('cleared_moves', 'that something was settled begins by being said'); end if;
  elsif (old.state, new.state) not in (
      ('PROPOSED', 'CONFIRMED'),
      ('PROPOSED', 'DECLINED')) then
    perform exchange.refuse('cleared_moves', 'what is settled of a clearing does not go from ' || old.state || ' to ' || new.state);
  end if;
  return new;
end $$;
create trigger cleared_begins before insert on exchange.clearing_settlement
  for each row execute function exchange.check_cleared_move();
create trigger cleared_moves before update on exchange.clearing_settlement for each row
  when ((new.state, new.answered_by_unit_id, new.answered_at) is distinct from (old.state, old.answered_by_unit_id, old.answered_at))
  execute function exchange.check_cleared_move();

-- Looked at when the transaction ends: that a posting is of what was confirmed its own check says.
create function exchange.check_cleared_posted() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from exchange.posting p where p.settlement_id = new.id) then
    perform exchange.refuse('cleared_when_posted', 'what is confirmed as settled is posted with it');
  end if;
  return null;
end $$;
create constraint trigger cleared_when_posted after update of state on exchange.clearing_settlement deferrable initially deferred
  for each row when (new.state = 'CONFIRMED') execute function exchange.check_cleared_posted();

-- Who owes does not end by being owed.
create function exchange.check_cleared_owed() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from exchange.account_entry e join exchange.account a on a.id = e.account_id
      where e.posting_id = new.id and a.kind = 'CLEARING' and a.alliance_id = new.from_alliance_id and e.balance_after < 0) then
    perform exchange.refuse('cleared_as_owed', 'no more is settled than is owed');
  end if;
  return null;
end $$;
create constraint trigger cleared_as_owed after insert on exchange.posting deferrable initially deferred
  for each row when (new.purpose = 'SETTLEMENT') execute function exchange.check_cleared_owed();

-- As `openAccounts` has it, and nobody sets it afterwards.
create function exchange.check_clearing_account() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.clearing c where c.id = new.clearing_id and c.state = 'ACTIVE'
      and new.alliance_id in (c.alliance_id, c.other_alliance_id)
      and case new.kind when 'CLEARING' then new.credit_limit = c.credit_limit and new.ceiling is not distinct from c.credit_limit
        else new.credit_limit = 0 and new.ceiling is null end) then
    perform exchange.refuse('account_as_cleared', 'an account of a clearing is of one of its two alliances, and goes as far as they agreed');
  end if;
  return new;
end $$;
create trigger account_as_cleared before insert or update of alliance_id, kind, clearing_id, credit_limit, ceiling on exchange.account
  for each row when (new.clearing_id is not null) execute function exchange.check_clearing_account();

create function exchange.check_posting_promise() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id
      where c.id = new.commitment_id and g.alliance_id = new.from_alliance_id
      and (new.from_unit_id, new.to_unit_id) in ((c.from_unit_id, c.to_unit_id), (c.to_unit_id, c.from_unit_id))) then
    perform exchange.refuse('posting_between_promised', 'what is paid for a promise one of its two units pays the other');
  end if;
  return new;
end $$;
create trigger posting_between_promised before insert on exchange.posting
  for each row when (new.commitment_id is not null) execute function exchange.check_posting_promise();

revoke execute on function exchange.check_cleared_posted(), exchange.check_cleared_owed() from public;
