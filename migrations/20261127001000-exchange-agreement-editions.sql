-- Who an agreement is between, and what it says, edition by edition (docs/decisions/0089).

create table exchange.agreement_party (
  agreement_id uuid not null references exchange.agreement,
  unit_id uuid not null references directory.unit,
  rank integer not null check (rank > 0),
  -- What the unit is in it, in the words of the agreement.
  role text check (role <> ''),
  must_sign boolean not null,
  -- Follows the state, the edition and the signatures by trigger.
  awaits_signature boolean not null default false,
  primary key (agreement_id, unit_id),
  constraint agreement_party_rank unique (agreement_id, rank)
);
create index agreement_party_unit on exchange.agreement_party (unit_id, agreement_id desc);
create index agreement_party_awaited on exchange.agreement_party (unit_id) where awaits_signature;

-- What is signed is the text; what is read of it is made of that.
create table exchange.agreement_edition (
  agreement_id uuid not null references exchange.agreement,
  number integer not null check (number > 0),
  canonical text not null,
  terms jsonb not null generated always as (canonical::jsonb) stored,
  hash text not null,
  proposed_by_unit_id uuid not null references directory.unit,
  proposed_at timestamptz(3) not null,
  primary key (agreement_id, number),
  constraint agreement_edition_of_hash unique (agreement_id, number, hash),
  constraint agreement_edition_hashed check (hash = encode(sha256(convert_to(canonical, 'UTF8')), 'hex'))
);
create index agreement_edition_proposed_by on exchange.agreement_edition (proposed_by_unit_id);

-- Those that stand: their two units, and what was promised when their match was agreed.
insert into exchange.agreement_party (agreement_id, unit_id, rank, role, must_sign, awaits_signature)
select g.id, p.unit_id, p.rank, p.role, true, g.state = 'PENDING_SIGNATURES'
    and not exists (select from exchange.signature s where s.agreement_id = g.id and s.unit_id = p.unit_id)
from exchange.agreement g
cross join lateral (values (1, g.supplier_unit_id, '供给方'), (2, g.demander_unit_id, '需求方')) p (rank, unit_id, role);

insert into exchange.agreement_edition (agreement_id, number, canonical, hash, proposed_by_unit_id, proposed_at)
select t.id, 1, t.canonical, encode(sha256(convert_to(t.canonical, 'UTF8')), 'hex'), t.created_by_unit_id, t.created_at
from (
  select g.id, m.created_by_unit_id, g.created_at,
    '{"clauses":[],"commitments":[' || coalesce((
      select string_agg('{"action":"DELIVER_SERVICE","dueAt":' || coalesce('"' || to_char(c.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS')
          || case when date_trunc('second', c.due_at) = c.due_at then '' else to_char(c.due_at, '.MS') end || '+08:00"', 'null')
        || ',"from":"unit_' || replace(c.from_unit_id::text, '-', '')
        || '","quantity":{"unit":' || to_json(c.quantity_unit)::text || ',"value":"' || trim_scale(c.quantity)::text
        || '"},"recurrence":null,"title":' || to_json(c.title)::text
        || ',"to":"unit_' || replace(c.to_unit_id::text, '-', '') || '"}', ',' order by c.rank, c.id)
      from exchange.commitment c where c.agreement_id = g.id), '')
    || '],"confirmWithinDays":null,"parties":[' || (
      select string_agg('{"mustSign":true,"role":' || to_json(p.role)::text || ',"unit":"unit_' || replace(p.unit_id::text, '-', '') || '"}', ',' order by p.rank)
      from exchange.agreement_party p where p.agreement_id = g.id)
    || '],"title":' || to_json(g.title)::text || ',"validFrom":null,"validThrough":null}' as canonical
  from exchange.agreement g join exchange.match m on m.id = g.match_id) t;

alter table exchange.signature
  add column edition integer not null default 1,
  add column hash text;
update exchange.signature s set hash = e.hash from exchange.agreement_edition e where e.agreement_id = s.agreement_id and e.number = 1;
alter table exchange.signature
  alter column edition drop default,
  alter column hash set not null,
  drop constraint signature_pkey,
  add constraint signature_pkey primary key (agreement_id, edition, unit_id),
  add constraint signature_of_edition foreign key (agreement_id, edition, hash)
    references exchange.agreement_edition (agreement_id, number, hash),
  add constraint signature_of_party foreign key (agreement_id, unit_id) references exchange.agreement_party (agreement_id, unit_id);

alter table exchange.agreement add column edition integer not null default 1;
alter table exchange.agreement
  alter column edition drop default,
  add constraint agreement_has_edition foreign key (id, edition)
    references exchange.agreement_edition (agreement_id, number) deferrable initially deferred,
  add constraint agreement_supplier_is_party foreign key (id, supplier_unit_id)
    references exchange.agreement_party (agreement_id, unit_id) deferrable initially deferred,
  add constraint agreement_demander_is_party foreign key (id, demander_unit_id)
    references exchange.agreement_party (agreement_id, unit_id) deferrable initially deferred;

-- With the parties in a table, whose a promise is can be said as a key.
drop trigger commitment_between_parties on exchange.commitment;
drop function exchange.check_commitment();
alter table exchange.commitment
  add constraint commitment_from_party foreign key (agreement_id, from_unit_id)
    references exchange.agreement_party (agreement_id, unit_id) deferrable initially deferred,
  add constraint commitment_to_party foreign key (agreement_id, to_unit_id)
    references exchange.agreement_party (agreement_id, unit_id) deferrable initially deferred;

create or replace function exchange.check_signature() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id
    where p.agreement_id = new.agreement_id and p.unit_id = new.unit_id and p.must_sign and g.edition = new.edition) then
    perform exchange.refuse('signature_by_party', 'only a party that has to sign an agreement signs it, and its current edition');
  end if;
  return new;
end $$;

-- Looked at when the transaction ends: signature and state may come in either order.
create or replace function exchange.check_active() returns trigger language plpgsql set search_path = ''
as $$
begin
  if new.state not in ('PENDING_SIGNATURES', 'CANCELLED') and (
    2 > (select count(*) from exchange.signature s where s.agreement_id = new.id and s.edition = new.edition)
    or exists (select from exchange.agreement_party p where p.agreement_id = new.id and p.must_sign and not exists (
      select from exchange.signature s where s.agreement_id = p.agreement_id and s.edition = new.edition and s.unit_id = p.unit_id))) then
    perform exchange.refuse('agreement_active_when_signed', 'an agreement is active when all who have to sign have signed its current edition');
  end if;
  return null;
end $$;
drop trigger agreement_active_when_signed on exchange.agreement;
create constraint trigger agreement_active_when_signed after insert or update of state, edition on exchange.agreement
  deferrable initially deferred for each row execute function exchange.check_active();

-- Editions follow one another, and end with the last signature; those of a match stay what both accepted.
create function exchange.check_next_edition() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.state <> 'PENDING_SIGNATURES' or old.match_id is not null or new.edition <> old.edition + 1 then
    perform exchange.refuse('agreement_next_edition', 'another edition follows the one before, while a drafted agreement waits for signatures');
  end if;
  return new;
end $$;
create trigger agreement_next_edition before update of edition on exchange.agreement
  for each row when (new.edition <> old.edition) execute function exchange.check_next_edition();

create function exchange.keep_what_is_signed() returns trigger language plpgsql set search_path = ''
as $$
begin
  perform exchange.refuse('agreement_edition_stays', 'what was proposed and who signed it stays as it was');
  return null;
end $$;
create trigger agreement_edition_stays before update or delete on exchange.agreement_edition
  for each row execute function exchange.keep_what_is_signed();
create trigger signature_stays before update or delete on exchange.signature
  for each row execute function exchange.keep_what_is_signed();

-- Whose signature is awaited.
create function exchange.await_signature() returns trigger language plpgsql set search_path = ''
as $$
begin
  new.awaits_signature := new.must_sign;
  return new;
end $$;
create trigger agreement_party_is_awaited before insert on exchange.agreement_party
  for each row execute function exchange.await_signature();

create function exchange.follow_signature() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.agreement_party p set awaits_signature = false
  where p.agreement_id = new.agreement_id and p.unit_id = new.unit_id and p.awaits_signature;
  return null;
end $$;
create trigger signature_is_awaited_no_more after insert on exchange.signature
  for each row execute function exchange.follow_signature();

create function exchange.follow_agreement() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.agreement_party p set awaits_signature = not p.awaits_signature
  where p.agreement_id = new.id and p.awaits_signature <> (new.state = 'PENDING_SIGNATURES' and p.must_sign and not exists (
    select from exchange.signature s where s.agreement_id = new.id and s.edition = new.edition and s.unit_id = p.unit_id));
  return null;
end $$;
create trigger agreement_is_awaited after update of state, edition on exchange.agreement
  for each row when (new.state <> old.state or new.edition <> old.edition) execute function exchange.follow_agreement();

revoke execute on function exchange.follow_signature(), exchange.follow_agreement() from public;
drop index exchange.agreement_unsigned_by_supplier;
drop index exchange.agreement_unsigned_by_demander;
grant select on exchange.agreement_party, exchange.agreement_edition to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert (agreement_id, unit_id, rank, role, must_sign) on exchange.agreement_party to qinlin_writer;
grant insert (agreement_id, number, canonical, hash, proposed_by_unit_id, proposed_at) on exchange.agreement_edition to qinlin_writer;
grant update (edition) on exchange.agreement to qinlin_writer;
