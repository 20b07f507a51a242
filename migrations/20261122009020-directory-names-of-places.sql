-- What a place that is not public is called tells where it is (阳光花园3幢201室): everybody is told its estate at most, and is
-- found by nothing else (docs/decisions/0045). `masked_name` is of the rules for addresses, which acts apply; places from before
-- are told by their kind until they are told anew.
alter table directory.place
  add column masked_name text,
  add column shown_name text generated always as (case when is_public then name else masked_name end) stored,
  add constraint place_name_masked check (exchange.is_coarse_address(masked_name) and strpos(name, masked_name) > 0);
grant insert (masked_name), update (masked_name) on directory.place to qinlin_writer;
