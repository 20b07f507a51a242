-- Sheets that wait to be confirmed are found by the unit that waits (docs/decisions/0072).
create index listing_import_checked on exchange.import_job (unit_id) where state = 'CHECKED';
