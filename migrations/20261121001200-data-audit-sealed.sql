-- The audit is append-only, sealed in batches into a chain of hashes, and erasable (docs/audit.md, docs/decisions/0027).

-- The order in which entries are sealed. A sealer takes those with tx below pg_snapshot_xmin, in (tx, seq) order, so that
-- none is skipped, however late it is committed. Entries of before this migration come first, as if this had written them.
alter table data.audit
  add column seq bigint generated always as identity,
  add column tx xid8 not null default pg_current_xact_id(),
  -- Values that only the holder of a key may read: for each data subject what was encrypted under its key.
  add column protected jsonb check (jsonb_typeof(protected) = 'array');
-- Sealer and verifier read in this order, each from where the last seal ends.
create unique index audit_order on data.audit (tx, seq);

-- A seal covers the entries after those of the seal before, up to its last position.
create table data.audit_seal (
  no bigint primary key check (no > 0),
  first_tx xid8 not null,
  first_seq bigint not null,
  last_tx xid8 not null,
  last_seq bigint not null,
  count integer not null check (count between 1 and 1000),
  -- For each entry in order: 16 bytes of its id, 32 of its hash. Says which entry it was when the root does not fit.
  leaves bytea not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz(3) not null,
  constraint seal_root_of_leaves check (octet_length(leaves) = 48 * count and root = sha256(leaves)),
  constraint seal_hashes_whole check (octet_length(previous) = 32 and octet_length(hash) = 32)
);

-- What the sealer must not get wrong, whoever it is: a seal goes on where the last one ends, leaves nothing out, and
-- covers nothing that somebody could still write between.
create function data.check_seal() returns trigger language plpgsql set search_path = ''
as $$
declare
  last_no bigint;
  last_hash bytea;
  end_tx xid8;
  end_seq bigint;
  entries bigint;
  sooner bigint;
  has_ends boolean;
begin
  select s.no, s.hash, s.last_tx, s.last_seq into last_no, last_hash, end_tx, end_seq
    from data.audit_seal s order by s.no desc limit 1;
  if not found then
    last_no := 0;
    last_hash := decode(repeat('00', 32), 'hex');
    end_tx := '0';
    end_seq := 0;
  end if;
  if new.no <> last_no + 1 or new.previous <> last_hash then
    raise exception 'a seal goes on where the last one ends' using errcode = 'check_violation', constraint = 'seal_follows_last';
  end if;
  if new.last_tx >= pg_snapshot_xmin(pg_current_snapshot()) then
    raise exception 'an entry may still be written among these' using errcode = 'check_violation', constraint = 'seal_of_what_is_over';
  end if;
  select count(*), count(*) filter (where (e.tx, e.seq) < (new.first_tx, new.first_seq)),
      bool_or((e.tx, e.seq) = (new.first_tx, new.first_seq)) and bool_or((e.tx, e.seq) = (new.last_tx, new.last_seq))
    into entries, sooner, has_ends
    from data.audit e where (e.tx, e.seq) > (end_tx, end_seq) and (e.tx, e.seq) <= (new.last_tx, new.last_seq);
  if entries <> new.count or sooner > 0 or has_ends is not true then
    raise exception 'a seal covers every entry since the last one' using errcode = 'check_violation', constraint = 'seal_leaves_nothing_out';
  end if;
  return new;
end $$;
create trigger seal_follows before insert on data.audit_seal for each row execute function data.check_seal();

-- Nobody changes what is written, not even the owner of the tables.
create function data.refuse_change() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'data.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on data.audit
  for each statement execute function data.refuse_change();
create trigger append_only before update or delete or truncate on data.audit_seal
  for each statement execute function data.refuse_change();

-- Acts write everything but position and transaction. Readers, who ask for whole rows, have no use for what is encrypted.
revoke insert on data.audit from qinlin_writer;
grant insert (id, at, person_id, app_id, unit_id, alliance_id, action, subject_type, subject_id, body, request_id, protected)
  on data.audit to qinlin_writer;
revoke select on data.audit from qinlin_reader, qinlin_guarded;
create view data.audit_entry as
  select id, at, person_id, app_id, unit_id, alliance_id, action, subject_type, subject_id, body, request_id from data.audit;
grant select on data.audit_entry to qinlin_reader, qinlin_guarded;
grant select, insert on data.audit_seal to qinlin_writer;

-- The keys of data subjects. No role but the owner reads them: no grant, and were there one, no policy. The first key that
-- is deleted calls the vacuum, so that it does not lie about in the pages of the table.
create table data.subject_key (
  subject_type text not null check (subject_type <> ''),
  subject_id uuid not null,
  key bytea not null check (octet_length(key) = 32),
  made_at timestamptz(3) not null,
  primary key (subject_type, subject_id)
) with (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
alter table data.subject_key enable row level security;

-- The key of a subject, made of `fresh` where there is none. Held to the end of the transaction: who erases the subject
-- waits for it, so that nothing is recorded under a key of before the erasure that was read after it, or the other way round.
create function data.hold_subject_key(kind text, subject uuid, fresh bytea, at timestamptz) returns bytea
language plpgsql security definer set search_path = ''
as $$
declare held bytea;
begin
  loop
    select k.key into held from data.subject_key k where k.subject_type = kind and k.subject_id = subject for key share;
    exit when found;
    insert into data.subject_key (subject_type, subject_id, key, made_at) values (kind, subject, fresh, at)
      on conflict do nothing;
  end loop;
  return held;
end $$;

-- The only DELETE there is. True where there was a key. A key that is being made just now is not there to be seen, but to be
-- run into: so one is made first, and deleted whosever it is.
create function data.erase_subject_key(kind text, subject uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare was_none boolean;
begin
  loop
    insert into data.subject_key (subject_type, subject_id, key, made_at)
      values (kind, subject, decode(repeat('00', 32), 'hex'), '-infinity') on conflict do nothing;
    was_none := found;
    delete from data.subject_key k where k.subject_type = kind and k.subject_id = subject;
    exit when found;
  end loop;
  return not was_none;
end $$;

revoke execute on function data.hold_subject_key(text, uuid, bytea, timestamptz), data.erase_subject_key(text, uuid) from public;
grant execute on function data.hold_subject_key(text, uuid, bytea, timestamptz), data.erase_subject_key(text, uuid)
  to qinlin_writer;
