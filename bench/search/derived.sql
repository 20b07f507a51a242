-- What triggers would have added for each place, for all of them at once.
insert into directory.place_status (place_id, status, kind, area_id, valid)
select id, status, kind, shown_area_id, tstzrange(changed_at, null) from directory.place;

insert into directory.place_within (area_id, place_id)
select above, p.id from directory.place p join directory.area a on a.id = p.shown_area_id, unnest(a.path) above
order by 1, 2;

insert into directory.place_open_slot (slot, place_id)
select s.slot, t.place_id
from (
  select distinct w.nr, directory.open_slot(h) as slot
  from open_by w, unnest(w.open) r, generate_series(date_trunc('hour', lower(r)), upper(r) - interval '1 millisecond', interval '1 hour') h
) s join told t using (nr)
order by 1, 2;
