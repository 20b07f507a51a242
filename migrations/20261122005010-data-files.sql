-- Files (docs/decisions/0052): what they are, who sees them, and their bytes.
create table data.file (
  id uuid primary key,
  owner_unit_id uuid not null references directory.unit,
  name text not null check (name <> '' and length(name) <= 200),
  -- As its first bytes say, whatever its name.
  media_type text not null check (media_type <> ''),
  size integer not null check (size between 1 and 20971520),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The alliance whose members see it; null where it is for its unit alone.
  alliance_id uuid references directory.alliance,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  constraint file_expires check (expires_at > created_at and expires_at <= created_at + interval '366 days')
);
-- "Files of this unit, newest first", and what is to be forgotten.
create index file_owner on data.file (owner_unit_id, id desc);
create index file_expiry on data.file (expires_at);

-- Written before the file itself, part by part; parts of a file that never came to be are forgotten.
create table data.file_part (
  file_id uuid not null,
  no integer not null check (no >= 0),
  bytes bytea not null check (length(bytes) between 1 and 262144),
  written_at timestamptz(3) not null,
  primary key (file_id, no)
);
-- What is compressed already is not compressed again.
alter table data.file_part alter column bytes set storage external;
create index file_part_written on data.file_part (written_at);

alter table data.file enable row level security;
alter table data.file force row level security;
create policy read_file on data.file for select to qinlin_guarded using (
  (select rights.my_app()) is null and expires_at > (select rights.my_now())
  and (owner_unit_id = (select rights.my_unit()) or alliance_id = any((select rights.my_alliances())::uuid[]))
);
create policy find_file on data.file for select to qinlin_writer using (true);
create policy add_file on data.file for insert to qinlin_writer with check (
  (select rights.my_app()) is null and owner_unit_id = (select rights.my_unit())
  and (alliance_id is null or alliance_id = any((select rights.my_alliances())::uuid[]))
);
create policy keep_file on data.file for all to current_user using (true);

alter table data.file_part enable row level security;
alter table data.file_part force row level security;
-- Who sees the file.
create policy read_part on data.file_part for select to qinlin_guarded using (exists (select from data.file f where f.id = file_id));
-- None is added to a file that is there.
create policy add_part on data.file_part for insert to qinlin_writer with check (not exists (select from data.file f where f.id = file_id));
create policy keep_part on data.file_part for all to current_user using (true);

-- Bytes of files that are past their day, and of files that never came to be, so many parts at most; says how many. What the
-- file was stays on record.
create function data.forget_parts(at timestamptz, most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare forgotten integer;
begin
  delete from data.file_part p using (
    select o.file_id, o.no from data.file_part o left join data.file f on f.id = o.file_id
    where f.expires_at <= at or f.id is null and o.written_at < at - interval '1 hour'
    limit most for update of o skip locked
  ) old where p.file_id = old.file_id and p.no = old.no;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
revoke execute on function data.forget_parts(timestamptz, integer) from public;
grant execute on function data.forget_parts(timestamptz, integer) to qinlin_writer;

grant select on data.file, data.file_part to qinlin_guarded;
grant select, insert on data.file to qinlin_writer;
grant insert on data.file_part to qinlin_writer;
