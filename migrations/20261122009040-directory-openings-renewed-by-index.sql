-- Openings are renewed by indexes alone (docs/decisions/0058): how far a place could be known depends on whether holidays are as
-- usual there, which stands in its row from now on.
alter table directory.place_opening add column as_usual boolean not null default false;
update directory.place_opening o set as_usual = h.on_holidays = 'AS_USUAL' and h.on_make_up_days = 'AS_USUAL'
  from directory.place p join directory.place_hours h on (h.place_id, h.edition) = (p.id, p.hours_edition) where p.id = o.place_id;
alter table directory.place_opening alter column as_usual drop default;
grant insert (as_usual), update (as_usual) on directory.place_opening to qinlin_writer;
drop index directory.place_opening_renewal;
-- "What is to be computed anew."
create index place_opening_renewal on directory.place_opening (as_usual, upper(known), place_id);

-- Hours are worked out day by day: days of the week that are open alike are one. Only what differs is written.
create or replace function directory.lay_open_slots() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  slots integer[];
begin
  select coalesce(array_agg(distinct d.first + h), '{}') into slots
  from (
    select distinct
      case when s.day is not null then (s.day - date '2000-01-01') * 24 else extract(isodow from g.day)::integer * 24 - 192 end as first,
      case when g.day = l.opens::date then extract(hour from l.opens)::integer else 0 end as opens,
      case when g.day = l.closes::date then extract(hour from l.closes)::integer else 23 end as closes
    from unnest(new.open) r,
      lateral (select lower(r) at time zone 'Asia/Shanghai' as opens, (upper(r) - interval '1 millisecond') at time zone 'Asia/Shanghai' as closes) l,
      lateral (select l.opens::date + n as day from generate_series(0, l.closes::date - l.opens::date) n) g
      left join directory.statutory_day s on s.day = g.day
  ) d, generate_series(d.opens, d.closes) h;
  delete from directory.place_open_slot s where s.place_id = new.place_id and s.slot <> all(slots);
  insert into directory.place_open_slot (slot, place_id) select s, new.place_id from unnest(slots) s on conflict do nothing;
  return null;
end $$;
