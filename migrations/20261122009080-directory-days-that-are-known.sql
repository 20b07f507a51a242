-- A notice tells the days around the New Year of the year before too: the last three days of a year are known by the notice for the
-- next one (docs/decisions/0057). Seasons have days that there are.
create or replace function directory.statutory_known_before(at timestamptz) returns timestamptz language sql stable
return (select make_timestamptz(min(y) - 1, 12, 29, 0, 0, 0, 'Asia/Shanghai')
  from generate_series(extract(year from at at time zone 'Asia/Shanghai')::integer, 2101) y
  where not exists (select from directory.statutory_year s where s.year = y));

-- Of what was told before, a day that there is not is the last one of its month.
update directory.place_window set
  season_from = case when season_from ~ '^02-3' then '02-29' when season_from ~ '^(04|06|09|11)-31' then left(season_from, 3) || '30' else season_from end,
  season_to = case when season_to ~ '^02-3' then '02-29' when season_to ~ '^(04|06|09|11)-31' then left(season_to, 3) || '30' else season_to end
where season_from ~ '^(02-3|(04|06|09|11)-31)' or season_to ~ '^(02-3|(04|06|09|11)-31)';
alter table directory.place_window
  add constraint place_window_season_days check (season_from !~ '^(02-3|(04|06|09|11)-31)' and season_to !~ '^(02-3|(04|06|09|11)-31)');
