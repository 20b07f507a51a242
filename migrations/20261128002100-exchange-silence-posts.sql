-- What silence confirms is posted, where it is worth something; where an account has no room for it, it is not confirmed: it waits for
-- a word from then on, and both are told (docs/decisions/0101).

-- Of deliveries that are due, with their promises locked; the facts of it. Locks all accounts that promises of their agreements may be
-- posted to, in the order of their ids, as whoever asks may post to more of them yet.
create function exchange.post_in_time(due uuid[], at timestamptz) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  one record;
  payer exchange.account;
  payee exchange.account;
  posting uuid;
  agreements uuid[];
  told jsonb;
begin
  select array_agg(distinct c.agreement_id) into agreements from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    where e.id = any(due) and e.state = 'RECORDED' and e.has_worth and e.confirm_by <= post_in_time.at;
  if agreements is null then return '[]'; end if;

  -- Who is paid first here has its account opened; who would pay and has none has no credit.
  with sides as (
    select distinct g.alliance_id, c.from_unit_id, c.account_dimension, c.account_basis
    from exchange.event e join exchange.commitment c on c.id = e.commitment_id join exchange.agreement g on g.id = c.agreement_id
    join exchange.account a on (a.unit_id, a.alliance_id, a.dimension, a.basis) = (c.to_unit_id, g.alliance_id, c.account_dimension, c.account_basis)
    where e.id = any(due) and e.state = 'RECORDED' and e.has_worth and e.confirm_by <= post_in_time.at
  ), opened as (
    insert into exchange.account (id, alliance_id, unit_id, dimension, basis, opened_at, version)
    select data.fresh_id(post_in_time.at), s.alliance_id, s.from_unit_id, s.account_dimension, s.account_basis, post_in_time.at, 1
    from sides s order by s.from_unit_id on conflict on constraint account_once do nothing
    returning id, alliance_id, unit_id)
  select coalesce(jsonb_agg(jsonb_build_object('action', 'account:opened', 'kind', 'account', 'id', o.id, 'alliance', o.alliance_id,
      'units', jsonb_build_array(o.unit_id), 'version', 1, 'body', '{}'::jsonb)), '[]') into told from opened o;
  perform from exchange.account a where (a.unit_id, a.alliance_id, a.dimension, a.basis) in (
      select s.unit_id, g.alliance_id, c.account_dimension, c.account_basis
      from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id
      cross join lateral (values (c.from_unit_id), (c.to_unit_id)) s (unit_id)
      where c.agreement_id = any(agreements) and c.worth is not null)
    order by a.id for update;

  for one in
    select e.id, c.id as commitment_id, c.title, c.account_dimension as dimension, c.account_basis as basis, c.from_unit_id, c.to_unit_id,
      g.alliance_id, exchange.worth_of(c.account_dimension, c.worth, e.quantity) as amount
    from exchange.event e join exchange.commitment c on c.id = e.commitment_id join exchange.agreement g on g.id = c.agreement_id
    where e.id = any(due) and e.state = 'RECORDED' and e.has_worth and e.confirm_by <= post_in_time.at order by e.confirm_by, e.id
  loop
    continue when one.amount = 0;
    select a.* into payer from exchange.account a
      where (a.unit_id, a.alliance_id, a.dimension, a.basis) = (one.to_unit_id, one.alliance_id, one.dimension, one.basis);
    select a.* into payee from exchange.account a
      where (a.unit_id, a.alliance_id, a.dimension, a.basis) = (one.from_unit_id, one.alliance_id, one.dimension, one.basis);
    if payer.id is null or payer.balance - one.amount < - payer.credit_limit or payee.balance + one.amount > payee.ceiling then
      update exchange.event e set confirm_by = null, held_at = post_in_time.at where e.id = one.id;
      told := told || jsonb_build_object('action', 'delivery:held', 'kind', 'event', 'id', one.id, 'alliance', one.alliance_id,
        'units', jsonb_build_array(one.from_unit_id, one.to_unit_id), 'version', 1, 'body', jsonb_build_object('state', 'RECORDED'));
    else
      posting := data.fresh_id(post_in_time.at);
      insert into exchange.posting (id, purpose, dimension, basis, amount, from_alliance_id, from_unit_id, to_alliance_id, to_unit_id,
        commitment_id, event_id, note, posted_at)
      values (posting, 'DELIVERY', one.dimension, one.basis, one.amount, one.alliance_id, one.to_unit_id, one.alliance_id, one.from_unit_id,
        one.commitment_id, one.id, one.title, post_in_time.at);
      insert into exchange.account_entry (id, posting_id, account_id, dimension, basis, amount)
      values (data.fresh_id(post_in_time.at), posting, payer.id, one.dimension, one.basis, - one.amount),
        (data.fresh_id(post_in_time.at), posting, payee.id, one.dimension, one.basis, one.amount);
      told := told || jsonb_build_object('action', 'posting:made', 'kind', 'posting', 'id', posting, 'alliance', one.alliance_id,
        'units', jsonb_build_array(one.to_unit_id, one.from_unit_id), 'version', 1,
        'body', jsonb_build_object('purpose', 'DELIVERY', 'dimension', one.dimension));
    end if;
  end loop;
  return told;
end $$;
revoke execute on function exchange.post_in_time(uuid[], timestamptz) from public;

-- As before: writes down what silence has confirmed, of an agreement or of all, and what follows from it. What is worth something is
-- posted first, or held.
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

  told := told || exchange.post_in_time(due, confirm_in_time.at);
  with done as (
    insert into exchange.event_answer (event_id, unit_id, answer, answered_at)
    select e.id, null, 'CONFIRMED', e.confirm_by from exchange.event e
    where e.id = any(due) and e.state = 'RECORDED' and e.confirm_by is not null order by e.id
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
