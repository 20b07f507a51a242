-- Who confirms an import writes it, by their own rights (docs/decisions/0053); nobody does it in the name of somebody else.
grant update (person_id, credential) on directory.import_job to qinlin_writer;
create function directory.check_who_imports() returns trigger language plpgsql set search_path = ''
as $$
begin
  if rights.my_app() is not null or new.person_id is distinct from rights.my_person() then
    raise exception 'an import is confirmed in one''s own name' using errcode = 'check_violation', constraint = 'import_in_ones_own_name';
  end if;
  return new;
end $$;
create trigger import_in_ones_own_name before update of person_id, credential on directory.import_job
  for each row when (old.person_id is distinct from new.person_id or old.credential is distinct from new.credential)
  execute function directory.check_who_imports();
