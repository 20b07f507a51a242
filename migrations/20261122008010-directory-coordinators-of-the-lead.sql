-- A coordinator belongs to the unit that leads (docs/decisions/0042). Whoever is given the post waits for who hands the alliance over
-- or dissolves it, or makes them wait. The code is that of a row in the way: the act is tried once more and told what it finds then.
create function directory.check_coordinator() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  a directory.alliance;
begin
  select * into a from directory.alliance l where l.id = new.alliance_id for share;
  if a.state <> 'ACTIVE' or a.lead_unit_id <> new.unit_id then
    raise exception 'who coordinates an alliance belongs to the unit that leads it'
      using errcode = 'exclusion_violation', constraint = 'post_coordinates_for_the_lead';
  end if;
  return new;
end $$;
revoke execute on function directory.check_coordinator() from public;

create trigger post_coordinates_for_the_lead before insert on directory.post
  for each row when (new.role = 'COORDINATOR' and current_user = 'qinlin_writer') execute function directory.check_coordinator();
