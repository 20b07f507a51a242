-- A unit that is dissolved begins nothing: no programme, and no seat in a body (docs/decisions/0056).
create trigger programme_of_a_unit_that_lasts before insert on directory.programme
  for each row when (new.unit_id is not null) execute function directory.refuse_dissolved('unit_id');
create trigger seat_of_a_unit_that_lasts before insert on directory.seat
  for each row execute function directory.refuse_dissolved('unit_id');
