-- The ground every act stands on: roles that own nothing, and the three records of the unit of work.

-- Roles are of the cluster, not of the database: another Qinlin on the same server may have made them already.
do $$
declare wanted text;
begin
  foreach wanted in array array['qinlin_reader', 'qinlin_guarded', 'qinlin_writer'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then null; -- made by a twin a moment ago
      end;
    end if;
    if not pg_has_role(current_user, wanted, 'MEMBER') then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end $$;

create schema if not exists data; -- the migrator, whose table lies here, may have made it
comment on schema data is 'Unit of work: idempotency keys, audit, outbox';

-- A key is its actor's and its mutation's. The row is inserted first, so a parallel twin waits for the outcome.
create table data.idempotency (
  actor text not null,
  mutation text not null,
  key text not null,
  input_hash text not null,
  outcome jsonb,
  created_at timestamptz(3) not null,
  primary key (actor, mutation, key)
);

create table data.audit (
  id uuid primary key,
  at timestamptz(3) not null,
  person_id uuid,
  app_id uuid,
  unit_id uuid,
  alliance_id uuid,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  body jsonb not null,
  request_id text not null,
  check ((person_id is null) <> (app_id is null))
);
-- "What did my unit do, newest first" and "what happened in my alliance".
create index audit_unit on data.audit (unit_id, id desc);
create index audit_alliance on data.audit (alliance_id, id desc) where alliance_id is not null;
create index audit_subject on data.audit (subject_id, id desc);

-- Facts for others. Readers take rows with tx below pg_snapshot_xmin, in (tx, seq) order, so nothing is skipped.
create table data.outbox (
  seq bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  id uuid not null unique,
  type text not null,
  subject_type text not null,
  subject_id uuid not null,
  alliance_id uuid,
  unit_ids uuid[] not null,
  version integer not null,
  actor jsonb not null,
  at timestamptz(3) not null,
  body jsonb not null
);
create index outbox_order on data.outbox (tx, seq);

grant usage on schema data to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on data.audit to qinlin_reader, qinlin_guarded;
grant select, insert, update on data.idempotency to qinlin_writer;
grant select, insert on data.audit, data.outbox to qinlin_writer;
