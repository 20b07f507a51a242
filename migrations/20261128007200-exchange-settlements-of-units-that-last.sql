-- A sheet is for units that can confirm it.
create trigger settlement_party_that_lasts before insert on exchange.settlement_party
  for each row execute function directory.refuse_dissolved('unit_id');
