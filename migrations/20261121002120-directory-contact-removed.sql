-- The contact of a unit can be removed, and is erased with that (docs/decisions/0027).

-- That a contact was removed, and why; without anything of it. Kept as it is. The next contact counts on from its version:
-- who saw the one of before does not edit the one of after by mistake.
create table directory.unit_contact_removal (
  unit_id uuid not null references directory.unit,
  version integer not null check (version > 0),
  reason text not null check (reason <> ''),
  removed_at timestamptz(3) not null,
  primary key (unit_id, version)
);

-- The owner is under the policies too, and reaches the rows of the unit acted for alone.
create policy erase_own on directory.unit_contact for all to current_user
  using (unit_id = (select rights.my_unit()) and (select rights.my_app()) is null);
create policy erase_own on directory.unit_contact_mask for all to current_user
  using (unit_id = (select rights.my_unit()) and (select rights.my_app()) is null);

-- True where there was one, of the unit acted for.
create function directory.remove_contact(unit uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if rights.my_app() is not null then return false; end if;
  delete from directory.unit_contact_mask k where k.unit_id = unit and k.unit_id = rights.my_unit();
  delete from directory.unit_contact c where c.unit_id = unit and c.unit_id = rights.my_unit();
  return found;
end $$;

create function directory.count_contact_on() returns trigger language plpgsql set search_path = ''
as $$
begin
  new.version := 1 + coalesce((select max(r.version) from directory.unit_contact_removal r where r.unit_id = new.unit_id), 0);
  return new;
end $$;
create trigger counts_on before insert on directory.unit_contact
  for each row execute function directory.count_contact_on();

revoke execute on function directory.remove_contact(uuid) from public;
grant execute on function directory.remove_contact(uuid) to qinlin_writer;
grant select, insert on directory.unit_contact_removal to qinlin_writer;
