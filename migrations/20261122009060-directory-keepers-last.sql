-- Who looks after an area lasts (docs/decisions/0044, 0056).
update directory.area a set keeper_unit_id = null, version = a.version + 1
  from directory.unit u where u.id = a.keeper_unit_id and u.dissolved_at is not null;
create trigger area_of_a_unit_that_lasts before insert or update of keeper_unit_id on directory.area
  for each row execute function directory.refuse_dissolved('keeper_unit_id');
