-- Enrolments (报名招生): places of an offer that persons apply for, who is offered one, and who waits (docs/decisions/0079).

create table exchange.enrolment (
  id uuid primary key,
  offer_id uuid not null,
  owner_unit_id uuid not null,
  places integer not null constraint enrolment_places check (places between 1 and 100000),
  -- When it takes applications: from the one instant until the other, exclusive.
  from_at timestamptz(3) not null,
  until_at timestamptz(3) not null,
  method text not null check (method in ('FIRST_COME', 'DRAWN')),
  hours_to_confirm integer not null constraint enrolment_hours check (hours_to_confirm between 1 and 2160),
  eligibility jsonb not null,
  -- On which day ages count; that of the application where it is null.
  age_on date,
  takes_consent boolean not null,
  -- Of a draw: the number to come that nobody knows yet, and SHA-256 of the secret, both told before anybody applies.
  public_source text check (public_source <> ''),
  commitment text check (commitment ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('OPEN', 'DRAWN', 'ENDED')),
  -- Places that are offered or had; follows the applications by trigger.
  held integer not null default 0,
  opened_at timestamptz(3) not null,
  ended_at timestamptz(3),
  reason text check (reason <> ''),
  version integer not null default 1,
  constraint enrolment_of_offer foreign key (offer_id, owner_unit_id) references exchange.offer (id, owner_unit_id),
  constraint enrolment_of_unit unique (id, owner_unit_id),
  constraint enrolment_in_time check (from_at < until_at),
  constraint enrolment_drawn_openly check ((method = 'DRAWN') = (public_source is not null) and (method = 'DRAWN') = (commitment is not null)),
  constraint enrolment_only_draws_are_drawn check (state <> 'DRAWN' or method = 'DRAWN'),
  constraint enrolment_not_overfull check (held between 0 and places),
  constraint enrolment_ended check ((state = 'ENDED') = (ended_at is not null) and (ended_at is null) = (reason is null))
);
create index enrolment_unit on exchange.enrolment (owner_unit_id, id desc);
create index enrolment_offer on exchange.enrolment (offer_id, id desc);
-- Draws that are due.
create index enrolment_to_draw on exchange.enrolment (owner_unit_id, until_at) where state = 'OPEN' and method = 'DRAWN';

-- What nobody may know while it lasts: the key of the marks of persons, and the secret of the draw. Gone when it ends.
create table exchange.enrolment_secret (
  enrolment_id uuid primary key references exchange.enrolment,
  mark_key bytea not null check (octet_length(mark_key) = 32),
  draw_secret text check (draw_secret ~ '^[0-9a-f]{64}$')
);

create table exchange.enrolment_application (
  id uuid primary key,
  enrolment_id uuid not null,
  offer_unit_id uuid not null,
  -- The unit that applies for somebody, and the post of who did.
  owner_unit_id uuid not null references directory.unit,
  post_id uuid not null references directory.post,
  -- 报名号, for all to see.
  number text not null constraint enrolment_application_number check (number ~ '^[2-9A-HJ-NP-Z]{8}$'),
  state text not null check (state in ('APPLIED', 'WAITING', 'OFFERED', 'ENROLLED', 'DECLINED', 'LAPSED', 'WITHDRAWN', 'LEFT')),
  -- In which order places are offered, from 1: that of coming, or of the draw.
  turn integer check (turn > 0),
  respond_by timestamptz(3),
  applied_at timestamptz(3) not null,
  offered_at timestamptz(3),
  settled_at timestamptz(3),
  -- Of the guardian: when they consented and how that was shown, and when they took it back.
  takes_consent boolean not null,
  consented_at timestamptz(3),
  consent_shown text check (consent_shown <> ''),
  consent_withdrawn_at timestamptz(3),
  version integer not null default 1,
  constraint enrolment_application_number_once unique (number),
  constraint enrolment_application_turn_once unique (enrolment_id, turn),
  constraint enrolment_application_of_enrolment foreign key (enrolment_id, offer_unit_id) references exchange.enrolment (id, owner_unit_id),
  constraint enrolment_application_of_units unique (id, owner_unit_id, offer_unit_id),
  constraint enrolment_application_in_turn check (turn is not null or state in ('APPLIED', 'WITHDRAWN', 'LAPSED')),
  constraint enrolment_application_offered check ((offered_at is null) = (respond_by is null) and (offered_at is not null or state not in ('OFFERED', 'ENROLLED', 'DECLINED', 'LEFT'))),
  constraint enrolment_application_consented check ((consented_at is null) = (consent_shown is null) and (consented_at is not null or not takes_consent)),
  constraint enrolment_application_consent_withdrawn check (consent_withdrawn_at is null or consented_at is not null and state = 'WITHDRAWN')
);
create index enrolment_application_unit on exchange.enrolment_application (owner_unit_id, id desc);
create index enrolment_application_offer_unit on exchange.enrolment_application (offer_unit_id, id desc);
create index enrolment_application_post on exchange.enrolment_application (post_id);
create index enrolment_application_enrolment on exchange.enrolment_application (enrolment_id, number);
-- Who is next, and where somebody stands.
create index enrolment_application_waiting on exchange.enrolment_application (enrolment_id, turn) where state = 'WAITING';
create index enrolment_application_offers on exchange.enrolment_application (respond_by) where state = 'OFFERED';
create index enrolment_application_to_answer on exchange.enrolment_application (owner_unit_id) where state = 'OFFERED';

-- That somebody applied: HMAC-SHA-256 of their identity number under the key of the enrolment. It goes with what is withdrawn.
create table exchange.enrolment_mark (
  enrolment_id uuid not null references exchange.enrolment,
  person_mark bytea not null check (octet_length(person_mark) = 32),
  application_id uuid not null unique references exchange.enrolment_application,
  constraint enrolment_person_once primary key (enrolment_id, person_mark)
);

-- For whom it is, as far as anybody is shown it: nothing more is kept.
create table exchange.enrolment_applicant (
  application_id uuid primary key,
  owner_unit_id uuid not null,
  offer_unit_id uuid not null,
  name text not null constraint enrolment_applicant_name_masked check (name ~ '^[^\s*]{0,2}[*]{2}$'),
  identity_number text not null constraint enrolment_applicant_number_masked check (identity_number ~ '^[0-9]{6}[*]{8}[0-9]{3}[0-9X]$'),
  -- In full years, on the day on which ages count.
  age integer not null check (age between 0 and 150),
  guardian_name text constraint enrolment_guardian_name_masked check (guardian_name ~ '^[^\s*]{0,2}[*]{2}$'),
  guardian_relation text check (guardian_relation in ('MOTHER', 'FATHER', 'GRANDPARENT', 'RELATIVE', 'OTHER')),
  guardian_mobile text constraint enrolment_guardian_mobile_masked check (guardian_mobile ~ '^(([+]86)?1[0-9]{2})?[*]{4}([0-9]{4})?$'),
  constraint enrolment_applicant_of_application foreign key (application_id, owner_unit_id, offer_unit_id)
    references exchange.enrolment_application (id, owner_unit_id, offer_unit_id),
  constraint enrolment_guardian_whole check (num_nulls(guardian_name, guardian_relation) in (0, 2) and (guardian_mobile is null or guardian_name is not null))
);

-- The draw (摇号), once.
create table exchange.enrolment_draw (
  enrolment_id uuid primary key references exchange.enrolment,
  secret text not null,
  public_value text not null check (public_value <> '' and public_value !~ '[\n\r]'),
  list_digest text not null,
  seed text not null,
  applicants integer not null check (applicants >= 0),
  drawn_at timestamptz(3) not null
);

create function exchange.sha256_text(words text) returns text language sql immutable strict parallel safe set search_path = ''
return encode(sha256(convert_to(words, 'UTF8')), 'hex');

-- Places of an offer that are for an enrolment are for nobody else.
create function exchange.enrolment_takes(state text, places integer) returns integer language sql immutable parallel safe
return case when state = 'ENDED' then 0 else places end;

create function exchange.follow_enrolment() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  delta constant integer := exchange.enrolment_takes(new.state, new.places)
    - case when tg_op = 'UPDATE' then exchange.enrolment_takes(old.state, old.places) else 0 end;
begin
  if delta <> 0 then update exchange.offer o set taken = o.taken + delta where o.id = new.offer_id; end if;
  if tg_op = 'UPDATE' and new.state = 'ENDED' and old.state <> 'ENDED' then
    delete from exchange.enrolment_secret s where s.enrolment_id = new.id;
    delete from exchange.enrolment_mark m where m.enrolment_id = new.id;
    delete from exchange.enrolment_applicant p using exchange.enrolment_application a where a.id = p.application_id and a.enrolment_id = new.id;
  end if;
  return null;
end
$$;
create trigger enrolment_takes_places after insert or update of places, state on exchange.enrolment
  for each row execute function exchange.follow_enrolment();

create function exchange.check_enrolment_move() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if old.state = 'ENDED' then perform exchange.refuse('enrolment_stays_ended', 'an enrolment that has ended stays so'); end if;
  if new.state = 'DRAWN' and not exists (select from exchange.enrolment_draw d where d.enrolment_id = new.id) then
    perform exchange.refuse('enrolment_drawn_on_record', 'an enrolment is drawn by a draw');
  end if;
  if old.state = 'DRAWN' and new.state = 'OPEN' then perform exchange.refuse('enrolment_drawn_once', 'what is drawn is drawn'); end if;
  if new.state = 'ENDED' and exists (select from exchange.enrolment_application a where a.enrolment_id = new.id
      and a.state in ('APPLIED', 'WAITING', 'OFFERED', 'ENROLLED')) then
    perform exchange.refuse('enrolment_ended_for_all', 'an enrolment ends for all who are in it');
  end if;
  return new;
end
$$;
create trigger enrolment_moves before update on exchange.enrolment for each row execute function exchange.check_enrolment_move();

create function exchange.enrolment_holds(state text) returns integer language sql immutable parallel safe
return case when state in ('OFFERED', 'ENROLLED') then 1 else 0 end;

create function exchange.check_application_move() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('APPLIED', 'WAITING', 'OFFERED') then
      perform exchange.refuse('enrolment_application_starts', 'an application begins by applying');
    end if;
    if not exists (select from exchange.enrolment e where e.id = new.enrolment_id and e.state = 'OPEN'
        and e.from_at <= new.applied_at and new.applied_at < e.until_at and (new.takes_consent or not e.takes_consent)
        and (e.method = 'DRAWN') = (new.state = 'APPLIED')) then
      perform exchange.refuse('enrolment_application_in_time', 'an enrolment takes applications in its time, on its terms');
    end if;
    return new;
  end if;
  if old.turn is not null and new.turn is distinct from old.turn then
    perform exchange.refuse('enrolment_application_keeps_its_turn', 'whose turn it is stays as it was');
  end if;
  if new.state <> old.state and not (case old.state
      when 'APPLIED' then new.state in ('OFFERED', 'WAITING', 'WITHDRAWN', 'LAPSED')
      when 'WAITING' then new.state in ('OFFERED', 'WITHDRAWN', 'LAPSED')
      when 'OFFERED' then new.state in ('ENROLLED', 'DECLINED', 'LAPSED', 'WITHDRAWN')
      when 'ENROLLED' then new.state in ('LEFT', 'WITHDRAWN')
      else false end) then
    perform exchange.refuse('enrolment_application_moves', 'an application moves as its machine says');
  end if;
  return new;
end
$$;
create trigger enrolment_application_moves before insert or update on exchange.enrolment_application
  for each row execute function exchange.check_application_move();

create function exchange.follow_application() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  delta constant integer := exchange.enrolment_holds(new.state)
    - case when tg_op = 'UPDATE' then exchange.enrolment_holds(old.state) else 0 end;
begin
  if delta <> 0 then update exchange.enrolment e set held = e.held + delta where e.id = new.enrolment_id; end if;
  if new.state = 'OFFERED' and (tg_op = 'INSERT' or old.state <> 'OFFERED') and exists (
      select from exchange.enrolment_application a where a.enrolment_id = new.enrolment_id and a.state = 'WAITING' and a.turn < new.turn) then
    perform exchange.refuse('enrolment_nobody_passed_over', 'somebody before them waits still');
  end if;
  if new.state = 'WITHDRAWN' then
    delete from exchange.enrolment_mark m where m.application_id = new.id;
    delete from exchange.enrolment_applicant p where p.application_id = new.id;
  end if;
  return null;
end
$$;
create trigger enrolment_application_counts after insert or update of state on exchange.enrolment_application
  for each row execute function exchange.follow_application();

-- Looked at when the transaction ends: while somebody waits, no place is free.
create function exchange.check_no_place_idle() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from exchange.enrolment e where e.id = coalesce(to_jsonb(new) ->> 'enrolment_id', to_jsonb(new) ->> 'id')::uuid
      and e.held < e.places and exists (select from exchange.enrolment_application a where a.enrolment_id = e.id and a.state = 'WAITING')) then
    perform exchange.refuse('enrolment_no_place_idle', 'a place that is free is offered to who is next');
  end if;
  return null;
end
$$;
create constraint trigger enrolment_no_place_idle after insert or update of state on exchange.enrolment_application
  deferrable initially deferred for each row execute function exchange.check_no_place_idle();
create constraint trigger enrolment_no_place_idle after update of places on exchange.enrolment
  deferrable initially deferred for each row execute function exchange.check_no_place_idle();

-- What is drawn is what was committed to, of all who applied, after applications closed.
create function exchange.check_draw() returns trigger language plpgsql security definer set search_path = ''
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
    where a.enrolment_id = new.enrolment_id and a.state = 'APPLIED' order by a.number collate "C");
  if exchange.sha256_text(new.secret) <> of_it.commitment
    or new.list_digest <> exchange.sha256_text(array_to_string(numbers, E'\n'))
    or new.seed <> exchange.sha256_text(new.secret || E'\n' || new.public_value || E'\n' || new.list_digest)
    or new.applicants <> cardinality(numbers) then
    perform exchange.refuse('enrolment_drawn_as_committed', 'a draw opens what was committed to');
  end if;
  return new;
end
$$;
create trigger enrolment_drawn_as_committed before insert on exchange.enrolment_draw for each row execute function exchange.check_draw();

-- And its order is that of the seed.
create function exchange.check_draw_order() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from (
      select a.turn, row_number() over (order by exchange.sha256_text(new.seed || E'\n' || a.number) collate "C") as place
      from exchange.enrolment_application a where a.enrolment_id = new.enrolment_id and a.turn is not null) d where d.turn <> d.place)
    or (select count(a.turn) from exchange.enrolment_application a where a.enrolment_id = new.enrolment_id) <> new.applicants then
    perform exchange.refuse('enrolment_drawn_in_order', 'turns follow the seed');
  end if;
  return null;
end
$$;
create constraint trigger enrolment_drawn_in_order after insert on exchange.enrolment_draw deferrable initially deferred
  for each row execute function exchange.check_draw_order();

-- Locks the enrolment; what was not answered in time is over, and whoever is next is offered what is free. How many were told.
create function exchange.settle_enrolment(enrolment uuid, at timestamptz) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  of_it exchange.enrolment;
  moved integer;
begin
  select e.* into of_it from exchange.enrolment e where e.id = enrolment for update;
  if of_it.state is null or of_it.state = 'ENDED' then return 0; end if;
  with over as (
    update exchange.enrolment_application a set state = 'LAPSED', settled_at = a.respond_by, version = a.version + 1
    where a.enrolment_id = enrolment and a.state = 'OFFERED' and a.respond_by <= at
    returning a.id, a.owner_unit_id, a.version)
  insert into data.outbox (id, type, subject_type, subject_id, alliance_id, unit_ids, version, actor, at, body)
    select gen_random_uuid(), 'enrolment:lapsed', 'application', o.id, null, array[o.owner_unit_id, of_it.owner_unit_id], o.version,
      '{"person": null, "app": null, "unit": null}'::jsonb, at, '{"state": "LAPSED"}'::jsonb from over o;
  get diagnostics moved = row_count;
  select e.* into of_it from exchange.enrolment e where e.id = enrolment;
  with next as (
    select a.id from exchange.enrolment_application a where a.enrolment_id = enrolment and a.state = 'WAITING'
    order by a.turn limit greatest(of_it.places - of_it.held, 0)
  ), told as (
    update exchange.enrolment_application a set state = 'OFFERED', offered_at = at,
      respond_by = at + make_interval(hours => of_it.hours_to_confirm), version = a.version + 1
    from next where a.id = next.id
    returning a.id, a.owner_unit_id, a.version)
  insert into data.outbox (id, type, subject_type, subject_id, alliance_id, unit_ids, version, actor, at, body)
    select gen_random_uuid(), 'enrolment:offered', 'application', o.id, null, array[o.owner_unit_id, of_it.owner_unit_id], o.version,
      '{"person": null, "app": null, "unit": null}'::jsonb, at, '{"state": "OFFERED"}'::jsonb from told o;
  return moved;
end
$$;

create trigger enrolment_of_a_unit_that_lasts before insert on exchange.enrolment
  for each row execute function directory.refuse_dissolved('owner_unit_id');
create trigger enrolment_application_of_a_unit_that_lasts before insert on exchange.enrolment_application
  for each row execute function directory.refuse_dissolved('owner_unit_id');

-- For the unit that applied and the one that is applied to. Not forced: what is forgotten is forgotten by the owner's triggers.
alter table exchange.enrolment_applicant enable row level security;
create policy read_applicants on exchange.enrolment_applicant for select to qinlin_guarded, qinlin_writer
  using ((select rights.my_app()) is null and (select rights.my_unit()) in (owner_unit_id, offer_unit_id));
create policy enter_applicants on exchange.enrolment_applicant for insert to qinlin_writer
  with check ((select rights.my_app()) is null and owner_unit_id = (select rights.my_unit()));

revoke execute on function exchange.sha256_text(text), exchange.enrolment_takes(text, integer), exchange.follow_enrolment(),
  exchange.check_enrolment_move(), exchange.enrolment_holds(text), exchange.check_application_move(), exchange.follow_application(),
  exchange.check_no_place_idle(), exchange.check_draw(), exchange.check_draw_order(), exchange.settle_enrolment(uuid, timestamptz) from public;
grant execute on function exchange.settle_enrolment(uuid, timestamptz) to qinlin_writer;

grant select on exchange.enrolment, exchange.enrolment_application, exchange.enrolment_draw to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on exchange.enrolment_applicant to qinlin_guarded, qinlin_writer;
grant select, insert on exchange.enrolment_secret, exchange.enrolment_mark to qinlin_writer;
grant insert on exchange.enrolment_applicant, exchange.enrolment_draw to qinlin_writer;
grant insert (id, offer_id, owner_unit_id, places, from_at, until_at, method, hours_to_confirm, eligibility, age_on, takes_consent, public_source,
  commitment, state, opened_at, ended_at, reason, version), update (places, state, ended_at, reason, version) on exchange.enrolment to qinlin_writer;
grant insert, update (state, turn, respond_by, offered_at, settled_at, consent_withdrawn_at, version) on exchange.enrolment_application to qinlin_writer;
