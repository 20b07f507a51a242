-- Commitments are released by whom they are for, and breaches are said (docs/decisions/0092).

alter table exchange.commitment
  add column released numeric(14, 4) not null default 0,
  drop constraint commitment_not_overfulfilled,
  drop constraint commitment_fulfilled_in_full,
  add constraint commitment_not_overfulfilled check (fulfilled >= 0 and released >= 0 and fulfilled + released <= quantity),
  -- What is fulfilled is fulfilled to the last, but for what was released; of what is released altogether nothing was delivered.
  add constraint commitment_fulfilled_in_full check (
    case state when 'FULFILLED' then fulfilled > 0 and fulfilled + released = quantity when 'RELEASED' then fulfilled = 0 else true end);

-- How much less is owed, by word of the unit that it is owed to.
create table exchange.commitment_release (
  id uuid primary key,
  commitment_id uuid not null references exchange.commitment,
  unit_id uuid not null references directory.unit,
  quantity numeric(14, 4) not null check (quantity > 0),
  reason text not null check (reason <> ''),
  released_at timestamptz(3) not null
);
create index commitment_release_of on exchange.commitment_release (commitment_id, id);
create index commitment_release_unit on exchange.commitment_release (unit_id);

-- That a promise was not kept in time, by word of the unit that it was made to; and what the other says to that. Each once.
create table exchange.commitment_breach (
  commitment_id uuid primary key references exchange.commitment,
  unit_id uuid not null references directory.unit,
  reason text not null check (reason <> ''),
  declared_at timestamptz(3) not null
);
create index commitment_breach_unit on exchange.commitment_breach (unit_id);

create table exchange.commitment_breach_answer (
  commitment_id uuid primary key references exchange.commitment_breach,
  unit_id uuid not null references directory.unit,
  statement text not null check (statement <> ''),
  stated_at timestamptz(3) not null
);
create index commitment_breach_answer_unit on exchange.commitment_breach_answer (unit_id);

create function exchange.check_commitment_release() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.commitment c where c.id = new.commitment_id and c.state = 'OPEN' and c.to_unit_id = new.unit_id) then
    perform exchange.refuse('commitment_released_by_receiver', 'a promise is released by the unit that it was made to');
  end if;
  return new;
end $$;
create trigger commitment_released_by_receiver before insert on exchange.commitment_release
  for each row execute function exchange.check_commitment_release();

create function exchange.check_commitment_breach() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.commitment c where c.id = new.commitment_id and c.state = 'OPEN' and c.to_unit_id = new.unit_id
    and c.due_at <= new.declared_at) then
    perform exchange.refuse('breach_declared_by_receiver', 'that a promise was not kept is said by the unit that it was made to, once it is overdue');
  end if;
  return new;
end $$;
create trigger breach_declared_by_receiver before insert on exchange.commitment_breach
  for each row execute function exchange.check_commitment_breach();

create function exchange.check_commitment_breach_answer() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.commitment c where c.id = new.commitment_id and c.from_unit_id = new.unit_id) then
    perform exchange.refuse('breach_answered_by_giver', 'the unit that is said not to have kept a promise answers that');
  end if;
  return new;
end $$;
create trigger breach_answered_by_giver before insert on exchange.commitment_breach_answer
  for each row execute function exchange.check_commitment_breach_answer();

create function exchange.follow_release() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.commitment c set released = c.released + new.quantity where c.id = new.commitment_id;
  return null;
end $$;
create trigger release_lessens_commitment after insert on exchange.commitment_release
  for each row execute function exchange.follow_release();

revoke execute on function exchange.follow_release() from public;
grant select on exchange.commitment_release, exchange.commitment_breach, exchange.commitment_breach_answer
  to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.commitment_release, exchange.commitment_breach, exchange.commitment_breach_answer to qinlin_writer;
