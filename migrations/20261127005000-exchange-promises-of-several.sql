-- Agreements are between several, and what silence confirms is told to all whom it concerns: delivery and promise to the two units that
-- they are between, the agreement to its parties.
-- Writes down what silence has confirmed, of an agreement or of all, and what follows from it: promises, agreements and needs that
-- are done by that. Locks needs, agreements and commitments in the order of the house; none where nothing is due.
create or replace function exchange.confirm_in_time(of_agreement uuid, at timestamptz, most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  due uuid[];
  needs uuid[];
  agreements uuid[];
  commitments uuid[];
  told jsonb := '[]';
  facts jsonb;
begin
  select array_agg(d.id) into due from (
    select e.id from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    where e.state = 'RECORDED' and e.confirm_by <= confirm_in_time.at and (of_agreement is null or c.agreement_id = of_agreement)
    order by e.confirm_by, e.id limit most) d;
  if due is null then return 0; end if;
  select array_agg(distinct m.need_id) filter (where m.need_id is not null), array_agg(distinct g.id), array_agg(distinct c.id)
    into needs, agreements, commitments
    from exchange.event e join exchange.commitment c on c.id = e.commitment_id join exchange.agreement g on g.id = c.agreement_id
    left join exchange.match m on m.id = g.match_id where e.id = any(due);
  perform from exchange.need n where n.id = any(needs) order by n.id for update;
  perform from exchange.agreement g where g.id = any(agreements) order by g.id for update;
  perform from exchange.commitment c where c.id = any(commitments) order by c.id for update;

  with done as (
    insert into exchange.event_answer (event_id, unit_id, answer, answered_at)
    select e.id, null, 'CONFIRMED', e.confirm_by from exchange.event e where e.id = any(due) and e.state = 'RECORDED' order by e.id
    returning event_id)
  select jsonb_agg(jsonb_build_object('action', 'delivery:confirmed', 'kind', 'event', 'id', d.event_id, 'alliance', g.alliance_id,
      'units', jsonb_build_array(c.from_unit_id, c.to_unit_id), 'version', 1,
      'body', jsonb_build_object('state', 'CONFIRMED', 'byTimeout', true)) order by d.event_id) into facts
    from done d join exchange.event e on e.id = d.event_id join exchange.commitment c on c.id = e.commitment_id
    join exchange.agreement g on g.id = c.agreement_id;
  told := told || coalesce(facts, '[]');

  with done as (
    update exchange.commitment c set state = 'FULFILLED', version = c.version + 1
    where c.id = any(commitments) and c.state = 'OPEN' and c.fulfilled > 0 and c.fulfilled + c.released = c.quantity
    returning c.id, c.agreement_id, c.from_unit_id, c.to_unit_id, c.version)
  select jsonb_agg(jsonb_build_object('action', 'commitment:fulfilled', 'kind', 'commitment', 'id', d.id, 'alliance', g.alliance_id,
      'units', jsonb_build_array(d.from_unit_id, d.to_unit_id), 'version', d.version,
      'body', jsonb_build_object('state', 'FULFILLED')) order by d.id) into facts
    from done d join exchange.agreement g on g.id = d.agreement_id;
  told := told || coalesce(facts, '[]');

  with done as (
    update exchange.agreement g set state = 'COMPLETED', version = g.version + 1
    where g.id = any(agreements) and g.state = 'ACTIVE'
      and not exists (select from exchange.commitment c where c.agreement_id = g.id and c.state = 'OPEN')
    returning g.id, g.alliance_id, g.version)
  select jsonb_agg(jsonb_build_object('action', 'agreement:completed', 'kind', 'agreement', 'id', d.id, 'alliance', d.alliance_id,
      'units', (select jsonb_agg(p.unit_id order by p.rank) from exchange.agreement_party p where p.agreement_id = d.id), 'version', d.version,
      'body', jsonb_build_object('state', 'COMPLETED')) order by d.id) into facts from done d;
  told := told || coalesce(facts, '[]');

  with done as (
    update exchange.need n set state = 'FULFILLED', closed_at = confirm_in_time.at, version = n.version + 1
    where n.id = any(needs) and n.state in ('PUBLISHED', 'PAUSED', 'EXPIRED') and n.quantity <= (
      select coalesce(sum(c.fulfilled), 0) from exchange.match m join exchange.agreement g on g.match_id = m.id
      join exchange.commitment c on c.agreement_id = g.id where m.need_id = n.id and c.to_unit_id = m.demander_unit_id)
    returning n.id, n.owner_unit_id, n.shown_to, n.version)
  select jsonb_agg(jsonb_build_object('action', 'need:fulfilled', 'kind', 'need', 'id', d.id, 'alliance', s.alliance,
      'units', jsonb_build_array(d.owner_unit_id), 'version', d.version,
      'body', jsonb_build_object('state', 'FULFILLED')) order by d.id) into facts
    from done d left join lateral unnest(d.shown_to) s(alliance) on true;
  told := told || coalesce(facts, '[]');

  -- Nobody has agreed to them, and nobody needs them any more.
  with done as (
    update exchange.match m set state = 'WITHDRAWN', reason = '需求已全部满足。', version = m.version + 1
    where m.need_id in (select (f ->> 'id')::uuid from jsonb_array_elements(told) f where f ->> 'action' = 'need:fulfilled')
      and m.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') and (m.respond_by is null or m.respond_by > confirm_in_time.at)
    returning m.id, m.alliance_id, m.supplier_unit_id, m.demander_unit_id, m.version)
  select jsonb_agg(jsonb_build_object('action', 'match:withdrawn', 'kind', 'match', 'id', d.id, 'alliance', d.alliance_id,
      'units', jsonb_build_array(d.supplier_unit_id, d.demander_unit_id), 'version', d.version,
      'body', jsonb_build_object('state', 'WITHDRAWN')) order by d.id) into facts from done d;
  told := told || coalesce(facts, '[]');

  perform data.record_time(confirm_in_time.at, told);
  return cardinality(due);
end $$;
