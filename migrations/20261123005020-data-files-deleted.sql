-- A file is deleted by its unit (docs/decisions/0052): its bytes go at once, and count no more; what it was stays on record.
alter table data.file add column deleted_at timestamptz(3),
  add constraint file_deleted_while_kept check (deleted_at >= created_at and deleted_at <= expires_at);
grant update (deleted_at) on data.file to qinlin_writer;
create policy delete_file on data.file for update to qinlin_writer
  using ((select rights.my_app()) is null and owner_unit_id = (select rights.my_unit()))
  with check (owner_unit_id = (select rights.my_unit()) and deleted_at is not null);

drop policy read_file on data.file;
create policy read_file on data.file for select to qinlin_guarded using (
  (select rights.my_app()) is null and expires_at > (select rights.my_now()) and deleted_at is null
  and (owner_unit_id = (select rights.my_unit()) or alliance_id = any((select rights.my_alliances())::uuid[]))
);
-- None is added to a file that was deleted either.
drop index data.file_kept;
create index file_kept on data.file (owner_unit_id, expires_at) include (size) where deleted_at is null;

-- "Which imports of this unit are open."
create index import_job_unfinished on directory.import_job (unit_id) where finished_at is null;

-- Once; not while an import that is open goes by it; and not without its bytes. Whoever deletes has the row locked by now, and
-- whoever imports holds a share of it: the later of them finds what the earlier did, by a code with which an act is tried again.
create function data.delete_file() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if old.deleted_at is not null then
    raise exception 'a file is deleted once' using errcode = 'check_violation', constraint = 'file_stays_deleted';
  end if;
  if exists (select from directory.import_job j
      where j.unit_id = new.owner_unit_id and j.finished_at is null and new.id in (j.file_id, j.corrected_file_id)) then
    raise exception 'an import that is open uses the file' using errcode = 'exclusion_violation', constraint = 'file_not_in_use';
  end if;
  delete from data.file_part p where p.file_id = new.id;
  return new;
end $$;
create trigger file_is_deleted before update of deleted_at on data.file for each row execute function data.delete_file();

create function directory.hold_file_of_import() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  perform from data.file f where f.id = new.file_id and f.owner_unit_id = new.unit_id and f.deleted_at is null for share;
  if not found then
    raise exception 'an import goes by a file of its unit that is there'
      using errcode = 'exclusion_violation', constraint = 'import_of_a_file_that_is_there';
  end if;
  return new;
end $$;
create trigger import_holds_its_file before insert on directory.import_job for each row execute function directory.hold_file_of_import();

-- How many bytes a unit keeps, of files that whoever asks sees.
create function data.files_kept(sought uuid, at timestamptz) returns table (bytes float8) language sql stable set search_path = ''
as $$
  select coalesce(sum(f.size), 0)::float8 from data.file f
  where f.owner_unit_id = sought and f.expires_at > at and f.deleted_at is null
$$;
revoke execute on function data.files_kept(uuid, timestamptz) from public;
grant execute on function data.files_kept(uuid, timestamptz) to qinlin_guarded, qinlin_writer;
