-- What time does is on the record as what somebody does is, by nobody: told and audited by one statement (docs/decisions/0088).
alter table data.audit drop constraint audit_check;
alter table data.audit add constraint audit_of_one_or_of_time check (num_nonnulls(person_id, app_id) = 1 or num_nonnulls(person_id, app_id, unit_id) = 0);

-- An id whose time part is that instant (RFC 9562, version 7).
create function data.fresh_id(at timestamptz) returns uuid language sql volatile set search_path = ''
return encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;

-- Facts as acts have them, without anybody who did it. None where there are none.
create function data.record_time(at timestamptz, facts jsonb) returns void language sql set search_path = ''
begin atomic
  with fact as (
    select f.* from jsonb_to_recordset(facts)
      as f(action text, kind text, id uuid, alliance uuid, units uuid[], version integer, body jsonb)
  ), told as (
    insert into data.outbox (id, type, subject_type, subject_id, alliance_id, unit_ids, version, actor, at, body)
    select data.fresh_id(record_time.at), f.action, f.kind, f.id, f.alliance, f.units, f.version,
      '{"person": null, "app": null, "unit": null}'::jsonb, record_time.at, f.body from fact f
  )
  insert into data.audit (id, at, alliance_id, action, subject_type, subject_id, body, request_id)
    select data.fresh_id(record_time.at), record_time.at, f.alliance, f.action, f.kind, f.id, f.body, 'system' from fact f;
end;

-- Bookings that were held for too long, locked by whoever asks. How many there were.
create function exchange.expire_holds(due uuid[], at timestamptz) returns integer language plpgsql set search_path = ''
as $$
declare
  facts jsonb;
begin
  with over as (
    update exchange.booking b set state = 'EXPIRED', version = b.version + 1
    where b.id = any (due) and b.state = 'HELD' and b.held_until <= expire_holds.at
    returning b.id, b.alliance_id, b.unit_id, b.resource_id, b.count, b.version
  )
  select jsonb_agg(jsonb_build_object('action', 'booking:expired', 'kind', 'booking', 'id', o.id, 'alliance', o.alliance_id,
      'units', jsonb_build_array(o.unit_id, r.owner_unit_id), 'version', o.version,
      'body', jsonb_build_object('state', 'EXPIRED', 'count', o.count)) order by o.id) into facts
    from over o join exchange.resource r on r.id = o.resource_id;
  perform data.record_time(expire_holds.at, facts);
  return coalesce(jsonb_array_length(facts), 0);
end $$;

-- As before, and audited.
create or replace function exchange.expire_matches(at timestamptz, most integer, of_need uuid, of_offer uuid) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  due uuid[];
  facts jsonb;
begin
  select array_agg(d.id) into due from (
    select m.id from exchange.match m
    where m.respond_by <= at and m.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
      and (of_need is null and of_offer is null or m.need_id = of_need or m.offer_id = of_offer)
    order by m.respond_by, m.id limit most) d;
  if due is null then return 0; end if;
  perform from exchange.need n where n.id in (select m.need_id from exchange.match m where m.id = any (due)) order by n.id for update;
  perform from exchange.offer o where o.id in (select m.offer_id from exchange.match m where m.id = any (due)) order by o.id for update;
  perform from exchange.match m where m.id = any (due) order by m.id for update;
  with over as (
    update exchange.match m set state = 'EXPIRED', version = m.version + 1
    where m.id = any (due) and m.respond_by <= at and m.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
    returning m.id, m.alliance_id, m.supplier_unit_id, m.demander_unit_id, m.version
  )
  select jsonb_agg(jsonb_build_object('action', 'match:expired', 'kind', 'match', 'id', o.id, 'alliance', o.alliance_id,
      'units', jsonb_build_array(o.supplier_unit_id, o.demander_unit_id), 'version', o.version,
      'body', jsonb_build_object('state', 'EXPIRED')) order by o.id) into facts from over o;
  perform data.record_time(expire_matches.at, facts);
  return cardinality(due);
end $$;

create or replace function exchange.settle_enrolment(enrolment uuid, at timestamptz) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  of_it exchange.enrolment;
  lapsed jsonb;
  offered jsonb;
begin
  select e.* into of_it from exchange.enrolment e where e.id = enrolment for update;
  if of_it.state is null or of_it.state = 'ENDED' then return 0; end if;
  with over as (
    update exchange.enrolment_application a set state = 'LAPSED', settled_at = a.respond_by, version = a.version + 1
    where a.enrolment_id = enrolment and a.state = 'OFFERED' and a.respond_by <= at
    returning a.id, a.owner_unit_id, a.version)
  select jsonb_agg(jsonb_build_object('action', 'enrolment:lapsed', 'kind', 'application', 'id', o.id, 'alliance', null,
      'units', jsonb_build_array(o.owner_unit_id, of_it.owner_unit_id), 'version', o.version,
      'body', jsonb_build_object('state', 'LAPSED')) order by o.id) into lapsed from over o;
  select e.* into of_it from exchange.enrolment e where e.id = enrolment;
  with next as (
    select a.id from exchange.enrolment_application a where a.enrolment_id = enrolment and a.state = 'WAITING'
    order by a.turn limit greatest(of_it.places - of_it.held, 0)
  ), told as (
    update exchange.enrolment_application a set state = 'OFFERED', offered_at = at,
      respond_by = at + make_interval(hours => of_it.hours_to_confirm), version = a.version + 1
    from next where a.id = next.id
    returning a.id, a.owner_unit_id, a.version)
  select jsonb_agg(jsonb_build_object('action', 'enrolment:offered', 'kind', 'application', 'id', o.id, 'alliance', null,
      'units', jsonb_build_array(o.owner_unit_id, of_it.owner_unit_id), 'version', o.version,
      'body', jsonb_build_object('state', 'OFFERED')) order by o.id) into offered from told o;
  perform data.record_time(at, coalesce(lapsed, '[]') || coalesce(offered, '[]'));
  return coalesce(jsonb_array_length(lapsed), 0);
end
$$;

revoke execute on function data.fresh_id(timestamptz), data.record_time(timestamptz, jsonb), exchange.expire_holds(uuid[], timestamptz) from public;
grant execute on function data.fresh_id(timestamptz), data.record_time(timestamptz, jsonb), exchange.expire_holds(uuid[], timestamptz) to qinlin_writer;
