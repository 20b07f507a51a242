-- Units from a sheet (docs/decisions/0053): what was asked for, its rows, and what is wrong with them.
create table directory.import_job (
  id uuid primary key,
  unit_id uuid not null references directory.unit,
  alliance_id uuid not null references directory.alliance,
  -- In whose name it writes, and by which login: their rights are asked with every chunk.
  person_id uuid not null,
  credential uuid,
  file_id uuid not null references data.file,
  is_dry boolean not null,
  duplicates text not null check (duplicates in ('SKIP', 'MERGE')),
  -- Rows that may be duplicates and are units of their own.
  separate_rows integer[] not null,
  state text not null check (state in ('QUEUED', 'CHECKING', 'CHECKED', 'WRITING', 'DONE', 'CANCELLED', 'FAILED')),
  sheet text,
  -- The last row that was written, or passed over.
  written_to integer not null default 0,
  failure_zh text,
  failure_en text,
  corrected_file_id uuid references data.file,
  -- Counted by trigger.
  rows_read integer not null default 0,
  rows_failed integer not null default 0,
  rows_duplicate integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_written integer not null default 0,
  rows_merged integer not null default 0,
  created_at timestamptz(3) not null,
  checked_at timestamptz(3),
  finished_at timestamptz(3),
  version integer not null default 1,
  constraint import_finished check ((state in ('DONE', 'CANCELLED', 'FAILED')) = (finished_at is not null)),
  constraint import_failed_for_a_reason check ((state = 'FAILED') = (failure_zh is not null) and (failure_zh is null) = (failure_en is null))
);
-- "Imports of this unit, newest first", and what there is to do.
create index import_job_unit on directory.import_job (unit_id, id desc);
create index import_job_open on directory.import_job (id) where state in ('QUEUED', 'CHECKING', 'WRITING');

create table directory.import_row (
  job_id uuid not null references directory.import_job,
  -- As the program that shows the sheet numbers it.
  no integer not null check (no > 0),
  -- As they stand in the sheet, in the order of the template.
  cells text[] not null,
  -- As they were read; null where something is wrong with them.
  unit jsonb,
  state text not null check (state in ('READ', 'FAILED', 'DUPLICATE', 'UNCHANGED', 'WRITTEN', 'MERGED')),
  -- It may have been merged into another since.
  unit_id uuid,
  primary key (job_id, no),
  constraint import_row_is_a_unit check (state not in ('WRITTEN', 'MERGED', 'UNCHANGED') or unit_id is not null),
  constraint import_row_failed check (state = 'FAILED' or unit is not null)
);

create table directory.import_issue (
  id uuid primary key,
  job_id uuid not null,
  row_no integer not null,
  -- The heading of the column, and what stands there; null where it is the row as a whole.
  column_name text,
  value text,
  code text not null check (code <> ''),
  message_zh text not null,
  message_en text not null,
  -- The unit, or the row of the same sheet, that it may be a duplicate of.
  unit_id uuid,
  other_row integer,
  foreign key (job_id, row_no) references directory.import_row (job_id, no)
);
-- "What is wrong with this sheet, row by row."
create index import_issue_row on directory.import_issue (job_id, row_no, id);

-- What becomes of rows is counted where it is written, once a statement.
create function directory.count_import_rows() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    update directory.import_job j set rows_read = j.rows_read + c.read, rows_failed = j.rows_failed + c.failed,
      rows_duplicate = j.rows_duplicate + c.duplicate, rows_unchanged = j.rows_unchanged + c.unchanged
    from (select a.job_id, count(*) as read, count(*) filter (where a.state = 'FAILED') as failed,
        count(*) filter (where a.state = 'DUPLICATE') as duplicate, count(*) filter (where a.state = 'UNCHANGED') as unchanged
      from added a group by a.job_id) c
    where j.id = c.job_id;
  else
    update directory.import_job j set rows_failed = j.rows_failed + c.failed, rows_duplicate = j.rows_duplicate + c.duplicate,
      rows_unchanged = j.rows_unchanged + c.unchanged, rows_written = j.rows_written + c.written, rows_merged = j.rows_merged + c.merged
    from (select s.job_id, coalesce(sum(s.n) filter (where s.state = 'FAILED'), 0) as failed,
        coalesce(sum(s.n) filter (where s.state = 'DUPLICATE'), 0) as duplicate, coalesce(sum(s.n) filter (where s.state = 'UNCHANGED'), 0) as unchanged,
        coalesce(sum(s.n) filter (where s.state = 'WRITTEN'), 0) as written, coalesce(sum(s.n) filter (where s.state = 'MERGED'), 0) as merged
      from (select b.job_id, b.state, -1 as n from before b union all select a.job_id, a.state, 1 from after a) s group by s.job_id) c
    where j.id = c.job_id;
  end if;
  return null;
end $$;
create trigger import_rows_counted_when_added after insert on directory.import_row
  referencing new table as added for each statement execute function directory.count_import_rows();
create trigger import_rows_counted_when_judged after update on directory.import_row
  referencing old table as before new table as after for each statement execute function directory.count_import_rows();

-- What came of a row stays.
create function directory.import_row_stays() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'what came of a row of an import stays' using errcode = 'check_violation', constraint = 'import_row_stays';
end $$;
create trigger import_row_stays before update on directory.import_row
  for each row when (old.state in ('FAILED', 'UNCHANGED', 'WRITTEN', 'MERGED')) execute function directory.import_row_stays();

-- A sheet may hold anything: it is for the unit that imports it.
alter table directory.import_job enable row level security;
alter table directory.import_job force row level security;
create policy read_import on directory.import_job for select to qinlin_guarded using (
  unit_id = (select rights.my_unit()) and (select rights.my_app()) is null
);
create policy find_import on directory.import_job for select to qinlin_writer using (true);
create policy begin_import on directory.import_job for insert to qinlin_writer with check (
  unit_id = (select rights.my_unit()) and person_id = (select rights.my_person()) and state = 'QUEUED'
);
create policy move_import on directory.import_job for update to qinlin_writer using (true);
create policy count_import on directory.import_job for all to current_user using (true);

alter table directory.import_row enable row level security;
alter table directory.import_row force row level security;
create policy find_row on directory.import_row for select to qinlin_writer using (true);
create policy add_row on directory.import_row for insert to qinlin_writer with check (state in ('READ', 'FAILED', 'DUPLICATE', 'UNCHANGED'));
create policy judge_row on directory.import_row for update to qinlin_writer using (true);

alter table directory.import_issue enable row level security;
alter table directory.import_issue force row level security;
create policy read_issue on directory.import_issue for select to qinlin_guarded using (
  exists (select from directory.import_job j where j.id = job_id)
);
create policy find_issue on directory.import_issue for select to qinlin_writer using (true);
create policy add_issue on directory.import_issue for insert to qinlin_writer with check (true);

grant select on directory.import_job, directory.import_issue to qinlin_guarded;
grant select, insert (id, unit_id, alliance_id, person_id, credential, file_id, is_dry, duplicates, separate_rows, state, created_at, version),
  update (is_dry, duplicates, separate_rows, state, sheet, written_to, failure_zh, failure_en, corrected_file_id, checked_at,
    finished_at, version) on directory.import_job to qinlin_writer;
grant select, insert, update (state, unit_id) on directory.import_row to qinlin_writer;
grant select, insert on directory.import_issue to qinlin_writer;
