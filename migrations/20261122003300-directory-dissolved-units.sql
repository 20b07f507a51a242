-- A unit that is dissolved starts no programme (docs/decisions/0056).
create trigger programme_of_a_unit_that_lasts before insert on directory.programme
  for each row when (new.unit_id is not null) execute function directory.refuse_dissolved('unit_id');
