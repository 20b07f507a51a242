-- To whom a unit shows how reliable it is (履约信誉; docs/decisions/0100). What is shown is counted with each reading, and nothing
-- of it is kept.

create table exchange.reliability_showing (
  unit_id uuid primary key references directory.unit,
  shown_to text not null check (shown_to in ('NOBODY', 'COORDINATORS', 'MEMBERS', 'EVERYBODY')),
  changed_at timestamptz(3) not null,
  version integer not null default 1
);

-- What of a unit was due in a time. Whoever looked for all that a unit promised, or was promised, finds it by the same.
create index commitment_from_by_due on exchange.commitment (from_unit_id, due_at);
create index commitment_to_by_due on exchange.commitment (to_unit_id, due_at);
drop index exchange.commitment_from, exchange.commitment_to;

grant select on exchange.reliability_showing to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (shown_to, changed_at, version) on exchange.reliability_showing to qinlin_writer;
