-- Where a unit is, as the board of supply and demand has it: the narrowest area of a day that its place lies in, grids left out.
create function exchange.area_of_unit(unit uuid, day date) returns uuid language sql stable parallel safe as $$
  select a.id from directory.unit u
    cross join lateral directory.areas_around(u.longitude, u.latitude) w(id)
    join directory.area a on a.id = w.id
  where u.id = area_of_unit.unit and a.valid @> area_of_unit.day and a.level not in ('GRID', 'MICRO_GRID')
  order by a.rank desc, a.code, a.id limit 1
$$;
