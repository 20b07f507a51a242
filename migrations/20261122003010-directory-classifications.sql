-- What units are, by schemes that are data (docs/decisions/0055): a scheme says whether a unit is of one class of it at a time or of
-- many, who says so, and for which kinds of units it is made.
create table directory.classification_scheme (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z]+(-[a-z]+)*$'),
  label_zh text not null check (label_zh <> ''),
  label_en text not null check (label_en <> ''),
  cardinality text not null check (cardinality in ('ONE', 'MANY')),
  assigned_by text not null check (assigned_by in ('UNIT', 'COORDINATOR')),
  -- Of all kinds where there is none.
  unit_kinds text[] not null,
  rank integer not null,
  source text check (source <> ''),
  constraint classification_scheme_rules unique (code, cardinality)
);

create table directory.unit_classification (
  id uuid primary key,
  unit_id uuid not null references directory.unit,
  scheme text not null,
  -- As the scheme has it: the rule that holds between rows is a constraint upon it.
  cardinality text not null,
  term_code text not null references directory.term (code),
  valid tstzrange not null,
  reason text not null check (reason <> ''),
  end_reason text check (end_reason <> ''),
  classified_by_unit uuid not null references directory.unit,
  version integer not null default 1,
  constraint classification_rules_of_its_scheme foreign key (scheme, cardinality)
    references directory.classification_scheme (code, cardinality) on update cascade,
  constraint classification_of_its_scheme check (split_part(term_code, '.', 1) = scheme),
  constraint classification_has_a_start check (not lower_inf(valid)),
  constraint classification_ended_for_a_reason check (upper_inf(valid) = (end_reason is null)),
  constraint classification_of_a_class_once exclude using gist (unit_id with =, term_code with =, valid with &&),
  constraint classification_of_a_scheme_once exclude using gist (unit_id with =, scheme with =, valid with &&)
    where (cardinality = 'ONE')
);
-- "What this unit is and was, latest first."
create index unit_classification_of_unit on directory.unit_classification (unit_id, id desc);
-- "Which units are of this class."
create index unit_classification_of_class on directory.unit_classification (term_code, unit_id) where upper_inf(valid);
alter table directory.unit_classification alter column term_code set statistics 1000;

-- What a unit was is history: its time is only ever shortened.
create trigger unit_classification_only_shortened before update of valid on directory.unit_classification
  for each row execute function data.only_shortened();

-- Whether so many units are of the classes that going through all units comes to a page sooner than gathering and sorting them:
-- as directory.are_common has it for words.
create function directory.are_common_classes(codes text[]) returns boolean language sql stable strict set search_path = ''
as $$
  select coalesce(sum(s.freqs[array_position(s.vals, c)]) * max(s.rows) > sqrt(20 * greatest(max(s.units), 1)), false)
  from unnest(codes) c, (
    select p.most_common_vals::text::text[] as vals, p.most_common_freqs as freqs, t.reltuples as rows, u.reltuples as units
    from pg_catalog.pg_stats p, pg_catalog.pg_class t, pg_catalog.pg_class u
    where p.schemaname = 'directory' and p.tablename = 'unit_classification' and p.attname = 'term_code'
      and t.oid = 'directory.unit_classification'::regclass and u.oid = 'directory.unit'::regclass
    offset 0
  ) s
$$;

grant select on directory.classification_scheme, directory.unit_classification to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (valid, end_reason, version) on directory.unit_classification to qinlin_writer;
