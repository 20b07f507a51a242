-- What stood in a sheet is kept for as long as its file may be, and no longer (docs/decisions/0053): it may hold codes of persons.
-- How many rows came to what stays.
alter table directory.import_job add column is_emptied boolean not null default false;
create index import_job_to_empty on directory.import_job (coalesce(finished_at, checked_at)) where not is_emptied;

-- The oldest import whose rows have been kept for long enough is emptied; whether there was one. One that was checked and never
-- confirmed is cancelled with it.
create function directory.empty_import(before timestamptz, at timestamptz) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  emptied uuid;
begin
  select j.id into emptied from directory.import_job j
    where not j.is_emptied and coalesce(j.finished_at, j.checked_at) < before and j.state in ('CHECKED', 'DONE', 'CANCELLED', 'FAILED')
    order by coalesce(j.finished_at, j.checked_at) limit 1 for update skip locked;
  if emptied is null then return false; end if;
  update directory.import_row r set cells = null, unit = null where r.job_id = emptied;
  update directory.import_issue i set value = null where i.job_id = emptied and i.value is not null;
  update directory.import_job j set is_emptied = true,
      state = case j.state when 'CHECKED' then 'CANCELLED' else j.state end, finished_at = coalesce(j.finished_at, at)
    where j.id = emptied;
  return true;
end $$;
revoke execute on function directory.empty_import(timestamptz, timestamptz) from public;
grant execute on function directory.empty_import(timestamptz, timestamptz) to qinlin_writer;
