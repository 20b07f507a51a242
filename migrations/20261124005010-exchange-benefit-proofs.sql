-- What persons proved to a unit (资格证明), known by numbers that are not kept (docs/decisions/0077).

-- By which a unit's marks of numbers are made. Nobody may read it but the functions below.
create table exchange.benefit_secret (
  unit_id uuid primary key references directory.unit,
  secret text not null
);

-- Somebody, as one unit knows them: without name or number.
create table exchange.benefit_person (
  id uuid primary key,
  owner_unit_id uuid not null references directory.unit,
  constraint benefit_person_of_unit unique (id, owner_unit_id)
);
create index benefit_person_unit on exchange.benefit_person (owner_unit_id);

-- The mark of a mobile or identity number: a keyed hash, so that no two units, and nobody without the key, can tell whose it is.
create table exchange.benefit_mark (
  owner_unit_id uuid not null references directory.unit,
  mark bytea not null check (length(mark) = 32),
  person_id uuid not null,
  primary key (owner_unit_id, mark),
  constraint benefit_mark_of_person foreign key (person_id, owner_unit_id) references exchange.benefit_person (id, owner_unit_id)
);
create index benefit_mark_person on exchange.benefit_mark (person_id);

create table exchange.benefit_proof (
  id uuid primary key,
  owner_unit_id uuid not null references directory.unit,
  person_id uuid not null,
  kind text not null check (kind in ('BORN_ON', 'OCCUPATION', 'HOUSEHOLD', 'RELATION', 'WORKS_FOR', 'HOME_AREA')),
  born_on date check (born_on > '1870-01-01'),
  code text check (code <> ''),
  unit_id uuid references directory.unit,
  area_id uuid references directory.area,
  -- What was shown: a card, a certificate.
  document text not null check (document <> ''),
  from_day date not null,
  until_day date,
  -- The post of who saw it.
  post_id uuid not null references directory.post,
  state text not null check (state in ('RECORDED', 'WITHDRAWN')),
  recorded_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  reason text check (reason <> ''),
  version integer not null default 1,
  constraint benefit_proof_of_person foreign key (person_id, owner_unit_id) references exchange.benefit_person (id, owner_unit_id),
  constraint benefit_proof_days check (until_day > from_day),
  constraint benefit_proof_of_its_kind check (num_nonnulls(born_on, code, unit_id, area_id) = 1 and case kind
    when 'BORN_ON' then born_on is not null when 'WORKS_FOR' then unit_id is not null when 'HOME_AREA' then area_id is not null
    else code is not null end),
  constraint benefit_proof_withdrawn check ((state = 'WITHDRAWN') = (withdrawn_at is not null) and (withdrawn_at is null) = (reason is null))
);
create index benefit_proof_owner on exchange.benefit_proof (owner_unit_id, id desc);
create index benefit_proof_person on exchange.benefit_proof (person_id);
create index benefit_proof_unit on exchange.benefit_proof (unit_id) where unit_id is not null;
create index benefit_proof_post on exchange.benefit_proof (post_id);

create function exchange.keep_benefit_proof() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'what was withdrawn stays withdrawn' using errcode = 'check_violation', constraint = 'benefit_proof_stays_withdrawn';
end
$$;
create trigger benefit_proof_stays_withdrawn before update on exchange.benefit_proof
  for each row when (old.state = 'WITHDRAWN') execute function exchange.keep_benefit_proof();

-- Null of no number, and where the unit knows nobody yet. The key twice, as HMAC has it.
create function exchange.benefit_mark_of(unit uuid, number text) returns bytea
language sql stable strict set search_path = ''
as $$
  select sha256(convert_to(s.secret || encode(sha256(convert_to(s.secret || number, 'UTF8')), 'hex'), 'UTF8'))
  from exchange.benefit_secret s where s.unit_id = unit
$$;

-- Whether the unit acted for is that one, or an app asks that it let check benefits, under the hat of the alliance.
create function exchange.may_check_benefits(unit uuid, at timestamptz) returns boolean
language sql stable security definer set search_path = ''
as $$
  select case when rights.my_app() is null then coalesce(rights.my_unit() = unit, false) else exists (
    select from rights.installation i where i.app_id = rights.my_app() and i.unit_id = unit and 'benefits:check' = any(i.scopes)
      and i.alliance_id = any(rights.my_alliances()) and i.valid @> at) end
$$;

-- Whom the unit knows by either number; two where the numbers are of two persons. For who may check there.
create function exchange.benefit_persons(unit uuid, mobile text, identity_number text, at timestamptz) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select distinct m.person_id from exchange.benefit_mark m
  where m.owner_unit_id = unit and exchange.may_check_benefits(unit, at)
    and m.mark in (exchange.benefit_mark_of(unit, 'M' || mobile), exchange.benefit_mark_of(unit, 'I' || identity_number))
$$;

-- What is known of somebody on a day: of what holds then, and was not withdrawn.
create function exchange.benefit_facts(person uuid, day date, at timestamptz)
returns table (kind text, code text, born_on date, area_ids uuid[], alliance_ids uuid[])
language sql stable security definer set search_path = ''
as $$
  select p.kind, p.code, p.born_on,
    case p.kind when 'HOME_AREA' then array(select p.area_id union select directory.areas_above_on(p.area_id, benefit_facts.day, true)) end,
    case p.kind when 'WORKS_FOR' then array(select m.alliance_id from rights.membership m where m.unit_id = p.unit_id and m.valid @> benefit_facts.at) end
  from exchange.benefit_proof p
  where p.person_id = benefit_facts.person and exchange.may_check_benefits(p.owner_unit_id, benefit_facts.at)
    and p.state = 'RECORDED' and p.from_day <= benefit_facts.day and coalesce(p.until_day > benefit_facts.day, true)
  order by p.id
$$;

-- Whom the unit acted for knows by the numbers from now on; none where they are of two persons. Who comes first with a number
-- is waited for.
create function exchange.know_benefit_person(fresh uuid, mobile text, identity_number text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  unit constant uuid := rights.my_unit();
  given text;
  holder uuid;
  known uuid := fresh;
  is_new boolean := true;
begin
  if unit is null or rights.my_app() is not null then
    raise exception 'a unit knows persons, and no app' using errcode = 'check_violation', constraint = 'benefit_person_of_a_unit';
  end if;
  insert into exchange.benefit_secret (unit_id, secret) values (unit, gen_random_uuid()::text || gen_random_uuid()::text)
  on conflict (unit_id) do nothing;
  insert into exchange.benefit_person (id, owner_unit_id) values (fresh, unit);
  foreach given in array array_remove(array['I' || identity_number, 'M' || mobile], null) loop
    insert into exchange.benefit_mark as m (owner_unit_id, mark, person_id)
    values (unit, exchange.benefit_mark_of(unit, given), known)
    on conflict (owner_unit_id, mark) do update set person_id = m.person_id
    returning m.person_id into holder;
    if holder <> known then
      if not is_new then return null; end if;
      update exchange.benefit_mark set person_id = holder where person_id = known;
      known := holder;
      is_new := false;
    elsif known <> fresh then
      is_new := false;
    end if;
  end loop;
  if known <> fresh then delete from exchange.benefit_person p where p.id = fresh; end if;
  return known;
end
$$;

-- Nobody is known by these numbers any more, and nothing is known of who was (个人信息保护法 art. 47). That benefits were redeemed stays,
-- by nobody. How many proofs went; null where nobody was known.
create function exchange.forget_benefit_person(mobile text, identity_number text) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  gone uuid[];
  proofs integer;
begin
  gone := array(select exchange.benefit_persons(rights.my_unit(), mobile, identity_number, rights.my_now()));
  if rights.my_app() is not null or cardinality(gone) = 0 then return null; end if;
  delete from exchange.benefit_proof p where p.person_id = any(gone);
  get diagnostics proofs = row_count;
  delete from exchange.benefit_mark m where m.person_id = any(gone);
  return proofs;
end
$$;

-- All whom the unit acted for knows: it is dissolved.
create function exchange.forget_benefit_persons(unit uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if rights.my_app() is not null or rights.my_unit() is distinct from unit then return; end if;
  delete from exchange.benefit_proof p where p.owner_unit_id = unit;
  delete from exchange.benefit_mark m where m.owner_unit_id = unit;
  delete from exchange.benefit_secret s where s.unit_id = unit;
end
$$;

-- For the unit alone. Not forced: the functions here are their owner's.
alter table exchange.benefit_proof enable row level security;
create policy own_proofs on exchange.benefit_proof for all to qinlin_guarded, qinlin_writer
  using ((select rights.my_app()) is null and owner_unit_id = (select rights.my_unit()))
  with check ((select rights.my_app()) is null and owner_unit_id = (select rights.my_unit()));

revoke execute on function exchange.keep_benefit_proof(), exchange.benefit_mark_of(uuid, text), exchange.may_check_benefits(uuid, timestamptz),
  exchange.benefit_persons(uuid, text, text, timestamptz), exchange.benefit_facts(uuid, date, timestamptz),
  exchange.know_benefit_person(uuid, text, text), exchange.forget_benefit_person(text, text),
  exchange.forget_benefit_persons(uuid) from public;
grant execute on function exchange.may_check_benefits(uuid, timestamptz), exchange.benefit_persons(uuid, text, text, timestamptz),
  exchange.benefit_facts(uuid, date, timestamptz), exchange.know_benefit_person(uuid, text, text),
  exchange.forget_benefit_person(text, text), exchange.forget_benefit_persons(uuid) to qinlin_writer;
grant select on exchange.benefit_proof to qinlin_guarded, qinlin_writer;
grant insert on exchange.benefit_proof to qinlin_writer;
grant update (state, withdrawn_at, reason, version) on exchange.benefit_proof to qinlin_writer;
