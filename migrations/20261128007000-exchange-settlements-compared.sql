-- What stands on a sheet is compared with what it is about: promises, deliveries as they count, and the sheets before it.

-- A delivery is of the commitment under which it stands.
alter table exchange.settlement_delivery
  add constraint settlement_delivery_of_commitment foreign key (event_id, commitment_id) references exchange.event (id, commitment_id),
  drop constraint settlement_delivery_event_id_fkey;

create or replace function exchange.refuse_settlement_change() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    if exists (select from exchange.settlement s where s.id = new.settlement_id) then
      perform exchange.refuse('settlement_is_frozen', 'nothing is added to a sheet that is drawn up');
    end if;
    return new;
  end if;
  if tg_table_name = 'settlement_party' and tg_op = 'UPDATE' then
    if old.answer is null and (new.settlement_id, new.unit_id, new.rank) = (old.settlement_id, old.unit_id, old.rank) then
      if new.answer is not null
        and not exists (select from exchange.settlement s where s.id = new.settlement_id and s.state = 'PENDING') then
        perform exchange.refuse('settlement_answered_while_it_waits', 'nobody answers a sheet that is settled');
      end if;
      return new;
    end if;
  end if;
  perform exchange.refuse('settlement_is_frozen', 'what stands on a sheet is never changed');
end
$$;

-- As what each delivery has to stand on a sheet of those days, in words of its own (src/domain/exchange/settlement.ts has the others):
-- by how much it counts, less what takes it back, otherwise than confirmed sheets have it.
create function exchange.settlement_entries_due(agreement uuid, from_day date, until_day date)
returns table (event_id uuid, entry text, quantity numeric, occurred_at timestamptz)
language sql stable set search_path = ''
as $$
  with told as (
    select coalesce(e.reverses_id, e.id) as id, sum(d.quantity) filter (where d.entry in ('WITHIN', 'LATE')) as settled,
      bool_or(d.entry = 'DISPUTED') as was_disputed
    from exchange.settlement s join exchange.settlement_delivery d on d.settlement_id = s.id join exchange.event e on e.id = d.event_id
    where s.agreement_id = agreement and s.state = 'CONFIRMED' group by 1
  ), known as (
    select e.id, e.quantity, e.occurred_at, e.state, coalesce(t.was_disputed, false) as was_disputed,
      e.counted + coalesce((select sum(r.counted) from exchange.event r where r.reverses_id = e.id and r.counted <> 0), 0)
        - coalesce(t.settled, 0) as difference
    from exchange.commitment c join exchange.event e on e.commitment_id = c.id left join told t on t.id = e.id
    where c.agreement_id = agreement and e.reverses_id is null and e.occurred_at < until_day::timestamp at time zone 'Asia/Shanghai'
  )
  select k.id, case when k.difference <> 0 and k.occurred_at < from_day::timestamp at time zone 'Asia/Shanghai' then 'LATE'
      when k.difference <> 0 then 'WITHIN' when k.state = 'DISPUTED' then 'DISPUTED' else 'AWAITED' end,
    case when k.difference <> 0 then k.difference else k.quantity end, k.occurred_at
  from known k where k.difference <> 0 or k.state = 'DISPUTED' and not k.was_disputed or k.state = 'RECORDED'
$$;
revoke execute on function exchange.settlement_entries_due(uuid, date, date) from public;

create or replace function exchange.check_settlement() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if new.state <> 'PENDING' then perform exchange.refuse('settlement_starts', 'a sheet begins by waiting to be confirmed'); end if;
  if array(select p.unit_id from exchange.settlement_party p where p.settlement_id = new.id order by p.rank)
    is distinct from array(select p.unit_id from exchange.parties_of(new.agreement_id) p order by p.rank) then
    perform exchange.refuse('settlement_of_parties', 'a sheet is confirmed by those between whom the agreement is');
  end if;
  if exists (select from (select o.* from exchange.commitment o where o.agreement_id = new.agreement_id) c
    full join (select o.* from exchange.settlement_line o where o.settlement_id = new.id) l on l.commitment_id = c.id
    where (c.from_unit_id, c.to_unit_id, c.quantity_unit) is distinct from (l.from_unit_id, l.to_unit_id, l.quantity_unit)) then
    perform exchange.refuse('settlement_of_commitments', 'a sheet has one line for each commitment of the agreement');
  end if;
  if exists (select from exchange.settlement_line l
    left join exchange.settlement_delivery d on d.settlement_id = l.settlement_id and d.commitment_id = l.commitment_id
    where l.settlement_id = new.id group by l.settlement_id, l.commitment_id
    having (l.confirmed_within, l.confirmed_late, l.disputed, l.awaited) is distinct from (
      coalesce(sum(d.quantity) filter (where d.entry = 'WITHIN'), 0), coalesce(sum(d.quantity) filter (where d.entry = 'LATE'), 0),
      coalesce(sum(d.quantity) filter (where d.entry = 'DISPUTED'), 0), coalesce(sum(d.quantity) filter (where d.entry = 'AWAITED'), 0))) then
    perform exchange.refuse('settlement_adds_up', 'the figures of a sheet are those of its deliveries');
  end if;
  if new.follows_id is distinct from (select s.id from exchange.settlement s
      where s.agreement_id = new.agreement_id and s.state = 'CONFIRMED' order by s.from_day desc limit 1) then
    perform exchange.refuse('settlement_follows_the_last', 'a sheet follows the last one that was confirmed');
  end if;
  if exists (select from exchange.settlement_line l join exchange.commitment c on c.id = l.commitment_id
    where l.settlement_id = new.id and (l.promised, l.confirmed_before) is distinct from (c.quantity - c.released,
      (select coalesce(sum(o.confirmed_within + o.confirmed_late), 0)
        from exchange.settlement_line o join exchange.settlement s on s.id = o.settlement_id
        where o.commitment_id = c.id and s.agreement_id = new.agreement_id and s.state = 'CONFIRMED'))) then
    perform exchange.refuse('settlement_of_promises', 'a sheet says what is promised, and what confirmed sheets counted of it');
  end if;
  if exists (select from exchange.settlement_entries_due(new.agreement_id, new.from_day, new.until_day) k
    full join (select o.* from exchange.settlement_delivery o where o.settlement_id = new.id) d on d.event_id = k.event_id
    where (d.entry, d.quantity, d.occurred_at) is distinct from (k.entry, k.quantity, k.occurred_at)) then
    perform exchange.refuse('settlement_counts_what_counts', 'a sheet has every delivery as it counts now, and nothing else');
  end if;
  if new.hash <> exchange.sha256_text(exchange.settlement_text(new.id)) then
    perform exchange.refuse('settlement_as_hashed', 'the hash of a sheet is that of what stands on it');
  end if;
  return null;
end
$$;
