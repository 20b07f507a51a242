-- Redemptions of whom they are for, in their order: a unit's list is read from here, and not from all that there are.

-- The unit that gave it, and those that pay a share of it. By trigger alone.
create table exchange.benefit_redemption_party (
  unit_id uuid not null references directory.unit,
  redemption_id uuid not null references exchange.benefit_redemption,
  primary key (unit_id, redemption_id)
);
-- Of one redemption: whether somebody may see it, and who may where a unit goes on in another.
create index benefit_redemption_party_of on exchange.benefit_redemption_party (redemption_id);

create function exchange.keep_benefit_redemption_parties() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_table_name = 'benefit_share' then
    insert into exchange.benefit_redemption_party (unit_id, redemption_id) values (new.unit_id, new.redemption_id) on conflict do nothing;
  else
    insert into exchange.benefit_redemption_party (unit_id, redemption_id) values (new.owner_unit_id, new.id) on conflict do nothing;
  end if;
  return null;
end
$$;
create trigger benefit_redemption_party_gives after insert on exchange.benefit_redemption
  for each row execute function exchange.keep_benefit_redemption_parties();
create trigger benefit_redemption_party_pays after insert on exchange.benefit_share
  for each row execute function exchange.keep_benefit_redemption_parties();

insert into exchange.benefit_redemption_party (unit_id, redemption_id)
select r.owner_unit_id, r.id from exchange.benefit_redemption r
union select s.unit_id, s.redemption_id from exchange.benefit_share s;

revoke execute on function exchange.keep_benefit_redemption_parties() from public;
grant select on exchange.benefit_redemption_party to qinlin_reader, qinlin_guarded, qinlin_writer;
