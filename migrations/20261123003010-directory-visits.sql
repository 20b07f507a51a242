-- Who visited a household, when, and what came of it (docs/decisions/0063).

create table directory.visit (
  id uuid primary key,
  household_id uuid not null,
  host_unit_id uuid not null,
  type_code text not null references directory.household_link_type (code),
  -- By which link, and who: of somebody who was erased neither is known any more.
  link_id uuid,
  person_id uuid,
  day date not null,
  purpose text not null references directory.term (code),
  outcome text not null references directory.term (code),
  needs_follow_up boolean not null,
  state text not null check (state in ('RECORDED', 'WITHDRAWN')),
  recorded_at timestamptz(3) not null,
  changed_at timestamptz(3),
  version integer not null default 1,
  constraint visit_of_household foreign key (household_id, host_unit_id) references directory.household (id, host_unit_id),
  constraint visit_by_link foreign key (link_id, household_id, host_unit_id, type_code, person_id)
    references directory.household_link (id, household_id, host_unit_id, type_code, person_id),
  constraint visit_by_somebody check ((link_id is null) = (person_id is null)),
  constraint visit_not_to_come check (day <= (coalesce(changed_at, recorded_at) at time zone 'Asia/Shanghai')::date),
  constraint visit_changed_in_time check (changed_at < recorded_at + interval '168 hours'),
  constraint visit_withdrawn_at_some_time check (state = 'RECORDED' or changed_at is not null)
);
-- Of a unit, of a household, of a link, by somebody; and what is counted of a month.
create index visit_host on directory.visit (host_unit_id, id desc);
create index visit_household on directory.visit (household_id, id desc);
create index visit_link on directory.visit (link_id, id desc) where link_id is not null;
create index visit_person on directory.visit (person_id, id desc) where person_id is not null;
create index visit_day on directory.visit (host_unit_id, day) where state = 'RECORDED';

-- Recorded while linked, of a day on which they were. Whoever ends the link is waited for, hence the code.
create function directory.check_visit() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  linked tstzrange;
begin
  select l.valid into linked from directory.household_link l where l.id = new.link_id for share;
  if linked is null or tg_op = 'INSERT' and not linked @> new.recorded_at
    or new.day < (lower(linked) at time zone 'Asia/Shanghai')::date or new.day > (upper(linked) at time zone 'Asia/Shanghai')::date then
    raise exception 'whoever visits is linked' using errcode = 'exclusion_violation', constraint = 'visit_while_linked';
  end if;
  return new;
end
$$;
create trigger visit_while_linked before insert or update of day on directory.visit
  for each row execute function directory.check_visit();

-- What was said before it was corrected or withdrawn.
create table directory.visit_version (
  visit_id uuid not null references directory.visit,
  number integer not null,
  day date not null,
  purpose text not null references directory.term (code),
  outcome text not null references directory.term (code),
  needs_follow_up boolean not null,
  replaced_at timestamptz(3) not null,
  primary key (visit_id, number)
);
create function directory.keep_visit() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if old.state <> 'RECORDED' then
    raise exception 'what was withdrawn stays so' using errcode = 'check_violation', constraint = 'visit_stays_withdrawn';
  end if;
  insert into directory.visit_version (visit_id, number, day, purpose, outcome, needs_follow_up, replaced_at)
  values (old.id, old.version, old.day, old.purpose, old.outcome, old.needs_follow_up, new.changed_at);
  return null;
end
$$;
create trigger visit_kept after update of day, purpose, outcome, needs_follow_up, state on directory.visit
  for each row execute function directory.keep_visit();

-- How many households of a unit are linked now, how many of them were visited in a month, and how often. Nothing where there are
-- fewer than five households: a small number tells which.
create function directory.household_figures(unit uuid, day date, at timestamptz) returns table (linked integer, visited integer, visits integer)
language sql stable security definer set search_path = ''
as $$
  select case when l.households >= 5 then l.households end, case when v.households >= 5 then v.households end,
    case when v.households >= 5 then v.visits end
  from (select count(distinct o.household_id)::integer as households from directory.household_link o
      where o.host_unit_id = unit and o.valid @> at) l,
    (select count(distinct i.household_id)::integer as households, count(*)::integer as visits from directory.visit i
      where i.host_unit_id = unit and i.state = 'RECORDED' and i.day >= date_trunc('month', household_figures.day::timestamp)::date
        and i.day < (date_trunc('month', household_figures.day::timestamp) + interval '1 month')::date) v
$$;

-- For the unit and for who visited. Not forced: the functions above are their owner's.
alter table directory.visit enable row level security;
alter table directory.visit_version enable row level security;
create policy read_visit on directory.visit for select to qinlin_guarded, qinlin_writer using (
  (select rights.my_app()) is null and (host_unit_id = (select rights.my_unit()) or person_id = (select rights.my_person()))
);
create policy record_visit on directory.visit for insert to qinlin_writer with check (
  (select rights.my_app()) is null and person_id = (select rights.my_person()) and state = 'RECORDED'
);
create policy change_visit on directory.visit for update to qinlin_writer using (
  (select rights.my_app()) is null and person_id = (select rights.my_person())
);
create policy read_visit_version on directory.visit_version for select to qinlin_guarded using (
  exists (select from directory.visit v where v.id = visit_id)
);

-- Whoever is erased is linked to nobody; that a household was visited is the unit's to know (docs/decisions/0061).
create or replace function directory.erase_person() returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := rights.my_person();
begin
  if me is null or rights.my_app() is not null then return false; end if;
  perform from directory.person_relation r where r.person_id = me order by r.id for update;
  perform from directory.household_link l where l.person_id = me order by l.id for update;
  update directory.visit v set link_id = null, person_id = null where v.person_id = me;
  delete from directory.household_link l where l.person_id = me;
  delete from directory.person_relation r where r.person_id = me;
  delete from directory.person_attribute a where a.person_id = me;
  update directory.invitation i set person_name = '已删除'
  where i.id in (select p.invitation_id from directory.post p where p.person_id = me);
  update directory.person p set name = '已删除', version = p.version + 1 where p.id = me;
  return found;
end $$;

revoke execute on function directory.check_visit(), directory.keep_visit(), directory.household_figures(uuid, date, timestamptz) from public;
grant execute on function directory.household_figures(uuid, date, timestamptz) to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on directory.visit to qinlin_guarded, qinlin_writer;
grant select on directory.visit_version to qinlin_guarded;
grant insert, update (day, purpose, outcome, needs_follow_up, state, changed_at, version) on directory.visit to qinlin_writer;
