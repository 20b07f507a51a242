-- The second fence (docs/decisions/0019): what no act may do is refused by the database too, whoever forgot to ask.

-- Counters are changed by their triggers alone. These work as the owner, whose search path nobody else can set; the
-- writer itself is granted no counter, neither to change nor to begin with.
alter function exchange.follow_match() security definer set search_path = '';
alter function exchange.follow_booking() security definer set search_path = '';
alter function exchange.follow_answer() security definer set search_path = '';
alter function projects.follow_answer() security definer set search_path = '';
revoke execute on function exchange.follow_match(), exchange.follow_booking(), exchange.follow_answer(),
  projects.follow_answer() from public;

revoke insert on exchange.offer, exchange.need, exchange.slot, exchange.commitment, projects.project from qinlin_writer;
do $$
declare counted record;
begin
  for counted in
    select c.oid::regclass as relation, string_agg(quote_ident(a.attname), ', ') as columns
    from (values ('exchange.offer', 'taken'), ('exchange.need', 'covered'), ('exchange.slot', 'taken'),
      ('exchange.commitment', 'fulfilled'), ('projects.project', 'contributed_hours')) as counter (relation, name)
    join pg_class c on c.oid = counter.relation::regclass
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname <> counter.name
    group by c.oid
  loop
    execute format('grant insert (%s) on %s to qinlin_writer', counted.columns, counted.relation);
  end loop;
end $$;

-- An act changes the state of a thing and what goes with the state. Who it is between, what of and how much was agreed
-- to by somebody, and stays. Resources and slots are only locked, which wants one column.
revoke update on exchange.resource, exchange.slot, exchange.offer, exchange.need, exchange.match, exchange.agreement,
  exchange.commitment, exchange.booking, projects.project from qinlin_writer;
grant update (version) on exchange.resource, exchange.slot to qinlin_writer;
grant update (state, version) on exchange.offer, exchange.need, exchange.commitment, exchange.booking, projects.project
  to qinlin_writer;
grant update (state, supplier_accepted_at, demander_accepted_at, reason, version) on exchange.match to qinlin_writer;
grant update (state, reason, activated_at, version) on exchange.agreement to qinlin_writer;

-- A match is between the unit of its need and, where there is an offer, the unit of that.
alter table exchange.need add constraint need_of_unit unique (id, owner_unit_id);
alter table exchange.offer add constraint offer_of_unit unique (id, owner_unit_id);
alter table exchange.match
  add constraint match_demander_has_need foreign key (need_id, demander_unit_id) references exchange.need (id, owner_unit_id),
  add constraint match_supplier_has_offer foreign key (offer_id, supplier_unit_id) references exchange.offer (id, owner_unit_id);

-- The state of a match says how many have accepted; one that has ended may have got anywhere before.
alter table exchange.match
  drop constraint match_check3,
  add constraint match_accepted_as_stated check (
    case state
      when 'PROPOSED' then num_nonnulls(supplier_accepted_at, demander_accepted_at) = 0
      when 'ACCEPTED_BY_ONE' then num_nonnulls(supplier_accepted_at, demander_accepted_at) = 1
      when 'AGREED' then num_nonnulls(supplier_accepted_at, demander_accepted_at) = 2
      else true
    end);

-- An agreement is between the two sides of its match, in the same alliance.
alter table exchange.match add constraint match_of_sides unique (id, alliance_id, supplier_unit_id, demander_unit_id);
alter table exchange.agreement add constraint agreement_between_sides
  foreign key (match_id, alliance_id, supplier_unit_id, demander_unit_id)
  references exchange.match (id, alliance_id, supplier_unit_id, demander_unit_id);

-- What is fulfilled is fulfilled to the last.
alter table exchange.commitment add constraint commitment_fulfilled_in_full
  check (state <> 'FULFILLED' or fulfilled = quantity);

-- Hours are given by partners. The pair is unique among partners already.
alter table projects.contribution add constraint contribution_by_partner
  foreign key (project_id, unit_id) references projects.partner (project_id, unit_id);

-- What a check cannot say, since it looks at another table: who is a party. "Either of two" is no foreign key.

create function exchange.refuse(rule text, reason text) returns void language plpgsql set search_path = ''
as $$
begin
  raise exception '%', reason using errcode = 'check_violation', constraint = rule;
end $$;

create function exchange.check_signature() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.agreement a
    where a.id = new.agreement_id and new.unit_id in (a.supplier_unit_id, a.demander_unit_id)) then
    perform exchange.refuse('signature_by_party', 'only the two units of an agreement sign it');
  end if;
  return new;
end $$;
create trigger signature_by_party before insert on exchange.signature
  for each row execute function exchange.check_signature();

-- Looked at when the transaction ends: signature and state may come in either order.
create function exchange.check_active() returns trigger language plpgsql set search_path = ''
as $$
begin
  if new.state in ('ACTIVE', 'COMPLETED') and 2 <> (select count(*) from exchange.signature s
    where s.agreement_id = new.id and s.unit_id in (new.supplier_unit_id, new.demander_unit_id)) then
    perform exchange.refuse('agreement_active_when_signed', 'an agreement is active when both units have signed it');
  end if;
  return null;
end $$;
create constraint trigger agreement_active_when_signed after insert or update of state on exchange.agreement
  deferrable initially deferred for each row execute function exchange.check_active();

create function exchange.check_commitment() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.agreement a where a.id = new.agreement_id
    and (new.from_unit_id, new.to_unit_id) in ((a.supplier_unit_id, a.demander_unit_id), (a.demander_unit_id, a.supplier_unit_id))) then
    perform exchange.refuse('commitment_between_parties', 'a commitment is from one unit of its agreement to the other');
  end if;
  return new;
end $$;
create trigger commitment_between_parties before insert on exchange.commitment
  for each row execute function exchange.check_commitment();

create function exchange.check_event() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.commitment c
    where c.id = new.commitment_id and new.recorded_by_unit_id in (c.from_unit_id, c.to_unit_id)) then
    perform exchange.refuse('event_recorded_by_side', 'a delivery is recorded by one of the two units it is between');
  end if;
  return new;
end $$;
create trigger event_recorded_by_side before insert on exchange.event
  for each row execute function exchange.check_event();

create function exchange.check_event_answer() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    where e.id = new.event_id and new.unit_id in (c.from_unit_id, c.to_unit_id) and new.unit_id <> e.recorded_by_unit_id) then
    perform exchange.refuse('event_answered_by_other_side', 'a delivery is answered by the unit that did not record it');
  end if;
  return new;
end $$;
create trigger event_answered_by_other_side before insert on exchange.event_answer
  for each row execute function exchange.check_event_answer();
