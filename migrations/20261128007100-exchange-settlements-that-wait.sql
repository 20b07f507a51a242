-- One sheet of an agreement waits of each unit that draws one up, and who is asked is found by what waits still.

create function exchange.refuse_settlement_beside() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from exchange.settlement s where s.agreement_id = new.agreement_id
      and s.drawn_up_by_unit_id = new.drawn_up_by_unit_id and s.state = 'PENDING') then
    perform exchange.refuse('settlement_waits_once_of_each', 'a sheet that its unit drew up before waits to be confirmed');
  end if;
  return new;
end
$$;
create trigger settlement_waits_once_of_each before insert on exchange.settlement
  for each row execute function exchange.refuse_settlement_beside();

-- Whether it is waited for: what is over is not read where it is asked what waits.
alter table exchange.settlement_party add column is_awaited boolean not null default false;
alter table exchange.settlement_party alter column is_awaited set default true;
update exchange.settlement_party p set is_awaited = true
  from exchange.settlement s where s.id = p.settlement_id and s.state = 'PENDING' and p.answer is null;
drop index exchange.settlement_party_awaited;
create index settlement_party_awaited on exchange.settlement_party (unit_id) where is_awaited;

create function exchange.follow_settlement_answer() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  new.is_awaited := false;
  return new;
end
$$;
create trigger settlement_answer_is_awaited_no_more before update of answer on exchange.settlement_party
  for each row when (new.answer is not null) execute function exchange.follow_settlement_answer();

create function exchange.follow_settlement_settled() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.settlement_party p set is_awaited = false where p.settlement_id = new.id and p.is_awaited;
  return null;
end
$$;
create trigger settlement_settled_awaits_nobody after update of state on exchange.settlement
  for each row when (old.state = 'PENDING' and new.state <> 'PENDING') execute function exchange.follow_settlement_settled();

revoke execute on function exchange.refuse_settlement_beside(), exchange.follow_settlement_answer(), exchange.follow_settlement_settled()
  from public;
-- It follows what is said, whoever writes.
revoke insert on exchange.settlement_party from qinlin_writer;
grant insert (settlement_id, unit_id, rank, answer, reason, answered_at) on exchange.settlement_party to qinlin_writer;
