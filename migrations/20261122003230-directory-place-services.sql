-- Which services are offered at a place (驿站服务): categories of supply and demand.
alter table directory.place add column services text[] not null default '{}'
  constraint place_services check (cardinality(services) <= 30 and array_position(services, null) is null);
-- "Where is this offered."
create index place_services on directory.place using gin (services);

create function directory.check_place_services() returns trigger language plpgsql set search_path = ''
as $$
begin
  if exists (select from unnest(new.services) s(code) where not exists (
    select from directory.term t where t.scheme = 'CATEGORY' and t.code = s.code)) then
    raise exception 'a service is a category' using errcode = 'foreign_key_violation', constraint = 'place_services_known';
  end if;
  return new;
end $$;
create trigger check_place_services before insert or update of services on directory.place
  for each row execute function directory.check_place_services();
grant insert (services), update (services) on directory.place to qinlin_writer;
