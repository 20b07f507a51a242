-- What a place was when: its kind and area beside its status, so that coverage can be asked of days that are past (docs/decisions/0059).
alter table directory.place add column changed_at timestamptz(3);
update directory.place set changed_at = greatest(created_at, status_since);
alter table directory.place alter column changed_at set not null;
grant insert (changed_at), update (changed_at) on directory.place to qinlin_writer;

alter table directory.place_status add column kind text references directory.term (code), add column area_id uuid references directory.area;
update directory.place_status s set kind = p.kind, area_id = p.shown_area_id from directory.place p where p.id = s.place_id;
alter table directory.place_status alter column kind set not null;
-- "Which places were in use in this area."
create index place_status_in_use on directory.place_status (area_id, kind) where status = 'IN_USE' and area_id is not null;

create or replace function directory.keep_place_status() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    if (new.status, new.kind, new.shown_area_id) is not distinct from (old.status, old.kind, old.shown_area_id) then return null; end if;
    -- Two changes in one instant: the first was never.
    delete from directory.place_status s where s.place_id = new.id and upper_inf(s.valid) and lower(s.valid) >= new.changed_at;
    update directory.place_status s set valid = tstzrange(lower(s.valid), new.changed_at)
      where s.place_id = new.id and upper_inf(s.valid);
  end if;
  insert into directory.place_status (place_id, status, kind, area_id, valid)
    values (new.id, new.status, new.kind, new.shown_area_id, tstzrange(new.changed_at, null));
  return null;
end $$;
drop trigger keep_place_status on directory.place;
create trigger keep_place_status after insert or update of status, kind, area_id, is_public on directory.place
  for each row execute function directory.keep_place_status();

-- Everything that counted to an area on a day: what lies in it, and what it or that had followed by then without being split.
create function directory.areas_within_on(area uuid, day date)
returns setof uuid language sql stable parallel safe
as $$
  with recursive inside(id) as (
    select a.id from directory.area a where a.path @> array[area]
    union
    select f.id from inside i, lateral (
      select a.id from directory.area_succession s join directory.area a on a.path @> array[s.from_id]
      where s.to_id = i.id and s.kind <> 'SPLIT' and s.day <= areas_within_on.day) f
  )
  select id from inside
$$;
