-- Lendings (借用): who has a thing, since when and until when, as both sides say (docs/decisions/0075).

create table exchange.lending (
  id uuid primary key,
  resource_id uuid not null,
  owner_unit_id uuid not null,
  kind text not null constraint lending_of_lent_kind check (kind in ('EQUIPMENT', 'VEHICLE')),
  borrower_unit_id uuid not null references directory.unit,
  alliance_id uuid not null references directory.alliance,
  purpose text not null check (purpose <> ''),
  state text not null check (state in ('HANDED_OVER', 'LENT', 'GIVEN_BACK', 'RETURNED', 'CANCELLED')),
  condition_out text not null references directory.term (code),
  condition_back text references directory.term (code),
  handed_over_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  received_at timestamptz(3),
  given_back_at timestamptz(3),
  ended_at timestamptz(3),
  reason text,
  version integer not null default 1,
  constraint lending_of_resource foreign key (resource_id, owner_unit_id, kind) references exchange.resource (id, owner_unit_id, kind),
  constraint lending_between_two check (owner_unit_id <> borrower_unit_id),
  constraint lending_forward check (handed_over_at < due_at),
  constraint lending_as_stated check (case state
    when 'HANDED_OVER' then num_nonnulls(received_at, given_back_at, ended_at, condition_back) = 0
    when 'LENT' then received_at is not null and num_nonnulls(given_back_at, ended_at, condition_back) = 0
    when 'GIVEN_BACK' then num_nonnulls(received_at, given_back_at, condition_back) = 3 and ended_at is null
    when 'RETURNED' then num_nonnulls(received_at, given_back_at, condition_back, ended_at) = 4
    else received_at is null and given_back_at is null and ended_at is not null and reason is not null end),
  -- A thing is with one at a time, from the hand-over until its owner has it again.
  constraint lent_to_one_at_a_time exclude using gist (resource_id with =, tstzrange(handed_over_at, ended_at) with &&)
    where (state <> 'CANCELLED')
);
create index lending_resource on exchange.lending (resource_id, id desc);
create index lending_owner on exchange.lending (owner_unit_id, id desc);
create index lending_borrower on exchange.lending (borrower_unit_id, id desc);
create index lending_alliance on exchange.lending (alliance_id, id desc);
create index lending_due on exchange.lending (due_at) where state in ('HANDED_OVER', 'LENT');

-- Nobody lends what is withdrawn; who lends and who withdraws wait for each other.
create function exchange.check_lent_resource() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  found_state text;
begin
  select r.state into found_state from exchange.resource r where r.id = new.resource_id for share;
  if found_state = 'RETIRED' then
    raise exception 'what was withdrawn is lent no more' using errcode = 'check_violation', constraint = 'lending_of_available_resource';
  end if;
  return new;
end
$$;
create trigger lending_of_available_resource before insert on exchange.lending
  for each row execute function exchange.check_lent_resource();

revoke execute on function exchange.check_lent_resource() from public;
grant select on exchange.lending to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (state, condition_back, received_at, given_back_at, ended_at, reason, version) on exchange.lending to qinlin_writer;
