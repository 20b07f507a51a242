-- A wrong number is taken back by the unit that registered it while nobody acts for the unit (docs/decisions/0051).
create policy take_back_identifier on directory.unit_identifier for update to qinlin_writer
  using (directory.is_own_and_nobodys(unit_id)) with check (directory.is_own_and_nobodys(unit_id) and state = 'REMOVED');

-- What points to one person is erased, in the rows of the sheets that it came with too (docs/decisions/0038).
create index import_row_unit on directory.import_row (unit_id) where unit_id is not null;
create policy empty_row on directory.import_row for all to current_user using (true);
create policy empty_issue on directory.import_issue for all to current_user using (true);

-- Its words, and the unit that was read of them, go in time.
alter table directory.import_row alter column cells drop not null,
  drop constraint import_row_failed,
  add constraint import_row_failed check (state = 'FAILED' or unit is not null or cells is null);
drop policy add_row on directory.import_row;
create policy add_row on directory.import_row for insert to qinlin_writer
  with check (cells is not null and state in ('READ', 'FAILED', 'DUPLICATE', 'UNCHANGED'));

-- What came of a row stays; what stood in it is emptied by whoever owns the table, through the functions below.
create or replace function directory.import_row_stays() returns trigger language plpgsql set search_path = ''
as $$
begin
  if current_user <> 'qinlin_writer' and new.cells is null and new.unit is null and new.state = old.state and new.no = old.no
    and new.unit_id is not distinct from old.unit_id and new.job_id = old.job_id then
    return new;
  end if;
  raise exception 'what came of a row of an import stays' using errcode = 'check_violation', constraint = 'import_row_stays';
end $$;

create or replace function directory.erase_identifier(identifier uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  of_unit uuid;
begin
  if rights.my_app() is not null then return false; end if;
  delete from directory.unit_identifier i where i.id = identifier and i.is_personal
    and (i.unit_id = rights.my_unit() or directory.is_own_and_nobodys(i.unit_id)) returning i.unit_id into of_unit;
  if of_unit is null then return false; end if;
  update directory.import_row r set cells = null, unit = null
    where r.unit_id = of_unit and r.state in ('UNCHANGED', 'WRITTEN', 'MERGED') and r.cells is not null;
  return true;
end $$;
