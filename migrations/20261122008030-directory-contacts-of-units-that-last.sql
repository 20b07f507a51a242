-- A unit that is dissolved is called by nobody (docs/decisions/0056): nobody could remove its contact any more.
create trigger contact_of_a_unit_that_lasts before insert or update on directory.unit_contact
  for each row execute function directory.refuse_dissolved('unit_id');
