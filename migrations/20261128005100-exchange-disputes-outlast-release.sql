-- What is disputed may count yet: who objected does not make it void by giving up the rest. Parties come with their agreement.

-- How much of a promise its giver says was delivered and the other side disputes, while that may still be decided: it is put to the
-- coordinators, or its giver has recorded nothing in its place since.
create function exchange.contested(commitment uuid) returns numeric language sql stable set search_path = ''
return (
  select coalesce(sum(e.quantity), 0) from exchange.event e
    join exchange.commitment c on c.id = e.commitment_id join exchange.event_answer a on a.event_id = e.id
  where e.commitment_id = contested.commitment and e.state = 'DISPUTED' and e.reverses_id is null and e.recorded_by_unit_id = c.from_unit_id
    and (exists (select from exchange.event_referral r where r.event_id = e.id)
      or not exists (select from exchange.event o where o.commitment_id = e.commitment_id and o.reverses_id is null
        and o.recorded_by_unit_id = c.from_unit_id and o.recorded_at > a.answered_at and o.id <> e.id)));

create or replace function exchange.check_commitment_release() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id where c.id = new.commitment_id and c.state = 'OPEN'
    and case when new.unit_id is null then g.state in ('TERMINATED', 'EXPIRED') else c.to_unit_id = new.unit_id end) then
    perform exchange.refuse('commitment_released_by_receiver', 'a promise is released by the unit that it was made to, or when its agreement has ended');
  end if;
  if exists (select from exchange.commitment c where c.id = new.commitment_id and c.quantity < c.fulfilled + c.released + new.quantity
    + exchange.contested(c.id) + (select coalesce(sum(e.quantity), 0) from exchange.event e
      where e.commitment_id = c.id and e.state = 'RECORDED' and e.reverses_id is null)) then
    perform exchange.refuse('release_of_what_is_open', 'what waits for an answer or is disputed is not released');
  end if;
  return new;
end $$;

create or replace function exchange.check_commitment_breach() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.commitment c where c.id = new.commitment_id and c.state = 'OPEN' and c.to_unit_id = new.unit_id
    and c.due_at <= new.declared_at) then
    perform exchange.refuse('breach_declared_by_receiver', 'that a promise was not kept is said by the unit that it was made to, once it is overdue');
  end if;
  if exists (select from exchange.commitment c where c.id = new.commitment_id
    and c.quantity <= c.fulfilled + c.released + (select coalesce(sum(e.quantity), 0) from exchange.event e
      where e.commitment_id = c.id and e.state = 'RECORDED' and e.reverses_id is null)) then
    perform exchange.refuse('breach_of_what_is_not_answered', 'who has not answered what was recorded does not say that it was not kept');
  end if;
  return new;
end $$;

-- Who is a party is in what is signed: nobody becomes one later.
create function exchange.check_party_comes_with_agreement() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.agreement g where g.id = new.agreement_id
    and g.xmin::text = (pg_current_xact_id()::text::numeric % 4294967296)::text) then
    perform exchange.refuse('party_comes_with_agreement', 'the parties of an agreement are those that it was made with');
  end if;
  return null;
end $$;
create constraint trigger party_comes_with_agreement after insert on exchange.agreement_party initially deferred
  for each row execute function exchange.check_party_comes_with_agreement();

-- What is promised is what is signed: a commitment says what its place in the terms says, once unless the terms say otherwise.
create function exchange.check_commitment_is_signed() returns trigger language plpgsql set search_path = ''
as $$
declare
  planned jsonb;
begin
  select e.terms -> 'commitments' -> (new.series - 1) into planned from exchange.agreement g
    join exchange.agreement_edition e on e.agreement_id = g.id and e.number = g.edition where g.id = new.agreement_id;
  if (substr(planned ->> 'from', 6)::uuid, substr(planned ->> 'to', 6)::uuid, planned ->> 'action', planned ->> 'title',
      (planned #>> '{quantity,value}')::numeric, planned #>> '{quantity,unit}')
    is distinct from (new.from_unit_id, new.to_unit_id, new.action, new.title, new.quantity, new.quantity_unit)
    or planned ->> 'recurrence' is null and exists (select from exchange.commitment o
      where o.agreement_id = new.agreement_id and o.series = new.series and o.id <> new.id) then
    perform exchange.refuse('commitment_is_signed', 'what is promised is what the terms of the agreement say');
  end if;
  return null;
end $$;
create constraint trigger commitment_is_signed after insert on exchange.commitment initially deferred
  for each row execute function exchange.check_commitment_is_signed();

revoke execute on function exchange.contested(uuid), exchange.check_party_comes_with_agreement(), exchange.check_commitment_is_signed() from public;
grant execute on function exchange.contested(uuid) to qinlin_writer;
