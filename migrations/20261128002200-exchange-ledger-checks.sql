-- What the last check of the ledger found (台账核对), one row: readiness says so until a check finds nothing.

create table exchange.ledger_check (
  is_last boolean primary key default true constraint ledger_check_is_one check (is_last),
  checked_at timestamptz(3) not null,
  -- How many were told: where one is wrong, somebody looks.
  differences integer not null constraint ledger_check_differences check (differences >= 0),
  -- The first check, of those that found something since one found nothing.
  differs_since timestamptz(3),
  constraint ledger_check_as_found check ((differences = 0) = (differs_since is null) and differs_since <= checked_at)
);
grant select on exchange.ledger_check to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update on exchange.ledger_check to qinlin_writer;
