-- The list that is drawn is that of when applications closed: who withdraws after that stays on it, and their place goes to
-- the next (docs/decisions/0080). Otherwise whoever knows the secret could still change the list.
create function exchange.is_on_list(state text, settled_at timestamptz, until_at timestamptz) returns boolean
language sql immutable parallel safe
return state = 'APPLIED' or state = 'WITHDRAWN' and settled_at >= until_at;

create or replace function exchange.check_draw() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  of_it exchange.enrolment;
  numbers text[];
begin
  select e.* into of_it from exchange.enrolment e where e.id = new.enrolment_id for update;
  if of_it.method <> 'DRAWN' or new.drawn_at < of_it.until_at then
    perform exchange.refuse('enrolment_drawn_when_closed', 'a draw comes after the applications');
  end if;
  numbers := array(select a.number from exchange.enrolment_application a
    where a.enrolment_id = new.enrolment_id and exchange.is_on_list(a.state, a.settled_at, of_it.until_at) order by a.number collate "C");
  if exchange.sha256_text(new.secret) <> of_it.commitment
    or new.list_digest <> exchange.sha256_text(array_to_string(numbers, E'\n'))
    or new.seed <> exchange.sha256_text(new.secret || E'\n' || new.public_value || E'\n' || new.list_digest)
    or new.applicants <> cardinality(numbers) then
    perform exchange.refuse('enrolment_drawn_as_committed', 'a draw opens what was committed to');
  end if;
  return new;
end
$$;

-- When an application of a draw was withdrawn says whether it stays on the list: nobody writes it later, or for another time.
create function exchange.check_withdrawn() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if new.state = 'WITHDRAWN' and (new.settled_at is null or old.state = 'WITHDRAWN' and new.settled_at is distinct from old.settled_at) then
    perform exchange.refuse('enrolment_withdrawn_then', 'when an application was withdrawn is told once');
  end if;
  return new;
end
$$;
create trigger enrolment_withdrawn_then before update on exchange.enrolment_application
  for each row when (new.state = 'WITHDRAWN') execute function exchange.check_withdrawn();

-- Whether a unit applied to an enrolment.
create index enrolment_application_own on exchange.enrolment_application (enrolment_id, owner_unit_id);

revoke execute on function exchange.is_on_list(text, timestamptz, timestamptz), exchange.check_withdrawn() from public;
grant execute on function exchange.is_on_list(text, timestamptz, timestamptz) to qinlin_writer;
