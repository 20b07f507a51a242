-- Units are registered by a coordinator, for whoever is to join (docs/decisions/0051). Nobody acts for them yet.
alter table directory.unit
  -- The unit whose coordinator registered it; null where it came with the exchange.
  add column registered_by_unit uuid references directory.unit;
create index unit_registered_by on directory.unit (registered_by_unit, id) where registered_by_unit is not null;

-- A name as names are held against each other: no spaces and punctuation, no 省市县区, legal forms in short.
create function directory.name_key(name text) returns text language sql immutable strict parallel safe set search_path = ''
as $$
  select coalesce(nullif(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(directory.fold(name), '[^0-9a-z㐀-鿿豈-﫿𠀀-𲎯]', '', 'g'),
    '有限责任公司', '有限公司', 'g'), '居民委员会', '居委会', 'g'), '村民委员会', '村委会', 'g'), '业主委员会', '业委会', 'g'),
    '[省市县区]', '', 'g'), ''), directory.fold(name))
$$;

create function directory.name_keys(name text, short_name text, former_names text[]) returns text[]
language sql immutable strict parallel safe set search_path = ''
as $$ select array(select distinct directory.name_key(n) from unnest(array[name, short_name] || former_names) n) $$;

-- "Which units are called so, or nearly so."
create index unit_name_keys on directory.unit using gin (directory.name_keys(name, short_name, former_names)) with (fastupdate = off);

-- Whoever writes registers for the unit acted for, and for nobody else.
create function directory.check_registration() returns trigger language plpgsql set search_path = ''
as $$
begin
  if current_user = 'qinlin_writer' and (rights.my_app() is not null or new.registered_by_unit is distinct from rights.my_unit()) then
    raise exception 'a unit is registered for the unit that is acted for'
      using errcode = 'check_violation', constraint = 'unit_registered_for_own_unit';
  end if;
  return new;
end $$;
create trigger unit_registered_for_own_unit before insert on directory.unit
  for each row execute function directory.check_registration();

-- Until somebody holds a post in it, the unit that registered it adds its numbers; nobody has compared them with anything.
create policy register_identifier on directory.unit_identifier for insert to qinlin_writer with check (
  (select rights.my_app()) is null and state = 'UNVERIFIED'
  and exists (select from directory.unit u where u.id = unit_id and u.registered_by_unit = (select rights.my_unit()))
  and not exists (select from directory.post p where p.unit_id = unit_identifier.unit_id)
);

-- And invites its first administrator; what comes after is the unit's own.
create policy invite_first on directory.invitation for insert to qinlin_writer with check (
  invited_by = (select rights.my_person()) and role = 'ADMINISTRATOR' and delegated_from is null
  and exists (select from directory.unit u where u.id = unit_id and u.registered_by_unit = (select rights.my_unit()))
  and not exists (select from directory.post p where p.unit_id = invitation.unit_id)
);
