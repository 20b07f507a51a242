-- Places lie in no ring, and are of a kind of places (docs/decisions/0045).
create function directory.check_place() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from directory.term t where t.code = new.kind and t.scheme = 'PLACE_KIND') then
    raise exception 'a place is of a kind of places' using errcode = 'foreign_key_violation', constraint = 'place_kind_known';
  end if;
  if new.parent_id is not null and exists (
    with recursive up(id) as (
      select new.parent_id union select p.parent_id from up join directory.place p on p.id = up.id where p.parent_id is not null)
    select from up where up.id = new.id) then
    raise exception 'a place belongs neither to itself nor to one that belongs to it' using errcode = 'check_violation', constraint = 'place_in_no_ring';
  end if;
  return new;
end $$;
create trigger check_place before insert or update of kind, parent_id on directory.place
  for each row execute function directory.check_place();
