-- The demonstration says how far it has got: a start that was killed while the story was told goes on with it, as of the
-- same instant. One row at most, and none where there is no demonstration. The owner alone reads and writes it.
create table data.demonstration (
  is_only boolean primary key default true check (is_only),
  loaded_at timestamptz(3) not null,
  told_at timestamptz(3),
  check (loaded_at <= told_at)
);
