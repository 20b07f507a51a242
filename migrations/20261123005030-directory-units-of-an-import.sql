-- Which units an import registered, completed, or found as they are (docs/decisions/0053): of its rows that came to a unit, what they
-- came to. What stood in them is not for reading.
create policy read_row on directory.import_row for select to qinlin_guarded using (
  exists (select from directory.import_job j where j.id = job_id)
);
grant select (job_id, no, state, unit_id) on directory.import_row to qinlin_guarded;
