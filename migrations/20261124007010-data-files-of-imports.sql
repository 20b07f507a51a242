-- Which imports that are open go by a file, whatever they import: it is not deleted then (docs/decisions/0052).
create function data.imports_of(sought_unit uuid, sought_file uuid) returns table (kind text, id uuid, state text)
language sql stable set search_path = ''
as $$
  select 'import', j.id, j.state from directory.import_job j
  where j.unit_id = sought_unit and j.finished_at is null and sought_file in (j.file_id, j.corrected_file_id)
  union all
  select 'listingimport', j.id, j.state from exchange.import_job j
  where j.unit_id = sought_unit and j.finished_at is null and sought_file in (j.file_id, j.corrected_file_id)
$$;
revoke execute on function data.imports_of(uuid, uuid) from public;
grant execute on function data.imports_of(uuid, uuid) to qinlin_writer;

create or replace function data.delete_file() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if old.deleted_at is not null then
    raise exception 'a file is deleted once' using errcode = 'check_violation', constraint = 'file_stays_deleted';
  end if;
  if exists (select from data.imports_of(new.owner_unit_id, new.id)) then
    raise exception 'an import that is open uses the file' using errcode = 'exclusion_violation', constraint = 'file_not_in_use';
  end if;
  delete from data.file_part p where p.file_id = new.id;
  return new;
end $$;
