-- A match over a slot says how many of its places it takes; its booking takes as many.
alter table exchange.match add column places integer check (places > 0);
update exchange.match set places = 1 where slot_id is not null;
alter table exchange.match add constraint match_places_of_slot check ((places is null) = (slot_id is null));
