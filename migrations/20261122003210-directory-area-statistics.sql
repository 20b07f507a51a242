-- What is known of an area in figures (区划统计): how precisely, by whom, as of which day (docs/decisions/0059).

create table directory.area_statistic (
  id uuid primary key,
  area_id uuid not null references directory.area,
  -- What is counted: of the vocabulary of statistics, or a kind of places.
  indicator text not null references directory.term (code),
  as_of date not null,
  value numeric(14,4) not null constraint area_statistic_value check (value >= 0),
  unit text not null constraint area_statistic_unit check (unit <> ''),
  -- A share has what it is a share of.
  share_of text references directory.term (code),
  precision text not null constraint area_statistic_precision check (precision in ('EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT')),
  source text not null constraint area_statistic_source check (source <> ''),
  recorded_by_unit uuid not null references directory.unit,
  recorded_at timestamptz(3) not null,
  -- Another figure has been recorded in its place, or it was withdrawn. Figures are never changed.
  superseded_at timestamptz(3) constraint area_statistic_superseded check (superseded_at >= recorded_at),
  constraint area_statistic_share check ((unit = '%') = (share_of is not null) and (unit <> '%' or value <= 100) and share_of <> indicator)
);
-- One figure of a kind and day is in force.
create unique index area_statistic_once on directory.area_statistic (area_id, indicator, as_of) where superseded_at is null;
-- "The figures of this area, the latest first", of one indicator or of all.
create index area_statistic_of on directory.area_statistic (area_id, as_of desc, id desc);
create index area_statistic_by_indicator on directory.area_statistic (area_id, indicator, as_of desc, id desc);

create function directory.stays_superseded() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'a figure that was superseded is recorded anew' using errcode = 'check_violation', constraint = 'area_statistic_stays_superseded';
end $$;
create trigger stays_superseded before update on directory.area_statistic
  for each row when (old.superseded_at is not null) execute function directory.stays_superseded();

grant select on directory.area_statistic to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert (id, area_id, indicator, as_of, value, unit, share_of, precision, source, recorded_by_unit, recorded_at),
  update (superseded_at) on directory.area_statistic to qinlin_writer;
