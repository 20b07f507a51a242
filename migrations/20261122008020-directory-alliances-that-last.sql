-- Nobody comes into an alliance that is dissolved (docs/decisions/0056): a membership that begins, or is to, takes a share of the row
-- of its alliance, waits for who dissolves it, or makes them wait. The code is that of a row in the way.
create function directory.refuse_dissolved_alliance() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  now_is text;
begin
  select a.state into now_is from directory.alliance a where a.id = new.alliance_id for share;
  if now_is = 'DISSOLVED' then
    raise exception 'the alliance is dissolved' using errcode = 'exclusion_violation', constraint = 'alliance_is_dissolved';
  end if;
  return new;
end $$;
revoke execute on function directory.refuse_dissolved_alliance() from public;

create trigger membership_of_an_alliance_that_lasts before insert or update of state, valid on directory.membership
  for each row when (new.state in ('APPLIED', 'INVITED', 'ACTIVE')) execute function directory.refuse_dissolved_alliance();
