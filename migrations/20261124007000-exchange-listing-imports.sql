-- Resources, offers and needs from a sheet (docs/decisions/0078): what was asked for, its rows, and what is wrong with them.
create table exchange.import_job (
  id uuid primary key,
  kind text not null check (kind in ('RESOURCE', 'OFFER', 'NEED')),
  unit_id uuid not null references directory.unit,
  -- The hat it was asked for under; rows for an alliance that name none are for this one.
  alliance_id uuid references directory.alliance,
  -- In whose name it writes, and by which login: their rights are asked with every chunk.
  person_id uuid not null,
  credential uuid,
  file_id uuid not null references data.file,
  is_dry boolean not null,
  state text not null check (state in ('QUEUED', 'CHECKING', 'CHECKED', 'WRITING', 'DONE', 'CANCELLED', 'FAILED')),
  sheet text,
  -- The last row that was written, or passed over.
  written_to integer not null default 0,
  -- How often it stumbled since it last got on.
  attempts integer not null default 0,
  failure_zh text,
  failure_en text,
  corrected_file_id uuid references data.file,
  is_emptied boolean not null default false,
  -- Counted by trigger.
  rows_read integer not null default 0,
  rows_failed integer not null default 0,
  rows_different integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_written integer not null default 0,
  created_at timestamptz(3) not null,
  checked_at timestamptz(3),
  finished_at timestamptz(3),
  version integer not null default 1,
  constraint listing_import_finished check ((state in ('DONE', 'CANCELLED', 'FAILED')) = (finished_at is not null)),
  constraint listing_import_failed_for_a_reason check ((state = 'FAILED') = (failure_zh is not null) and (failure_zh is null) = (failure_en is null))
);
-- "Imports of this unit, newest first"; what there is to do; which are open; and which are to be emptied.
create index import_job_unit on exchange.import_job (unit_id, id desc);
create index import_job_open on exchange.import_job (id) where state in ('QUEUED', 'CHECKING', 'WRITING');
create index import_job_unfinished on exchange.import_job (unit_id) where finished_at is null;
create index import_job_to_empty on exchange.import_job (coalesce(finished_at, checked_at)) where not is_emptied;

create table exchange.import_row (
  job_id uuid not null references exchange.import_job,
  -- As the program that shows the sheet numbers it.
  no integer not null check (no > 0),
  -- As they stand in the sheet, in the order of the template.
  cells text[],
  -- As they were read; null where something is wrong with them.
  listing jsonb,
  state text not null check (state in ('READ', 'FAILED', 'DIFFERENT', 'UNCHANGED', 'WRITTEN')),
  -- The resource, the offer or the need.
  listing_id uuid,
  primary key (job_id, no),
  constraint import_row_is_a_listing check ((state in ('DIFFERENT', 'UNCHANGED', 'WRITTEN')) = (listing_id is not null)),
  constraint listing_import_row_failed check (state = 'FAILED' or listing is not null or cells is null)
);

create table exchange.import_issue (
  id uuid primary key,
  job_id uuid not null,
  row_no integer not null,
  -- The heading of the column, and what stands there; null where it is the row as a whole.
  column_name text,
  value text,
  code text not null check (code <> ''),
  message_zh text not null,
  message_en text not null,
  -- What stands under the number of the row, or the row above that has it.
  listing_id uuid,
  other_row integer,
  foreign key (job_id, row_no) references exchange.import_row (job_id, no)
);
-- "What is wrong with this sheet, row by row."
create index import_issue_row on exchange.import_issue (job_id, row_no, id);

-- By which number of its own a unit knows what it published: of each kind each number once, and each thing by one.
alter table exchange.resource add constraint resource_of_unit unique (id, owner_unit_id);
create table exchange.own_number (
  owner_unit_id uuid not null,
  kind text not null check (kind in ('RESOURCE', 'OFFER', 'NEED')),
  number text not null check (number <> ''),
  resource_id uuid unique,
  offer_id uuid unique,
  need_id uuid unique,
  primary key (owner_unit_id, kind, number),
  foreign key (resource_id, owner_unit_id) references exchange.resource (id, owner_unit_id),
  foreign key (offer_id, owner_unit_id) references exchange.offer (id, owner_unit_id),
  foreign key (need_id, owner_unit_id) references exchange.need (id, owner_unit_id),
  constraint own_number_of_its_kind check (
    (kind = 'RESOURCE') = (resource_id is not null) and (kind = 'OFFER') = (offer_id is not null) and (kind = 'NEED') = (need_id is not null)
  )
);
grant select, insert on exchange.own_number to qinlin_writer;

-- What becomes of rows is counted where it is written, once a statement.
create function exchange.count_import_rows() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    update exchange.import_job j set rows_read = j.rows_read + c.read, rows_failed = j.rows_failed + c.failed,
      rows_different = j.rows_different + c.different, rows_unchanged = j.rows_unchanged + c.unchanged
    from (select a.job_id, count(*) as read, count(*) filter (where a.state = 'FAILED') as failed,
        count(*) filter (where a.state = 'DIFFERENT') as different, count(*) filter (where a.state = 'UNCHANGED') as unchanged
      from added a group by a.job_id) c
    where j.id = c.job_id;
  else
    update exchange.import_job j set rows_failed = j.rows_failed + c.failed, rows_different = j.rows_different + c.different,
      rows_unchanged = j.rows_unchanged + c.unchanged, rows_written = j.rows_written + c.written
    from (select s.job_id, coalesce(sum(s.n) filter (where s.state = 'FAILED'), 0) as failed,
        coalesce(sum(s.n) filter (where s.state = 'DIFFERENT'), 0) as different,
        coalesce(sum(s.n) filter (where s.state = 'UNCHANGED'), 0) as unchanged,
        coalesce(sum(s.n) filter (where s.state = 'WRITTEN'), 0) as written
      from (select b.job_id, b.state, -1 as n from before b union all select a.job_id, a.state, 1 from after a) s group by s.job_id) c
    where j.id = c.job_id;
  end if;
  return null;
end $$;
create trigger import_rows_counted_when_added after insert on exchange.import_row
  referencing new table as added for each statement execute function exchange.count_import_rows();
create trigger import_rows_counted_when_judged after update on exchange.import_row
  referencing old table as before new table as after for each statement execute function exchange.count_import_rows();

-- What came of a row stays; what stood in it is emptied by whoever owns the table.
create function exchange.import_row_stays() returns trigger language plpgsql set search_path = ''
as $$
begin
  if current_user <> 'qinlin_writer' and new.cells is null and new.listing is null and new.state = old.state and new.no = old.no
    and new.listing_id is not distinct from old.listing_id and new.job_id = old.job_id then
    return new;
  end if;
  raise exception 'what came of a row of an import stays' using errcode = 'check_violation', constraint = 'import_row_stays';
end $$;
create trigger import_row_stays before update on exchange.import_row
  for each row when (old.state <> 'READ') execute function exchange.import_row_stays();

-- As with imports of units: in one's own name, and of a file that is there.
create trigger import_in_ones_own_name before update of person_id, credential on exchange.import_job
  for each row when (old.person_id is distinct from new.person_id or old.credential is distinct from new.credential)
  execute function directory.check_who_imports();
create trigger import_holds_its_file before insert on exchange.import_job for each row execute function directory.hold_file_of_import();

-- The oldest import whose rows have been kept for long enough is emptied; whether there was one. One that was checked and never
-- confirmed is cancelled with it.
create function exchange.empty_import(before timestamptz, at timestamptz) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  emptied uuid;
begin
  select j.id into emptied from exchange.import_job j
    where not j.is_emptied and coalesce(j.finished_at, j.checked_at) < before and j.state in ('CHECKED', 'DONE', 'CANCELLED', 'FAILED')
    order by coalesce(j.finished_at, j.checked_at) limit 1 for update skip locked;
  if emptied is null then return false; end if;
  update exchange.import_row r set cells = null, listing = null where r.job_id = emptied;
  update exchange.import_issue i set value = null where i.job_id = emptied and i.value is not null;
  update exchange.import_job j set is_emptied = true,
      state = case j.state when 'CHECKED' then 'CANCELLED' else j.state end, finished_at = coalesce(j.finished_at, at)
    where j.id = emptied;
  return true;
end $$;
revoke execute on function exchange.empty_import(timestamptz, timestamptz) from public;
grant execute on function exchange.empty_import(timestamptz, timestamptz) to qinlin_writer;

-- A sheet may hold anything: it is for the unit that imports it.
alter table exchange.import_job enable row level security;
alter table exchange.import_job force row level security;
create policy read_import on exchange.import_job for select to qinlin_guarded using (
  unit_id = (select rights.my_unit()) and (select rights.my_app()) is null
);
create policy find_import on exchange.import_job for select to qinlin_writer using (true);
create policy begin_import on exchange.import_job for insert to qinlin_writer with check (
  unit_id = (select rights.my_unit()) and person_id = (select rights.my_person()) and state = 'QUEUED'
);
create policy move_import on exchange.import_job for update to qinlin_writer using (true);
create policy count_import on exchange.import_job for all to current_user using (true);

alter table exchange.import_row enable row level security;
alter table exchange.import_row force row level security;
create policy find_row on exchange.import_row for select to qinlin_writer using (true);
create policy add_row on exchange.import_row for insert to qinlin_writer
  with check (cells is not null and state in ('READ', 'FAILED', 'DIFFERENT', 'UNCHANGED'));
create policy judge_row on exchange.import_row for update to qinlin_writer using (true);
create policy empty_row on exchange.import_row for all to current_user using (true);
create policy read_row on exchange.import_row for select to qinlin_guarded using (
  exists (select from exchange.import_job j where j.id = job_id)
);

alter table exchange.import_issue enable row level security;
alter table exchange.import_issue force row level security;
create policy read_issue on exchange.import_issue for select to qinlin_guarded using (
  exists (select from exchange.import_job j where j.id = job_id)
);
create policy find_issue on exchange.import_issue for select to qinlin_writer using (true);
create policy add_issue on exchange.import_issue for insert to qinlin_writer with check (true);
create policy empty_issue on exchange.import_issue for all to current_user using (true);

grant select on exchange.import_job, exchange.import_issue to qinlin_guarded;
grant select (job_id, no, state, listing_id) on exchange.import_row to qinlin_guarded;
grant select, insert (id, kind, unit_id, alliance_id, person_id, credential, file_id, is_dry, state, created_at, version),
  update (is_dry, state, sheet, written_to, attempts, failure_zh, failure_en, corrected_file_id, checked_at, finished_at, version,
    person_id, credential) on exchange.import_job to qinlin_writer;
grant select, insert, update (state, listing_id) on exchange.import_row to qinlin_writer;
grant select, insert on exchange.import_issue to qinlin_writer;
