-- Whom a need is for, apart from the need, and what persons consented to (docs/decisions/0034).

-- The check character of GB 11643 (ISO 7064, MOD 11-2), as `isIdentityNumber` says it.
create function exchange.is_identity_number(number text) returns boolean language sql immutable strict parallel safe
return case when number ~ '^[1-9][0-9]{16}[0-9X]$' then
  right(number, 1) = substr('10X98765432', 1 + (
    select sum(substr(number, w.place::integer, 1)::integer * w.weight)::integer % 11
    from unnest(array[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) with ordinality w(weight, place)), 1)
  else false end;

-- The beneficiary (受益人) as it is.
create table exchange.beneficiary (
  id uuid primary key,
  need_id uuid not null unique,
  owner_unit_id uuid not null,
  name text not null check (name <> ''),
  mobile text check (mobile ~ '^[+][0-9]{8,15}$'),
  identity_number text constraint beneficiary_identity_number_checked check (exchange.is_identity_number(identity_number)),
  address text check (address <> ''),
  version integer not null default 1,
  constraint beneficiary_of_need foreign key (need_id, owner_unit_id) references exchange.need (id, owner_unit_id),
  constraint beneficiary_masked_alike unique (id, need_id, owner_unit_id, version)
);

-- As it is shown to those who may see it at all. Never of another version than what it masks: looked at when the
-- transaction ends, since both are written in it.
create table exchange.beneficiary_mask (
  id uuid primary key,
  need_id uuid not null unique,
  owner_unit_id uuid not null,
  name text not null constraint beneficiary_name_masked check (name ~ '^.{0,2}[*]{2}$'),
  mobile text constraint beneficiary_mobile_masked check (mobile ~ '^(([+]86)?1[0-9]{2})?[*]{4}([0-9]{4})?$'),
  identity_number text constraint beneficiary_identity_number_masked check (identity_number ~ '^[0-9]{6}[*]{8}[0-9]{3}[0-9X]$'),
  address text constraint beneficiary_address_masked check (address <> '' and address !~ '[0-9](幢|栋|单元|室|弄)'),
  version integer not null,
  constraint beneficiary_mask_of_what_it_masks foreign key (id, need_id, owner_unit_id, version)
    references exchange.beneficiary (id, need_id, owner_unit_id, version) deferrable initially deferred
);

-- That somebody was erased, and why; without anything of them. Kept as it is.
create table exchange.beneficiary_erasure (
  beneficiary_id uuid primary key,
  need_id uuid not null,
  owner_unit_id uuid not null,
  reason text not null check (reason <> ''),
  erased_at timestamptz(3) not null,
  constraint beneficiary_erasure_of_need foreign key (need_id, owner_unit_id) references exchange.need (id, owner_unit_id)
);

-- Consent (单独同意) of a person to a purpose, for as long as `valid` holds.
create table access.consent (
  id uuid primary key,
  subject_type text not null check (subject_type in ('beneficiary', 'person')),
  subject_id uuid not null,
  -- The unit that recorded it.
  unit_id uuid not null references directory.unit,
  purpose text not null references directory.term (code),
  -- How it was given: on paper, on the spot, by whom. Goes with the person.
  evidence text check (evidence <> ''),
  given_at timestamptz(3) not null,
  -- Empty where it was withdrawn in the instant it was given.
  valid tstzrange not null,
  withdrawn_at timestamptz(3),
  reason text check (reason <> ''),
  erased_at timestamptz(3),
  version integer not null default 1,
  constraint consent_holds_from_when_given check (isempty(valid) or lower(valid) = given_at),
  constraint consent_ends_when_withdrawn check (withdrawn_at is null or isempty(valid) or upper(valid) is not distinct from withdrawn_at),
  constraint consent_evident_until_erased check ((evidence is null) = (erased_at is not null)),
  constraint consent_withdrawn_for_a_reason check ((withdrawn_at is null) = (reason is null) or erased_at is not null),
  -- Never two in force for one person and purpose.
  constraint consent_once exclude using gist (subject_type with =, subject_id with =, purpose with =, valid with &&)
);
-- What somebody consented to, newest first; and whether they did, on every read of theirs by an app.
create index consent_subject on access.consent (subject_id, id desc);

-- What has ended is not revived.
create function access.check_consent() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not new.valid <@ old.valid then
    raise exception 'a consent is given anew, never prolonged' using errcode = 'check_violation', constraint = 'consent_only_shortened';
  end if;
  return new;
end $$;
create trigger consent_only_shortened before update on access.consent for each row execute function access.check_consent();

-- The contract: which consents there are, of whom and to what, and not how they were given.
create view rights.consent as select subject_type, subject_id, purpose, valid from access.consent;
-- And which beneficiaries the viewer may see at all.
create view rights.beneficiary with (security_invoker = true) as
  select id, need_id, owner_unit_id as unit_id from exchange.beneficiary_mask;

-- Policies.
alter table exchange.beneficiary enable row level security;
alter table exchange.beneficiary force row level security;
alter table exchange.beneficiary_mask enable row level security;
alter table exchange.beneficiary_mask force row level security;
-- Not forced: `rights.consent` is its owner's.
alter table access.consent enable row level security;

-- Masked: its own unit; who supplies the need by an agreement in force, under its hat or none; and an app, of a need
-- that a member shows to the alliance of the hat, for a purpose that the person consents to and that the app was let
-- read needs for.
create policy read_masked on exchange.beneficiary_mask for select to qinlin_guarded, qinlin_writer using (
  (select rights.my_app()) is null and (
    owner_unit_id = (select rights.my_unit())
    or exists (select from exchange.match m join exchange.agreement g on g.match_id = m.id
      where m.need_id = beneficiary_mask.need_id and g.supplier_unit_id = (select rights.my_unit()) and g.state = 'ACTIVE'
        and (g.alliance_id = any((select rights.my_alliances())::uuid[]) or cardinality((select rights.my_alliances())) = 0))
  )
  or exists (select from exchange.need n
      join exchange.need_audience a on a.need_id = n.id
      join rights.membership m on m.unit_id = n.owner_unit_id and m.alliance_id = a.alliance_id
      where n.id = beneficiary_mask.need_id and n.state = 'PUBLISHED'
        and a.alliance_id = any((select rights.my_alliances())::uuid[]) and m.valid @> (select rights.my_now()))
    and exists (select from rights.consent c join rights.installation i on i.purpose = c.purpose
      where c.subject_type = 'beneficiary' and c.subject_id = beneficiary_mask.id and c.valid @> (select rights.my_now())
        and i.app_id = (select rights.my_app()) and i.alliance_id = any((select rights.my_alliances())::uuid[])
        and i.unit_id = coalesce((select rights.my_unit()), i.unit_id)
        and 'needs:read' = any(i.scopes) and i.valid @> (select rights.my_now()))
);
create policy write_masked on exchange.beneficiary_mask for all to qinlin_writer
  using (owner_unit_id = (select rights.my_unit()) and (select rights.my_app()) is null)
  with check (owner_unit_id = (select rights.my_unit()) and (select rights.my_app()) is null);

-- In full: to whom it was disclosed a short while ago, and who sees it masked still. Not even its unit otherwise, whose
-- acts alone have it in hand.
create policy read_disclosed on exchange.beneficiary for select to qinlin_guarded using (
  (select rights.my_app()) is null
  and exists (select from rights.disclosure d where d.subject_type = 'beneficiary' and d.subject_id = beneficiary.id
    and d.person_id = (select rights.my_person()) and d.unit_id = (select rights.my_unit()) and d.valid @> (select rights.my_now()))
  and exists (select from exchange.beneficiary_mask k where k.id = beneficiary.id)
);
create policy write_own on exchange.beneficiary for all to qinlin_writer
  using (owner_unit_id = (select rights.my_unit()) and (select rights.my_app()) is null)
  with check (owner_unit_id = (select rights.my_unit()) and (select rights.my_app()) is null);

-- A consent is for the unit that recorded it, and for the person it is of.
create policy read_consent on access.consent for select to qinlin_guarded, qinlin_writer using (
  (select rights.my_app()) is null and (
    unit_id = (select rights.my_unit()) or subject_type = 'person' and subject_id = (select rights.my_person()))
);
-- Nobody records one of somebody else's beneficiary.
create policy record_consent on access.consent for insert to qinlin_writer with check (
  (select rights.my_app()) is null and unit_id = (select rights.my_unit()) and subject_type = 'beneficiary'
  and exists (select from rights.beneficiary b where b.id = subject_id and b.unit_id = consent.unit_id)
);
create policy end_consent on access.consent for update to qinlin_writer using (
  (select rights.my_app()) is null and (
    unit_id = (select rights.my_unit()) or subject_type = 'person' and subject_id = (select rights.my_person()))
);

-- Erasure. The owner is under the policies too, and reaches the rows of the unit acted for alone.
create policy erase_own on exchange.beneficiary for all to current_user
  using (owner_unit_id = (select rights.my_unit()) and (select rights.my_app()) is null);
create policy erase_own on exchange.beneficiary_mask for all to current_user
  using (owner_unit_id = (select rights.my_unit()) and (select rights.my_app()) is null);

-- The only rows that are ever deleted. True where there was one, of the unit acted for.
create function exchange.erase_beneficiary(beneficiary uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if rights.my_app() is not null then return false; end if;
  delete from exchange.beneficiary_mask k where k.id = beneficiary and k.owner_unit_id = rights.my_unit();
  delete from exchange.beneficiary b where b.id = beneficiary and b.owner_unit_id = rights.my_unit();
  return found;
end $$;

-- What somebody who is erased consented to: ended, and without what was written about it.
create function access.erase_consents(kind text, subject uuid, at timestamptz) returns void
language sql security definer set search_path = ''
as $$
  update access.consent c set
    valid = c.valid * tstzrange(null, at),
    withdrawn_at = case when c.valid @> at then at else c.withdrawn_at end,
    evidence = null, reason = null, erased_at = at, version = c.version + 1
  where c.subject_type = kind and c.subject_id = subject and c.erased_at is null
    and c.unit_id = rights.my_unit() and rights.my_app() is null
$$;

revoke execute on function exchange.erase_beneficiary(uuid), access.erase_consents(text, uuid, timestamptz) from public;
grant execute on function exchange.erase_beneficiary(uuid), access.erase_consents(text, uuid, timestamptz) to qinlin_writer;

grant select on rights.consent, rights.beneficiary to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on exchange.beneficiary, exchange.beneficiary_mask, access.consent to qinlin_guarded, qinlin_writer;
grant insert on exchange.beneficiary, exchange.beneficiary_mask, access.consent to qinlin_writer;
grant insert on exchange.beneficiary_erasure to qinlin_writer;
grant update (name, mobile, identity_number, address, version) on exchange.beneficiary, exchange.beneficiary_mask
  to qinlin_writer;
grant update (valid, withdrawn_at, reason, version) on access.consent to qinlin_writer;
