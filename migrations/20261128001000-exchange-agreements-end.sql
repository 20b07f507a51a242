-- The life of an agreement (docs/decisions/0097): it is suspended and goes on, notice is given of it, and it ends, by notice or when its
-- time is over. What time does to it is so at that instant, whoever reads or acts, and written down later.

alter table exchange.agreement
  -- When it ends, and as what, unless everything is delivered before: what its terms say, or what notice was given for, whichever is first.
  add column ends_at timestamptz(3),
  add column ends_as text,
  -- Since when it stands still, and until when, where that was said.
  add column suspended_at timestamptz(3),
  add column suspended_until timestamptz(3),
  drop constraint agreement_state_check,
  drop constraint agreement_check;
alter table exchange.agreement
  add constraint agreement_state_check
    check (state in ('PENDING_SIGNATURES', 'ACTIVE', 'SUSPENDED', 'COMPLETED', 'CANCELLED', 'TERMINATED', 'EXPIRED')),
  add constraint agreement_active_since check ((state in ('PENDING_SIGNATURES', 'CANCELLED')) = (activated_at is null)),
  add constraint agreement_ends_as check (ends_as in ('TERMINATED', 'EXPIRED')),
  add constraint agreement_ends_somehow check ((ends_at is null) = (ends_as is null)),
  add constraint agreement_ends_once_active check (activated_at is not null or ends_at is null),
  add constraint agreement_ended_as_said check (state not in ('TERMINATED', 'EXPIRED') or coalesce(state = ends_as, false)),
  add constraint agreement_suspended_since check ((state = 'SUSPENDED') = (suspended_at is not null)),
  add constraint agreement_suspended_until check (suspended_until is null or coalesce(suspended_until > suspended_at, false));

-- Those that stand end when their terms say so.
update exchange.agreement g set ends_at = (e.terms ->> 'validThrough')::timestamptz, ends_as = 'EXPIRED'
  from exchange.agreement_edition e
  where e.agreement_id = g.id and e.number = g.edition and g.state in ('ACTIVE', 'COMPLETED') and e.terms ->> 'validThrough' is not null;

create index agreement_ending on exchange.agreement (ends_at, id) where state in ('ACTIVE', 'SUSPENDED') and ends_at is not null;
create index agreement_suspended on exchange.agreement (suspended_until, id) where state = 'SUSPENDED' and suspended_until is not null;

-- A time for which it stands still, by word of a party: until another word, until the instant that was said, or until it ends.
create table exchange.agreement_suspension (
  id uuid primary key,
  agreement_id uuid not null references exchange.agreement,
  unit_id uuid not null references directory.unit,
  reason text not null check (reason <> ''),
  suspended_at timestamptz(3) not null,
  until timestamptz(3),
  ended_at timestamptz(3),
  resumed_by_unit_id uuid references directory.unit,
  constraint agreement_suspension_forward check (until > suspended_at),
  constraint agreement_suspension_ended_in_time check (ended_at >= suspended_at and (until is null or ended_at <= until)),
  constraint agreement_suspension_resumed_when_ended check (resumed_by_unit_id is null or ended_at is not null),
  constraint agreement_suspension_by_party foreign key (agreement_id, unit_id)
    references exchange.agreement_party (agreement_id, unit_id),
  constraint agreement_suspension_ended_by_party foreign key (agreement_id, resumed_by_unit_id)
    references exchange.agreement_party (agreement_id, unit_id)
);
create index agreement_suspension_of on exchange.agreement_suspension (agreement_id, id);
create unique index agreement_suspension_once on exchange.agreement_suspension (agreement_id) where ended_at is null;
create index agreement_suspension_unit on exchange.agreement_suspension (unit_id);
create index agreement_suspension_resumed_by on exchange.agreement_suspension (resumed_by_unit_id) where resumed_by_unit_id is not null;

-- A notice that a party has given: it stands until it is withdrawn, and takes effect at that instant.
create table exchange.agreement_termination (
  id uuid primary key,
  agreement_id uuid not null references exchange.agreement,
  unit_id uuid not null references directory.unit,
  reason text not null check (reason <> ''),
  given_at timestamptz(3) not null,
  effective_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  constraint agreement_termination_forward check (effective_at >= given_at),
  constraint agreement_termination_withdrawn_in_time check (withdrawn_at >= given_at and withdrawn_at < effective_at),
  constraint agreement_termination_by_party foreign key (agreement_id, unit_id)
    references exchange.agreement_party (agreement_id, unit_id)
);
create index agreement_termination_of on exchange.agreement_termination (agreement_id, id);
create unique index agreement_termination_once_each on exchange.agreement_termination (agreement_id, unit_id) where withdrawn_at is null;
create index agreement_termination_unit on exchange.agreement_termination (unit_id);

-- What an agreement is at an instant, by the clock alone.
create function exchange.agreement_state_at(state text, suspended_until timestamptz, ends_at timestamptz, ends_as text, at timestamptz)
  returns text language sql immutable
return case when state in ('ACTIVE', 'SUSPENDED') and ends_at <= at then ends_as
  when state = 'SUSPENDED' and suspended_until <= at then 'ACTIVE' else state end;

-- What its promises are due by: the clock stands while it is suspended, and where it is not in force there is none. Where it was said
-- until when, all that is due later was put off by that at once.
create function exchange.agreement_clock(state text, suspended_at timestamptz, suspended_until timestamptz, ends_at timestamptz, at timestamptz)
  returns timestamptz language sql immutable
return case when state not in ('ACTIVE', 'SUSPENDED') or ends_at <= at then null
  when state = 'SUSPENDED' and coalesce(suspended_until > at, true) then coalesce(suspended_until, suspended_at) else at end;

-- What was left of the time to answer when its agreement was suspended without saying until when: nobody is waited for meanwhile.
alter table exchange.event add column confirm_left interval,
  add constraint event_confirm_left_without_term check (confirm_left is null or confirm_by is null and confirm_left > interval '0');

-- Whatever of an agreement comes after an instant, later by so many seconds.
create function exchange.put_off(of_agreement uuid, after timestamptz, seconds double precision) returns void language sql set search_path = ''
begin atomic
  update exchange.commitment c set due_at = c.due_at + make_interval(secs => seconds)
    where c.agreement_id = of_agreement and c.due_at > after;
  update exchange.event e set confirm_by = e.confirm_by + make_interval(secs => seconds)
    from exchange.commitment c
    where c.id = e.commitment_id and c.agreement_id = of_agreement and e.state = 'RECORDED' and e.confirm_by > after;
end;

create function exchange.follow_suspension() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' and new.until is null then
    update exchange.event e set confirm_by = null, confirm_left = make_interval(secs => extract(epoch from e.confirm_by - new.suspended_at)::double precision)
      from exchange.commitment c
      where c.id = e.commitment_id and c.agreement_id = new.agreement_id and e.state = 'RECORDED' and e.confirm_by > new.suspended_at;
  elsif tg_op = 'INSERT' then
    perform exchange.put_off(new.agreement_id, new.suspended_at, extract(epoch from new.until - new.suspended_at)::double precision);
  elsif not exists (select from exchange.agreement g where g.id = new.agreement_id and g.ends_at = new.ended_at) then
    -- Where it ended with the agreement, its clocks have stood ever since.
    perform exchange.put_off(new.agreement_id, coalesce(new.until, new.suspended_at),
      extract(epoch from new.ended_at - coalesce(new.until, new.suspended_at))::double precision);
    update exchange.event e set confirm_by = new.ended_at + e.confirm_left, confirm_left = null
      from exchange.commitment c where c.id = e.commitment_id and c.agreement_id = new.agreement_id and e.confirm_left is not null;
  end if;
  return null;
end $$;
create trigger suspension_begins after insert on exchange.agreement_suspension
  for each row execute function exchange.follow_suspension();
create trigger suspension_ends after update of ended_at on exchange.agreement_suspension
  for each row when (old.ended_at is null and new.ended_at is not null) execute function exchange.follow_suspension();

-- Who suspends an agreement or gives notice of it signs it, and what has ended stays as it was.
create function exchange.check_agreement_word() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.agreement_party p where p.agreement_id = new.agreement_id and p.unit_id = new.unit_id and p.must_sign) then
    perform exchange.refuse('agreement_word_of_signer', 'an agreement is suspended and given notice of by those who sign it');
  end if;
  return new;
end $$;
create trigger suspension_by_signer before insert on exchange.agreement_suspension
  for each row execute function exchange.check_agreement_word();
create trigger termination_by_signer before insert on exchange.agreement_termination
  for each row execute function exchange.check_agreement_word();
create function exchange.keep_agreement_word() returns trigger language plpgsql set search_path = ''
as $$
begin
  perform exchange.refuse('agreement_word_stays', 'a suspension that has ended and a notice that was withdrawn stay as they were');
  return null;
end $$;
create trigger suspension_stays before update or delete on exchange.agreement_suspension
  for each row when (old.ended_at is not null) execute function exchange.keep_agreement_word();
create trigger termination_stays before update or delete on exchange.agreement_termination
  for each row when (old.withdrawn_at is not null) execute function exchange.keep_agreement_word();

-- Looked at when the transaction ends: it ends as its terms and notices say, and is suspended while a suspension stands.
create function exchange.check_agreement_life() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
  g exchange.agreement;
  soonest record;
begin
  select a.* into g from exchange.agreement a where a.id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  if g.activated_at is not null then
    select e.at, e.kind into soonest from (
      select (d.terms ->> 'validThrough')::timestamptz as at, 'EXPIRED' as kind from exchange.agreement_edition d
        where d.agreement_id = g.id and d.number = g.edition and d.terms ->> 'validThrough' is not null
      union all
      select t.effective_at, 'TERMINATED' from exchange.agreement_termination t where t.agreement_id = g.id and t.withdrawn_at is null) e
      order by e.at, e.kind limit 1;
    if (g.ends_at, g.ends_as) is distinct from (soonest.at, soonest.kind) then
      perform exchange.refuse('agreement_ends_as_said', 'an agreement ends when its terms say so, or by the first of its notices');
    end if;
  end if;
  if exists (select from exchange.agreement_suspension s where s.agreement_id = g.id and s.ended_at is null
      and (g.suspended_at is null or (s.suspended_at, s.until) is distinct from (g.suspended_at, g.suspended_until)))
    or g.state = 'SUSPENDED' and not exists (select from exchange.agreement_suspension s where s.agreement_id = g.id and s.ended_at is null) then
    perform exchange.refuse('agreement_suspended_as_said', 'an agreement is suspended while a suspension of it stands');
  end if;
  return null;
end $$;
create constraint trigger agreement_lives_as_said after update of state, ends_at, ends_as, suspended_at, suspended_until on exchange.agreement
  deferrable initially deferred for each row execute function exchange.check_agreement_life('id');
create constraint trigger suspension_is_of_agreement after insert or update on exchange.agreement_suspension
  deferrable initially deferred for each row execute function exchange.check_agreement_life('agreement_id');
create constraint trigger termination_is_of_agreement after insert or update on exchange.agreement_termination
  deferrable initially deferred for each row execute function exchange.check_agreement_life('agreement_id');

-- Nothing is recorded before it is in force, while it stands still, or once it has ended; what takes something back is a word on what was.
create function exchange.check_event_in_force() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id where c.id = new.commitment_id
    and exchange.agreement_state_at(g.state, g.suspended_until, g.ends_at, g.ends_as, new.recorded_at) in ('ACTIVE', 'COMPLETED')) then
    perform exchange.refuse('event_recorded_in_force', 'a delivery is recorded while its agreement is in force');
  end if;
  return new;
end $$;
create trigger event_recorded_in_force before insert on exchange.event
  for each row when (new.reverses_id is null) execute function exchange.check_event_in_force();

-- What is not delivered when an agreement ends is owed no more, by nobody's word.
alter table exchange.commitment_release alter column unit_id drop not null;
create or replace function exchange.check_commitment_release() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id where c.id = new.commitment_id and c.state = 'OPEN'
    and case when new.unit_id is null then g.state in ('TERMINATED', 'EXPIRED') else c.to_unit_id = new.unit_id end) then
    perform exchange.refuse('commitment_released_by_receiver', 'a promise is released by the unit that it was made to, or when its agreement has ended');
  end if;
  return new;
end $$;

-- Why what is not delivered is owed no more.
create function exchange.release_reason(ended_as text) returns text language sql immutable
return case ended_as when 'TERMINATED' then '协议已终止，未履行部分不再履行。' else '协议已到期，未履行部分不再履行。' end;

-- Of an agreement that has ended: what was not delivered is released but for what was recorded and may count yet, and places that were
-- to be had for it are given back. What became of it, as facts.
create function exchange.wind_up(of_agreement uuid, at timestamptz) returns jsonb language plpgsql security definer set search_path = ''
as $$
declare
  g exchange.agreement;
  told jsonb := '[]';
  facts jsonb;
begin
  select a.* into g from exchange.agreement a where a.id = of_agreement and a.state in ('TERMINATED', 'EXPIRED');
  if g.id is null then return told; end if;
  perform from exchange.commitment c where c.agreement_id = g.id and c.state = 'OPEN' order by c.id for update;
  with rest as (
    select c.id, c.from_unit_id, c.to_unit_id, c.version, c.quantity - c.fulfilled - c.released as outstanding,
      c.quantity - c.fulfilled - c.released - coalesce((select sum(e.quantity) from exchange.event e
        where e.commitment_id = c.id and e.state in ('RECORDED', 'DISPUTED') and e.reverses_id is null), 0) as free
    from exchange.commitment c where c.agreement_id = g.id and c.state = 'OPEN'
  ), released as (
    insert into exchange.commitment_release (id, commitment_id, unit_id, quantity, reason, released_at)
    select data.fresh_id(wind_up.at), r.id, null, r.free, exchange.release_reason(g.state), g.ends_at
    from rest r where r.free > 0 order by r.id returning commitment_id
  )
  select jsonb_agg(jsonb_build_object('action', 'commitment:released-in-part', 'kind', 'commitment', 'id', r.id, 'alliance', g.alliance_id,
      'units', jsonb_build_array(r.from_unit_id, r.to_unit_id), 'version', r.version,
      'body', jsonb_build_object('state', 'OPEN')) order by r.id) into facts
    from rest r join released l on l.commitment_id = r.id where r.free < r.outstanding;
  told := told || coalesce(facts, '[]');

  with done as (
    update exchange.commitment c set state = case when c.fulfilled > 0 then 'FULFILLED' else 'RELEASED' end, version = c.version + 1
    where c.agreement_id = g.id and c.state = 'OPEN' and c.fulfilled + c.released = c.quantity
    returning c.id, c.from_unit_id, c.to_unit_id, c.state, c.version)
  select jsonb_agg(jsonb_build_object('action', 'commitment:' || lower(d.state), 'kind', 'commitment', 'id', d.id, 'alliance', g.alliance_id,
      'units', jsonb_build_array(d.from_unit_id, d.to_unit_id), 'version', d.version,
      'body', jsonb_build_object('state', d.state)) order by d.id) into facts from done d;
  told := told || coalesce(facts, '[]');

  perform from exchange.booking b where b.agreement_id = g.id and b.state in ('HELD', 'CONFIRMED') order by b.id for update;
  with back as (
    update exchange.booking b set state = 'CANCELLED', cancelled_at = wind_up.at, version = b.version + 1
    where b.agreement_id = g.id and b.state in ('HELD', 'CONFIRMED')
      and coalesce(b.starts_at, (select s.starts_at from exchange.slot s where s.id = b.slot_id)) > g.ends_at
    returning b.id, b.alliance_id, b.unit_id, b.resource_id, b.count, b.version)
  select jsonb_agg(jsonb_build_object('action', 'booking:cancelled', 'kind', 'booking', 'id', b.id, 'alliance', b.alliance_id,
      'units', jsonb_build_array(b.unit_id, r.owner_unit_id), 'version', b.version,
      'body', jsonb_build_object('state', 'CANCELLED', 'count', b.count)) order by b.id) into facts
    from back b join exchange.resource r on r.id = b.resource_id;
  return told || coalesce(facts, '[]');
end $$;

-- What time has done to an agreement, and what follows from it: it goes on when the time is over for which it was suspended, and
-- ends. What silence confirmed before that comes first, and is on record. The facts of the rest. Locks its need before it, and after it
-- commitments and bookings.
create function exchange.move_agreement(of_agreement uuid, at timestamptz) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  g exchange.agreement;
  told jsonb := '[]';
begin
  select a.* into g from exchange.agreement a where a.id = of_agreement
    and (a.state in ('ACTIVE', 'SUSPENDED') and (a.ends_at <= move_agreement.at or a.suspended_until <= move_agreement.at)
      or a.state in ('TERMINATED', 'EXPIRED'));
  if g.id is null then return told; end if;
  perform from exchange.need n where n.id = (select m.need_id from exchange.match m where m.id = g.match_id) for update;
  select a.* into g from exchange.agreement a where a.id = of_agreement for update;

  if g.state = 'SUSPENDED' and g.suspended_until <= move_agreement.at and coalesce(g.suspended_until < g.ends_at, true) then
    update exchange.agreement_suspension s set ended_at = s.until where s.agreement_id = g.id and s.ended_at is null;
    update exchange.agreement a set state = 'ACTIVE', suspended_at = null, suspended_until = null, version = a.version + 1
      where a.id = g.id returning a.* into g;
    told := told || exchange.agreement_fact('agreement:resumed', g);
  end if;
  if g.state in ('ACTIVE', 'SUSPENDED') and g.ends_at <= move_agreement.at then
    -- On record before what ended it.
    perform data.record_time(move_agreement.at, told);
    told := '[]';
    perform exchange.confirm_in_time(g.id, g.ends_at - interval '1 millisecond', null);
    select a.* into g from exchange.agreement a where a.id = of_agreement;
  end if;
  if g.state in ('ACTIVE', 'SUSPENDED') and g.ends_at <= move_agreement.at then
    update exchange.agreement_suspension s set ended_at = g.ends_at where s.agreement_id = g.id and s.ended_at is null;
    update exchange.agreement a set state = a.ends_as, suspended_at = null, suspended_until = null, version = a.version + 1
      where a.id = g.id returning a.* into g;
    told := told || exchange.agreement_fact('agreement:' || lower(g.state), g);
  end if;
  return told || exchange.wind_up(g.id, move_agreement.at);
end $$;

-- Writes it down as what time did.
create function exchange.agreement_in_time(of_agreement uuid, at timestamptz) returns void language sql volatile security definer set search_path = ''
as $$ select data.record_time($2, exchange.move_agreement($1, $2)) $$;

-- What became of an agreement, for all its parties.
create function exchange.agreement_fact(action text, g exchange.agreement) returns jsonb language sql stable set search_path = ''
return jsonb_build_object('action', action, 'kind', 'agreement', 'id', (g).id, 'alliance', (g).alliance_id,
  'units', (select jsonb_agg(p.unit_id order by p.rank) from exchange.agreement_party p where p.agreement_id = (g).id),
  'version', (g).version, 'body', jsonb_build_object('state', (g).state));

-- All that time has done to an agreement, before somebody acts on it.
create function exchange.catch_up(of_agreement uuid, at timestamptz) returns void language plpgsql security definer set search_path = ''
as $$
begin
  perform exchange.agreement_in_time(of_agreement, catch_up.at);
  perform exchange.confirm_in_time(of_agreement, catch_up.at, null);
end $$;

-- Who a need is for is not seen from the instant on at which the agreement to meet it ends, nor while that is suspended.
drop policy read_masked on exchange.beneficiary_mask;
create policy read_masked on exchange.beneficiary_mask for select to qinlin_guarded, qinlin_writer using (
  (select rights.my_app()) is null and (
    owner_unit_id = (select rights.my_unit())
    or exists (select from exchange.match m join exchange.agreement g on g.match_id = m.id
      where m.need_id = beneficiary_mask.need_id and g.supplier_unit_id = (select rights.my_unit()) and exchange.agreement_state_at(g.state, g.suspended_until, g.ends_at, g.ends_as, (select rights.my_now())) = 'ACTIVE'
        and (g.alliance_id = any((select rights.my_alliances())::uuid[]) or cardinality((select rights.my_alliances())) = 0))
  )
  or exists (select from exchange.need n
      join exchange.need_audience a on a.need_id = n.id
      join rights.membership m on m.unit_id = n.owner_unit_id and m.alliance_id = a.alliance_id
      where n.id = beneficiary_mask.need_id and n.state in ('PUBLISHED', 'FULFILLED', 'EXPIRED') and n.paused_for is null
        and a.alliance_id = any((select rights.my_alliances())::uuid[]) and m.valid @> (select rights.my_now()))
    and exists (select from rights.consent c join rights.installation i on i.purpose = c.purpose
      where c.subject_type = 'beneficiary' and c.subject_id = beneficiary_mask.id and c.valid @> (select rights.my_now())
        and i.app_id = (select rights.my_app()) and i.alliance_id = any((select rights.my_alliances())::uuid[])
        and i.unit_id = coalesce((select rights.my_unit()), i.unit_id)
        and 'needs:read' = any(i.scopes) and i.valid @> (select rights.my_now())
        and (i.unit_id = beneficiary_mask.owner_unit_id
          or exists (select from exchange.match m join exchange.agreement g on g.match_id = m.id
            where m.need_id = beneficiary_mask.need_id and g.supplier_unit_id = i.unit_id and exchange.agreement_state_at(g.state, g.suspended_until, g.ends_at, g.ends_as, (select rights.my_now())) = 'ACTIVE'
              and g.alliance_id = i.alliance_id)))
);

revoke execute on function exchange.follow_suspension(), exchange.check_agreement_life(), exchange.put_off(uuid, timestamptz, double precision),
  exchange.wind_up(uuid, timestamptz), exchange.move_agreement(uuid, timestamptz), exchange.agreement_in_time(uuid, timestamptz), exchange.agreement_fact(text, exchange.agreement),
  exchange.catch_up(uuid, timestamptz) from public;
grant execute on function exchange.move_agreement(uuid, timestamptz), exchange.agreement_in_time(uuid, timestamptz), exchange.catch_up(uuid, timestamptz) to qinlin_writer;
grant select on exchange.agreement_suspension, exchange.agreement_termination to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (ended_at, resumed_by_unit_id) on exchange.agreement_suspension to qinlin_writer;
grant insert, update (withdrawn_at) on exchange.agreement_termination to qinlin_writer;
grant update (ends_at, ends_as, suspended_at, suspended_until) on exchange.agreement to qinlin_writer;
