-- A unit that was registered by mistake is withdrawn by who registered it (docs/decisions/0051): its row and its numbers go, so that
-- they are free again, and what it was is kept for the unit that registered it.
create table directory.registration_withdrawal (
  id uuid primary key,
  -- It is there no more.
  unit_id uuid not null unique,
  by_unit_id uuid not null references directory.unit,
  alliance_id uuid not null references directory.alliance,
  kind text not null check (kind <> ''),
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  reason text not null check (reason <> ''),
  registered_at timestamptz(3) not null,
  withdrawn_at timestamptz(3) not null,
  constraint registration_withdrawn_in_time check (withdrawn_at >= registered_at and withdrawn_at < registered_at + interval '30 days')
);
-- "What this unit withdrew, newest first."
create index registration_withdrawal_by on directory.registration_withdrawal (by_unit_id, id desc);

alter table directory.registration_withdrawal enable row level security;
alter table directory.registration_withdrawal force row level security;
create policy read_withdrawal on directory.registration_withdrawal for select to qinlin_guarded using (
  by_unit_id = (select rights.my_unit()) and (select rights.my_app()) is null
);
create policy find_withdrawal on directory.registration_withdrawal for select to qinlin_writer using (true);
create policy keep_withdrawal on directory.registration_withdrawal for all to current_user using (true);
grant select on directory.registration_withdrawal to qinlin_guarded, qinlin_writer;

-- Whoever calls has locked it. What refers to it, in whatever table, keeps its row from going; but for invitations that were taken
-- back or ran out, which go along.
create function directory.withdraw_registration(withdrawal uuid, sought uuid, alliance uuid, reason text, at timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not directory.is_own_and_nobodys(sought) then
    raise exception 'a registration is withdrawn by who registered the unit, while nobody acts for it'
      using errcode = 'check_violation', constraint = 'registration_withdrawn_by_who_registered';
  end if;
  insert into directory.registration_withdrawal (id, unit_id, by_unit_id, alliance_id, kind, name, short_name, reason, registered_at, withdrawn_at)
    select withdrawal, u.id, u.registered_by_unit, alliance, u.kind, u.name, u.short_name, reason, u.created_at, at
    from directory.unit u where u.id = sought;
  perform directory.erase_identifier(i.id) from directory.unit_identifier i where i.unit_id = sought and i.is_personal;
  delete from directory.unit_identifier i where i.unit_id = sought;
  delete from directory.invitation i where i.unit_id = sought and (i.state = 'CANCELLED' or i.state = 'OPEN' and i.expires_at <= at);
  delete from directory.unit_search s where s.unit_id = sought;
  delete from directory.unit u where u.id = sought;
end $$;
revoke execute on function directory.withdraw_registration(uuid, uuid, uuid, text, timestamptz) from public;
grant execute on function directory.withdraw_registration(uuid, uuid, uuid, text, timestamptz) to qinlin_writer;
