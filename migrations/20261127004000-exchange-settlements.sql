-- Settlement sheets (结算单): what was promised by an agreement, what of it counts, and what does not, frozen for a period
-- (docs/decisions/0095).

-- Who has signed an agreement, in their order, and so settles it: the one place of the database that says so to sheets.
create function exchange.parties_of(agreement uuid) returns table (unit_id uuid, rank integer)
language sql stable parallel safe set search_path = ''
as $$
  select p.unit_id, p.rank from exchange.agreement_party p where p.agreement_id = agreement and p.must_sign
$$;

create table exchange.settlement (
  id uuid primary key,
  agreement_id uuid not null references exchange.agreement,
  -- Within the agreement, from 1.
  number integer not null check (number > 0),
  -- Days in China; the last is not of it.
  from_day date not null,
  until_day date not null,
  state text not null check (state in ('PENDING', 'CONFIRMED', 'REJECTED', 'OVERTAKEN')),
  -- The confirmed sheet that stood when it was drawn up: what that counted it does not count again.
  follows_id uuid,
  replaces_id uuid,
  drawn_up_by_unit_id uuid not null references directory.unit,
  drawn_up_at timestamptz(3) not null,
  hash text not null constraint settlement_hash check (hash ~ '^[0-9a-f]{64}$'),
  settled_at timestamptz(3),
  version integer not null default 1,
  constraint settlement_number_once unique (agreement_id, number),
  constraint settlement_of_agreement unique (id, agreement_id),
  constraint settlement_follows foreign key (follows_id, agreement_id) references exchange.settlement (id, agreement_id),
  constraint settlement_replaces foreign key (replaces_id, agreement_id) references exchange.settlement (id, agreement_id),
  constraint settlement_replaced_once unique (replaces_id),
  constraint settlement_in_order check (from_day < until_day),
  constraint settlement_settled check ((state = 'PENDING') = (settled_at is null)),
  constraint settlement_periods_apart exclude using gist (agreement_id with =, daterange(from_day, until_day) with &&)
    where (state = 'CONFIRMED')
);
-- Confirmed sheets follow one another: none two of them, and one is the first.
create unique index settlement_one_after_another on exchange.settlement (agreement_id, coalesce(follows_id, agreement_id))
  where state = 'CONFIRMED';
create index settlement_agreement on exchange.settlement (agreement_id, id desc);
create index settlement_drawn_up_by on exchange.settlement (drawn_up_by_unit_id);

-- Who confirms it, and what they said. Rows of a sheet are written before it, and none afterwards.
create table exchange.settlement_party (
  settlement_id uuid not null references exchange.settlement deferrable initially deferred,
  unit_id uuid not null references directory.unit,
  rank integer not null,
  answer text check (answer in ('CONFIRMED', 'REJECTED')),
  reason text check (reason <> ''),
  answered_at timestamptz(3),
  primary key (settlement_id, unit_id),
  constraint settlement_party_answered check ((answer is null) = (answered_at is null) and (answer is not distinct from 'REJECTED') = (reason is not null))
);
create index settlement_party_unit on exchange.settlement_party (unit_id);
create index settlement_party_awaited on exchange.settlement_party (unit_id) where answer is null;

-- A commitment on a sheet: figures in its own unit, never added to those of another.
create table exchange.settlement_line (
  settlement_id uuid not null references exchange.settlement deferrable initially deferred,
  commitment_id uuid not null references exchange.commitment,
  rank integer not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  title text not null check (title !~ '[\t\n\r]'),
  quantity_unit text not null check (quantity_unit !~ '[\t\n\r]'),
  promised numeric(14, 4) not null,
  -- By the sheets before; in the period; and of earlier periods, which no sheet counted yet (补记), less what was reversed.
  confirmed_before numeric(14, 4) not null,
  confirmed_within numeric(14, 4) not null,
  confirmed_late numeric(14, 4) not null,
  -- These do not count.
  disputed numeric(14, 4) not null,
  awaited numeric(14, 4) not null,
  outstanding numeric(14, 4) not null
    generated always as (greatest(promised - confirmed_before - confirmed_within - confirmed_late, 0)) stored,
  primary key (settlement_id, commitment_id)
);
create index settlement_line_commitment on exchange.settlement_line (commitment_id);

-- A delivery on a sheet, and as what: by how much it counts there, or how much is disputed or awaited.
create table exchange.settlement_delivery (
  settlement_id uuid not null,
  event_id uuid not null references exchange.event,
  commitment_id uuid not null,
  entry text not null check (entry in ('WITHIN', 'LATE', 'DISPUTED', 'AWAITED')),
  quantity numeric(14, 4) not null,
  occurred_at timestamptz(3) not null,
  primary key (settlement_id, event_id),
  constraint settlement_delivery_of_line foreign key (settlement_id, commitment_id)
    references exchange.settlement_line (settlement_id, commitment_id)
);
create index settlement_delivery_event on exchange.settlement_delivery (event_id);
create index settlement_delivery_occurred on exchange.settlement_delivery (settlement_id, occurred_at, event_id);

create function exchange.settlement_id_text(kind text, id uuid) returns text language sql immutable parallel safe
return kind || '_' || replace(id::text, '-', '');

-- An instant as the canonical form has it: UTC, to the millisecond.
create function exchange.settlement_instant_text(instant timestamptz) returns text language sql stable parallel safe
return to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- The canonical form of a sheet, of which `hash` is SHA-256: docs/settlements.md.
create function exchange.settlement_text(sheet uuid) returns text language sql stable set search_path = ''
as $$
  select array_to_string(array[
      'qinlin-settlement/1',
      concat_ws(E'\t', 'settlement', exchange.settlement_id_text('settlement', s.id), s.number),
      concat_ws(E'\t', 'agreement', exchange.settlement_id_text('agreement', s.agreement_id)),
      concat_ws(E'\t', 'period', to_char(s.from_day, 'YYYY-MM-DD'), to_char(s.until_day, 'YYYY-MM-DD')),
      concat_ws(E'\t', 'drawn-up', exchange.settlement_id_text('unit', s.drawn_up_by_unit_id), exchange.settlement_instant_text(s.drawn_up_at)),
      concat_ws(E'\t', 'follows', coalesce((select f.hash from exchange.settlement f where f.id = s.follows_id), '-')),
      concat_ws(E'\t', 'replaces', coalesce((select r.hash from exchange.settlement r where r.id = s.replaces_id), '-'))
    ]
    || array(select concat_ws(E'\t', 'party', exchange.settlement_id_text('unit', p.unit_id))
      from exchange.settlement_party p where p.settlement_id = s.id order by p.rank)
    || array(select concat_ws(E'\t', 'line', exchange.settlement_id_text('commitment', l.commitment_id),
        exchange.settlement_id_text('unit', l.from_unit_id), exchange.settlement_id_text('unit', l.to_unit_id), l.title, l.quantity_unit,
        trim_scale(l.promised), trim_scale(l.confirmed_before), trim_scale(l.confirmed_within), trim_scale(l.confirmed_late),
        trim_scale(l.disputed), trim_scale(l.awaited), trim_scale(l.outstanding))
      from exchange.settlement_line l where l.settlement_id = s.id order by l.rank, l.commitment_id)
    || array(select concat_ws(E'\t', 'delivery', exchange.settlement_id_text('event', d.event_id),
        exchange.settlement_id_text('commitment', d.commitment_id), d.entry, trim_scale(d.quantity), exchange.settlement_instant_text(d.occurred_at))
      from exchange.settlement_delivery d where d.settlement_id = s.id order by d.occurred_at, d.event_id), E'\n')
  from exchange.settlement s where s.id = sheet
$$;

-- The second fence: rows of a sheet come before it, and are never changed.
create function exchange.refuse_settlement_change() returns trigger language plpgsql security definer set search_path = ''
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
      return new;
    end if;
  end if;
  perform exchange.refuse('settlement_is_frozen', 'what stands on a sheet is never changed');
end
$$;
create trigger settlement_is_frozen before insert or update or delete on exchange.settlement_party
  for each row execute function exchange.refuse_settlement_change();
create trigger settlement_is_frozen before insert or update or delete on exchange.settlement_line
  for each row execute function exchange.refuse_settlement_change();
create trigger settlement_is_frozen before insert or update or delete on exchange.settlement_delivery
  for each row execute function exchange.refuse_settlement_change();

create function exchange.check_settlement_move() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'DELETE' or old.state <> 'PENDING' or (new.id, new.agreement_id, new.number, new.from_day, new.until_day,
      new.follows_id, new.replaces_id, new.drawn_up_by_unit_id, new.drawn_up_at, new.hash)
    is distinct from (old.id, old.agreement_id, old.number, old.from_day, old.until_day,
      old.follows_id, old.replaces_id, old.drawn_up_by_unit_id, old.drawn_up_at, old.hash) then
    perform exchange.refuse('settlement_is_frozen', 'a sheet is never changed, and is settled once');
  end if;
  return new;
end
$$;
create trigger settlement_is_frozen before update or delete on exchange.settlement
  for each row execute function exchange.check_settlement_move();

-- A sheet says of itself what its rows say, is for all between whom the agreement is, and its figures are those of its deliveries.
create function exchange.check_settlement() returns trigger language plpgsql security definer set search_path = ''
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
  if new.hash <> exchange.sha256_text(exchange.settlement_text(new.id)) then
    perform exchange.refuse('settlement_as_hashed', 'the hash of a sheet is that of what stands on it');
  end if;
  return null;
end
$$;
create trigger settlement_as_hashed after insert on exchange.settlement for each row execute function exchange.check_settlement();

-- Looked at when the transaction ends: a sheet is settled by what all of them said, or by another that was before it.
create function exchange.check_settlement_settled() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  if (new.state = 'CONFIRMED') <> not exists (select from exchange.settlement_party p where p.settlement_id = new.id and p.answer is distinct from 'CONFIRMED')
    or (new.state = 'REJECTED') <> exists (select from exchange.settlement_party p where p.settlement_id = new.id and p.answer = 'REJECTED')
    or new.state = 'OVERTAKEN' and not exists (select from exchange.settlement s where s.agreement_id = new.agreement_id
      and s.state = 'CONFIRMED' and s.follows_id is not distinct from new.follows_id) then
    perform exchange.refuse('settlement_settled_as_said', 'a sheet is settled by its parties');
  end if;
  return null;
end
$$;
create constraint trigger settlement_settled_as_said after update on exchange.settlement deferrable initially deferred
  for each row when (new.state <> 'PENDING') execute function exchange.check_settlement_settled();

create trigger settlement_of_a_unit_that_lasts before insert on exchange.settlement
  for each row execute function directory.refuse_dissolved('drawn_up_by_unit_id');

revoke execute on function exchange.parties_of(uuid), exchange.settlement_id_text(text, uuid), exchange.settlement_instant_text(timestamptz),
  exchange.settlement_text(uuid), exchange.refuse_settlement_change(), exchange.check_settlement_move(), exchange.check_settlement(),
  exchange.check_settlement_settled() from public;
grant execute on function exchange.parties_of(uuid) to qinlin_writer;

grant select on exchange.settlement, exchange.settlement_party, exchange.settlement_line, exchange.settlement_delivery
  to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.settlement, exchange.settlement_party, exchange.settlement_delivery to qinlin_writer;
grant insert (settlement_id, commitment_id, rank, from_unit_id, to_unit_id, title, quantity_unit, promised, confirmed_before,
  confirmed_within, confirmed_late, disputed, awaited) on exchange.settlement_line to qinlin_writer;
grant update (state, settled_at, version) on exchange.settlement to qinlin_writer;
grant update (answer, reason, answered_at) on exchange.settlement_party to qinlin_writer;
