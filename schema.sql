-- Printed from the catalogue by `npm run database`. Never edited: change it by a migration.

-- Schemas

create schema access; -- 权限与开放: apps and what they are granted

create schema data; -- Unit of work: idempotency keys, audit, outbox

create schema directory; -- 名录: units, posts, alliances, memberships, terms

create schema exchange; -- 供需: resources, slots, offers, needs, matches, agreements, deliveries

create schema projects; -- 共富项目: projects, partners, contributions

create schema rights; -- The rights contract: hats, memberships, grants. Owned by directory and access

-- Tables

create table access.app (
  id uuid not null,
  name text not null,
  vendor text not null,
  purpose text not null,
  created_at timestamp(3) with time zone not null,
  owner_unit_id uuid,
  retired_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint app_name_check CHECK ((name <> ''::text)),
  constraint app_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint app_pkey PRIMARY KEY (id),
  constraint app_purpose_check CHECK ((purpose <> ''::text)),
  constraint app_vendor_check CHECK ((vendor <> ''::text))
);
CREATE INDEX app_owner ON access.app USING btree (owner_unit_id, id DESC) WHERE (owner_unit_id IS NOT NULL);

create table access.app_budget (
  app_id uuid not null,
  points_per_hour integer not null default 5000,
  spent numeric not null default 0,
  as_of timestamp with time zone not null,
  constraint app_budget_app_id_fkey FOREIGN KEY (app_id) REFERENCES access.app(id),
  constraint app_budget_pkey PRIMARY KEY (app_id),
  constraint app_budget_points_per_hour_check CHECK ((points_per_hour > 0)),
  constraint app_budget_spent_check CHECK ((spent >= (0)::numeric))
);

create table access.app_key (
  id uuid not null,
  app_id uuid not null,
  name text not null,
  hash bytea not null,
  prefix text not null,
  valid tstzrange not null,
  created_at timestamp(3) with time zone not null,
  last_used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint app_key_app_id_fkey FOREIGN KEY (app_id) REFERENCES access.app(id),
  constraint app_key_hash_check CHECK ((length(hash) = 32)),
  constraint app_key_hash_key UNIQUE (hash),
  constraint app_key_name_check CHECK ((name <> ''::text)),
  constraint app_key_pkey PRIMARY KEY (id),
  constraint app_key_prefix_check CHECK ((prefix <> ''::text)),
  constraint app_key_valid_check CHECK ((NOT upper_inf(valid)))
);
CREATE INDEX app_key_app ON access.app_key USING btree (app_id, id DESC);
CREATE TRIGGER app_key_only_shortened BEFORE UPDATE OF valid ON access.app_key FOR EACH ROW EXECUTE FUNCTION data.only_shortened();
alter table access.app_key enable row level security;
create policy read_key on access.app_key for select to qinlin_guarded, qinlin_writer
  using (('ADMINISTRATOR'::text = ANY (( SELECT rights.my_roles() AS my_roles)::text[])) AND (EXISTS ( SELECT
   FROM access.app a
  WHERE ((a.id = app_key.app_id) AND (a.owner_unit_id = ( SELECT rights.my_unit() AS my_unit))))));
create policy write_key on access.app_key for all to qinlin_writer
  using (('ADMINISTRATOR'::text = ANY (( SELECT rights.my_roles() AS my_roles)::text[])) AND (EXISTS ( SELECT
   FROM access.app a
  WHERE ((a.id = app_key.app_id) AND (a.owner_unit_id = ( SELECT rights.my_unit() AS my_unit))))));

create table access.consent (
  id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  unit_id uuid not null,
  purpose text not null,
  evidence text,
  given_at timestamp(3) with time zone not null,
  valid tstzrange not null,
  withdrawn_at timestamp(3) with time zone,
  reason text,
  erased_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint consent_ends_when_withdrawn CHECK (((withdrawn_at IS NULL) OR isempty(valid) OR (NOT (upper(valid) IS DISTINCT FROM withdrawn_at)))),
  constraint consent_evidence_check CHECK ((evidence <> ''::text)),
  constraint consent_evident_until_erased CHECK (((evidence IS NULL) = (erased_at IS NOT NULL))),
  constraint consent_holds_from_when_given CHECK ((isempty(valid) OR (lower(valid) = given_at))),
  constraint consent_once EXCLUDE USING gist (subject_type WITH =, subject_id WITH =, purpose WITH =, (
CASE subject_type
    WHEN 'person'::text THEN unit_id
    ELSE subject_id
END) WITH =, valid WITH &&),
  constraint consent_pkey PRIMARY KEY (id),
  constraint consent_purpose_fkey FOREIGN KEY (purpose) REFERENCES directory.term(code),
  constraint consent_reason_check CHECK ((reason <> ''::text)),
  constraint consent_subject_type_check CHECK ((subject_type = ANY (ARRAY['beneficiary'::text, 'person'::text]))),
  constraint consent_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint consent_withdrawn_for_a_reason CHECK ((((withdrawn_at IS NULL) = (reason IS NULL)) OR (erased_at IS NOT NULL)))
);
CREATE INDEX consent_subject ON access.consent USING btree (subject_id, id DESC);
CREATE INDEX consent_unit ON access.consent USING btree (unit_id);
CREATE TRIGGER consent_only_shortened BEFORE UPDATE ON access.consent FOR EACH ROW EXECUTE FUNCTION access.check_consent();
alter table access.consent enable row level security;
create policy consent_of_oneself on access.consent for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (subject_type = 'person'::text) AND (subject_id = ( SELECT rights.my_person() AS my_person)));
create policy end_consent on access.consent for update to qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((unit_id = ( SELECT rights.my_unit() AS my_unit)) OR ((subject_type = 'person'::text) AND (subject_id = ( SELECT rights.my_person() AS my_person)))));
create policy read_consent on access.consent for select to qinlin_guarded, qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((unit_id = ( SELECT rights.my_unit() AS my_unit)) OR ((subject_type = 'person'::text) AND (subject_id = ( SELECT rights.my_person() AS my_person)))));
create policy record_consent on access.consent for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (subject_type = 'beneficiary'::text) AND (EXISTS ( SELECT
   FROM rights.beneficiary b
  WHERE ((b.id = consent.subject_id) AND (b.unit_id = consent.unit_id)))));

create table access.data_item (
  id uuid not null,
  unit_id uuid not null,
  kind text not null,
  attribute text not null,
  note text,
  changed_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint data_item_attribute_check CHECK ((attribute = ANY (ARRAY['UNCONDITIONAL'::text, 'CONDITIONAL'::text, 'NONE'::text]))),
  constraint data_item_check CHECK (((attribute = 'UNCONDITIONAL'::text) OR (note IS NOT NULL))),
  constraint data_item_kind_check CHECK ((kind = ANY (ARRAY['CONTACT'::text, 'OFFERS'::text, 'NEEDS'::text]))),
  constraint data_item_pkey PRIMARY KEY (id),
  constraint data_item_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint data_item_unit_id_kind_key UNIQUE (unit_id, kind)
);

create table access.disclosure (
  id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  alliance_id uuid,
  purpose text not null,
  reason text not null,
  valid tstzrange not null,
  of_unit_id uuid not null,
  constraint disclosure_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint disclosure_of_its_unit CHECK (((subject_type <> 'unit'::text) OR (of_unit_id = subject_id))),
  constraint disclosure_of_unit_id_fkey FOREIGN KEY (of_unit_id) REFERENCES directory.unit(id),
  constraint disclosure_pkey PRIMARY KEY (id),
  constraint disclosure_purpose_fkey FOREIGN KEY (purpose) REFERENCES directory.term(code),
  constraint disclosure_reason_check CHECK ((reason <> ''::text)),
  constraint disclosure_subject_type_check CHECK ((subject_type = ANY (ARRAY['unit'::text, 'beneficiary'::text]))),
  constraint disclosure_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint disclosure_valid_check CHECK (((NOT isempty(valid)) AND (NOT upper_inf(valid))))
);
CREATE INDEX disclosure_of_unit ON access.disclosure USING btree (of_unit_id, id DESC);
CREATE INDEX disclosure_subject ON access.disclosure USING btree (subject_id, id DESC);
CREATE INDEX disclosure_unit ON access.disclosure USING btree (unit_id, id DESC);
alter table access.disclosure enable row level security;
create policy disclose on access.disclosure for insert to qinlin_writer
  with check ((person_id = ( SELECT rights.my_person() AS my_person)) AND (unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL) AND (valid <@ tstzrange(( SELECT rights.my_now() AS my_now), (( SELECT rights.my_now() AS my_now) + '00:10:00'::interval))));
create policy read_disclosures on access.disclosure for select to qinlin_guarded, qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((( SELECT rights.my_unit() AS my_unit) = unit_id) OR (( SELECT rights.my_unit() AS my_unit) = of_unit_id)));

create table access.installation (
  id uuid not null,
  app_id uuid not null,
  unit_id uuid not null,
  alliance_id uuid not null,
  scopes text[] not null,
  valid tstzrange not null,
  purpose text,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint installation_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint installation_app_id_fkey FOREIGN KEY (app_id) REFERENCES access.app(id),
  constraint installation_once EXCLUDE USING gist (app_id WITH =, unit_id WITH =, alliance_id WITH =, valid WITH &&),
  constraint installation_pkey PRIMARY KEY (id),
  constraint installation_purpose_fkey FOREIGN KEY (purpose) REFERENCES directory.term(code),
  constraint installation_scopes_check CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['benefits:check'::text, 'contacts:read'::text, 'needs:read'::text, 'offers:read'::text, 'projects:read'::text, 'promises:read'::text]))),
  constraint installation_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX installation_app ON access.installation USING btree (app_id);
CREATE INDEX installation_unit ON access.installation USING btree (unit_id, id DESC);
CREATE TRIGGER installation_only_shortened BEFORE UPDATE OF valid ON access.installation FOR EACH ROW EXECUTE FUNCTION data.only_shortened();

create table access.login (
  id uuid not null,
  issuer text not null,
  subject text not null,
  person_id uuid not null,
  valid tstzrange not null,
  version integer not null default 1,
  constraint login_issuer_check CHECK ((issuer <> ''::text)),
  constraint login_issuer_subject_key UNIQUE (issuer, subject),
  constraint login_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.person(id),
  constraint login_pkey PRIMARY KEY (id),
  constraint login_subject_check CHECK ((subject <> ''::text))
);
CREATE INDEX login_person ON access.login USING btree (person_id);
CREATE TRIGGER login_only_shortened BEFORE UPDATE OF valid ON access.login FOR EACH ROW EXECUTE FUNCTION data.only_shortened();

create table access.sharing_agreement (
  id uuid not null,
  provider_unit_id uuid not null,
  consumer_unit_id uuid not null,
  kind text not null,
  purpose text not null,
  "precision" text not null,
  may_reshare boolean not null,
  statement text not null,
  state text not null,
  reason text,
  requested_at timestamp(3) with time zone not null,
  requested_until timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone,
  valid tstzrange,
  version integer not null default 1,
  constraint sharing_agreement_check CHECK ((provider_unit_id <> consumer_unit_id)),
  constraint sharing_agreement_check1 CHECK (((state = 'REQUESTED'::text) = (decided_at IS NULL))),
  constraint sharing_agreement_check3 CHECK (((state <> 'REFUSED'::text) OR (reason IS NOT NULL))),
  constraint sharing_agreement_consumer_unit_id_fkey FOREIGN KEY (consumer_unit_id) REFERENCES directory.unit(id),
  constraint sharing_agreement_kind_check CHECK ((kind = ANY (ARRAY['CONTACT'::text, 'OFFERS'::text, 'NEEDS'::text]))),
  constraint sharing_agreement_pkey PRIMARY KEY (id),
  constraint sharing_agreement_precision_check CHECK (("precision" = ANY (ARRAY['FULL'::text, 'MASKED'::text]))),
  constraint sharing_agreement_provider_unit_id_fkey FOREIGN KEY (provider_unit_id) REFERENCES directory.unit(id),
  constraint sharing_agreement_purpose_fkey FOREIGN KEY (purpose) REFERENCES directory.term(code),
  constraint sharing_agreement_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'GRANTED'::text, 'REFUSED'::text, 'WITHDRAWN'::text]))),
  constraint sharing_as_long_as_asked CHECK (((valid IS NULL) OR isempty(valid) OR ((NOT upper_inf(valid)) AND (upper(valid) <= requested_until)))),
  constraint sharing_granted_is_valid CHECK (((state <> 'GRANTED'::text) OR (valid IS NOT NULL))),
  constraint sharing_to_come CHECK ((requested_until > requested_at)),
  constraint sharing_withdrawn_for_a_reason CHECK (((state <> 'WITHDRAWN'::text) OR (reason IS NOT NULL))),
  constraint sharing_within_three_years CHECK (((requested_until - requested_at) <= '1096 days'::interval))
);
CREATE INDEX sharing_between ON access.sharing_agreement USING btree (consumer_unit_id, provider_unit_id, kind) WHERE (valid IS NOT NULL);
CREATE INDEX sharing_consumer ON access.sharing_agreement USING btree (consumer_unit_id, id DESC);
CREATE UNIQUE INDEX sharing_open_request ON access.sharing_agreement USING btree (provider_unit_id, consumer_unit_id, kind, purpose) WHERE (state = 'REQUESTED'::text);
CREATE INDEX sharing_provider ON access.sharing_agreement USING btree (provider_unit_id, id DESC);
CREATE TRIGGER only_narrower BEFORE UPDATE ON access.sharing_agreement FOR EACH ROW WHEN ((((old."precision" = 'MASKED'::text) AND (new."precision" = 'FULL'::text)) OR (new.may_reshare AND (NOT old.may_reshare)))) EXECUTE FUNCTION access.share_less();
CREATE TRIGGER sharing_of_units_that_last BEFORE INSERT OR UPDATE OF state ON access.sharing_agreement FOR EACH ROW WHEN ((new.state = ANY (ARRAY['REQUESTED'::text, 'GRANTED'::text]))) EXECUTE FUNCTION directory.refuse_dissolved('provider_unit_id', 'consumer_unit_id');

create table data.audit (
  id uuid not null,
  at timestamp(3) with time zone not null,
  person_id uuid,
  app_id uuid,
  unit_id uuid,
  alliance_id uuid,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  body jsonb not null,
  request_id text not null,
  seq bigint not null generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  protected jsonb,
  constraint audit_of_one_or_of_time CHECK (((num_nonnulls(person_id, app_id) = 1) OR (num_nonnulls(person_id, app_id, unit_id) = 0))),
  constraint audit_pkey PRIMARY KEY (id),
  constraint audit_protected_check CHECK ((jsonb_typeof(protected) = 'array'::text))
);
CREATE INDEX audit_alliance ON data.audit USING btree (alliance_id, id DESC) WHERE (alliance_id IS NOT NULL);
CREATE UNIQUE INDEX audit_order ON data.audit USING btree (tx, seq);
CREATE INDEX audit_subject ON data.audit USING btree (subject_id, id DESC);
CREATE INDEX audit_unit ON data.audit USING btree (unit_id, id DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON data.audit FOR EACH STATEMENT EXECUTE FUNCTION data.refuse_change();

create table data.audit_seal (
  no bigint not null,
  first_tx xid8 not null,
  first_seq bigint not null,
  last_tx xid8 not null,
  last_seq bigint not null,
  count integer not null,
  leaves bytea not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamp(3) with time zone not null,
  constraint audit_seal_count_check CHECK (((count >= 1) AND (count <= 1000))),
  constraint audit_seal_no_check CHECK ((no > 0)),
  constraint audit_seal_pkey PRIMARY KEY (no),
  constraint seal_hashes_whole CHECK (((octet_length(previous) = 32) AND (octet_length(hash) = 32))),
  constraint seal_root_of_leaves CHECK (((octet_length(leaves) = (48 * count)) AND (root = sha256(leaves))))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON data.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION data.refuse_change();
CREATE TRIGGER seal_follows BEFORE INSERT ON data.audit_seal FOR EACH ROW EXECUTE FUNCTION data.check_seal();

create table data.demonstration (
  is_only boolean not null default true,
  loaded_at timestamp(3) with time zone not null,
  told_at timestamp(3) with time zone,
  constraint demonstration_check CHECK ((loaded_at <= told_at)),
  constraint demonstration_is_only_check CHECK (is_only),
  constraint demonstration_pkey PRIMARY KEY (is_only)
);

create table data.file (
  id uuid not null,
  owner_unit_id uuid not null,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  alliance_id uuid,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  deleted_at timestamp(3) with time zone,
  constraint file_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint file_deleted_while_kept CHECK (((deleted_at >= created_at) AND (deleted_at <= expires_at))),
  constraint file_expires CHECK (((expires_at > created_at) AND (expires_at <= (created_at + '366 days'::interval)))),
  constraint file_media_type_check CHECK ((media_type <> ''::text)),
  constraint file_name_check CHECK (((name <> ''::text) AND (length(name) <= 200))),
  constraint file_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint file_pkey PRIMARY KEY (id),
  constraint file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint file_size_check CHECK (((size >= 1) AND (size <= 20971520)))
);
CREATE INDEX file_expiry ON data.file USING btree (expires_at);
CREATE INDEX file_kept ON data.file USING btree (owner_unit_id, expires_at) INCLUDE (size) WHERE (deleted_at IS NULL);
CREATE INDEX file_owner ON data.file USING btree (owner_unit_id, id DESC);
CREATE TRIGGER file_is_deleted BEFORE UPDATE OF deleted_at ON data.file FOR EACH ROW EXECUTE FUNCTION data.delete_file();
alter table data.file enable row level security;
alter table data.file force row level security;
create policy add_file on data.file for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND ((alliance_id IS NULL) OR (alliance_id = ANY (( SELECT rights.my_alliances() AS my_alliances)::uuid[]))));
create policy delete_file on data.file for update to qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND (owner_unit_id = ( SELECT rights.my_unit() AS my_unit)))
  with check ((owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (deleted_at IS NOT NULL));
create policy find_file on data.file for select to qinlin_writer
  using true;
create policy keep_file on data.file for all to postgres
  using true;
create policy read_file on data.file for select to qinlin_guarded
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND (expires_at > ( SELECT rights.my_now() AS my_now)) AND (deleted_at IS NULL) AND ((owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) OR (alliance_id = ANY (( SELECT rights.my_alliances() AS my_alliances)::uuid[]))));

create table data.file_part (
  file_id uuid not null,
  no integer not null,
  bytes bytea not null,
  written_at timestamp(3) with time zone not null,
  constraint file_part_bytes_check CHECK (((length(bytes) >= 1) AND (length(bytes) <= 262144))),
  constraint file_part_no_check CHECK ((no >= 0)),
  constraint file_part_pkey PRIMARY KEY (file_id, no)
);
CREATE INDEX file_part_written ON data.file_part USING btree (written_at);
alter table data.file_part enable row level security;
alter table data.file_part force row level security;
create policy add_part on data.file_part for insert to qinlin_writer
  with check (NOT (EXISTS ( SELECT
   FROM data.file f
  WHERE (f.id = file_part.file_id))));
create policy keep_part on data.file_part for all to postgres
  using true;
create policy read_part on data.file_part for select to qinlin_guarded
  using (EXISTS ( SELECT
   FROM data.file f
  WHERE (f.id = file_part.file_id)));

create table data.idempotency (
  actor text not null,
  mutation text not null,
  key text not null,
  input_hash text not null,
  outcome jsonb,
  created_at timestamp(3) with time zone not null,
  subject_id uuid,
  constraint idempotency_pkey PRIMARY KEY (actor, mutation, key)
);
CREATE INDEX idempotency_created ON data.idempotency USING btree (created_at);
CREATE INDEX idempotency_subject ON data.idempotency USING btree (subject_id) WHERE (subject_id IS NOT NULL);

create table data.migration (
  id integer not null default nextval('data.migration_id_seq'::regclass),
  name character varying(255) not null,
  executed_at timestamp(6) with time zone not null default CURRENT_TIMESTAMP(6),
  constraint migration_pkey PRIMARY KEY (id)
);

create table data.outbox (
  seq bigint not null generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  id uuid not null,
  type text not null,
  subject_type text not null,
  subject_id uuid not null,
  alliance_id uuid,
  unit_ids uuid[] not null,
  version integer not null,
  actor jsonb not null,
  at timestamp(3) with time zone not null,
  body jsonb not null,
  constraint outbox_id_key UNIQUE (id),
  constraint outbox_pkey PRIMARY KEY (seq)
);
CREATE INDEX outbox_order ON data.outbox USING btree (tx, seq);

create table data.subject_key (
  subject_type text not null,
  subject_id uuid not null,
  key bytea not null,
  made_at timestamp(3) with time zone not null,
  constraint subject_key_key_check CHECK ((octet_length(key) = 32)),
  constraint subject_key_pkey PRIMARY KEY (subject_type, subject_id),
  constraint subject_key_subject_type_check CHECK ((subject_type <> ''::text))
);
alter table data.subject_key enable row level security;

create table directory.alliance (
  id uuid not null,
  name text not null,
  description text not null,
  lead_unit_id uuid not null,
  founded_on date not null,
  version integer not null default 1,
  created_at timestamp(3) with time zone not null,
  kind text,
  state text not null default 'ACTIVE'::text,
  lead_offered_to uuid,
  dissolved_at timestamp(3) with time zone,
  dissolved_reason text,
  role_revision integer not null default 0,
  lead_offered_at timestamp(3) with time zone,
  constraint alliance_dissolved_as_stated CHECK ((((state = 'DISSOLVED'::text) = (dissolved_at IS NOT NULL)) AND ((state = 'DISSOLVED'::text) = (dissolved_reason IS NOT NULL)))),
  constraint alliance_dissolved_reason_check CHECK ((dissolved_reason <> ''::text)),
  constraint alliance_kind_fkey FOREIGN KEY (kind) REFERENCES directory.term(code),
  constraint alliance_lead_offered_since CHECK (((lead_offered_to IS NULL) = (lead_offered_at IS NULL))),
  constraint alliance_lead_offered_to_another CHECK ((lead_offered_to <> lead_unit_id)),
  constraint alliance_lead_offered_to_fkey FOREIGN KEY (lead_offered_to) REFERENCES directory.unit(id),
  constraint alliance_lead_offered_while_it_lasts CHECK (((state = 'ACTIVE'::text) OR (lead_offered_to IS NULL))),
  constraint alliance_lead_unit_id_fkey FOREIGN KEY (lead_unit_id) REFERENCES directory.unit(id),
  constraint alliance_name_check CHECK ((name <> ''::text)),
  constraint alliance_name_key UNIQUE (name),
  constraint alliance_pkey PRIMARY KEY (id),
  constraint alliance_role_revision_check CHECK ((role_revision >= 0)),
  constraint alliance_state_check CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'DISSOLVED'::text])))
);
CREATE INDEX alliance_by_name ON directory.alliance USING btree (name COLLATE directory.pinyin, id);
CREATE INDEX alliance_kind ON directory.alliance USING btree (kind, name COLLATE directory.pinyin, id);
CREATE INDEX alliance_lead_offered ON directory.alliance USING btree (lead_offered_to) WHERE (lead_offered_to IS NOT NULL);
CREATE TRIGGER alliance_dissolved_stays BEFORE UPDATE ON directory.alliance FOR EACH ROW EXECUTE FUNCTION directory.check_alliance();
CREATE TRIGGER alliance_role_revision_counted BEFORE UPDATE OF role_revision ON directory.alliance FOR EACH ROW WHEN (((new.role_revision <> old.role_revision) AND (new.role_revision <> (old.role_revision + 1)))) EXECUTE FUNCTION directory.check_role_revision();

create table directory.area (
  id uuid not null,
  scheme text not null,
  code text not null,
  name text not null,
  level text not null,
  parent_id uuid,
  valid daterange not null,
  keeper_unit_id uuid,
  edition integer not null default 0,
  version integer not null default 1,
  path uuid[] not null,
  rank integer not null,
  namespace uuid not null,
  listed_name text,
  constraint area_code CHECK ((code ~ '^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$'::text)),
  constraint area_code_once EXCLUDE USING gist (scheme WITH =, namespace WITH =, code WITH =, valid WITH &&),
  constraint area_edition CHECK ((edition >= 0)),
  constraint area_keeper_unit_id_fkey FOREIGN KEY (keeper_unit_id) REFERENCES directory.unit(id),
  constraint area_level CHECK ((level = ANY (ARRAY['PROVINCE'::text, 'PREFECTURE'::text, 'COUNTY'::text, 'TOWNSHIP'::text, 'COMMUNITY'::text, 'GRID'::text, 'MICRO_GRID'::text]))),
  constraint area_local CHECK (((scheme = 'LOCAL'::text) OR (level <> ALL (ARRAY['GRID'::text, 'MICRO_GRID'::text])))),
  constraint area_name CHECK ((name <> ''::text)),
  constraint area_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES directory.area(id),
  constraint area_pkey PRIMARY KEY (id),
  constraint area_scheme CHECK ((scheme = ANY (ARRAY['STATISTICS'::text, 'CIVIL_AFFAIRS'::text, 'LOCAL'::text]))),
  constraint area_valid CHECK ((NOT isempty(valid)))
);
CREATE INDEX area_by_code ON directory.area USING btree (code, id);
CREATE INDEX area_by_level ON directory.area USING btree (level, code, id);
CREATE INDEX area_keeper ON directory.area USING btree (keeper_unit_id) WHERE (keeper_unit_id IS NOT NULL);
CREATE INDEX area_parent ON directory.area USING btree (parent_id, code, id);
CREATE INDEX area_path ON directory.area USING gin (path);
CREATE TRIGGER area_ends_household_links AFTER UPDATE OF valid ON directory.area FOR EACH ROW WHEN (((new.valid IS DISTINCT FROM old.valid) AND (NOT upper_inf(new.valid)))) EXECUTE FUNCTION directory.end_household_links_of_area();
CREATE TRIGGER area_ends_relations AFTER UPDATE OF valid ON directory.area FOR EACH ROW WHEN (((new.valid IS DISTINCT FROM old.valid) AND (NOT upper_inf(new.valid)))) EXECUTE FUNCTION directory.end_relations_of_area();
CREATE TRIGGER area_of_a_unit_that_lasts BEFORE INSERT OR UPDATE OF keeper_unit_id ON directory.area FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('keeper_unit_id');
CREATE TRIGGER area_of_relations AFTER UPDATE OF valid ON directory.area FOR EACH ROW WHEN ((new.valid IS DISTINCT FROM old.valid)) EXECUTE FUNCTION directory.check_area_of_relations();
CREATE TRIGGER check_days_of_area AFTER UPDATE OF valid ON directory.area FOR EACH ROW WHEN ((new.valid IS DISTINCT FROM old.valid)) EXECUTE FUNCTION directory.check_days_of_area();
CREATE TRIGGER lay_area BEFORE INSERT ON directory.area FOR EACH ROW EXECUTE FUNCTION directory.lay_area();

create table directory.area_boundary (
  area_id uuid not null,
  edition integer not null,
  part integer not null,
  ring integer not null,
  outline polygon not null,
  constraint area_boundary_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint area_boundary_edition CHECK ((edition > 0)),
  constraint area_boundary_outline CHECK ((((npoints(outline) >= 3) AND (npoints(outline) <= 1000)) AND (outline <@ polygon('(180,90),(-180,-90)'::box)))),
  constraint area_boundary_part CHECK ((part >= 0)),
  constraint area_boundary_pkey PRIMARY KEY (area_id, edition, part, ring),
  constraint area_boundary_ring CHECK ((ring >= 0))
);
CREATE INDEX area_boundary_outline ON directory.area_boundary USING gist (outline) WHERE (ring = 0);

create table directory.area_statistic (
  id uuid not null,
  area_id uuid not null,
  indicator text not null,
  as_of date not null,
  value numeric(14,4) not null,
  unit text not null,
  share_of text,
  "precision" text not null,
  source text not null,
  recorded_by_unit uuid not null,
  recorded_at timestamp(3) with time zone not null,
  superseded_at timestamp(3) with time zone,
  constraint area_statistic_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint area_statistic_indicator_fkey FOREIGN KEY (indicator) REFERENCES directory.term(code),
  constraint area_statistic_pkey PRIMARY KEY (id),
  constraint area_statistic_precision CHECK (("precision" = ANY (ARRAY['EXACT'::text, 'AT_LEAST'::text, 'MORE_THAN'::text, 'ABOUT'::text]))),
  constraint area_statistic_recorded_by_unit_fkey FOREIGN KEY (recorded_by_unit) REFERENCES directory.unit(id),
  constraint area_statistic_share CHECK ((((unit = '%'::text) = (share_of IS NOT NULL)) AND ((unit <> '%'::text) OR (value <= (100)::numeric)) AND (share_of <> indicator))),
  constraint area_statistic_share_of_fkey FOREIGN KEY (share_of) REFERENCES directory.term(code),
  constraint area_statistic_source CHECK ((source <> ''::text)),
  constraint area_statistic_superseded CHECK ((superseded_at >= recorded_at)),
  constraint area_statistic_unit CHECK ((unit <> ''::text)),
  constraint area_statistic_value CHECK ((value >= (0)::numeric))
);
CREATE INDEX area_statistic_by_indicator ON directory.area_statistic USING btree (area_id, indicator, as_of DESC, id DESC);
CREATE INDEX area_statistic_of ON directory.area_statistic USING btree (area_id, as_of DESC, id DESC);
CREATE UNIQUE INDEX area_statistic_once ON directory.area_statistic USING btree (area_id, indicator, as_of) WHERE (superseded_at IS NULL);
CREATE INDEX area_statistic_recorded_by ON directory.area_statistic USING btree (recorded_by_unit);
CREATE TRIGGER stays_superseded BEFORE UPDATE ON directory.area_statistic FOR EACH ROW WHEN ((old.superseded_at IS NOT NULL)) EXECUTE FUNCTION directory.stays_superseded();

create table directory.area_succession (
  from_id uuid not null,
  to_id uuid not null,
  day date not null,
  kind text not null,
  to_path uuid[] not null,
  constraint area_succession_from_id_fkey FOREIGN KEY (from_id) REFERENCES directory.area(id),
  constraint area_succession_kind CHECK ((kind = ANY (ARRAY['RENAMED'::text, 'MERGED'::text, 'SPLIT'::text, 'RECODED'::text]))),
  constraint area_succession_pkey PRIMARY KEY (from_id, to_id),
  constraint area_succession_to_id_fkey FOREIGN KEY (to_id) REFERENCES directory.area(id)
);
CREATE INDEX area_succession_to ON directory.area_succession USING btree (to_id, from_id);
CREATE INDEX area_succession_to_path ON directory.area_succession USING gin (to_path) WITH (fastupdate=off);
CREATE TRIGGER check_succession BEFORE INSERT ON directory.area_succession FOR EACH ROW EXECUTE FUNCTION directory.check_succession();
CREATE TRIGGER lay_succession BEFORE INSERT ON directory.area_succession FOR EACH ROW EXECUTE FUNCTION directory.lay_succession();

create table directory.attribute_use (
  purpose text not null,
  kind text not null,
  constraint attribute_use_kind_check CHECK ((kind = ANY (ARRAY['AGE'::text, 'WORK'::text, 'HOME_AREA'::text, 'HEALTH'::text]))),
  constraint attribute_use_pkey PRIMARY KEY (purpose, kind)
);

create table directory.charter (
  id uuid not null,
  alliance_id uuid not null,
  number integer not null,
  text text not null,
  adopted_on date not null,
  hash text not null,
  created_at timestamp(3) with time zone not null,
  constraint charter_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint charter_alliance_id_number_key UNIQUE (alliance_id, number),
  constraint charter_hash_of_its_text CHECK ((hash = encode(sha256(convert_to(text, 'UTF8'::name)), 'hex'::text))),
  constraint charter_number_check CHECK ((number > 0)),
  constraint charter_pkey PRIMARY KEY (id),
  constraint charter_text_check CHECK ((text <> ''::text))
);
CREATE TRIGGER charter_in_order BEFORE INSERT ON directory.charter FOR EACH ROW EXECUTE FUNCTION directory.check_charter();

create table directory.classification_scheme (
  id uuid not null,
  code text not null,
  label_zh text not null,
  label_en text not null,
  cardinality text not null,
  assigned_by text not null,
  unit_kinds text[] not null,
  rank integer not null,
  source text,
  constraint classification_scheme_assigned_by_check CHECK ((assigned_by = ANY (ARRAY['UNIT'::text, 'COORDINATOR'::text]))),
  constraint classification_scheme_cardinality_check CHECK ((cardinality = ANY (ARRAY['ONE'::text, 'MANY'::text]))),
  constraint classification_scheme_code_check CHECK ((code ~ '^[a-z]+(-[a-z]+)*$'::text)),
  constraint classification_scheme_code_key UNIQUE (code),
  constraint classification_scheme_label_en_check CHECK ((label_en <> ''::text)),
  constraint classification_scheme_label_zh_check CHECK ((label_zh <> ''::text)),
  constraint classification_scheme_pkey PRIMARY KEY (id),
  constraint classification_scheme_rules UNIQUE (code, cardinality),
  constraint classification_scheme_source_check CHECK ((source <> ''::text))
);

create table directory.former_kind (
  id uuid not null,
  unit_id uuid not null,
  kind text not null,
  until timestamp(3) with time zone not null,
  reason text not null,
  constraint former_kind_pkey PRIMARY KEY (id),
  constraint former_kind_reason_check CHECK ((reason <> ''::text)),
  constraint former_kind_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX former_kind_unit ON directory.former_kind USING btree (unit_id, id DESC);

create table directory.former_name (
  id uuid not null,
  unit_id uuid not null,
  name text not null,
  short_name text not null,
  until timestamp(3) with time zone not null,
  reason text not null,
  constraint former_name_name_check CHECK ((name <> ''::text)),
  constraint former_name_pkey PRIMARY KEY (id),
  constraint former_name_reason_check CHECK ((reason <> ''::text)),
  constraint former_name_short_name_check CHECK ((short_name <> ''::text)),
  constraint former_name_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX former_name_unit ON directory.former_name USING btree (unit_id, id DESC);

create table directory.governing_body (
  id uuid not null,
  alliance_id uuid not null,
  kind text not null,
  name text not null,
  parent_id uuid,
  established_on date not null,
  state text not null,
  disbanded_on date,
  reason text,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint governing_body_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint governing_body_disbanded_after_it_began CHECK ((disbanded_on >= established_on)),
  constraint governing_body_disbanded_as_stated CHECK ((((state = 'DISBANDED'::text) = (disbanded_on IS NOT NULL)) AND ((state = 'DISBANDED'::text) = (reason IS NOT NULL)))),
  constraint governing_body_kind_fkey FOREIGN KEY (kind) REFERENCES directory.term(code),
  constraint governing_body_name_check CHECK ((name <> ''::text)),
  constraint governing_body_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES directory.governing_body(id),
  constraint governing_body_pkey PRIMARY KEY (id),
  constraint governing_body_reason_check CHECK ((reason <> ''::text)),
  constraint governing_body_state_check CHECK ((state = ANY (ARRAY['STANDING'::text, 'DISBANDED'::text])))
);
CREATE INDEX governing_body_in ON directory.governing_body USING btree (alliance_id, id);
CREATE UNIQUE INDEX governing_body_name ON directory.governing_body USING btree (alliance_id, name) WHERE (state = 'STANDING'::text);
CREATE INDEX governing_body_under ON directory.governing_body USING btree (parent_id, id);
CREATE TRIGGER governing_body_disbanded_stays BEFORE UPDATE ON directory.governing_body FOR EACH ROW WHEN ((old.state = 'DISBANDED'::text)) EXECUTE FUNCTION directory.keep_disbanded_body();
CREATE TRIGGER governing_body_is_a_tree BEFORE INSERT OR UPDATE OF parent_id ON directory.governing_body FOR EACH ROW WHEN ((new.parent_id IS NOT NULL)) EXECUTE FUNCTION directory.keep_body_tree();

create table directory.household (
  id uuid not null,
  host_unit_id uuid not null,
  area_id uuid not null,
  door text,
  size integer,
  contact_name text,
  contact_mobile text,
  contact_basis text,
  registered_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  erased_at timestamp(3) with time zone,
  erasure_reason text,
  version integer not null default 1,
  constraint household_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint household_contact_basis_check CHECK ((contact_basis = ANY (ARRAY['CONSENT'::text, 'STATUTORY_DUTY'::text]))),
  constraint household_contact_mobile_check CHECK ((contact_mobile ~ '^[+][0-9]{8,15}$'::text)),
  constraint household_contact_name_check CHECK ((contact_name <> ''::text)),
  constraint household_contact_on_a_basis CHECK ((((contact_mobile IS NULL) = (contact_basis IS NULL)) AND ((contact_name IS NULL) OR (contact_mobile IS NOT NULL)))),
  constraint household_door_check CHECK ((door <> ''::text)),
  constraint household_erased_for_a_reason CHECK (((erased_at IS NULL) = (erasure_reason IS NULL))),
  constraint household_erased_whole CHECK (((erased_at IS NULL) OR (num_nonnulls(size, contact_name, contact_mobile, contact_basis) = 0))),
  constraint household_erasure_reason_check CHECK ((erasure_reason <> ''::text)),
  constraint household_host_unit_id_fkey FOREIGN KEY (host_unit_id) REFERENCES directory.unit(id),
  constraint household_in_area UNIQUE (id, host_unit_id, area_id),
  constraint household_known_until_erased CHECK (((erased_at IS NULL) = (door IS NOT NULL))),
  constraint household_of_host UNIQUE (id, host_unit_id),
  constraint household_pkey PRIMARY KEY (id),
  constraint household_size_check CHECK (((size >= 1) AND (size <= 100)))
);
CREATE INDEX household_area ON directory.household USING btree (area_id, id DESC);
CREATE INDEX household_host ON directory.household USING btree (host_unit_id, id DESC);
CREATE UNIQUE INDEX household_once ON directory.household USING btree (host_unit_id, area_id, door) WHERE (erased_at IS NULL);
CREATE TRIGGER household_in_an_area_of_its_day BEFORE INSERT OR UPDATE OF area_id ON directory.household FOR EACH ROW EXECUTE FUNCTION directory.check_area_of_household();
CREATE TRIGGER household_kept BEFORE UPDATE ON directory.household FOR EACH ROW EXECUTE FUNCTION directory.keep_household();
CREATE TRIGGER household_of_a_unit_that_lasts BEFORE INSERT OR UPDATE OF door ON directory.household FOR EACH ROW WHEN ((new.erased_at IS NULL)) EXECUTE FUNCTION directory.refuse_dissolved('host_unit_id');
alter table directory.household enable row level security;
create policy change_household on directory.household for update to qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND (host_unit_id = ( SELECT rights.my_unit() AS my_unit)));
create policy read_household on directory.household for select to qinlin_guarded, qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((host_unit_id = ( SELECT rights.my_unit() AS my_unit)) OR ((erased_at IS NULL) AND (EXISTS ( SELECT
   FROM directory.household_link l
  WHERE ((l.household_id = household.id) AND (l.person_id = ( SELECT rights.my_person() AS my_person)) AND (l.valid @> ( SELECT rights.my_now() AS my_now))))))));
create policy register_household on directory.household for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (host_unit_id = ( SELECT rights.my_unit() AS my_unit)));

create table directory.household_link (
  id uuid not null,
  type_code text not null,
  relation_type text not null,
  household_id uuid not null,
  host_unit_id uuid not null,
  area_id uuid not null,
  person_relation_id uuid not null,
  person_id uuid not null,
  state text not null,
  reason text,
  proposed_at timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone,
  valid tstzrange,
  version integer not null default 1,
  constraint household_link_by_relation FOREIGN KEY (person_relation_id, relation_type, person_id, host_unit_id) REFERENCES directory.person_relation(id, type_code, person_id, host_unit_id),
  constraint household_link_decided CHECK (((state = 'PROPOSED'::text) = (decided_at IS NULL))),
  constraint household_link_ended_for_a_reason CHECK (((state <> ALL (ARRAY['DECLINED'::text, 'ENDED'::text])) OR (reason IS NOT NULL))),
  constraint household_link_has_a_start CHECK ((NOT lower_inf(valid))),
  constraint household_link_of_host FOREIGN KEY (household_id, host_unit_id, area_id) REFERENCES directory.household(id, host_unit_id, area_id) ON UPDATE CASCADE,
  constraint household_link_of_household_once EXCLUDE USING gist (type_code WITH =, household_id WITH =, valid WITH &&),
  constraint household_link_pkey PRIMARY KEY (id),
  constraint household_link_reason_check CHECK ((reason <> ''::text)),
  constraint household_link_rules_of_its_type FOREIGN KEY (type_code, relation_type) REFERENCES directory.household_link_type(code, relation_type),
  constraint household_link_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'AGREED'::text, 'DECLINED'::text, 'WITHDRAWN'::text, 'ENDED'::text]))),
  constraint household_link_valid_when_agreed CHECK (((state = ANY (ARRAY['AGREED'::text, 'ENDED'::text])) = (valid IS NOT NULL))),
  constraint household_link_visited UNIQUE (id, household_id, host_unit_id, type_code, person_id)
);
CREATE INDEX household_link_area ON directory.household_link USING btree (area_id);
CREATE INDEX household_link_host ON directory.household_link USING btree (host_unit_id, id DESC);
CREATE INDEX household_link_household ON directory.household_link USING btree (household_id, id DESC);
CREATE UNIQUE INDEX household_link_open_proposal ON directory.household_link USING btree (type_code, household_id, person_id) WHERE (state = 'PROPOSED'::text);
CREATE INDEX household_link_person ON directory.household_link USING btree (person_id, id DESC);
CREATE INDEX household_link_proposed ON directory.household_link USING btree (person_id) WHERE (state = 'PROPOSED'::text);
CREATE INDEX household_link_relation ON directory.household_link USING btree (person_relation_id);
CREATE TRIGGER household_link_agreed_within BEFORE UPDATE OF valid ON directory.household_link FOR EACH ROW WHEN (((old.valid IS NULL) AND (new.valid IS NOT NULL))) EXECUTE FUNCTION directory.check_household_link();
CREATE TRIGGER household_link_begins_within BEFORE INSERT ON directory.household_link FOR EACH ROW WHEN ((new.valid IS NOT NULL)) EXECUTE FUNCTION directory.check_household_link();
CREATE TRIGGER household_link_kept BEFORE UPDATE OF state, valid ON directory.household_link FOR EACH ROW EXECUTE FUNCTION directory.keep_household_link();
CREATE TRIGGER household_link_moves BEFORE UPDATE OF area_id ON directory.household_link FOR EACH ROW WHEN ((new.area_id <> old.area_id)) EXECUTE FUNCTION directory.move_household_link();
CREATE TRIGGER household_link_of_a_unit_that_lasts BEFORE INSERT OR UPDATE OF state ON directory.household_link FOR EACH ROW WHEN ((new.state = ANY (ARRAY['PROPOSED'::text, 'AGREED'::text]))) EXECUTE FUNCTION directory.refuse_dissolved('host_unit_id');
alter table directory.household_link enable row level security;
create policy decide_household_link on directory.household_link for update to qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((host_unit_id = ( SELECT rights.my_unit() AS my_unit)) OR (person_id = ( SELECT rights.my_person() AS my_person))));
create policy propose_household_link on directory.household_link for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (host_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (state = 'PROPOSED'::text));
create policy read_household_link on directory.household_link for select to qinlin_guarded, qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((host_unit_id = ( SELECT rights.my_unit() AS my_unit)) OR (person_id = ( SELECT rights.my_person() AS my_person))));

create table directory.household_link_type (
  id uuid not null,
  code text not null,
  label_zh text not null,
  label_en text not null,
  inverse_zh text not null,
  inverse_en text not null,
  relation_type text not null,
  most integer not null,
  rank integer not null,
  constraint household_link_type_code_check CHECK ((code ~ '^[a-z]+(-[a-z]+)*$'::text)),
  constraint household_link_type_code_key UNIQUE (code),
  constraint household_link_type_inverse_en_check CHECK ((inverse_en <> ''::text)),
  constraint household_link_type_inverse_zh_check CHECK ((inverse_zh <> ''::text)),
  constraint household_link_type_label_en_check CHECK ((label_en <> ''::text)),
  constraint household_link_type_label_zh_check CHECK ((label_zh <> ''::text)),
  constraint household_link_type_most_check CHECK (((most >= 1) AND (most <= 1000))),
  constraint household_link_type_pkey PRIMARY KEY (id),
  constraint household_link_type_rank_key UNIQUE (rank),
  constraint household_link_type_relation_type_fkey FOREIGN KEY (relation_type) REFERENCES directory.person_relation_type(code),
  constraint household_link_type_rules UNIQUE (code, relation_type)
);

create table directory.import_issue (
  id uuid not null,
  job_id uuid not null,
  row_no integer not null,
  column_name text,
  value text,
  code text not null,
  message_zh text not null,
  message_en text not null,
  unit_id uuid,
  other_row integer,
  constraint import_issue_code_check CHECK ((code <> ''::text)),
  constraint import_issue_job_id_row_no_fkey FOREIGN KEY (job_id, row_no) REFERENCES directory.import_row(job_id, no),
  constraint import_issue_pkey PRIMARY KEY (id)
);
CREATE INDEX import_issue_row ON directory.import_issue USING btree (job_id, row_no, id);
alter table directory.import_issue enable row level security;
alter table directory.import_issue force row level security;
create policy add_issue on directory.import_issue for insert to qinlin_writer
  with check true;
create policy empty_issue on directory.import_issue for all to postgres
  using true;
create policy find_issue on directory.import_issue for select to qinlin_writer
  using true;
create policy read_issue on directory.import_issue for select to qinlin_guarded
  using (EXISTS ( SELECT
   FROM directory.import_job j
  WHERE (j.id = import_issue.job_id)));

create table directory.import_job (
  id uuid not null,
  unit_id uuid not null,
  alliance_id uuid not null,
  person_id uuid not null,
  credential uuid,
  file_id uuid not null,
  is_dry boolean not null,
  duplicates text not null,
  separate_rows integer[] not null,
  state text not null,
  sheet text,
  written_to integer not null default 0,
  failure_zh text,
  failure_en text,
  corrected_file_id uuid,
  rows_read integer not null default 0,
  rows_failed integer not null default 0,
  rows_duplicate integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_written integer not null default 0,
  rows_merged integer not null default 0,
  created_at timestamp(3) with time zone not null,
  checked_at timestamp(3) with time zone,
  finished_at timestamp(3) with time zone,
  version integer not null default 1,
  attempts integer not null default 0,
  is_emptied boolean not null default false,
  constraint import_failed_for_a_reason CHECK ((((state = 'FAILED'::text) = (failure_zh IS NOT NULL)) AND ((failure_zh IS NULL) = (failure_en IS NULL)))),
  constraint import_finished CHECK (((state = ANY (ARRAY['DONE'::text, 'CANCELLED'::text, 'FAILED'::text])) = (finished_at IS NOT NULL))),
  constraint import_job_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint import_job_corrected_file_id_fkey FOREIGN KEY (corrected_file_id) REFERENCES data.file(id),
  constraint import_job_duplicates_check CHECK ((duplicates = ANY (ARRAY['SKIP'::text, 'MERGE'::text]))),
  constraint import_job_file_id_fkey FOREIGN KEY (file_id) REFERENCES data.file(id),
  constraint import_job_pkey PRIMARY KEY (id),
  constraint import_job_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'CHECKING'::text, 'CHECKED'::text, 'WRITING'::text, 'DONE'::text, 'CANCELLED'::text, 'FAILED'::text]))),
  constraint import_job_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX import_job_checked ON directory.import_job USING btree (unit_id) WHERE (state = 'CHECKED'::text);
CREATE INDEX import_job_open ON directory.import_job USING btree (id) WHERE (state = ANY (ARRAY['QUEUED'::text, 'CHECKING'::text, 'WRITING'::text]));
CREATE INDEX import_job_to_empty ON directory.import_job USING btree (COALESCE(finished_at, checked_at)) WHERE (NOT is_emptied);
CREATE INDEX import_job_unfinished ON directory.import_job USING btree (unit_id) WHERE (finished_at IS NULL);
CREATE INDEX import_job_unit ON directory.import_job USING btree (unit_id, id DESC);
CREATE TRIGGER import_holds_its_file BEFORE INSERT ON directory.import_job FOR EACH ROW EXECUTE FUNCTION directory.hold_file_of_import();
CREATE TRIGGER import_in_ones_own_name BEFORE UPDATE OF person_id, credential ON directory.import_job FOR EACH ROW WHEN (((old.person_id IS DISTINCT FROM new.person_id) OR (old.credential IS DISTINCT FROM new.credential))) EXECUTE FUNCTION directory.check_who_imports();
alter table directory.import_job enable row level security;
alter table directory.import_job force row level security;
create policy begin_import on directory.import_job for insert to qinlin_writer
  with check ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (person_id = ( SELECT rights.my_person() AS my_person)) AND (state = 'QUEUED'::text));
create policy count_import on directory.import_job for all to postgres
  using true;
create policy find_import on directory.import_job for select to qinlin_writer
  using true;
create policy move_import on directory.import_job for update to qinlin_writer
  using true;
create policy read_import on directory.import_job for select to qinlin_guarded
  using ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));

create table directory.import_row (
  job_id uuid not null,
  no integer not null,
  cells text[],
  unit jsonb,
  state text not null,
  unit_id uuid,
  constraint import_row_failed CHECK (((state = 'FAILED'::text) OR (unit IS NOT NULL) OR (cells IS NULL))),
  constraint import_row_is_a_unit CHECK (((state <> ALL (ARRAY['WRITTEN'::text, 'MERGED'::text, 'UNCHANGED'::text])) OR (unit_id IS NOT NULL))),
  constraint import_row_job_id_fkey FOREIGN KEY (job_id) REFERENCES directory.import_job(id),
  constraint import_row_no_check CHECK ((no > 0)),
  constraint import_row_pkey PRIMARY KEY (job_id, no),
  constraint import_row_state_check CHECK ((state = ANY (ARRAY['READ'::text, 'FAILED'::text, 'DUPLICATE'::text, 'UNCHANGED'::text, 'WRITTEN'::text, 'MERGED'::text])))
);
CREATE INDEX import_row_unit ON directory.import_row USING btree (unit_id) WHERE (unit_id IS NOT NULL);
CREATE TRIGGER import_row_stays BEFORE UPDATE ON directory.import_row FOR EACH ROW WHEN ((old.state = ANY (ARRAY['FAILED'::text, 'UNCHANGED'::text, 'WRITTEN'::text, 'MERGED'::text]))) EXECUTE FUNCTION directory.import_row_stays();
CREATE TRIGGER import_rows_counted_when_added AFTER INSERT ON directory.import_row REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION directory.count_import_rows();
CREATE TRIGGER import_rows_counted_when_judged AFTER UPDATE ON directory.import_row REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION directory.count_import_rows();
alter table directory.import_row enable row level security;
alter table directory.import_row force row level security;
create policy add_row on directory.import_row for insert to qinlin_writer
  with check ((cells IS NOT NULL) AND (state = ANY (ARRAY['READ'::text, 'FAILED'::text, 'DUPLICATE'::text, 'UNCHANGED'::text])));
create policy empty_row on directory.import_row for all to postgres
  using true;
create policy find_row on directory.import_row for select to qinlin_writer
  using true;
create policy judge_row on directory.import_row for update to qinlin_writer
  using true;
create policy read_row on directory.import_row for select to qinlin_guarded
  using (EXISTS ( SELECT
   FROM directory.import_job j
  WHERE (j.id = import_row.job_id)));

create table directory.invitation (
  id uuid not null,
  unit_id uuid not null,
  title text not null,
  role text not null,
  alliance_id uuid,
  person_name text not null,
  since timestamp(3) with time zone,
  until timestamp(3) with time zone,
  delegated_from uuid,
  hash bytea not null,
  state text not null,
  invited_by uuid,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint invitation_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint invitation_coordinates CHECK (((role = 'COORDINATOR'::text) = (alliance_id IS NOT NULL))),
  constraint invitation_decided CHECK (((state = 'OPEN'::text) = (decided_at IS NULL))),
  constraint invitation_delegated_from_fkey FOREIGN KEY (delegated_from) REFERENCES directory.post(id),
  constraint invitation_delegated_in_unit FOREIGN KEY (delegated_from, unit_id) REFERENCES directory.post(id, unit_id),
  constraint invitation_expires CHECK ((expires_at > created_at)),
  constraint invitation_has_a_term CHECK ((until > COALESCE(since, created_at))),
  constraint invitation_hash_check CHECK ((length(hash) = 32)),
  constraint invitation_hash_key UNIQUE (hash),
  constraint invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES directory.person(id),
  constraint invitation_of_post UNIQUE (id, unit_id, role),
  constraint invitation_person_name_check CHECK ((person_name <> ''::text)),
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_role_check CHECK ((role = ANY (ARRAY['OPERATOR'::text, 'COORDINATOR'::text, 'ADMINISTRATOR'::text]))),
  constraint invitation_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'ACCEPTED'::text, 'CANCELLED'::text]))),
  constraint invitation_title_check CHECK ((title <> ''::text)),
  constraint invitation_to_delegate_ends CHECK (((delegated_from IS NULL) OR (until IS NOT NULL))),
  constraint invitation_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX invitation_unit ON directory.invitation USING btree (unit_id, id DESC);
CREATE TRIGGER invitation_of_a_unit_that_lasts BEFORE INSERT ON directory.invitation FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('unit_id');
alter table directory.invitation enable row level security;
create policy decide_invitation on directory.invitation for update to qinlin_writer
  using true;
create policy find_invitation on directory.invitation for select to qinlin_writer
  using true;
create policy invite on directory.invitation for insert to qinlin_writer
  with check (((invited_by = ( SELECT rights.my_person() AS my_person)) AND (unit_id = ( SELECT rights.my_unit() AS my_unit))) OR ((invited_by IS NULL) AND (( SELECT rights.my_app() AS my_app) = '00000000-0000-7000-8000-006f70657261'::uuid)));
create policy invite_first on directory.invitation for insert to qinlin_writer
  with check ((invited_by = ( SELECT rights.my_person() AS my_person)) AND (role = 'ADMINISTRATOR'::text) AND (delegated_from IS NULL) AND (EXISTS ( SELECT
   FROM directory.unit u
  WHERE ((u.id = invitation.unit_id) AND (u.registered_by_unit = ( SELECT rights.my_unit() AS my_unit))))) AND (NOT (EXISTS ( SELECT
   FROM directory.post p
  WHERE (p.unit_id = invitation.unit_id)))));
create policy read_invitation on directory.invitation for select to qinlin_guarded
  using ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL) AND (('ADMINISTRATOR'::text = ANY (( SELECT rights.my_roles() AS my_roles)::text[])) OR (invited_by = ( SELECT rights.my_person() AS my_person))));

create table directory.membership (
  id uuid not null,
  alliance_id uuid not null,
  unit_id uuid not null,
  role text not null,
  state text not null,
  statement text not null,
  reason text,
  applied_at timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone,
  valid tstzrange,
  version integer not null default 1,
  suspended tstzmultirange not null default '{}'::tstzmultirange,
  constraint membership_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint membership_alliance_id_unit_id_valid_excl EXCLUDE USING gist (alliance_id WITH =, unit_id WITH =, valid WITH &&),
  constraint membership_ended_for_a_reason CHECK (((state <> ALL (ARRAY['SUSPENDED'::text, 'DECLINED'::text, 'REMOVED'::text, 'ENDED'::text])) OR ((reason <> ''::text) AND (reason IS NOT NULL)))),
  constraint membership_lasted CHECK (((state = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text, 'LEFT'::text, 'REMOVED'::text, 'ENDED'::text])) = (valid IS NOT NULL))),
  constraint membership_pkey PRIMARY KEY (id),
  constraint membership_role_check CHECK ((role = ANY (ARRAY['LEAD'::text, 'CORE'::text, 'MEMBER'::text, 'OBSERVER'::text]))),
  constraint membership_state_check CHECK ((state = ANY (ARRAY['APPLIED'::text, 'INVITED'::text, 'ACTIVE'::text, 'SUSPENDED'::text, 'REJECTED'::text, 'DECLINED'::text, 'WITHDRAWN'::text, 'LEFT'::text, 'REMOVED'::text, 'ENDED'::text]))),
  constraint membership_suspended_as_stated CHECK (((state = 'SUSPENDED'::text) = upper_inf(suspended))),
  constraint membership_suspended_while_it_lasts CHECK ((suspended <@ tstzmultirange(COALESCE(valid, 'empty'::tstzrange)))),
  constraint membership_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX membership_alliance ON directory.membership USING btree (alliance_id, id);
CREATE INDEX membership_invited ON directory.membership USING btree (unit_id) WHERE (state = 'INVITED'::text);
CREATE UNIQUE INDEX membership_lead ON directory.membership USING btree (alliance_id) WHERE ((role = 'LEAD'::text) AND (state = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text])));
CREATE UNIQUE INDEX membership_undecided ON directory.membership USING btree (alliance_id, unit_id) WHERE (state = ANY (ARRAY['APPLIED'::text, 'INVITED'::text]));
CREATE INDEX membership_unit ON directory.membership USING btree (unit_id, alliance_id);
CREATE TRIGGER membership_ended_stays_ended BEFORE UPDATE OF state, valid ON directory.membership FOR EACH ROW EXECUTE FUNCTION directory.check_membership();
CREATE TRIGGER membership_of_a_unit_that_lasts BEFORE INSERT OR UPDATE OF state, valid ON directory.membership FOR EACH ROW WHEN ((upper_inf(new.valid) OR (new.state = ANY (ARRAY['APPLIED'::text, 'INVITED'::text])))) EXECUTE FUNCTION directory.refuse_dissolved('unit_id');
CREATE TRIGGER membership_of_an_alliance_that_lasts BEFORE INSERT OR UPDATE OF state, valid ON directory.membership FOR EACH ROW WHEN ((new.state = ANY (ARRAY['APPLIED'::text, 'INVITED'::text, 'ACTIVE'::text]))) EXECUTE FUNCTION directory.refuse_dissolved_alliance();
CREATE TRIGGER membership_stretches AFTER INSERT OR UPDATE OF valid, suspended ON directory.membership FOR EACH ROW EXECUTE FUNCTION directory.follow_membership();

create table directory.membership_stretch (
  membership_id uuid not null,
  number integer not null,
  alliance_id uuid not null,
  unit_id uuid not null,
  valid tstzrange not null,
  constraint membership_stretch_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES directory.membership(id),
  constraint membership_stretch_number_check CHECK ((number > 0)),
  constraint membership_stretch_pkey PRIMARY KEY (membership_id, number),
  constraint membership_stretch_valid_check CHECK ((NOT isempty(valid)))
);
CREATE INDEX membership_stretch_in ON directory.membership_stretch USING btree (alliance_id, unit_id) INCLUDE (valid);
CREATE INDEX membership_stretch_unit ON directory.membership_stretch USING btree (unit_id, alliance_id) INCLUDE (valid);

create table directory.person (
  id uuid not null,
  name text not null,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint person_name_check CHECK ((name <> ''::text)),
  constraint person_pkey PRIMARY KEY (id)
);
alter table directory.person enable row level security;
create policy be_known on directory.person for all to qinlin_writer
  using (id = ( SELECT rights.my_person() AS my_person))
  with check (id = ( SELECT rights.my_person() AS my_person));
create policy read_person on directory.person for select to qinlin_guarded
  using ((id = ( SELECT rights.my_person() AS my_person)) OR ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((EXISTS ( SELECT
   FROM directory.post p
  WHERE ((p.person_id = person.id) AND (p.unit_id = ( SELECT rights.my_unit() AS my_unit))))) OR (EXISTS ( SELECT
   FROM directory.person_relation r
  WHERE ((r.person_id = person.id) AND (r.host_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND ((r.state = ANY (ARRAY['AGREED'::text, 'ENDED'::text])) OR ((r.state = 'PROPOSED'::text) AND (r.proposed_by = 'PERSON'::text)))))) OR (EXISTS ( SELECT
   FROM (directory.person_relation r
     JOIN rights.membership m ON ((m.unit_id = r.host_unit_id)))
  WHERE ((r.person_id = person.id) AND r.is_public AND ((r.valid @> ( SELECT rights.my_now() AS my_now)) IS TRUE) AND (m.alliance_id = ( SELECT (rights.my_coordinates())[1] AS my_coordinates)) AND ((m.valid @> ( SELECT rights.my_now() AS my_now)) IS TRUE)))))));

create table directory.person_attribute (
  person_id uuid not null,
  kind text not null,
  born_on date,
  term_code text,
  area_id uuid,
  said_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint person_attribute_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint person_attribute_born_on_check CHECK ((born_on > '1870-01-01'::date)),
  constraint person_attribute_kind_check CHECK ((kind = ANY (ARRAY['AGE'::text, 'WORK'::text, 'HOME_AREA'::text, 'HEALTH'::text]))),
  constraint person_attribute_of_its_kind CHECK (((num_nonnulls(born_on, term_code, area_id) = 1) AND
CASE kind
    WHEN 'AGE'::text THEN (born_on IS NOT NULL)
    WHEN 'HOME_AREA'::text THEN (area_id IS NOT NULL)
    ELSE (term_code IS NOT NULL)
END)),
  constraint person_attribute_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.person(id),
  constraint person_attribute_pkey PRIMARY KEY (person_id, kind),
  constraint person_attribute_term_code_fkey FOREIGN KEY (term_code) REFERENCES directory.term(code)
);
alter table directory.person_attribute enable row level security;
create policy read_of_oneself on directory.person_attribute for select to qinlin_guarded, qinlin_writer
  using ((person_id = ( SELECT rights.my_person() AS my_person)) AND (( SELECT rights.my_app() AS my_app) IS NULL));

create table directory.person_relation (
  id uuid not null,
  type_code text not null,
  person_id uuid not null,
  post_id uuid,
  home_unit_id uuid,
  unit_id uuid,
  area_id uuid,
  place_id uuid,
  host_unit_id uuid not null,
  object_kind text not null,
  cardinality text not null,
  is_public boolean not null,
  takes_post boolean not null,
  takes_term boolean not null,
  state text not null,
  proposed_by text not null,
  statement text not null,
  proposed_since timestamp(3) with time zone,
  proposed_until timestamp(3) with time zone,
  reason text,
  proposed_at timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone,
  valid tstzrange,
  version integer not null default 1,
  constraint person_relation_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint person_relation_by_own_post FOREIGN KEY (post_id, home_unit_id, person_id) REFERENCES directory.post(id, unit_id, person_id),
  constraint person_relation_decided CHECK (((state = 'PROPOSED'::text) = (decided_at IS NULL))),
  constraint person_relation_ended_for_a_reason CHECK (((state <> ALL (ARRAY['DECLINED'::text, 'ENDED'::text])) OR (reason IS NOT NULL))),
  constraint person_relation_ends_as_proposed CHECK ((isempty(valid) OR (proposed_until IS NULL) OR COALESCE((upper(valid) <= proposed_until), false))),
  constraint person_relation_for_some_time CHECK ((proposed_since < proposed_until)),
  constraint person_relation_has_a_start CHECK ((NOT lower_inf(valid))),
  constraint person_relation_host_unit_id_fkey FOREIGN KEY (host_unit_id) REFERENCES directory.unit(id),
  constraint person_relation_of_host UNIQUE (id, type_code, person_id, host_unit_id),
  constraint person_relation_of_object_once EXCLUDE USING gist (type_code WITH =, COALESCE(unit_id, area_id, place_id) WITH =, valid WITH &&) WHERE ((cardinality = ANY (ARRAY['ONE_TO_ONE'::text, 'ONE_TO_MANY'::text]))),
  constraint person_relation_of_person_once EXCLUDE USING gist (type_code WITH =, person_id WITH =, valid WITH &&) WHERE ((cardinality = ANY (ARRAY['ONE_TO_ONE'::text, 'MANY_TO_ONE'::text]))),
  constraint person_relation_once EXCLUDE USING gist (type_code WITH =, person_id WITH =, COALESCE(unit_id, area_id, place_id) WITH =, valid WITH &&),
  constraint person_relation_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.person(id),
  constraint person_relation_pkey PRIMARY KEY (id),
  constraint person_relation_place_id_fkey FOREIGN KEY (place_id) REFERENCES directory.place(id),
  constraint person_relation_proposed_by_check CHECK ((proposed_by = ANY (ARRAY['PERSON'::text, 'UNIT'::text]))),
  constraint person_relation_reason_check CHECK ((reason <> ''::text)),
  constraint person_relation_rules_of_its_type FOREIGN KEY (type_code, object_kind, cardinality, is_public, takes_post, takes_term) REFERENCES directory.person_relation_type(code, object_kind, cardinality, is_public, takes_post, takes_term),
  constraint person_relation_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'AGREED'::text, 'DECLINED'::text, 'WITHDRAWN'::text, 'ENDED'::text]))),
  constraint person_relation_statement_check CHECK ((statement <> ''::text)),
  constraint person_relation_takes_post CHECK ((((post_id IS NULL) = (home_unit_id IS NULL)) AND ((post_id IS NOT NULL) OR (NOT takes_post)))),
  constraint person_relation_takes_term CHECK (((proposed_until IS NOT NULL) OR (NOT takes_term))),
  constraint person_relation_to_another_unit CHECK ((unit_id <> home_unit_id)),
  constraint person_relation_to_one_thing CHECK (((num_nonnulls(unit_id, area_id, place_id) = 1) AND (
CASE object_kind
    WHEN 'UNIT'::text THEN unit_id
    WHEN 'AREA'::text THEN area_id
    ELSE place_id
END IS NOT NULL))),
  constraint person_relation_unit_hosts CHECK ((unit_id = host_unit_id)),
  constraint person_relation_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint person_relation_valid_when_agreed CHECK (((state = ANY (ARRAY['AGREED'::text, 'ENDED'::text])) = (valid IS NOT NULL)))
);
CREATE INDEX person_relation_area ON directory.person_relation USING btree (area_id, id DESC) WHERE (area_id IS NOT NULL);
CREATE INDEX person_relation_home ON directory.person_relation USING btree (home_unit_id, id DESC) WHERE (home_unit_id IS NOT NULL);
CREATE INDEX person_relation_host ON directory.person_relation USING btree (host_unit_id, id DESC);
CREATE INDEX person_relation_of_public ON directory.person_relation USING btree (id DESC) WHERE is_public;
CREATE INDEX person_relation_of_type ON directory.person_relation USING btree (type_code, id DESC);
CREATE UNIQUE INDEX person_relation_open_proposal ON directory.person_relation USING btree (type_code, person_id, COALESCE(unit_id, area_id, place_id)) WHERE (state = 'PROPOSED'::text);
CREATE INDEX person_relation_person ON directory.person_relation USING btree (person_id, id DESC);
CREATE INDEX person_relation_place ON directory.person_relation USING btree (place_id, id DESC) WHERE (place_id IS NOT NULL);
CREATE INDEX person_relation_post ON directory.person_relation USING btree (post_id) WHERE (post_id IS NOT NULL);
CREATE INDEX person_relation_proposed_to_host ON directory.person_relation USING btree (host_unit_id) WHERE ((state = 'PROPOSED'::text) AND (proposed_by = 'PERSON'::text));
CREATE INDEX person_relation_proposed_to_person ON directory.person_relation USING btree (person_id) WHERE ((state = 'PROPOSED'::text) AND (proposed_by = 'UNIT'::text));
CREATE INDEX person_relation_unit ON directory.person_relation USING btree (unit_id) WHERE (unit_id IS NOT NULL);
CREATE TRIGGER person_relation_ends_household_links AFTER UPDATE OF valid ON directory.person_relation FOR EACH ROW WHEN (((new.valid IS DISTINCT FROM old.valid) AND (new.valid IS NOT NULL))) EXECUTE FUNCTION directory.end_household_links_of_relation();
CREATE TRIGGER person_relation_kept BEFORE UPDATE OF state, valid ON directory.person_relation FOR EACH ROW EXECUTE FUNCTION directory.keep_person_relation();
CREATE TRIGGER person_relation_of_a_unit_that_lasts BEFORE INSERT OR UPDATE OF state ON directory.person_relation FOR EACH ROW WHEN ((new.state = ANY (ARRAY['PROPOSED'::text, 'AGREED'::text]))) EXECUTE FUNCTION directory.refuse_dissolved('host_unit_id');
CREATE TRIGGER person_relation_within_object BEFORE INSERT OR UPDATE OF valid ON directory.person_relation FOR EACH ROW WHEN (((new.unit_id IS NULL) AND (new.valid IS NOT NULL))) EXECUTE FUNCTION directory.check_object_of_relation();
CREATE TRIGGER person_relation_within_post BEFORE INSERT OR UPDATE OF valid ON directory.person_relation FOR EACH ROW WHEN ((new.post_id IS NOT NULL)) EXECUTE FUNCTION directory.check_post_of_relation();
alter table directory.person_relation enable row level security;
create policy decide_person_relation on directory.person_relation for update to qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((person_id = ( SELECT rights.my_person() AS my_person)) OR ((( SELECT rights.my_unit() AS my_unit) = host_unit_id) OR (( SELECT rights.my_unit() AS my_unit) = home_unit_id))));
create policy propose_person_relation on directory.person_relation for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND
CASE proposed_by
    WHEN 'PERSON'::text THEN (person_id = ( SELECT rights.my_person() AS my_person))
    ELSE (host_unit_id = ( SELECT rights.my_unit() AS my_unit))
END);
create policy read_person_relation on directory.person_relation for select to qinlin_guarded, qinlin_writer
  using ((is_public AND (valid @> ( SELECT rights.my_now() AS my_now))) OR (person_id = ( SELECT rights.my_person() AS my_person)) OR ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((host_unit_id = ( SELECT rights.my_unit() AS my_unit)) OR ((home_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (state = ANY (ARRAY['AGREED'::text, 'ENDED'::text]))))));

create table directory.person_relation_type (
  id uuid not null,
  code text not null,
  label_zh text not null,
  label_en text not null,
  inverse_zh text not null,
  inverse_en text not null,
  object_kind text not null,
  cardinality text not null,
  is_public boolean not null,
  takes_post boolean not null,
  takes_term boolean not null,
  rank integer not null,
  constraint person_relation_type_cardinality_check CHECK ((cardinality = ANY (ARRAY['ONE_TO_ONE'::text, 'MANY_TO_ONE'::text, 'ONE_TO_MANY'::text, 'MANY_TO_MANY'::text]))),
  constraint person_relation_type_code_check CHECK ((code ~ '^[a-z]+(-[a-z]+)*$'::text)),
  constraint person_relation_type_code_key UNIQUE (code),
  constraint person_relation_type_inverse_en_check CHECK ((inverse_en <> ''::text)),
  constraint person_relation_type_inverse_zh_check CHECK ((inverse_zh <> ''::text)),
  constraint person_relation_type_label_en_check CHECK ((label_en <> ''::text)),
  constraint person_relation_type_label_zh_check CHECK ((label_zh <> ''::text)),
  constraint person_relation_type_object_kind_check CHECK ((object_kind = ANY (ARRAY['UNIT'::text, 'AREA'::text, 'PLACE'::text]))),
  constraint person_relation_type_pkey PRIMARY KEY (id),
  constraint person_relation_type_rank_key UNIQUE (rank),
  constraint person_relation_type_rules UNIQUE (code, object_kind, cardinality, is_public, takes_post, takes_term)
);

create table directory.pinyin_initial (
  "character" text not null,
  initials text not null,
  constraint pinyin_initial_character_check CHECK ((char_length("character") = 1)),
  constraint pinyin_initial_initials_check CHECK ((initials ~ '^[a-z]{1,2}$'::text)),
  constraint pinyin_initial_pkey PRIMARY KEY ("character")
);

create table directory.pinyin_reading (
  "character" text not null,
  readings text[] not null,
  constraint pinyin_reading_character_check CHECK ((char_length("character") = 1)),
  constraint pinyin_reading_pkey PRIMARY KEY ("character"),
  constraint pinyin_reading_readings_check CHECK (((cardinality(readings) >= 1) AND (cardinality(readings) <= 2)))
);

create table directory.place (
  id uuid not null,
  owner_unit_id uuid not null,
  name text not null,
  kind text not null,
  level text,
  status text not null,
  status_since timestamp(3) with time zone not null,
  reason text,
  parent_id uuid,
  area_id uuid,
  given_longitude double precision,
  given_latitude double precision,
  given_crs text,
  floor_area numeric(14,4),
  is_public boolean not null,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  longitude double precision,
  latitude double precision,
  shown_at point,
  shown_area_id uuid,
  hours_edition integer,
  changed_at timestamp(3) with time zone not null,
  services text[] not null default '{}'::text[],
  masked_name text,
  shown_name text default 
CASE
    WHEN is_public THEN name
    ELSE masked_name
END,
  constraint place_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint place_crs CHECK ((given_crs = ANY (ARRAY['WGS84'::text, 'CGCS2000'::text, 'GCJ02'::text, 'BD09'::text]))),
  constraint place_floor_area CHECK ((floor_area > (0)::numeric)),
  constraint place_given_whole CHECK ((num_nulls(given_longitude, given_latitude, given_crs) = ANY (ARRAY[0, 3]))),
  constraint place_hours_told FOREIGN KEY (id, hours_edition) REFERENCES directory.place_hours(place_id, edition),
  constraint place_in_another CHECK ((parent_id <> id)),
  constraint place_kind_fkey FOREIGN KEY (kind) REFERENCES directory.term(code),
  constraint place_latitude CHECK (((given_latitude >= ('-90'::integer)::double precision) AND (given_latitude <= (90)::double precision))),
  constraint place_level CHECK ((level = ANY (ARRAY['PROVINCE'::text, 'PREFECTURE'::text, 'COUNTY'::text, 'TOWNSHIP'::text, 'COMMUNITY'::text, 'GRID'::text, 'MICRO_GRID'::text]))),
  constraint place_longitude CHECK (((given_longitude >= ('-180'::integer)::double precision) AND (given_longitude <= (180)::double precision))),
  constraint place_name CHECK ((name <> ''::text)),
  constraint place_name_masked CHECK ((exchange.is_coarse_address(masked_name) AND (strpos(name, masked_name) > 0))),
  constraint place_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint place_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES directory.place(id),
  constraint place_pkey PRIMARY KEY (id),
  constraint place_reason CHECK ((reason <> ''::text)),
  constraint place_services CHECK (((cardinality(services) <= 30) AND (array_position(services, NULL::text) IS NULL))),
  constraint place_shown_area_id_fkey FOREIGN KEY (shown_area_id) REFERENCES directory.area(id),
  constraint place_status CHECK ((status = ANY (ARRAY['PLANNED'::text, 'BUILDING'::text, 'IN_USE'::text, 'SUSPENDED'::text, 'CLOSED'::text]))),
  constraint place_stopped_for_a_reason CHECK (((status <> ALL (ARRAY['SUSPENDED'::text, 'CLOSED'::text])) OR (reason IS NOT NULL)))
);
CREATE INDEX place_area ON directory.place USING btree (shown_area_id, kind) WHERE (shown_area_id IS NOT NULL);
CREATE INDEX place_kind ON directory.place USING btree (kind, id DESC);
CREATE INDEX place_name_grams ON directory.place USING gin (directory.grams_of(directory.fold(shown_name))) WITH (fastupdate=off);
CREATE INDEX place_owner ON directory.place USING btree (owner_unit_id, id DESC);
CREATE INDEX place_parent ON directory.place USING btree (parent_id, id) WHERE (parent_id IS NOT NULL);
CREATE INDEX place_services ON directory.place USING gin (services);
CREATE INDEX place_shown_at ON directory.place USING gist (shown_at);
CREATE TRIGGER check_place BEFORE INSERT OR UPDATE OF kind, parent_id ON directory.place FOR EACH ROW EXECUTE FUNCTION directory.check_place();
CREATE TRIGGER check_place_services BEFORE INSERT OR UPDATE OF services ON directory.place FOR EACH ROW EXECUTE FUNCTION directory.check_place_services();
CREATE TRIGGER keep_place_status AFTER INSERT OR UPDATE OF status, kind, area_id, is_public ON directory.place FOR EACH ROW EXECUTE FUNCTION directory.keep_place_status();
CREATE TRIGGER keep_place_within AFTER INSERT ON directory.place FOR EACH ROW EXECUTE FUNCTION directory.keep_place_within();
CREATE TRIGGER lay_place BEFORE INSERT OR UPDATE OF given_longitude, given_latitude, given_crs, is_public, area_id ON directory.place FOR EACH ROW EXECUTE FUNCTION directory.lay_place();
CREATE TRIGGER move_place_within AFTER UPDATE ON directory.place FOR EACH ROW WHEN ((old.shown_area_id IS DISTINCT FROM new.shown_area_id)) EXECUTE FUNCTION directory.keep_place_within();
CREATE TRIGGER place_ends_relations AFTER UPDATE OF status ON directory.place FOR EACH ROW WHEN (((new.status = 'CLOSED'::text) AND (old.status <> 'CLOSED'::text))) EXECUTE FUNCTION directory.end_relations_of_place();
CREATE TRIGGER place_of_a_unit_that_lasts BEFORE INSERT ON directory.place FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('owner_unit_id');

create table directory.place_exception (
  place_id uuid not null,
  no integer not null,
  days daterange not null,
  opens text[] not null,
  closes text[] not null,
  reason text not null,
  told_at timestamp(3) with time zone not null,
  taken_back_at timestamp(3) with time zone,
  constraint place_exception_days CHECK (((NOT isempty(days)) AND (NOT lower_inf(days)) AND (NOT upper_inf(days)) AND ((upper(days) - lower(days)) <= 366))),
  constraint place_exception_hours CHECK (((cardinality(opens) = cardinality(closes)) AND (cardinality(opens) <= 5) AND ((','::text || array_to_string(opens, ','::text, '-'::text)) ~ '^(,([01][0-9]|2[0-3]):[0-5][0-9])*,?$'::text) AND ((','::text || array_to_string(closes, ','::text, '-'::text)) ~ '^(,(([01][0-9]|2[0-3]):[0-5][0-9]|24:00))*,?$'::text))),
  constraint place_exception_no CHECK ((no > 0)),
  constraint place_exception_once EXCLUDE USING gist (place_id WITH =, days WITH &&) WHERE ((taken_back_at IS NULL)),
  constraint place_exception_pkey PRIMARY KEY (place_id, no),
  constraint place_exception_place_id_fkey FOREIGN KEY (place_id) REFERENCES directory.place(id),
  constraint place_exception_reason CHECK ((reason <> ''::text)),
  constraint place_exception_taken_back CHECK ((taken_back_at >= told_at))
);
CREATE INDEX place_exception_of ON directory.place_exception USING btree (place_id, upper(days)) WHERE (taken_back_at IS NULL);
CREATE TRIGGER stays_taken_back BEFORE UPDATE ON directory.place_exception FOR EACH ROW WHEN ((old.taken_back_at IS NOT NULL)) EXECUTE FUNCTION directory.stays_taken_back();

create table directory.place_hours (
  place_id uuid not null,
  edition integer not null,
  on_holidays text not null,
  on_make_up_days text not null,
  note text,
  told_at timestamp(3) with time zone not null,
  constraint place_hours_edition CHECK ((edition > 0)),
  constraint place_hours_note CHECK ((note <> ''::text)),
  constraint place_hours_on_holidays CHECK ((on_holidays = ANY (ARRAY['CLOSED'::text, 'AS_SUNDAY'::text, 'AS_USUAL'::text]))),
  constraint place_hours_on_make_up_days CHECK ((on_make_up_days = ANY (ARRAY['AS_WEEKDAY'::text, 'AS_USUAL'::text]))),
  constraint place_hours_pkey PRIMARY KEY (place_id, edition),
  constraint place_hours_place_id_fkey FOREIGN KEY (place_id) REFERENCES directory.place(id)
);

create table directory.place_open_slot (
  slot integer not null,
  place_id uuid not null,
  constraint place_open_slot_pkey PRIMARY KEY (slot, place_id),
  constraint place_open_slot_place_id_fkey FOREIGN KEY (place_id) REFERENCES directory.place(id)
);
CREATE INDEX place_open_slot_place ON directory.place_open_slot USING btree (place_id);

create table directory.place_opening (
  place_id uuid not null,
  open tstzmultirange not null,
  known tstzrange not null,
  calendar bigint not null,
  as_usual boolean not null,
  constraint place_opening_known CHECK (((NOT isempty(known)) AND (NOT lower_inf(known)) AND (NOT upper_inf(known)))),
  constraint place_opening_pkey PRIMARY KEY (place_id),
  constraint place_opening_place_id_fkey FOREIGN KEY (place_id) REFERENCES directory.place(id),
  constraint place_opening_within CHECK ((open <@ known))
);
CREATE INDEX place_opening_calendar ON directory.place_opening USING btree (calendar, place_id);
CREATE INDEX place_opening_renewal ON directory.place_opening USING btree (as_usual, upper(known), place_id);
CREATE TRIGGER lay_open_slots AFTER INSERT OR UPDATE OF open ON directory.place_opening FOR EACH ROW EXECUTE FUNCTION directory.lay_open_slots();

create table directory.place_status (
  place_id uuid not null,
  status text not null,
  valid tstzrange not null,
  kind text not null,
  area_id uuid,
  constraint place_status_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint place_status_kind_fkey FOREIGN KEY (kind) REFERENCES directory.term(code),
  constraint place_status_once EXCLUDE USING gist (place_id WITH =, valid WITH &&),
  constraint place_status_place_id_fkey FOREIGN KEY (place_id) REFERENCES directory.place(id),
  constraint place_status_valid CHECK ((NOT isempty(valid)))
);
CREATE INDEX place_status_in_use ON directory.place_status USING btree (area_id, kind) WHERE ((status = 'IN_USE'::text) AND (area_id IS NOT NULL));

create table directory.place_window (
  place_id uuid not null,
  edition integer not null,
  no integer not null,
  rrule text not null,
  opens text not null,
  closes text not null,
  season_from text,
  season_to text,
  first_day date,
  last_day date,
  constraint place_window_closes CHECK ((closes ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'::text)),
  constraint place_window_days CHECK ((first_day <= last_day)),
  constraint place_window_no CHECK (((no >= 1) AND (no <= 20))),
  constraint place_window_opens CHECK ((opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint place_window_pkey PRIMARY KEY (place_id, edition, no),
  constraint place_window_place_id_edition_fkey FOREIGN KEY (place_id, edition) REFERENCES directory.place_hours(place_id, edition),
  constraint place_window_rrule CHECK ((rrule ~ '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-+A-Z0-9,]+)*$'::text)),
  constraint place_window_season CHECK ((num_nulls(season_from, season_to) = ANY (ARRAY[0, 2]))),
  constraint place_window_season_days CHECK (((season_from !~ '^(02-3|(04|06|09|11)-31)'::text) AND (season_to !~ '^(02-3|(04|06|09|11)-31)'::text))),
  constraint place_window_season_from CHECK ((season_from ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'::text)),
  constraint place_window_season_to CHECK ((season_to ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'::text))
);

create table directory.place_within (
  area_id uuid not null,
  place_id uuid not null,
  constraint place_within_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint place_within_pkey PRIMARY KEY (area_id, place_id),
  constraint place_within_place_id_fkey FOREIGN KEY (place_id) REFERENCES directory.place(id)
);

create table directory.post (
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  title text not null,
  role text not null,
  alliance_id uuid,
  valid tstzrange not null,
  version integer not null default 1,
  delegated_from uuid,
  invitation_id uuid,
  ended_at timestamp(3) with time zone,
  reason text,
  constraint post_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint post_check CHECK (((role = 'COORDINATOR'::text) = (alliance_id IS NOT NULL))),
  constraint post_delegated_ends CHECK (((delegated_from IS NULL) OR (NOT upper_inf(valid)))),
  constraint post_delegated_from_fkey FOREIGN KEY (delegated_from) REFERENCES directory.post(id),
  constraint post_delegated_in_unit FOREIGN KEY (delegated_from, unit_id) REFERENCES directory.post(id, unit_id),
  constraint post_ended_for_a_reason CHECK (((ended_at IS NULL) = (reason IS NULL))),
  constraint post_has_a_start CHECK (((NOT lower_inf(valid)) AND ((NOT isempty(valid)) OR (ended_at IS NOT NULL)))),
  constraint post_invitation_id_key UNIQUE (invitation_id),
  constraint post_not_delegated_from_itself CHECK ((delegated_from <> id)),
  constraint post_of_invitation FOREIGN KEY (invitation_id, unit_id, role) REFERENCES directory.invitation(id, unit_id, role),
  constraint post_of_person UNIQUE (id, unit_id, person_id),
  constraint post_of_unit UNIQUE (id, unit_id),
  constraint post_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.person(id),
  constraint post_pkey PRIMARY KEY (id),
  constraint post_reason_check CHECK ((reason <> ''::text)),
  constraint post_role_check CHECK ((role = ANY (ARRAY['OPERATOR'::text, 'COORDINATOR'::text, 'ADMINISTRATOR'::text]))),
  constraint post_title_check CHECK ((title <> ''::text)),
  constraint post_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX post_alliance ON directory.post USING btree (alliance_id) WHERE (alliance_id IS NOT NULL);
CREATE INDEX post_delegated_from ON directory.post USING btree (delegated_from) WHERE (delegated_from IS NOT NULL);
CREATE INDEX post_person ON directory.post USING btree (person_id);
CREATE INDEX post_unit ON directory.post USING btree (unit_id);
CREATE TRIGGER post_coordinates_for_the_lead BEFORE INSERT ON directory.post FOR EACH ROW WHEN (((new.role = 'COORDINATOR'::text) AND (CURRENT_USER = 'qinlin_writer'::name))) EXECUTE FUNCTION directory.check_coordinator();
CREATE TRIGGER post_delegated_within_source BEFORE INSERT ON directory.post FOR EACH ROW WHEN ((new.delegated_from IS NOT NULL)) EXECUTE FUNCTION directory.check_delegation();
CREATE TRIGGER post_ends_relations AFTER UPDATE OF valid ON directory.post FOR EACH ROW WHEN ((new.valid IS DISTINCT FROM old.valid)) EXECUTE FUNCTION directory.end_relations_of_post();
CREATE TRIGGER post_of_a_unit_that_lasts BEFORE INSERT ON directory.post FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('unit_id');
CREATE TRIGGER post_only_shortened BEFORE UPDATE OF valid ON directory.post FOR EACH ROW EXECUTE FUNCTION data.only_shortened();
alter table directory.post enable row level security;
create policy accept_post on directory.post for insert to qinlin_writer
  with check ((person_id = ( SELECT rights.my_person() AS my_person)) AND (EXISTS ( SELECT
   FROM directory.invitation i
  WHERE ((i.id = post.invitation_id) AND (i.state = 'ACCEPTED'::text) AND (i.decided_at = ( SELECT rights.my_now() AS my_now)) AND ((i.until IS NULL) OR (upper(post.valid) <= i.until))))));
create policy end_post on directory.post for update to qinlin_writer
  using true;
create policy read_post on directory.post for select to qinlin_guarded, qinlin_reader, qinlin_writer
  using true;

create table directory.programme (
  id uuid not null,
  unit_id uuid,
  alliance_id uuid,
  name text not null,
  parent_id uuid,
  started_on date not null,
  state text not null,
  ended_on date,
  reason text,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint programme_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint programme_ended_after_it_began CHECK ((ended_on >= started_on)),
  constraint programme_ended_as_stated CHECK ((((state = 'ENDED'::text) = (ended_on IS NOT NULL)) AND ((state = 'ENDED'::text) = (reason IS NOT NULL)))),
  constraint programme_name_check CHECK ((name <> ''::text)),
  constraint programme_not_under_itself CHECK ((parent_id <> id)),
  constraint programme_of_one_owner CHECK ((num_nonnulls(unit_id, alliance_id) = 1)),
  constraint programme_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES directory.programme(id),
  constraint programme_pkey PRIMARY KEY (id),
  constraint programme_reason_check CHECK ((reason <> ''::text)),
  constraint programme_state_check CHECK ((state = ANY (ARRAY['RUNNING'::text, 'ENDED'::text]))),
  constraint programme_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX programme_by_name ON directory.programme USING btree (name COLLATE directory.pinyin, id);
CREATE UNIQUE INDEX programme_name ON directory.programme USING btree (COALESCE(unit_id, alliance_id), name) WHERE (state = 'RUNNING'::text);
CREATE INDEX programme_of_alliance ON directory.programme USING btree (alliance_id, id);
CREATE INDEX programme_of_unit ON directory.programme USING btree (unit_id, id);
CREATE INDEX programme_under ON directory.programme USING btree (parent_id, id);
CREATE TRIGGER programme_ended_stays BEFORE UPDATE ON directory.programme FOR EACH ROW WHEN ((old.state = 'ENDED'::text)) EXECUTE FUNCTION directory.check_programme();
CREATE TRIGGER programme_of_a_unit_that_lasts BEFORE INSERT ON directory.programme FOR EACH ROW WHEN ((new.unit_id IS NOT NULL)) EXECUTE FUNCTION directory.refuse_dissolved('unit_id');
CREATE TRIGGER programme_under_one_of_its_owner BEFORE INSERT ON directory.programme FOR EACH ROW WHEN ((new.parent_id IS NOT NULL)) EXECUTE FUNCTION directory.check_programme();

create table directory.programme_version (
  id uuid not null,
  programme_id uuid not null,
  number integer not null,
  label text not null,
  description text not null,
  in_force_from date not null,
  created_at timestamp(3) with time zone not null,
  constraint programme_version_description_check CHECK ((description <> ''::text)),
  constraint programme_version_label_check CHECK ((label <> ''::text)),
  constraint programme_version_number_check CHECK ((number > 0)),
  constraint programme_version_pkey PRIMARY KEY (id),
  constraint programme_version_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES directory.programme(id),
  constraint programme_version_programme_id_label_key UNIQUE (programme_id, label),
  constraint programme_version_programme_id_number_key UNIQUE (programme_id, number)
);
CREATE TRIGGER programme_version_in_order BEFORE INSERT ON directory.programme_version FOR EACH ROW EXECUTE FUNCTION directory.check_programme_version();

create table directory.registration_withdrawal (
  id uuid not null,
  unit_id uuid not null,
  by_unit_id uuid not null,
  alliance_id uuid not null,
  kind text not null,
  name text not null,
  short_name text not null,
  reason text not null,
  registered_at timestamp(3) with time zone not null,
  withdrawn_at timestamp(3) with time zone not null,
  constraint registration_withdrawal_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint registration_withdrawal_by_unit_id_fkey FOREIGN KEY (by_unit_id) REFERENCES directory.unit(id),
  constraint registration_withdrawal_kind_check CHECK ((kind <> ''::text)),
  constraint registration_withdrawal_name_check CHECK ((name <> ''::text)),
  constraint registration_withdrawal_pkey PRIMARY KEY (id),
  constraint registration_withdrawal_reason_check CHECK ((reason <> ''::text)),
  constraint registration_withdrawal_short_name_check CHECK ((short_name <> ''::text)),
  constraint registration_withdrawal_unit_id_key UNIQUE (unit_id),
  constraint registration_withdrawn_in_time CHECK (((withdrawn_at >= registered_at) AND (withdrawn_at < (registered_at + '30 days'::interval))))
);
CREATE INDEX registration_withdrawal_by ON directory.registration_withdrawal USING btree (by_unit_id, id DESC);
alter table directory.registration_withdrawal enable row level security;
alter table directory.registration_withdrawal force row level security;
create policy find_withdrawal on directory.registration_withdrawal for select to qinlin_writer
  using true;
create policy keep_withdrawal on directory.registration_withdrawal for all to postgres
  using true;
create policy read_withdrawal on directory.registration_withdrawal for select to qinlin_guarded
  using ((by_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));

create table directory.relation (
  id uuid not null,
  type_code text not null,
  subject_unit_id uuid not null,
  object_unit_id uuid,
  cardinality text not null,
  state text not null,
  proposed_by_unit_id uuid not null,
  statement text not null,
  proposed_since timestamp(3) with time zone,
  proposed_until timestamp(3) with time zone,
  reason text,
  proposed_at timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone,
  valid tstzrange,
  version integer not null default 1,
  object_area_id uuid,
  object_kind text not null default 
CASE
    WHEN (object_area_id IS NULL) THEN 'UNIT'::text
    ELSE 'AREA'::text
END,
  constraint relation_between_two CHECK ((subject_unit_id <> object_unit_id)),
  constraint relation_decided CHECK (((state = 'PROPOSED'::text) = (decided_at IS NULL))),
  constraint relation_ended_for_a_reason CHECK (((state <> ALL (ARRAY['DECLINED'::text, 'ENDED'::text])) OR (reason IS NOT NULL))),
  constraint relation_has_a_start CHECK (((NOT lower_inf(valid)) AND ((NOT isempty(valid)) OR (state = 'ENDED'::text)))),
  constraint relation_object_area_id_fkey FOREIGN KEY (object_area_id) REFERENCES directory.area(id),
  constraint relation_object_unit_id_fkey FOREIGN KEY (object_unit_id) REFERENCES directory.unit(id),
  constraint relation_of_area_once EXCLUDE USING gist (type_code WITH =, object_area_id WITH =, valid WITH &&) WHERE (((object_area_id IS NOT NULL) AND (cardinality = ANY (ARRAY['ONE_TO_ONE'::text, 'ONE_TO_MANY'::text])))),
  constraint relation_of_object_once EXCLUDE USING gist (type_code WITH =, object_unit_id WITH =, valid WITH &&) WHERE ((cardinality = ANY (ARRAY['ONE_TO_ONE'::text, 'ONE_TO_MANY'::text]))),
  constraint relation_of_subject_once EXCLUDE USING gist (type_code WITH =, subject_unit_id WITH =, valid WITH &&) WHERE ((cardinality = ANY (ARRAY['ONE_TO_ONE'::text, 'MANY_TO_ONE'::text]))),
  constraint relation_once_between_two EXCLUDE USING gist (type_code WITH =, LEAST(subject_unit_id, object_unit_id) WITH =, GREATEST(subject_unit_id, object_unit_id) WITH =, valid WITH &&) WHERE ((object_unit_id IS NOT NULL)),
  constraint relation_once_to_area EXCLUDE USING gist (type_code WITH =, subject_unit_id WITH =, object_area_id WITH =, valid WITH &&) WHERE ((object_area_id IS NOT NULL)),
  constraint relation_pkey PRIMARY KEY (id),
  constraint relation_proposed_by_a_side CHECK (((object_area_id IS NOT NULL) OR ((proposed_by_unit_id = subject_unit_id) OR (proposed_by_unit_id = object_unit_id)))),
  constraint relation_proposed_by_unit_id_fkey FOREIGN KEY (proposed_by_unit_id) REFERENCES directory.unit(id),
  constraint relation_proposed_for_some_time CHECK ((proposed_since < proposed_until)),
  constraint relation_rules_of_its_type FOREIGN KEY (type_code, object_kind, cardinality) REFERENCES directory.relation_type(code, object_kind, cardinality),
  constraint relation_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'AGREED'::text, 'DECLINED'::text, 'WITHDRAWN'::text, 'ENDED'::text]))),
  constraint relation_statement_check CHECK ((statement <> ''::text)),
  constraint relation_subject_unit_id_fkey FOREIGN KEY (subject_unit_id) REFERENCES directory.unit(id),
  constraint relation_to_one_thing CHECK ((num_nonnulls(object_unit_id, object_area_id) = 1)),
  constraint relation_valid_when_agreed CHECK (((state = ANY (ARRAY['AGREED'::text, 'ENDED'::text])) = (valid IS NOT NULL)))
);
CREATE INDEX relation_of_area ON directory.relation USING btree (object_area_id, id DESC) WHERE (object_area_id IS NOT NULL);
CREATE INDEX relation_of_object ON directory.relation USING btree (object_unit_id, id DESC);
CREATE INDEX relation_of_subject ON directory.relation USING btree (subject_unit_id, id DESC);
CREATE INDEX relation_of_type ON directory.relation USING btree (type_code, id DESC);
CREATE UNIQUE INDEX relation_open_proposal ON directory.relation USING btree (type_code, LEAST(subject_unit_id, object_unit_id), GREATEST(subject_unit_id, object_unit_id)) WHERE ((state = 'PROPOSED'::text) AND (object_unit_id IS NOT NULL));
CREATE UNIQUE INDEX relation_open_proposal_to_area ON directory.relation USING btree (type_code, subject_unit_id, object_area_id) WHERE ((state = 'PROPOSED'::text) AND (object_area_id IS NOT NULL));
CREATE INDEX relation_proposed_by ON directory.relation USING btree (proposed_by_unit_id);
CREATE INDEX relation_proposed_of_subject ON directory.relation USING btree (subject_unit_id) WHERE (state = 'PROPOSED'::text);
CREATE INDEX relation_proposed_to_area ON directory.relation USING btree (proposed_by_unit_id) WHERE ((state = 'PROPOSED'::text) AND (object_area_id IS NOT NULL));
CREATE INDEX relation_proposed_to_areas ON directory.relation USING btree (object_area_id) WHERE ((state = 'PROPOSED'::text) AND (object_area_id IS NOT NULL));
CREATE INDEX relation_proposed_to_object ON directory.relation USING btree (object_unit_id) WHERE ((state = 'PROPOSED'::text) AND (object_unit_id IS NOT NULL));
CREATE TRIGGER relation_decision_stands BEFORE UPDATE OF state ON directory.relation FOR EACH ROW WHEN (((old.state = ANY (ARRAY['DECLINED'::text, 'WITHDRAWN'::text, 'ENDED'::text])) OR ((old.state = 'AGREED'::text) AND (new.state <> 'ENDED'::text) AND (new.state <> 'AGREED'::text)))) EXECUTE FUNCTION directory.keep_ended_relation();
CREATE TRIGGER relation_keeps_the_tree BEFORE INSERT OR UPDATE OF valid ON directory.relation FOR EACH ROW WHEN ((NOT isempty(new.valid))) EXECUTE FUNCTION directory.keep_tree();
CREATE TRIGGER relation_of_units_that_last BEFORE INSERT OR UPDATE OF state ON directory.relation FOR EACH ROW WHEN ((new.state = ANY (ARRAY['PROPOSED'::text, 'AGREED'::text]))) EXECUTE FUNCTION directory.refuse_dissolved('subject_unit_id', 'object_unit_id');
CREATE TRIGGER relation_only_shortened BEFORE UPDATE OF valid ON directory.relation FOR EACH ROW WHEN (((old.valid IS NOT NULL) AND ((new.valid IS NULL) OR (NOT (new.valid <@ old.valid))))) EXECUTE FUNCTION directory.only_shorten_relation();
CREATE TRIGGER relation_to_area BEFORE INSERT OR UPDATE OF valid ON directory.relation FOR EACH ROW WHEN ((new.object_area_id IS NOT NULL)) EXECUTE FUNCTION directory.check_relation_to_area();

create table directory.relation_type (
  id uuid not null,
  code text not null,
  label_zh text not null,
  label_en text not null,
  inverse_zh text not null,
  inverse_en text not null,
  cardinality text not null,
  is_symmetric boolean not null,
  is_tree boolean not null,
  rank integer not null,
  is_incubation boolean not null,
  object_kind text not null,
  constraint relation_type_cardinality_check CHECK ((cardinality = ANY (ARRAY['ONE_TO_ONE'::text, 'MANY_TO_ONE'::text, 'ONE_TO_MANY'::text, 'MANY_TO_MANY'::text]))),
  constraint relation_type_code_check CHECK ((code ~ '^[a-z]+(-[a-z]+)*$'::text)),
  constraint relation_type_code_key UNIQUE (code),
  constraint relation_type_incubated_by_one CHECK (((NOT is_incubation) OR (cardinality = ANY (ARRAY['ONE_TO_ONE'::text, 'MANY_TO_ONE'::text])))),
  constraint relation_type_inverse_en_check CHECK ((inverse_en <> ''::text)),
  constraint relation_type_inverse_zh_check CHECK ((inverse_zh <> ''::text)),
  constraint relation_type_label_en_check CHECK ((label_en <> ''::text)),
  constraint relation_type_label_zh_check CHECK ((label_zh <> ''::text)),
  constraint relation_type_object_kind_check CHECK ((object_kind = ANY (ARRAY['UNIT'::text, 'AREA'::text]))),
  constraint relation_type_of_units CHECK (((object_kind = 'UNIT'::text) OR ((NOT is_tree) AND (NOT is_symmetric) AND (NOT is_incubation)))),
  constraint relation_type_pkey PRIMARY KEY (id),
  constraint relation_type_rank_key UNIQUE (rank),
  constraint relation_type_rules UNIQUE (code, object_kind, cardinality),
  constraint relation_type_symmetric_is_many CHECK (((NOT is_symmetric) OR (cardinality = 'MANY_TO_MANY'::text))),
  constraint relation_type_tree_has_one_above CHECK (((NOT is_tree) OR (cardinality = 'MANY_TO_ONE'::text)))
);

create table directory.required_role (
  alliance_id uuid not null,
  revision integer not null,
  number integer not null,
  name text not null,
  unit_kinds text[] not null,
  roles text[] not null,
  minimum integer not null,
  set_at timestamp(3) with time zone not null,
  constraint required_role_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint required_role_minimum_check CHECK ((minimum > 0)),
  constraint required_role_name_check CHECK ((name <> ''::text)),
  constraint required_role_name_once UNIQUE (alliance_id, revision, name),
  constraint required_role_number_check CHECK ((number > 0)),
  constraint required_role_pkey PRIMARY KEY (alliance_id, revision, number),
  constraint required_role_revision_check CHECK ((revision > 0)),
  constraint required_role_roles_check CHECK ((roles <@ '{LEAD,CORE,MEMBER,OBSERVER}'::text[]))
);
CREATE TRIGGER required_role_in_order BEFORE INSERT ON directory.required_role FOR EACH ROW EXECUTE FUNCTION directory.check_required_role();

create table directory.seat (
  id uuid not null,
  body_id uuid not null,
  unit_id uuid not null,
  title text not null,
  post_title text not null,
  since date not null,
  until date,
  ended_at timestamp(3) with time zone,
  reason text,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint seat_body_id_fkey FOREIGN KEY (body_id) REFERENCES directory.governing_body(id),
  constraint seat_ended_as_stated CHECK ((((ended_at IS NULL) = (reason IS NULL)) AND ((ended_at IS NULL) OR (until IS NOT NULL)))),
  constraint seat_ends_after_it_began CHECK ((until >= since)),
  constraint seat_held_once EXCLUDE USING gist (body_id WITH =, unit_id WITH =, title WITH =, post_title WITH =, daterange(since, until) WITH &&),
  constraint seat_pkey PRIMARY KEY (id),
  constraint seat_post_title_check CHECK ((post_title <> ''::text)),
  constraint seat_reason_check CHECK ((reason <> ''::text)),
  constraint seat_title_check CHECK ((title <> ''::text)),
  constraint seat_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX seat_in ON directory.seat USING btree (body_id, id);
CREATE INDEX seat_of ON directory.seat USING btree (unit_id, id);
CREATE TRIGGER seat_of_a_member BEFORE INSERT ON directory.seat FOR EACH ROW EXECUTE FUNCTION directory.check_seat();
CREATE TRIGGER seat_only_shortened BEFORE UPDATE OF until, ended_at ON directory.seat FOR EACH ROW WHEN (((old.ended_at IS NOT NULL) OR ((old.until IS NOT NULL) AND ((new.until IS NULL) OR (new.until > old.until))))) EXECUTE FUNCTION directory.only_shorten_seat();

create table directory.statutory_day (
  day date not null,
  year integer not null,
  kind text not null,
  name text not null,
  constraint statutory_day_kind CHECK ((kind = ANY (ARRAY['HOLIDAY'::text, 'MAKE_UP'::text]))),
  constraint statutory_day_name CHECK ((name <> ''::text)),
  constraint statutory_day_pkey PRIMARY KEY (day),
  constraint statutory_day_year_fkey FOREIGN KEY (year) REFERENCES directory.statutory_year(year)
);

create table directory.statutory_year (
  year integer not null,
  notice text not null,
  edition integer not null default 1,
  constraint statutory_year_notice CHECK ((notice <> ''::text)),
  constraint statutory_year_number CHECK (((year >= 2000) AND (year <= 2100))),
  constraint statutory_year_pkey PRIMARY KEY (year)
);

create table directory.term (
  id uuid not null,
  scheme text not null,
  code text not null,
  label_zh text not null,
  label_en text not null,
  rank integer not null,
  until date,
  source text,
  constraint term_code_check CHECK ((code ~ '^[a-z]+(-[a-z]+)*(\.[a-z-]+)*$'::text)),
  constraint term_code_key UNIQUE (code),
  constraint term_pkey PRIMARY KEY (id),
  constraint term_scheme_check CHECK ((scheme ~ '^[A-Z]+(_[A-Z]+)*$'::text)),
  constraint term_source_check CHECK ((source <> ''::text))
);
CREATE INDEX term_rank ON directory.term USING btree (scheme, rank, id);

create table directory.track (
  id uuid not null,
  alliance_id uuid,
  code text not null,
  name text not null,
  colour text not null,
  rank integer not null,
  created_at timestamp(3) with time zone not null,
  retired_at timestamp(3) with time zone,
  version integer not null default 1,
  programme_id uuid,
  constraint track_alliance_id_code_key UNIQUE (alliance_id, code),
  constraint track_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint track_code_check CHECK ((code ~ '^[a-z][a-z0-9-]*$'::text)),
  constraint track_colour_check CHECK ((colour ~ '^#[0-9A-F]{6}$'::text)),
  constraint track_name_check CHECK ((name <> ''::text)),
  constraint track_of_one_owner CHECK ((num_nonnulls(alliance_id, programme_id) = 1)),
  constraint track_pkey PRIMARY KEY (id),
  constraint track_programme_id_code_key UNIQUE (programme_id, code),
  constraint track_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES directory.programme(id),
  constraint track_rank_check CHECK ((rank > 0))
);
CREATE INDEX track_rank ON directory.track USING btree (alliance_id, rank, id);
CREATE INDEX track_rank_in_programme ON directory.track USING btree (programme_id, rank, id);

create table directory.unit (
  id uuid not null,
  kind text not null,
  name text not null,
  short_name text not null,
  former_names text[] not null,
  longitude double precision,
  latitude double precision,
  version integer not null default 1,
  created_at timestamp(3) with time zone not null,
  dissolved_at timestamp(3) with time zone,
  dissolution_reason text,
  registered_by_unit uuid,
  constraint unit_check CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint unit_dissolution_reason_check CHECK ((dissolution_reason <> ''::text)),
  constraint unit_dissolved_for_a_reason CHECK (((dissolved_at IS NULL) = (dissolution_reason IS NULL))),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['GOVERNMENT'::text, 'PUBLIC_INSTITUTION'::text, 'HOSPITAL'::text, 'SCHOOL'::text, 'ENTERPRISE'::text, 'POWER_UTILITY'::text, 'MALL'::text, 'BUSINESS_DISTRICT'::text, 'PARK'::text, 'PROPERTY_COMPANY'::text, 'COMMUNITY'::text, 'VILLAGE'::text, 'COLLECTIVE'::text, 'OWNERS_COMMITTEE'::text, 'PARTY_ORGANISATION'::text, 'SOCIAL_ORGANISATION'::text, 'TEAM'::text]))),
  constraint unit_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint unit_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint unit_name_check CHECK ((name <> ''::text)),
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_registered_by_unit_fkey FOREIGN KEY (registered_by_unit) REFERENCES directory.unit(id),
  constraint unit_short_name_check CHECK ((short_name <> ''::text))
);
CREATE INDEX unit_dissolved ON directory.unit USING btree (id) WHERE (dissolved_at IS NOT NULL);
CREATE INDEX unit_kind ON directory.unit USING btree (kind, id);
CREATE INDEX unit_name ON directory.unit USING btree (short_name COLLATE directory.pinyin, id);
CREATE INDEX unit_name_keys ON directory.unit USING gin (directory.name_keys(name, short_name, former_names)) WITH (fastupdate=off);
CREATE INDEX unit_of_kind ON directory.unit USING btree (kind, short_name COLLATE directory.pinyin, id);
CREATE INDEX unit_registered_by ON directory.unit USING btree (registered_by_unit, id) WHERE (registered_by_unit IS NOT NULL);
CREATE TRIGGER searched_when_added AFTER INSERT ON directory.unit REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION directory.search_added_units();
CREATE TRIGGER searched_when_renamed AFTER UPDATE OF name, short_name, former_names ON directory.unit FOR EACH ROW EXECUTE FUNCTION directory.search_renamed_unit();
CREATE TRIGGER unit_registered_for_own_unit BEFORE INSERT ON directory.unit FOR EACH ROW EXECUTE FUNCTION directory.check_registration();
CREATE TRIGGER unit_stays_dissolved BEFORE UPDATE ON directory.unit FOR EACH ROW WHEN ((old.dissolved_at IS NOT NULL)) EXECUTE FUNCTION directory.keep_dissolved();

create table directory.unit_classification (
  id uuid not null,
  unit_id uuid not null,
  scheme text not null,
  cardinality text not null,
  term_code text not null,
  valid tstzrange not null,
  reason text not null,
  end_reason text,
  classified_by_unit uuid not null,
  version integer not null default 1,
  constraint classification_ended_for_a_reason CHECK ((upper_inf(valid) = (end_reason IS NULL))),
  constraint classification_has_a_start CHECK ((NOT lower_inf(valid))),
  constraint classification_of_a_class_once EXCLUDE USING gist (unit_id WITH =, term_code WITH =, valid WITH &&),
  constraint classification_of_a_scheme_once EXCLUDE USING gist (unit_id WITH =, scheme WITH =, valid WITH &&) WHERE ((cardinality = 'ONE'::text)),
  constraint classification_of_its_scheme CHECK ((split_part(term_code, '.'::text, 1) = scheme)),
  constraint classification_rules_of_its_scheme FOREIGN KEY (scheme, cardinality) REFERENCES directory.classification_scheme(code, cardinality) ON UPDATE CASCADE,
  constraint unit_classification_classified_by_unit_fkey FOREIGN KEY (classified_by_unit) REFERENCES directory.unit(id),
  constraint unit_classification_end_reason_check CHECK ((end_reason <> ''::text)),
  constraint unit_classification_pkey PRIMARY KEY (id),
  constraint unit_classification_reason_check CHECK ((reason <> ''::text)),
  constraint unit_classification_term_code_fkey FOREIGN KEY (term_code) REFERENCES directory.term(code),
  constraint unit_classification_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX unit_classification_classified_by ON directory.unit_classification USING btree (classified_by_unit);
CREATE INDEX unit_classification_of_class ON directory.unit_classification USING btree (term_code, unit_id) WHERE upper_inf(valid);
CREATE INDEX unit_classification_of_unit ON directory.unit_classification USING btree (unit_id, id DESC);
CREATE TRIGGER classification_of_a_unit_that_lasts BEFORE INSERT ON directory.unit_classification FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('unit_id');
CREATE TRIGGER unit_classification_only_shortened BEFORE UPDATE OF valid ON directory.unit_classification FOR EACH ROW EXECUTE FUNCTION data.only_shortened();

create table directory.unit_contact (
  unit_id uuid not null,
  name text not null,
  mobile text not null,
  is_fictitious boolean not null,
  version integer not null default 1,
  constraint unit_contact_mobile_check CHECK ((mobile ~ '^\+[0-9]{8,15}$'::text)),
  constraint unit_contact_name_check CHECK ((name <> ''::text)),
  constraint unit_contact_pkey PRIMARY KEY (unit_id),
  constraint unit_contact_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE TRIGGER contact_of_a_unit_that_lasts BEFORE INSERT OR UPDATE ON directory.unit_contact FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('unit_id');
CREATE TRIGGER counts_on BEFORE INSERT ON directory.unit_contact FOR EACH ROW EXECUTE FUNCTION directory.count_contact_on();
CREATE TRIGGER masked AFTER INSERT OR UPDATE ON directory.unit_contact FOR EACH ROW EXECUTE FUNCTION directory.mask_contact();
alter table directory.unit_contact enable row level security;
alter table directory.unit_contact force row level security;
create policy erase_own on directory.unit_contact for all to postgres
  using ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));
create policy read_contact on directory.unit_contact for select to qinlin_guarded
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((unit_id = ( SELECT rights.my_unit() AS my_unit)) OR (unit_id IN ( SELECT m.unit_id
   FROM rights.membership m
  WHERE ((m.alliance_id = ( SELECT (rights.my_coordinates())[1] AS my_coordinates)) AND ((m.valid @> ( SELECT rights.my_now() AS my_now)) IS TRUE)))) OR (unit_id IN ( SELECT s.provider_unit_id
   FROM rights.share s
  WHERE ((s.consumer_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (s.kind = 'CONTACT'::text) AND (s."precision" = 'FULL'::text) AND ((s.valid @> ( SELECT rights.my_now() AS my_now)) IS TRUE)))) OR ((EXISTS ( SELECT
   FROM rights.disclosure d
  WHERE ((d.subject_type = 'unit'::text) AND (d.subject_id = unit_contact.unit_id) AND (d.person_id = ( SELECT rights.my_person() AS my_person)) AND (d.unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (d.valid @> ( SELECT rights.my_now() AS my_now))))) AND (EXISTS ( SELECT
   FROM directory.unit_contact_mask k
  WHERE (k.unit_id = unit_contact.unit_id))))));
create policy write_contact on directory.unit_contact for all to qinlin_writer
  using ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL))
  with check ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));

create table directory.unit_contact_mask (
  unit_id uuid not null,
  name text not null,
  mobile text not null,
  is_fictitious boolean not null,
  constraint unit_contact_mask_pkey PRIMARY KEY (unit_id),
  constraint unit_contact_mask_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit_contact(unit_id),
  constraint unit_contact_mobile_masked CHECK ((mobile ~ '^(([+]86)?1[0-9]{2})?[*]{4}([0-9]{4})?$'::text)),
  constraint unit_contact_name_masked CHECK ((name ~ '^[^\s*]{0,2}[*]{2}$'::text))
);
alter table directory.unit_contact_mask enable row level security;
alter table directory.unit_contact_mask force row level security;
create policy erase_own on directory.unit_contact_mask for all to postgres
  using ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));
create policy read_masked on directory.unit_contact_mask for select to qinlin_guarded, qinlin_writer
  using (((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL)) OR ((((( SELECT rights.my_app() AS my_app) IS NULL) AND (( SELECT rights.my_unit() AS my_unit) IS NOT NULL)) OR ('contacts:read'::text = ANY (( SELECT rights.my_scopes() AS my_scopes)::text[]))) AND (unit_id IN ( SELECT m.unit_id
   FROM rights.membership m
  WHERE ((m.alliance_id = ( SELECT (rights.my_alliances())[1] AS my_alliances)) AND ((m.valid @> ( SELECT rights.my_now() AS my_now)) IS TRUE))))) OR (unit_id IN ( SELECT s.provider_unit_id
   FROM rights.share s
  WHERE ((s.kind = 'CONTACT'::text) AND ((s.valid @> ( SELECT rights.my_now() AS my_now)) IS TRUE) AND (((( SELECT rights.my_app() AS my_app) IS NULL) AND (s.consumer_unit_id = ( SELECT rights.my_unit() AS my_unit))) OR (s.may_reshare AND (EXISTS ( SELECT
           FROM rights.installation i
          WHERE ((i.app_id = ( SELECT rights.my_app() AS my_app)) AND (i.alliance_id = ( SELECT (rights.my_alliances())[1] AS my_alliances)) AND (i.unit_id = COALESCE(( SELECT rights.my_unit() AS my_unit), i.unit_id)) AND ('contacts:read'::text = ANY (i.scopes)) AND ((i.valid @> ( SELECT rights.my_now() AS my_now)) IS TRUE) AND (i.unit_id = s.consumer_unit_id) AND (i.purpose = s.purpose))))))))));
create policy write_masked on directory.unit_contact_mask for all to qinlin_writer
  using ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL))
  with check ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));

create table directory.unit_contact_removal (
  unit_id uuid not null,
  version integer not null,
  reason text not null,
  removed_at timestamp(3) with time zone not null,
  constraint unit_contact_removal_pkey PRIMARY KEY (unit_id, version),
  constraint unit_contact_removal_reason_check CHECK ((reason <> ''::text)),
  constraint unit_contact_removal_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint unit_contact_removal_version_check CHECK ((version > 0))
);

create table directory.unit_identifier (
  id uuid not null,
  unit_id uuid not null,
  scheme text not null,
  value text not null,
  entered text not null,
  is_personal boolean not null,
  state text not null,
  reason text,
  added_at timestamp(3) with time zone not null,
  judged_by_unit uuid,
  judged_at timestamp(3) with time zone,
  removed_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint identifier_judged CHECK ((((judged_by_unit IS NULL) = (judged_at IS NULL)) AND ((state <> ALL (ARRAY['VERIFIED'::text, 'OVERRIDDEN'::text])) OR (judged_at IS NOT NULL)) AND ((state <> 'UNVERIFIED'::text) OR (judged_at IS NULL)))),
  constraint identifier_judged_by_another CHECK ((judged_by_unit <> unit_id)),
  constraint identifier_of_a_person_erased CHECK (((NOT is_personal) OR (state <> 'REMOVED'::text))),
  constraint identifier_of_one_person CHECK ((is_personal = ((scheme = 'USCC'::text) AND (value ~~ '92%'::text)))),
  constraint identifier_overridden_for_a_reason CHECK (((state <> 'OVERRIDDEN'::text) OR ((scheme = 'USCC'::text) AND (reason IS NOT NULL)))),
  constraint identifier_removed CHECK ((((state = 'REMOVED'::text) = (removed_at IS NOT NULL)) AND ((state <> 'REMOVED'::text) OR (reason IS NOT NULL)))),
  constraint identifier_uscc_form CHECK (((scheme <> 'USCC'::text) OR (value ~ '^[1-9ANY][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$'::text))),
  constraint unit_identifier_entered_check CHECK ((entered <> ''::text)),
  constraint unit_identifier_judged_by_unit_fkey FOREIGN KEY (judged_by_unit) REFERENCES directory.unit(id),
  constraint unit_identifier_pkey PRIMARY KEY (id),
  constraint unit_identifier_reason_check CHECK ((reason <> ''::text)),
  constraint unit_identifier_scheme_check CHECK ((scheme = ANY (ARRAY['USCC'::text, 'PARTY_ORGANISATION_CODE'::text, 'REGISTRATION_NUMBER'::text, 'VOLUNTEER_TEAM_NUMBER'::text, 'OTHER'::text]))),
  constraint unit_identifier_state_check CHECK ((state = ANY (ARRAY['UNVERIFIED'::text, 'VERIFIED'::text, 'OVERRIDDEN'::text, 'REMOVED'::text]))),
  constraint unit_identifier_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint unit_identifier_value_check CHECK (((value <> ''::text) AND (value = upper(value)) AND (value !~ '\s'::text)))
);
CREATE UNIQUE INDEX unit_identifier_in_force ON directory.unit_identifier USING btree (value, scheme) WHERE (state <> 'REMOVED'::text);
CREATE INDEX unit_identifier_judged_by ON directory.unit_identifier USING btree (judged_by_unit) WHERE (judged_by_unit IS NOT NULL);
CREATE INDEX unit_identifier_unit ON directory.unit_identifier USING btree (unit_id, id);
CREATE INDEX unit_identifier_unverified ON directory.unit_identifier USING btree (unit_id) WHERE (state = 'UNVERIFIED'::text);
CREATE TRIGGER identifier_of_a_unit_that_lasts BEFORE INSERT ON directory.unit_identifier FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('unit_id');
CREATE TRIGGER identifier_stays_removed BEFORE UPDATE ON directory.unit_identifier FOR EACH ROW WHEN ((old.state = 'REMOVED'::text)) EXECUTE FUNCTION directory.removed_identifier_stays();
alter table directory.unit_identifier enable row level security;
alter table directory.unit_identifier force row level security;
create policy add_identifier on directory.unit_identifier for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (state = 'UNVERIFIED'::text)) OR ((judged_by_unit = ( SELECT rights.my_unit() AS my_unit)) AND (state = 'OVERRIDDEN'::text))));
create policy erase_own on directory.unit_identifier for all to postgres
  using ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));
create policy find_identifier on directory.unit_identifier for select to qinlin_writer
  using true;
create policy judge_identifier on directory.unit_identifier for update to qinlin_writer
  using true
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (state = 'REMOVED'::text)) OR ((judged_by_unit = ( SELECT rights.my_unit() AS my_unit)) AND (state = 'VERIFIED'::text))));
create policy merge_identifiers on directory.unit_identifier for all to postgres
  using (EXISTS ( SELECT
   FROM directory.unit u
  WHERE ((u.id = unit_identifier.unit_id) AND (u.registered_by_unit = ( SELECT rights.my_unit() AS my_unit)))));
create policy read_identifier on directory.unit_identifier for select to qinlin_guarded
  using ((NOT is_personal) OR ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((unit_id = ( SELECT rights.my_unit() AS my_unit)) OR (unit_id IN ( SELECT m.unit_id
   FROM rights.membership m
  WHERE ((m.alliance_id = ( SELECT (rights.my_coordinates())[1] AS my_coordinates)) AND ((m.valid @> ( SELECT rights.my_now() AS my_now)) IS TRUE)))))));
create policy read_public on directory.unit_identifier for select to qinlin_reader
  using (NOT is_personal);
create policy register_identifier on directory.unit_identifier for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (state = 'UNVERIFIED'::text) AND (EXISTS ( SELECT
   FROM directory.unit u
  WHERE ((u.id = unit_identifier.unit_id) AND (u.registered_by_unit = ( SELECT rights.my_unit() AS my_unit))))) AND (NOT (EXISTS ( SELECT
   FROM directory.post p
  WHERE (p.unit_id = unit_identifier.unit_id)))));
create policy take_back_identifier on directory.unit_identifier for update to qinlin_writer
  using directory.is_own_and_nobodys(unit_id)
  with check (directory.is_own_and_nobodys(unit_id) AND (state = 'REMOVED'::text));

create table directory.unit_merge (
  id uuid not null,
  from_unit_id uuid not null,
  into_unit_id uuid not null,
  by_unit_id uuid not null,
  unit jsonb not null,
  identifier_ids uuid[] not null,
  names text[] not null,
  reason text not null,
  merged_at timestamp(3) with time zone not null,
  undone_at timestamp(3) with time zone,
  invitation_ids uuid[] not null default '{}'::uuid[],
  constraint unit_merge_by_unit_id_fkey FOREIGN KEY (by_unit_id) REFERENCES directory.unit(id),
  constraint unit_merge_into_unit_id_fkey FOREIGN KEY (into_unit_id) REFERENCES directory.unit(id),
  constraint unit_merge_pkey PRIMARY KEY (id),
  constraint unit_merge_reason_check CHECK ((reason <> ''::text)),
  constraint unit_merged_into_another CHECK ((from_unit_id <> into_unit_id))
);
CREATE INDEX unit_merge_by ON directory.unit_merge USING btree (by_unit_id);
CREATE UNIQUE INDEX unit_merge_in_force ON directory.unit_merge USING btree (from_unit_id) WHERE (undone_at IS NULL);
CREATE INDEX unit_merge_into ON directory.unit_merge USING btree (into_unit_id);

create table directory.unit_search (
  unit_id uuid not null,
  text text not null,
  grams text[] not null,
  pinyin text not null,
  constraint unit_search_pkey PRIMARY KEY (unit_id),
  constraint unit_search_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX unit_search_grams ON directory.unit_search USING gin (grams) WITH (fastupdate=off);

create table directory.visit (
  id uuid not null,
  household_id uuid not null,
  host_unit_id uuid not null,
  type_code text not null,
  link_id uuid,
  person_id uuid,
  day date not null,
  purpose text not null,
  outcome text not null,
  needs_follow_up boolean not null,
  state text not null,
  recorded_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint visit_by_link FOREIGN KEY (link_id, household_id, host_unit_id, type_code, person_id) REFERENCES directory.household_link(id, household_id, host_unit_id, type_code, person_id),
  constraint visit_by_somebody CHECK (((link_id IS NULL) = (person_id IS NULL))),
  constraint visit_changed_in_time CHECK ((changed_at < (recorded_at + '168:00:00'::interval))),
  constraint visit_not_to_come CHECK ((day <= ((COALESCE(changed_at, recorded_at) AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint visit_of_household FOREIGN KEY (household_id, host_unit_id) REFERENCES directory.household(id, host_unit_id),
  constraint visit_outcome_fkey FOREIGN KEY (outcome) REFERENCES directory.term(code),
  constraint visit_pkey PRIMARY KEY (id),
  constraint visit_purpose_fkey FOREIGN KEY (purpose) REFERENCES directory.term(code),
  constraint visit_state_check CHECK ((state = ANY (ARRAY['RECORDED'::text, 'WITHDRAWN'::text]))),
  constraint visit_type_code_fkey FOREIGN KEY (type_code) REFERENCES directory.household_link_type(code),
  constraint visit_withdrawn_at_some_time CHECK (((state = 'RECORDED'::text) OR (changed_at IS NOT NULL)))
);
CREATE INDEX visit_day ON directory.visit USING btree (host_unit_id, day) WHERE (state = 'RECORDED'::text);
CREATE INDEX visit_host ON directory.visit USING btree (host_unit_id, id DESC);
CREATE INDEX visit_household ON directory.visit USING btree (household_id, id DESC);
CREATE INDEX visit_link ON directory.visit USING btree (link_id, id DESC) WHERE (link_id IS NOT NULL);
CREATE INDEX visit_person ON directory.visit USING btree (person_id, id DESC) WHERE (person_id IS NOT NULL);
CREATE TRIGGER visit_kept AFTER UPDATE OF day, purpose, outcome, needs_follow_up, state ON directory.visit FOR EACH ROW EXECUTE FUNCTION directory.keep_visit();
CREATE TRIGGER visit_while_linked BEFORE INSERT OR UPDATE OF day ON directory.visit FOR EACH ROW EXECUTE FUNCTION directory.check_visit();
alter table directory.visit enable row level security;
create policy change_visit on directory.visit for update to qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND (person_id = ( SELECT rights.my_person() AS my_person)));
create policy read_visit on directory.visit for select to qinlin_guarded, qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((host_unit_id = ( SELECT rights.my_unit() AS my_unit)) OR (person_id = ( SELECT rights.my_person() AS my_person))));
create policy record_visit on directory.visit for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (person_id = ( SELECT rights.my_person() AS my_person)) AND (state = 'RECORDED'::text));

create table directory.visit_version (
  visit_id uuid not null,
  number integer not null,
  day date not null,
  purpose text not null,
  outcome text not null,
  needs_follow_up boolean not null,
  replaced_at timestamp(3) with time zone not null,
  constraint visit_version_outcome_fkey FOREIGN KEY (outcome) REFERENCES directory.term(code),
  constraint visit_version_pkey PRIMARY KEY (visit_id, number),
  constraint visit_version_purpose_fkey FOREIGN KEY (purpose) REFERENCES directory.term(code),
  constraint visit_version_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES directory.visit(id)
);
alter table directory.visit_version enable row level security;
create policy read_visit_version on directory.visit_version for select to qinlin_guarded
  using (EXISTS ( SELECT
   FROM directory.visit v
  WHERE (v.id = visit_version.visit_id)));

create table exchange.account (
  id uuid not null,
  alliance_id uuid not null,
  unit_id uuid,
  dimension text not null,
  basis text not null,
  credit_limit numeric(18,4) not null default 0,
  ceiling numeric(18,4),
  balance numeric(18,4) not null default 0,
  entry_count integer not null default 0,
  opened_at timestamp(3) with time zone not null,
  version integer not null default 1,
  kind text not null default 'UNIT'::text,
  clearing_id uuid,
  constraint account_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint account_basis_check CHECK ((basis <> ''::text)),
  constraint account_clearing_id_fkey FOREIGN KEY (clearing_id) REFERENCES exchange.clearing(id),
  constraint account_counted_as_clearing FOREIGN KEY (clearing_id, dimension, basis) REFERENCES exchange.clearing(id, dimension, basis),
  constraint account_counted_so CHECK (
CASE dimension
    WHEN 'HOURS'::text THEN (basis = '小时'::text)
    WHEN 'MEALS'::text THEN (basis = ANY (ARRAY['份'::text, '人次'::text]))
    WHEN 'POINTS'::text THEN (basis = '分'::text)
    WHEN 'CNY'::text THEN (basis = '元'::text)
    ELSE (basis <> ALL (ARRAY['小时'::text, '份'::text, '人次'::text, '分'::text, '元'::text]))
END),
  constraint account_dimension_check CHECK ((dimension = ANY (ARRAY['HOURS'::text, 'MEALS'::text, 'POINTS'::text, 'CNY'::text, 'GOODS'::text]))),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['UNIT'::text, 'CLEARING'::text, 'SETTLED'::text]))),
  constraint account_limits_not_below_nothing CHECK (((credit_limit >= (0)::numeric) AND (ceiling >= (0)::numeric))),
  constraint account_limits_to_the_fen CHECK (((dimension <> 'CNY'::text) OR ((credit_limit = round(credit_limit, 2)) AND ((ceiling IS NULL) OR (ceiling = round(ceiling, 2)))))),
  constraint account_of_basis UNIQUE (id, dimension, basis),
  constraint account_of_one CHECK ((((kind = 'UNIT'::text) = (unit_id IS NOT NULL)) AND ((kind = 'UNIT'::text) = (clearing_id IS NULL)))),
  constraint account_once UNIQUE (unit_id, alliance_id, dimension, basis),
  constraint account_once_of_clearing UNIQUE (clearing_id, alliance_id, kind),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint account_within_limits CHECK (((kind = 'SETTLED'::text) OR ((balance >= (- credit_limit)) AND ((ceiling IS NULL) OR (balance <= ceiling)))))
);
CREATE INDEX account_alliance ON exchange.account USING btree (alliance_id, id DESC);
CREATE INDEX account_owes_by_clearing ON exchange.account USING btree (alliance_id) WHERE ((kind = 'CLEARING'::text) AND (balance > (0)::numeric));
CREATE TRIGGER account_as_cleared BEFORE INSERT OR UPDATE OF alliance_id, kind, clearing_id, credit_limit, ceiling ON exchange.account FOR EACH ROW WHEN ((new.clearing_id IS NOT NULL)) EXECUTE FUNCTION exchange.check_clearing_account();

create table exchange.account_entry (
  id uuid not null,
  posting_id uuid not null,
  account_id uuid not null,
  dimension text not null,
  basis text not null,
  amount numeric(18,4) not null,
  number integer not null default 0,
  balance_after numeric(18,4) not null default 0,
  constraint account_entry_amount_check CHECK ((amount <> (0)::numeric)),
  constraint account_entry_pkey PRIMARY KEY (id),
  constraint entry_counted_as_account FOREIGN KEY (account_id, dimension, basis) REFERENCES exchange.account(id, dimension, basis),
  constraint entry_counted_as_posting FOREIGN KEY (posting_id, dimension, basis) REFERENCES exchange.posting(id, dimension, basis),
  constraint entry_in_turn UNIQUE (account_id, number),
  constraint entry_once_of_account UNIQUE (posting_id, account_id)
);
CREATE CONSTRAINT TRIGGER account_entry_balances AFTER INSERT ON exchange.account_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_account_entry();
CREATE TRIGGER account_entry_counts BEFORE INSERT ON exchange.account_entry FOR EACH ROW EXECUTE FUNCTION exchange.follow_account_entry();
CREATE TRIGGER account_entry_stays BEFORE DELETE OR UPDATE ON exchange.account_entry FOR EACH ROW EXECUTE FUNCTION exchange.keep_posted();

create table exchange.agreement (
  id uuid not null,
  alliance_id uuid not null,
  match_id uuid,
  title text not null,
  supplier_unit_id uuid not null,
  demander_unit_id uuid not null,
  state text not null,
  reason text,
  activated_at timestamp(3) with time zone,
  version integer not null default 1,
  created_at timestamp(3) with time zone not null,
  edition integer not null,
  confirm_within_days integer,
  ends_at timestamp(3) with time zone,
  ends_as text,
  suspended_at timestamp(3) with time zone,
  suspended_until timestamp(3) with time zone,
  renewal_of_id uuid,
  constraint agreement_active_since CHECK (((state = ANY (ARRAY['PENDING_SIGNATURES'::text, 'CANCELLED'::text])) = (activated_at IS NULL))),
  constraint agreement_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint agreement_between_sides FOREIGN KEY (match_id, alliance_id, supplier_unit_id, demander_unit_id) REFERENCES exchange.match(id, alliance_id, supplier_unit_id, demander_unit_id),
  constraint agreement_confirm_within CHECK (((confirm_within_days >= 1) AND (confirm_within_days <= 365))),
  constraint agreement_demander_is_party FOREIGN KEY (id, demander_unit_id) REFERENCES exchange.agreement_party(agreement_id, unit_id) DEFERRABLE INITIALLY DEFERRED,
  constraint agreement_demander_unit_id_fkey FOREIGN KEY (demander_unit_id) REFERENCES directory.unit(id),
  constraint agreement_ended_as_said CHECK (((state <> ALL (ARRAY['TERMINATED'::text, 'EXPIRED'::text])) OR COALESCE((state = ends_as), false))),
  constraint agreement_ends_as CHECK ((ends_as = ANY (ARRAY['TERMINATED'::text, 'EXPIRED'::text]))),
  constraint agreement_ends_once_active CHECK (((activated_at IS NOT NULL) OR (ends_at IS NULL))),
  constraint agreement_ends_somehow CHECK (((ends_at IS NULL) = (ends_as IS NULL))),
  constraint agreement_has_edition FOREIGN KEY (id, edition) REFERENCES exchange.agreement_edition(agreement_id, number) DEFERRABLE INITIALLY DEFERRED,
  constraint agreement_match_id_fkey FOREIGN KEY (match_id) REFERENCES exchange.match(id),
  constraint agreement_match_id_key UNIQUE (match_id),
  constraint agreement_of_alliance UNIQUE (id, alliance_id),
  constraint agreement_pkey PRIMARY KEY (id),
  constraint agreement_renews_another CHECK ((renewal_of_id <> id)),
  constraint agreement_renews_in_its_alliance FOREIGN KEY (renewal_of_id, alliance_id) REFERENCES exchange.agreement(id, alliance_id),
  constraint agreement_state_check CHECK ((state = ANY (ARRAY['PENDING_SIGNATURES'::text, 'ACTIVE'::text, 'SUSPENDED'::text, 'COMPLETED'::text, 'CANCELLED'::text, 'TERMINATED'::text, 'EXPIRED'::text]))),
  constraint agreement_supplier_is_party FOREIGN KEY (id, supplier_unit_id) REFERENCES exchange.agreement_party(agreement_id, unit_id) DEFERRABLE INITIALLY DEFERRED,
  constraint agreement_supplier_unit_id_fkey FOREIGN KEY (supplier_unit_id) REFERENCES directory.unit(id),
  constraint agreement_suspended_since CHECK (((state = 'SUSPENDED'::text) = (suspended_at IS NOT NULL))),
  constraint agreement_suspended_until CHECK (((suspended_until IS NULL) OR COALESCE((suspended_until > suspended_at), false)))
);
CREATE INDEX agreement_alliance ON exchange.agreement USING btree (alliance_id, id DESC);
CREATE INDEX agreement_demander ON exchange.agreement USING btree (demander_unit_id, id DESC);
CREATE INDEX agreement_ending ON exchange.agreement USING btree (ends_at, id) WHERE ((state = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text])) AND (ends_at IS NOT NULL));
CREATE INDEX agreement_renewal_of ON exchange.agreement USING btree (renewal_of_id, id) WHERE (renewal_of_id IS NOT NULL);
CREATE INDEX agreement_supplier ON exchange.agreement USING btree (supplier_unit_id, id DESC);
CREATE INDEX agreement_suspended ON exchange.agreement USING btree (suspended_until, id) WHERE ((state = 'SUSPENDED'::text) AND (suspended_until IS NOT NULL));
CREATE CONSTRAINT TRIGGER agreement_active_when_signed AFTER INSERT OR UPDATE OF state, edition ON exchange.agreement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_active();
CREATE TRIGGER agreement_is_awaited AFTER UPDATE OF state, edition ON exchange.agreement FOR EACH ROW WHEN (((new.state <> old.state) OR (new.edition <> old.edition))) EXECUTE FUNCTION exchange.follow_agreement();
CREATE CONSTRAINT TRIGGER agreement_lives_as_said AFTER UPDATE OF state, ends_at, ends_as, suspended_at, suspended_until ON exchange.agreement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_agreement_life('id');
CREATE TRIGGER agreement_next_edition BEFORE UPDATE OF edition ON exchange.agreement FOR EACH ROW WHEN ((new.edition <> old.edition)) EXECUTE FUNCTION exchange.check_next_edition();

create table exchange.agreement_edition (
  agreement_id uuid not null,
  number integer not null,
  canonical text not null,
  terms jsonb not null default (canonical)::jsonb,
  hash text not null,
  proposed_by_unit_id uuid not null,
  proposed_at timestamp(3) with time zone not null,
  constraint agreement_edition_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange.agreement(id),
  constraint agreement_edition_hashed CHECK ((hash = encode(sha256(convert_to(canonical, 'UTF8'::name)), 'hex'::text))),
  constraint agreement_edition_number_check CHECK ((number > 0)),
  constraint agreement_edition_of_hash UNIQUE (agreement_id, number, hash),
  constraint agreement_edition_pkey PRIMARY KEY (agreement_id, number),
  constraint agreement_edition_proposed_by_unit_id_fkey FOREIGN KEY (proposed_by_unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX agreement_edition_proposed_by ON exchange.agreement_edition USING btree (proposed_by_unit_id);
CREATE TRIGGER agreement_edition_stays BEFORE DELETE OR UPDATE ON exchange.agreement_edition FOR EACH ROW EXECUTE FUNCTION exchange.keep_what_is_signed();

create table exchange.agreement_party (
  agreement_id uuid not null,
  unit_id uuid not null,
  rank integer not null,
  role text,
  must_sign boolean not null,
  awaits_signature boolean not null default false,
  constraint agreement_party_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange.agreement(id),
  constraint agreement_party_pkey PRIMARY KEY (agreement_id, unit_id),
  constraint agreement_party_rank UNIQUE (agreement_id, rank),
  constraint agreement_party_rank_check CHECK ((rank > 0)),
  constraint agreement_party_role_check CHECK ((role <> ''::text)),
  constraint agreement_party_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX agreement_party_awaited ON exchange.agreement_party USING btree (unit_id) WHERE awaits_signature;
CREATE INDEX agreement_party_unit ON exchange.agreement_party USING btree (unit_id, agreement_id DESC);
CREATE TRIGGER agreement_party_is_awaited BEFORE INSERT ON exchange.agreement_party FOR EACH ROW EXECUTE FUNCTION exchange.await_signature();
CREATE CONSTRAINT TRIGGER party_comes_with_agreement AFTER INSERT ON exchange.agreement_party DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_party_comes_with_agreement();

create table exchange.agreement_suspension (
  id uuid not null,
  agreement_id uuid not null,
  unit_id uuid not null,
  reason text not null,
  suspended_at timestamp(3) with time zone not null,
  until timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  resumed_by_unit_id uuid,
  constraint agreement_suspension_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange.agreement(id),
  constraint agreement_suspension_by_party FOREIGN KEY (agreement_id, unit_id) REFERENCES exchange.agreement_party(agreement_id, unit_id),
  constraint agreement_suspension_ended_by_party FOREIGN KEY (agreement_id, resumed_by_unit_id) REFERENCES exchange.agreement_party(agreement_id, unit_id),
  constraint agreement_suspension_ended_in_time CHECK (((ended_at >= suspended_at) AND ((until IS NULL) OR (ended_at <= until)))),
  constraint agreement_suspension_forward CHECK ((until > suspended_at)),
  constraint agreement_suspension_pkey PRIMARY KEY (id),
  constraint agreement_suspension_reason_check CHECK ((reason <> ''::text)),
  constraint agreement_suspension_resumed_by_unit_id_fkey FOREIGN KEY (resumed_by_unit_id) REFERENCES directory.unit(id),
  constraint agreement_suspension_resumed_when_ended CHECK (((resumed_by_unit_id IS NULL) OR (ended_at IS NOT NULL))),
  constraint agreement_suspension_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX agreement_suspension_of ON exchange.agreement_suspension USING btree (agreement_id, id);
CREATE UNIQUE INDEX agreement_suspension_once ON exchange.agreement_suspension USING btree (agreement_id) WHERE (ended_at IS NULL);
CREATE INDEX agreement_suspension_resumed_by ON exchange.agreement_suspension USING btree (resumed_by_unit_id) WHERE (resumed_by_unit_id IS NOT NULL);
CREATE INDEX agreement_suspension_unit ON exchange.agreement_suspension USING btree (unit_id);
CREATE TRIGGER suspension_begins AFTER INSERT ON exchange.agreement_suspension FOR EACH ROW EXECUTE FUNCTION exchange.follow_suspension();
CREATE TRIGGER suspension_by_signer BEFORE INSERT ON exchange.agreement_suspension FOR EACH ROW EXECUTE FUNCTION exchange.check_agreement_word();
CREATE TRIGGER suspension_ends AFTER UPDATE OF ended_at ON exchange.agreement_suspension FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION exchange.follow_suspension();
CREATE CONSTRAINT TRIGGER suspension_is_of_agreement AFTER INSERT OR UPDATE ON exchange.agreement_suspension DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_agreement_life('agreement_id');
CREATE TRIGGER suspension_stays BEFORE DELETE OR UPDATE ON exchange.agreement_suspension FOR EACH ROW WHEN ((old.ended_at IS NOT NULL)) EXECUTE FUNCTION exchange.keep_agreement_word();

create table exchange.agreement_termination (
  id uuid not null,
  agreement_id uuid not null,
  unit_id uuid not null,
  reason text not null,
  given_at timestamp(3) with time zone not null,
  effective_at timestamp(3) with time zone not null,
  withdrawn_at timestamp(3) with time zone,
  constraint agreement_termination_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange.agreement(id),
  constraint agreement_termination_by_party FOREIGN KEY (agreement_id, unit_id) REFERENCES exchange.agreement_party(agreement_id, unit_id),
  constraint agreement_termination_forward CHECK ((effective_at >= given_at)),
  constraint agreement_termination_pkey PRIMARY KEY (id),
  constraint agreement_termination_reason_check CHECK ((reason <> ''::text)),
  constraint agreement_termination_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint agreement_termination_withdrawn_in_time CHECK (((withdrawn_at >= given_at) AND (withdrawn_at < effective_at)))
);
CREATE INDEX agreement_termination_of ON exchange.agreement_termination USING btree (agreement_id, id);
CREATE UNIQUE INDEX agreement_termination_once_each ON exchange.agreement_termination USING btree (agreement_id, unit_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX agreement_termination_unit ON exchange.agreement_termination USING btree (unit_id);
CREATE TRIGGER termination_by_signer BEFORE INSERT ON exchange.agreement_termination FOR EACH ROW EXECUTE FUNCTION exchange.check_agreement_word();
CREATE CONSTRAINT TRIGGER termination_is_of_agreement AFTER INSERT OR UPDATE ON exchange.agreement_termination DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_agreement_life('agreement_id');
CREATE TRIGGER termination_stays BEFORE DELETE OR UPDATE ON exchange.agreement_termination FOR EACH ROW WHEN ((old.withdrawn_at IS NOT NULL)) EXECUTE FUNCTION exchange.keep_agreement_word();

create table exchange.availability (
  resource_id uuid not null,
  edition integer not null,
  since date not null,
  on_holidays text not null,
  on_make_up_days text not null,
  slot_minutes integer,
  capacity integer,
  per_day integer,
  note text,
  told_at timestamp(3) with time zone not null,
  constraint availability_capacity CHECK (((capacity >= 1) AND (capacity <= 10000))),
  constraint availability_edition CHECK ((edition > 0)),
  constraint availability_note CHECK ((note <> ''::text)),
  constraint availability_of_slots CHECK (((capacity IS NOT NULL) OR (num_nonnulls(slot_minutes, per_day) = 0))),
  constraint availability_on_holidays CHECK ((on_holidays = ANY (ARRAY['CLOSED'::text, 'AS_SUNDAY'::text, 'AS_USUAL'::text]))),
  constraint availability_on_make_up_days CHECK ((on_make_up_days = ANY (ARRAY['AS_WEEKDAY'::text, 'AS_USUAL'::text]))),
  constraint availability_per_day CHECK (((per_day >= 1) AND (per_day <= 1000000))),
  constraint availability_pkey PRIMARY KEY (resource_id, edition),
  constraint availability_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES exchange.resource(id),
  constraint availability_slot CHECK (((slot_minutes >= 5) AND (slot_minutes <= 1440)))
);
CREATE INDEX availability_since ON exchange.availability USING btree (resource_id, since, edition);

create table exchange.availability_exception (
  resource_id uuid not null,
  no integer not null,
  days daterange not null,
  opens text[] not null,
  closes text[] not null,
  reason text not null,
  told_at timestamp(3) with time zone not null,
  taken_back_at timestamp(3) with time zone,
  constraint availability_exception_days CHECK (((NOT isempty(days)) AND (NOT lower_inf(days)) AND (NOT upper_inf(days)) AND ((upper(days) - lower(days)) <= 366))),
  constraint availability_exception_hours CHECK (((cardinality(opens) = cardinality(closes)) AND (cardinality(opens) <= 5) AND ((','::text || array_to_string(opens, ','::text, '-'::text)) ~ '^(,([01][0-9]|2[0-3]):[0-5][0-9])*,?$'::text) AND ((','::text || array_to_string(closes, ','::text, '-'::text)) ~ '^(,(([01][0-9]|2[0-3]):[0-5][0-9]|24:00))*,?$'::text))),
  constraint availability_exception_no CHECK ((no > 0)),
  constraint availability_exception_once EXCLUDE USING gist (resource_id WITH =, days WITH &&) WHERE ((taken_back_at IS NULL)),
  constraint availability_exception_pkey PRIMARY KEY (resource_id, no),
  constraint availability_exception_reason CHECK ((reason <> ''::text)),
  constraint availability_exception_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES exchange.resource(id),
  constraint availability_exception_taken_back CHECK ((taken_back_at >= told_at))
);

create table exchange.availability_share (
  resource_id uuid not null,
  edition integer not null,
  alliance_id uuid not null,
  at_most integer,
  reserved integer not null,
  constraint availability_share_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint availability_share_fits CHECK ((reserved <= at_most)),
  constraint availability_share_most CHECK (((at_most >= 1) AND (at_most <= 10000))),
  constraint availability_share_pkey PRIMARY KEY (resource_id, edition, alliance_id),
  constraint availability_share_reserved CHECK (((reserved >= 0) AND (reserved <= 10000))),
  constraint availability_share_resource_id_edition_fkey FOREIGN KEY (resource_id, edition) REFERENCES exchange.availability(resource_id, edition)
);

create table exchange.availability_window (
  resource_id uuid not null,
  edition integer not null,
  no integer not null,
  rrule text not null,
  opens text not null,
  closes text not null,
  season_from text,
  season_to text,
  first_day date,
  last_day date,
  capacity integer,
  constraint availability_window_capacity CHECK (((capacity >= 1) AND (capacity <= 10000))),
  constraint availability_window_closes CHECK ((closes ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'::text)),
  constraint availability_window_days CHECK ((first_day <= last_day)),
  constraint availability_window_no CHECK (((no >= 1) AND (no <= 20))),
  constraint availability_window_opens CHECK ((opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint availability_window_pkey PRIMARY KEY (resource_id, edition, no),
  constraint availability_window_resource_id_edition_fkey FOREIGN KEY (resource_id, edition) REFERENCES exchange.availability(resource_id, edition),
  constraint availability_window_rrule CHECK ((rrule ~ '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-+A-Z0-9,]+)*$'::text)),
  constraint availability_window_season CHECK ((num_nulls(season_from, season_to) = ANY (ARRAY[0, 2]))),
  constraint availability_window_season_from CHECK ((season_from ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'::text)),
  constraint availability_window_season_to CHECK ((season_to ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'::text))
);

create table exchange.beneficiary (
  id uuid not null,
  need_id uuid not null,
  owner_unit_id uuid not null,
  name text not null,
  mobile text,
  identity_number text,
  address text,
  version integer not null default 1,
  constraint beneficiary_address_check CHECK ((address <> ''::text)),
  constraint beneficiary_identity_number_checked CHECK (exchange.is_identity_number(identity_number)),
  constraint beneficiary_masked_alike UNIQUE (id, need_id, owner_unit_id, version),
  constraint beneficiary_mobile_check CHECK ((mobile ~ '^[+][0-9]{8,15}$'::text)),
  constraint beneficiary_name_check CHECK ((name <> ''::text)),
  constraint beneficiary_need_id_key UNIQUE (need_id),
  constraint beneficiary_of_need FOREIGN KEY (need_id, owner_unit_id) REFERENCES exchange.need(id, owner_unit_id),
  constraint beneficiary_pkey PRIMARY KEY (id)
);
alter table exchange.beneficiary enable row level security;
alter table exchange.beneficiary force row level security;
create policy erase_own on exchange.beneficiary for all to postgres
  using ((owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));
create policy read_disclosed on exchange.beneficiary for select to qinlin_guarded
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND (EXISTS ( SELECT
   FROM rights.disclosure d
  WHERE ((d.subject_type = 'beneficiary'::text) AND (d.subject_id = beneficiary.id) AND (d.person_id = ( SELECT rights.my_person() AS my_person)) AND (d.unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (d.valid @> ( SELECT rights.my_now() AS my_now)) AND ((d.unit_id = beneficiary.owner_unit_id) OR (EXISTS ( SELECT
           FROM rights.consent c
          WHERE ((c.subject_type = 'beneficiary'::text) AND (c.subject_id = d.subject_id) AND (c.purpose = d.purpose) AND (c.valid @> ( SELECT rights.my_now() AS my_now))))))))) AND (EXISTS ( SELECT
   FROM exchange.beneficiary_mask k
  WHERE (k.id = beneficiary.id))));
create policy write_own on exchange.beneficiary for all to qinlin_writer
  using ((owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL))
  with check ((owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));

create table exchange.beneficiary_erasure (
  beneficiary_id uuid not null,
  need_id uuid not null,
  owner_unit_id uuid not null,
  reason text not null,
  erased_at timestamp(3) with time zone not null,
  constraint beneficiary_erasure_of_need FOREIGN KEY (need_id, owner_unit_id) REFERENCES exchange.need(id, owner_unit_id),
  constraint beneficiary_erasure_pkey PRIMARY KEY (beneficiary_id),
  constraint beneficiary_erasure_reason_check CHECK ((reason <> ''::text))
);

create table exchange.beneficiary_mask (
  id uuid not null,
  need_id uuid not null,
  owner_unit_id uuid not null,
  name text not null,
  mobile text,
  identity_number text,
  address text,
  version integer not null,
  constraint beneficiary_address_masked CHECK (exchange.is_coarse_address(address)),
  constraint beneficiary_identity_number_masked CHECK ((identity_number ~ '^[0-9]{6}[*]{8}[0-9]{3}[0-9X]$'::text)),
  constraint beneficiary_mask_need_id_key UNIQUE (need_id),
  constraint beneficiary_mask_of_what_it_masks FOREIGN KEY (id, need_id, owner_unit_id, version) REFERENCES exchange.beneficiary(id, need_id, owner_unit_id, version) DEFERRABLE INITIALLY DEFERRED,
  constraint beneficiary_mask_pkey PRIMARY KEY (id),
  constraint beneficiary_mobile_masked CHECK ((mobile ~ '^(([+]86)?1[0-9]{2})?[*]{4}([0-9]{4})?$'::text)),
  constraint beneficiary_name_masked CHECK ((name ~ '^[^\s*]{0,2}[*]{2}$'::text))
);
alter table exchange.beneficiary_mask enable row level security;
alter table exchange.beneficiary_mask force row level security;
create policy erase_own on exchange.beneficiary_mask for all to postgres
  using ((owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));
create policy read_masked on exchange.beneficiary_mask for select to qinlin_guarded, qinlin_writer
  using (((( SELECT rights.my_app() AS my_app) IS NULL) AND ((owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) OR (EXISTS ( SELECT
   FROM (exchange.match m
     JOIN exchange.agreement g ON ((g.match_id = m.id)))
  WHERE ((m.need_id = beneficiary_mask.need_id) AND (g.supplier_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (exchange.agreement_state_at(g.state, g.suspended_until, g.ends_at, g.ends_as, ( SELECT rights.my_now() AS my_now)) = 'ACTIVE'::text) AND ((g.alliance_id = ANY (( SELECT rights.my_alliances() AS my_alliances)::uuid[])) OR (cardinality(( SELECT rights.my_alliances() AS my_alliances)) = 0))))))) OR ((EXISTS ( SELECT
   FROM ((exchange.need n
     JOIN exchange.need_audience a ON ((a.need_id = n.id)))
     JOIN rights.membership m ON (((m.unit_id = n.owner_unit_id) AND (m.alliance_id = a.alliance_id))))
  WHERE ((n.id = beneficiary_mask.need_id) AND (n.state = ANY (ARRAY['PUBLISHED'::text, 'FULFILLED'::text, 'EXPIRED'::text])) AND (n.paused_for IS NULL) AND (a.alliance_id = ANY (( SELECT rights.my_alliances() AS my_alliances)::uuid[])) AND (m.valid @> ( SELECT rights.my_now() AS my_now))))) AND (EXISTS ( SELECT
   FROM (rights.consent c
     JOIN rights.installation i ON ((i.purpose = c.purpose)))
  WHERE ((c.subject_type = 'beneficiary'::text) AND (c.subject_id = beneficiary_mask.id) AND (c.valid @> ( SELECT rights.my_now() AS my_now)) AND (i.app_id = ( SELECT rights.my_app() AS my_app)) AND (i.alliance_id = ANY (( SELECT rights.my_alliances() AS my_alliances)::uuid[])) AND (i.unit_id = COALESCE(( SELECT rights.my_unit() AS my_unit), i.unit_id)) AND ('needs:read'::text = ANY (i.scopes)) AND (i.valid @> ( SELECT rights.my_now() AS my_now)) AND ((i.unit_id = beneficiary_mask.owner_unit_id) OR (EXISTS ( SELECT
           FROM (exchange.match m
             JOIN exchange.agreement g ON ((g.match_id = m.id)))
          WHERE ((m.need_id = beneficiary_mask.need_id) AND (g.supplier_unit_id = i.unit_id) AND (exchange.agreement_state_at(g.state, g.suspended_until, g.ends_at, g.ends_as, ( SELECT rights.my_now() AS my_now)) = 'ACTIVE'::text) AND (g.alliance_id = i.alliance_id))))))))));
create policy write_masked on exchange.beneficiary_mask for all to qinlin_writer
  using ((owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL))
  with check ((owner_unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));

create table exchange.benefit_count (
  rule_id uuid not null,
  quota_window text not null,
  starts_on date not null,
  taken integer not null,
  most integer,
  constraint benefit_count_pkey PRIMARY KEY (rule_id, quota_window, starts_on),
  constraint benefit_count_quota_window_check CHECK ((quota_window = ANY (ARRAY['DAY'::text, 'WEEK'::text, 'MONTH'::text, 'TOTAL'::text]))),
  constraint benefit_count_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES exchange.benefit_rule(id),
  constraint benefit_count_taken_check CHECK ((taken >= 0)),
  constraint benefit_quota CHECK (((most IS NULL) OR (taken <= most)))
);

create table exchange.benefit_frame (
  id uuid not null,
  owner_unit_id uuid not null,
  area_id uuid not null,
  service text not null,
  "least" numeric(12,2) not null,
  most numeric(12,2) not null,
  from_day date not null,
  set_at timestamp(3) with time zone not null,
  constraint benefit_frame_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint benefit_frame_in_order CHECK (("least" <= most)),
  constraint benefit_frame_least_check CHECK (("least" >= (0)::numeric)),
  constraint benefit_frame_once UNIQUE (area_id, service, from_day),
  constraint benefit_frame_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint benefit_frame_pkey PRIMARY KEY (id),
  constraint benefit_frame_service_fkey FOREIGN KEY (service) REFERENCES directory.term(code)
);
CREATE INDEX benefit_frame_unit ON exchange.benefit_frame USING btree (owner_unit_id, id DESC);

create table exchange.benefit_funder (
  rule_id uuid not null,
  number integer not null,
  unit_id uuid not null,
  rank integer not null,
  percent numeric(5,2) not null,
  agreed_at timestamp(3) with time zone,
  constraint benefit_funder_of_version FOREIGN KEY (rule_id, number) REFERENCES exchange.benefit_version(rule_id, number),
  constraint benefit_funder_percent_check CHECK (((percent > (0)::numeric) AND (percent <= (100)::numeric))),
  constraint benefit_funder_pkey PRIMARY KEY (rule_id, number, unit_id),
  constraint benefit_funder_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX benefit_funder_asked ON exchange.benefit_funder USING btree (unit_id) WHERE (agreed_at IS NULL);
CREATE INDEX benefit_funder_unit ON exchange.benefit_funder USING btree (unit_id, rule_id);
CREATE TRIGGER benefit_funder_agreed_itself BEFORE UPDATE ON exchange.benefit_funder FOR EACH ROW WHEN (((old.agreed_at IS NULL) AND (new.agreed_at IS NOT NULL))) EXECUTE FUNCTION exchange.check_benefit_agreement();
CREATE TRIGGER benefit_funder_agrees_itself BEFORE INSERT ON exchange.benefit_funder FOR EACH ROW WHEN ((new.agreed_at IS NOT NULL)) EXECUTE FUNCTION exchange.check_benefit_agreement();
CREATE TRIGGER benefit_funder_agrees_once BEFORE UPDATE ON exchange.benefit_funder FOR EACH ROW WHEN ((old.agreed_at IS NOT NULL)) EXECUTE FUNCTION exchange.keep_benefit_funder();
CREATE CONSTRAINT TRIGGER benefit_funders_stay_the_whole AFTER INSERT ON exchange.benefit_funder DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_benefit_funders();

create table exchange.benefit_mark (
  owner_unit_id uuid not null,
  mark bytea not null,
  person_id uuid not null,
  constraint benefit_mark_mark_check CHECK ((length(mark) = 32)),
  constraint benefit_mark_of_person FOREIGN KEY (person_id, owner_unit_id) REFERENCES exchange.benefit_person(id, owner_unit_id),
  constraint benefit_mark_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint benefit_mark_pkey PRIMARY KEY (owner_unit_id, mark)
);
CREATE INDEX benefit_mark_person ON exchange.benefit_mark USING btree (person_id);

create table exchange.benefit_person (
  id uuid not null,
  owner_unit_id uuid not null,
  constraint benefit_person_of_unit UNIQUE (id, owner_unit_id),
  constraint benefit_person_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint benefit_person_pkey PRIMARY KEY (id)
);
CREATE INDEX benefit_person_unit ON exchange.benefit_person USING btree (owner_unit_id);

create table exchange.benefit_person_count (
  rule_id uuid not null,
  person_id uuid not null,
  quota_window text not null,
  starts_on date not null,
  taken integer not null,
  most integer,
  constraint benefit_person_count_person_id_fkey FOREIGN KEY (person_id) REFERENCES exchange.benefit_person(id),
  constraint benefit_person_count_pkey PRIMARY KEY (rule_id, person_id, quota_window, starts_on),
  constraint benefit_person_count_quota_window_check CHECK ((quota_window = ANY (ARRAY['DAY'::text, 'WEEK'::text, 'MONTH'::text, 'TOTAL'::text]))),
  constraint benefit_person_count_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES exchange.benefit_rule(id),
  constraint benefit_person_count_taken_check CHECK ((taken >= 0)),
  constraint benefit_person_quota CHECK (((most IS NULL) OR (taken <= most)))
);

create table exchange.benefit_proof (
  id uuid not null,
  owner_unit_id uuid not null,
  person_id uuid not null,
  kind text not null,
  born_on date,
  code text,
  unit_id uuid,
  area_id uuid,
  document text not null,
  from_day date not null,
  until_day date,
  post_id uuid not null,
  state text not null,
  recorded_at timestamp(3) with time zone not null,
  withdrawn_at timestamp(3) with time zone,
  reason text,
  version integer not null default 1,
  constraint benefit_proof_area_id_fkey FOREIGN KEY (area_id) REFERENCES directory.area(id),
  constraint benefit_proof_born_on_check CHECK ((born_on > '1870-01-01'::date)),
  constraint benefit_proof_code_check CHECK ((code <> ''::text)),
  constraint benefit_proof_days CHECK ((until_day > from_day)),
  constraint benefit_proof_document_check CHECK ((document <> ''::text)),
  constraint benefit_proof_kind_check CHECK ((kind = ANY (ARRAY['BORN_ON'::text, 'OCCUPATION'::text, 'HOUSEHOLD'::text, 'HEALTH'::text, 'RELATION'::text, 'WORKS_FOR'::text, 'HOME_AREA'::text]))),
  constraint benefit_proof_of_its_kind CHECK (((num_nonnulls(born_on, code, unit_id, area_id) = 1) AND
CASE kind
    WHEN 'BORN_ON'::text THEN (born_on IS NOT NULL)
    WHEN 'WORKS_FOR'::text THEN (unit_id IS NOT NULL)
    WHEN 'HOME_AREA'::text THEN (area_id IS NOT NULL)
    ELSE (code IS NOT NULL)
END)),
  constraint benefit_proof_of_person FOREIGN KEY (person_id, owner_unit_id) REFERENCES exchange.benefit_person(id, owner_unit_id),
  constraint benefit_proof_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint benefit_proof_pkey PRIMARY KEY (id),
  constraint benefit_proof_post_id_fkey FOREIGN KEY (post_id) REFERENCES directory.post(id),
  constraint benefit_proof_reason_check CHECK ((reason <> ''::text)),
  constraint benefit_proof_state_check CHECK ((state = ANY (ARRAY['RECORDED'::text, 'WITHDRAWN'::text]))),
  constraint benefit_proof_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint benefit_proof_withdrawn CHECK ((((state = 'WITHDRAWN'::text) = (withdrawn_at IS NOT NULL)) AND ((withdrawn_at IS NULL) = (reason IS NULL))))
);
CREATE INDEX benefit_proof_owner ON exchange.benefit_proof USING btree (owner_unit_id, id DESC);
CREATE INDEX benefit_proof_person ON exchange.benefit_proof USING btree (person_id);
CREATE INDEX benefit_proof_post ON exchange.benefit_proof USING btree (post_id);
CREATE INDEX benefit_proof_unit ON exchange.benefit_proof USING btree (unit_id) WHERE (unit_id IS NOT NULL);
CREATE TRIGGER benefit_proof_stays_withdrawn BEFORE UPDATE ON exchange.benefit_proof FOR EACH ROW WHEN ((old.state = 'WITHDRAWN'::text)) EXECUTE FUNCTION exchange.keep_benefit_proof();
alter table exchange.benefit_proof enable row level security;
create policy own_proofs on exchange.benefit_proof for all to qinlin_guarded, qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND (owner_unit_id = ( SELECT rights.my_unit() AS my_unit)))
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (owner_unit_id = ( SELECT rights.my_unit() AS my_unit)));

create table exchange.benefit_redemption (
  id uuid not null,
  rule_id uuid not null,
  number integer not null,
  owner_unit_id uuid not null,
  person_id uuid not null,
  price numeric(12,2) not null,
  cut numeric(12,2) not null,
  charge numeric(12,2) not null,
  day date not null,
  redeemed_at timestamp(3) with time zone not null,
  state text not null,
  reversed_at timestamp(3) with time zone,
  reason text,
  version integer not null default 1,
  constraint benefit_redemption_adds_up CHECK (((cut >= (0)::numeric) AND (charge >= (0)::numeric) AND (price = (cut + charge)))),
  constraint benefit_redemption_by_version FOREIGN KEY (rule_id, number) REFERENCES exchange.benefit_version(rule_id, number),
  constraint benefit_redemption_day CHECK ((day = ((redeemed_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint benefit_redemption_of_person FOREIGN KEY (person_id, owner_unit_id) REFERENCES exchange.benefit_person(id, owner_unit_id),
  constraint benefit_redemption_of_rule FOREIGN KEY (rule_id, owner_unit_id) REFERENCES exchange.benefit_rule(id, owner_unit_id),
  constraint benefit_redemption_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint benefit_redemption_pkey PRIMARY KEY (id),
  constraint benefit_redemption_price_check CHECK ((price > (0)::numeric)),
  constraint benefit_redemption_reason_check CHECK ((reason <> ''::text)),
  constraint benefit_redemption_reversed CHECK ((((state = 'REVERSED'::text) = (reversed_at IS NOT NULL)) AND ((reversed_at IS NULL) = (reason IS NULL)))),
  constraint benefit_redemption_state_check CHECK ((state = ANY (ARRAY['REDEEMED'::text, 'REVERSED'::text])))
);
CREATE INDEX benefit_redemption_person ON exchange.benefit_redemption USING btree (person_id);
CREATE INDEX benefit_redemption_rule ON exchange.benefit_redemption USING btree (rule_id, day);
CREATE INDEX benefit_redemption_unit ON exchange.benefit_redemption USING btree (owner_unit_id, id DESC);
CREATE TRIGGER benefit_redemption_counted AFTER INSERT ON exchange.benefit_redemption FOR EACH ROW EXECUTE FUNCTION exchange.count_benefit_redemption();
CREATE TRIGGER benefit_redemption_given_back AFTER UPDATE OF state ON exchange.benefit_redemption FOR EACH ROW WHEN (((old.state = 'REDEEMED'::text) AND (new.state = 'REVERSED'::text))) EXECUTE FUNCTION exchange.count_benefit_redemption();
CREATE TRIGGER benefit_redemption_in_force BEFORE INSERT ON exchange.benefit_redemption FOR EACH ROW EXECUTE FUNCTION exchange.check_benefit_redemption();
CREATE TRIGGER benefit_redemption_party_gives AFTER INSERT ON exchange.benefit_redemption FOR EACH ROW EXECUTE FUNCTION exchange.keep_benefit_redemption_parties();
CREATE TRIGGER benefit_redemption_stays_reversed BEFORE UPDATE ON exchange.benefit_redemption FOR EACH ROW WHEN ((old.state = 'REVERSED'::text)) EXECUTE FUNCTION exchange.keep_benefit_redemption();
CREATE CONSTRAINT TRIGGER benefit_shares_are_the_cut AFTER INSERT ON exchange.benefit_redemption DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_benefit_shares();

create table exchange.benefit_redemption_party (
  unit_id uuid not null,
  redemption_id uuid not null,
  constraint benefit_redemption_party_pkey PRIMARY KEY (unit_id, redemption_id),
  constraint benefit_redemption_party_redemption_id_fkey FOREIGN KEY (redemption_id) REFERENCES exchange.benefit_redemption(id),
  constraint benefit_redemption_party_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX benefit_redemption_party_of ON exchange.benefit_redemption_party USING btree (redemption_id);

create table exchange.benefit_rule (
  id uuid not null,
  owner_unit_id uuid not null,
  place_id uuid not null,
  name text not null,
  service text not null,
  state text not null,
  reason text,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint benefit_rule_name_check CHECK ((name <> ''::text)),
  constraint benefit_rule_of_unit UNIQUE (id, owner_unit_id),
  constraint benefit_rule_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint benefit_rule_pkey PRIMARY KEY (id),
  constraint benefit_rule_place_id_fkey FOREIGN KEY (place_id) REFERENCES directory.place(id),
  constraint benefit_rule_reason_check CHECK ((reason <> ''::text)),
  constraint benefit_rule_service_fkey FOREIGN KEY (service) REFERENCES directory.term(code),
  constraint benefit_rule_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'PAUSED'::text, 'ENDED'::text]))),
  constraint benefit_rule_stopped_for_a_reason CHECK (((state = 'OPEN'::text) = (reason IS NULL)))
);
CREATE INDEX benefit_rule_place ON exchange.benefit_rule USING btree (place_id, id DESC);
CREATE INDEX benefit_rule_unit ON exchange.benefit_rule USING btree (owner_unit_id, id DESC);
CREATE TRIGGER benefit_rule_stays_ended BEFORE UPDATE ON exchange.benefit_rule FOR EACH ROW WHEN ((old.state = 'ENDED'::text)) EXECUTE FUNCTION exchange.keep_benefit_rule();

create table exchange.benefit_secret (
  unit_id uuid not null,
  secret text not null,
  constraint benefit_secret_pkey PRIMARY KEY (unit_id),
  constraint benefit_secret_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);

create table exchange.benefit_share (
  redemption_id uuid not null,
  unit_id uuid not null,
  amount numeric(12,2) not null,
  constraint benefit_share_amount_check CHECK ((amount >= (0)::numeric)),
  constraint benefit_share_pkey PRIMARY KEY (redemption_id, unit_id),
  constraint benefit_share_redemption_id_fkey FOREIGN KEY (redemption_id) REFERENCES exchange.benefit_redemption(id),
  constraint benefit_share_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX benefit_share_unit ON exchange.benefit_share USING btree (unit_id, redemption_id DESC);
CREATE TRIGGER benefit_redemption_party_pays AFTER INSERT ON exchange.benefit_share FOR EACH ROW EXECUTE FUNCTION exchange.keep_benefit_redemption_parties();
CREATE CONSTRAINT TRIGGER benefit_shares_stay_the_cut AFTER INSERT ON exchange.benefit_share DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_benefit_shares();

create table exchange.benefit_version (
  rule_id uuid not null,
  number integer not null,
  from_day date not null,
  until_day date,
  eligibility jsonb not null,
  exclusion jsonb not null,
  kind text not null,
  amount numeric(12,2),
  least_price numeric(12,2) not null,
  most_price numeric(12,2) not null,
  least_cut numeric(12,2) not null default 
CASE kind
    WHEN 'AMOUNT_OFF'::text THEN amount
    WHEN 'FREE'::text THEN least_price
    ELSE round(((least_price * amount) / (100)::numeric), 2)
END,
  most_cut numeric(12,2) not null default 
CASE kind
    WHEN 'AMOUNT_OFF'::text THEN amount
    WHEN 'FREE'::text THEN most_price
    ELSE round(((most_price * amount) / (100)::numeric), 2)
END,
  per_day integer,
  per_week integer,
  per_month integer,
  in_all integer,
  person_per_day integer,
  person_per_week integer,
  person_per_month integer,
  person_in_all integer,
  published_at timestamp(3) with time zone not null,
  constraint benefit_version_amount CHECK (((kind = 'FREE'::text) = (amount IS NULL))),
  constraint benefit_version_amount_check CHECK ((amount > (0)::numeric)),
  constraint benefit_version_conditions CHECK (((jsonb_typeof(eligibility) = 'array'::text) AND (jsonb_array_length(eligibility) > 0) AND (jsonb_typeof(exclusion) = 'array'::text))),
  constraint benefit_version_days CHECK ((until_day > from_day)),
  constraint benefit_version_in_all_check CHECK ((in_all > 0)),
  constraint benefit_version_kind_check CHECK ((kind = ANY (ARRAY['AMOUNT_OFF'::text, 'PERCENTAGE'::text, 'FREE'::text]))),
  constraint benefit_version_least_price_check CHECK ((least_price > (0)::numeric)),
  constraint benefit_version_no_more_than_the_price CHECK ((least_cut <= least_price)),
  constraint benefit_version_number_check CHECK ((number >= 1)),
  constraint benefit_version_per_day_check CHECK ((per_day > 0)),
  constraint benefit_version_per_month_check CHECK ((per_month > 0)),
  constraint benefit_version_per_week_check CHECK ((per_week > 0)),
  constraint benefit_version_percentage CHECK (((kind <> 'PERCENTAGE'::text) OR (amount <= (100)::numeric))),
  constraint benefit_version_person_in_all_check CHECK ((person_in_all > 0)),
  constraint benefit_version_person_per_day_check CHECK ((person_per_day > 0)),
  constraint benefit_version_person_per_month_check CHECK ((person_per_month > 0)),
  constraint benefit_version_person_per_week_check CHECK ((person_per_week > 0)),
  constraint benefit_version_pkey PRIMARY KEY (rule_id, number),
  constraint benefit_version_prices CHECK ((least_price <= most_price)),
  constraint benefit_version_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES exchange.benefit_rule(id)
);
CREATE CONSTRAINT TRIGGER benefit_funders_are_the_whole AFTER INSERT ON exchange.benefit_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_benefit_funders();
CREATE TRIGGER benefit_version_follows AFTER INSERT ON exchange.benefit_version FOR EACH ROW EXECUTE FUNCTION exchange.check_benefit_version();

create table exchange.booking (
  id uuid not null,
  slot_id uuid,
  unit_id uuid not null,
  alliance_id uuid not null,
  agreement_id uuid,
  count integer not null,
  purpose text not null,
  state text not null,
  version integer not null default 1,
  created_at timestamp(3) with time zone not null,
  resource_id uuid not null,
  starts_at timestamp(3) with time zone,
  ends_at timestamp(3) with time zone,
  rule_edition integer,
  held_until timestamp(3) with time zone,
  confirmed_at timestamp(3) with time zone,
  started_at timestamp(3) with time zone,
  completed_at timestamp(3) with time zone,
  cancelled_at timestamp(3) with time zone,
  reason text,
  no_show_at timestamp(3) with time zone,
  no_show_post_id uuid,
  constraint booking_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange.agreement(id),
  constraint booking_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint booking_alone EXCLUDE USING gist (resource_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((slot_id IS NULL) AND exchange.booking_holds(state))),
  constraint booking_cancelled_as_stated CHECK (((state = 'CANCELLED'::text) OR (num_nonnulls(cancelled_at, reason) = 0))),
  constraint booking_completed_as_stated CHECK ((((state = 'COMPLETED'::text) = (completed_at IS NOT NULL)) AND (completed_at >= started_at))),
  constraint booking_confirmed_in_time CHECK (((held_until IS NULL) OR (confirmed_at IS NULL) OR (confirmed_at < held_until))),
  constraint booking_count_check CHECK ((count > 0)),
  constraint booking_expired_of_time CHECK (((state <> 'EXPIRED'::text) OR (held_until IS NOT NULL))),
  constraint booking_forward CHECK ((starts_at < ends_at)),
  constraint booking_held_by_agreement CHECK (((agreement_id IS NULL) OR (held_until IS NULL))),
  constraint booking_held_unconfirmed CHECK (((state <> ALL (ARRAY['HELD'::text, 'EXPIRED'::text])) OR (confirmed_at IS NULL))),
  constraint booking_no_show_as_stated CHECK ((num_nonnulls(no_show_at, no_show_post_id) =
CASE state
    WHEN 'NO_SHOW'::text THEN 2
    ELSE 0
END)),
  constraint booking_no_show_post_id_fkey FOREIGN KEY (no_show_post_id) REFERENCES directory.post(id),
  constraint booking_of_slot FOREIGN KEY (slot_id, resource_id) REFERENCES exchange.slot(id, resource_id),
  constraint booking_of_slot_or_period CHECK ((num_nonnulls(starts_at, ends_at) =
CASE
    WHEN (slot_id IS NULL) THEN 2
    ELSE 0
END)),
  constraint booking_period_whole CHECK (((slot_id IS NOT NULL) OR (count = 1))),
  constraint booking_pkey PRIMARY KEY (id),
  constraint booking_reason CHECK ((reason <> ''::text)),
  constraint booking_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES exchange.resource(id),
  constraint booking_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES exchange.slot(id),
  constraint booking_state_check CHECK ((state = ANY (ARRAY['HELD'::text, 'CONFIRMED'::text, 'IN_USE'::text, 'COMPLETED'::text, 'CANCELLED'::text, 'NO_SHOW'::text, 'EXPIRED'::text]))),
  constraint booking_under_rule FOREIGN KEY (resource_id, rule_edition) REFERENCES exchange.booking_rule(resource_id, edition),
  constraint booking_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint booking_used_as_stated CHECK (((state = ANY (ARRAY['IN_USE'::text, 'COMPLETED'::text])) = (started_at IS NOT NULL)))
);
CREATE INDEX booking_agreement ON exchange.booking USING btree (agreement_id) WHERE (agreement_id IS NOT NULL);
CREATE INDEX booking_held ON exchange.booking USING btree (slot_id, held_until) WHERE ((state = 'HELD'::text) AND (held_until IS NOT NULL));
CREATE INDEX booking_held_for_itself ON exchange.booking USING btree (unit_id) WHERE ((state = 'HELD'::text) AND (held_until IS NOT NULL));
CREATE INDEX booking_held_until ON exchange.booking USING btree (held_until, id) WHERE ((state = 'HELD'::text) AND (held_until IS NOT NULL));
CREATE INDEX booking_resource ON exchange.booking USING btree (resource_id, id DESC);
CREATE INDEX booking_slot ON exchange.booking USING btree (slot_id, id);
CREATE INDEX booking_unit ON exchange.booking USING btree (unit_id, id DESC);
CREATE TRIGGER booking_moves BEFORE UPDATE OF state ON exchange.booking FOR EACH ROW EXECUTE FUNCTION exchange.check_booking_move();
CREATE TRIGGER booking_no_show_by_owner BEFORE UPDATE OF no_show_post_id ON exchange.booking FOR EACH ROW WHEN ((new.no_show_post_id IS NOT NULL)) EXECUTE FUNCTION exchange.check_no_show();
CREATE TRIGGER booking_of_available_resource BEFORE INSERT ON exchange.booking FOR EACH ROW EXECUTE FUNCTION exchange.check_booked_resource();
CREATE TRIGGER booking_of_its_mode BEFORE INSERT ON exchange.booking FOR EACH ROW EXECUTE FUNCTION exchange.check_booking_mode();
CREATE TRIGGER booking_takes_slot AFTER INSERT OR UPDATE OF state, count ON exchange.booking FOR EACH ROW EXECUTE FUNCTION exchange.follow_booking();

create table exchange.booking_rule (
  resource_id uuid not null,
  edition integer not null,
  mode text not null,
  hold_minutes integer not null,
  free_hours integer not null,
  start_minutes integer not null,
  no_show_minutes integer not null,
  attendant text,
  told_at timestamp(3) with time zone not null,
  constraint booking_rule_attendant CHECK ((attendant <> ''::text)),
  constraint booking_rule_edition CHECK ((edition > 0)),
  constraint booking_rule_free CHECK (((free_hours >= 0) AND (free_hours <= 720))),
  constraint booking_rule_hold CHECK (((hold_minutes >= 0) AND (hold_minutes <= 1440))),
  constraint booking_rule_mode CHECK ((mode = ANY (ARRAY['SLOTS'::text, 'PERIODS'::text]))),
  constraint booking_rule_no_show CHECK (((no_show_minutes >= 0) AND (no_show_minutes <= 240))),
  constraint booking_rule_pkey PRIMARY KEY (resource_id, edition),
  constraint booking_rule_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES exchange.resource(id),
  constraint booking_rule_start CHECK (((start_minutes >= 0) AND (start_minutes <= 240)))
);

create table exchange.clearing (
  id uuid not null,
  alliance_id uuid not null,
  other_alliance_id uuid not null,
  dimension text not null,
  basis text not null,
  credit_limit numeric(18,4) not null,
  ends_at timestamp(3) with time zone not null,
  note text not null,
  state text not null,
  proposed_by_unit_id uuid not null,
  answered_by_unit_id uuid,
  proposed_at timestamp(3) with time zone not null,
  answered_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint clearing_agreed_by_two_units CHECK (((state <> 'ACTIVE'::text) OR (answered_by_unit_id <> proposed_by_unit_id))),
  constraint clearing_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint clearing_answered_as_stated CHECK ((((state = 'PROPOSED'::text) = (answered_at IS NULL)) AND ((answered_at IS NULL) = (answered_by_unit_id IS NULL)))),
  constraint clearing_answered_by_unit_id_fkey FOREIGN KEY (answered_by_unit_id) REFERENCES directory.unit(id),
  constraint clearing_between_two CHECK ((alliance_id <> other_alliance_id)),
  constraint clearing_credit_limit_check CHECK ((credit_limit > (0)::numeric)),
  constraint clearing_ends_after_it_is_proposed CHECK ((ends_at >= proposed_at)),
  constraint clearing_note_check CHECK ((note <> ''::text)),
  constraint clearing_of_basis UNIQUE (id, dimension, basis),
  constraint clearing_other_alliance_id_fkey FOREIGN KEY (other_alliance_id) REFERENCES directory.alliance(id),
  constraint clearing_pkey PRIMARY KEY (id),
  constraint clearing_proposed_by_unit_id_fkey FOREIGN KEY (proposed_by_unit_id) REFERENCES directory.unit(id),
  constraint clearing_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'ACTIVE'::text, 'DECLINED'::text]))),
  constraint clearing_to_the_fen CHECK (((dimension <> 'CNY'::text) OR (credit_limit = round(credit_limit, 2))))
);
CREATE INDEX clearing_alliance ON exchange.clearing USING btree (alliance_id, id DESC);
CREATE INDEX clearing_answered_by ON exchange.clearing USING btree (answered_by_unit_id) WHERE (answered_by_unit_id IS NOT NULL);
CREATE INDEX clearing_other ON exchange.clearing USING btree (other_alliance_id, id DESC);
CREATE INDEX clearing_proposed ON exchange.clearing USING btree (other_alliance_id, id) WHERE (state = 'PROPOSED'::text);
CREATE INDEX clearing_proposed_by ON exchange.clearing USING btree (proposed_by_unit_id);
CREATE TRIGGER clearing_begins BEFORE INSERT ON exchange.clearing FOR EACH ROW EXECUTE FUNCTION exchange.check_clearing_move();
CREATE TRIGGER clearing_ends_as_said BEFORE UPDATE OF ends_at ON exchange.clearing FOR EACH ROW WHEN ((new.ends_at <> old.ends_at)) EXECUTE FUNCTION exchange.check_clearing_ends_at();
CREATE TRIGGER clearing_moves BEFORE UPDATE ON exchange.clearing FOR EACH ROW WHEN ((((new.state IS DISTINCT FROM old.state) OR (new.answered_by_unit_id IS DISTINCT FROM old.answered_by_unit_id)) OR (new.answered_at IS DISTINCT FROM old.answered_at))) EXECUTE FUNCTION exchange.check_clearing_move();

create table exchange.clearing_ending (
  clearing_id uuid not null,
  alliance_id uuid not null,
  unit_id uuid not null,
  reason text not null,
  said_at timestamp(3) with time zone not null,
  constraint clearing_ended_by_two_units UNIQUE (clearing_id, unit_id),
  constraint clearing_ending_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint clearing_ending_clearing_id_fkey FOREIGN KEY (clearing_id) REFERENCES exchange.clearing(id),
  constraint clearing_ending_pkey PRIMARY KEY (clearing_id, alliance_id),
  constraint clearing_ending_reason_check CHECK ((reason <> ''::text)),
  constraint clearing_ending_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX clearing_ending_alliance ON exchange.clearing_ending USING btree (alliance_id);
CREATE INDEX clearing_ending_unit ON exchange.clearing_ending USING btree (unit_id);
CREATE TRIGGER clearing_ended_while_in_force BEFORE INSERT ON exchange.clearing_ending FOR EACH ROW EXECUTE FUNCTION exchange.check_clearing_ending();

create table exchange.clearing_settlement (
  id uuid not null,
  clearing_id uuid not null,
  alliance_id uuid not null,
  owing_alliance_id uuid not null,
  amount numeric(18,4) not null,
  note text not null,
  state text not null,
  proposed_by_unit_id uuid not null,
  answered_by_unit_id uuid,
  proposed_at timestamp(3) with time zone not null,
  answered_at timestamp(3) with time zone,
  version integer not null default 1,
  answering_alliance_id uuid not null,
  constraint clearing_settlement_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint clearing_settlement_amount_check CHECK ((amount > (0)::numeric)),
  constraint clearing_settlement_answered_by_unit_id_fkey FOREIGN KEY (answered_by_unit_id) REFERENCES directory.unit(id),
  constraint clearing_settlement_answering_alliance_id_fkey FOREIGN KEY (answering_alliance_id) REFERENCES directory.alliance(id),
  constraint clearing_settlement_clearing_id_fkey FOREIGN KEY (clearing_id) REFERENCES exchange.clearing(id),
  constraint clearing_settlement_note_check CHECK ((note <> ''::text)),
  constraint clearing_settlement_owing_alliance_id_fkey FOREIGN KEY (owing_alliance_id) REFERENCES directory.alliance(id),
  constraint clearing_settlement_pkey PRIMARY KEY (id),
  constraint clearing_settlement_proposed_by_unit_id_fkey FOREIGN KEY (proposed_by_unit_id) REFERENCES directory.unit(id),
  constraint clearing_settlement_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text, 'DECLINED'::text]))),
  constraint settlement_answered_as_stated CHECK ((((state = 'PROPOSED'::text) = (answered_at IS NULL)) AND ((answered_at IS NULL) = (answered_by_unit_id IS NULL)))),
  constraint settlement_as_posted UNIQUE (id, clearing_id, owing_alliance_id, amount),
  constraint settlement_confirmed_by_another_unit CHECK (((state <> 'CONFIRMED'::text) OR (answered_by_unit_id <> proposed_by_unit_id)))
);
CREATE INDEX clearing_settlement_answered_by ON exchange.clearing_settlement USING btree (answered_by_unit_id) WHERE (answered_by_unit_id IS NOT NULL);
CREATE INDEX clearing_settlement_awaited ON exchange.clearing_settlement USING btree (answering_alliance_id, id) WHERE (state = 'PROPOSED'::text);
CREATE INDEX clearing_settlement_newest ON exchange.clearing_settlement USING btree (clearing_id, id DESC);
CREATE INDEX clearing_settlement_proposed ON exchange.clearing_settlement USING btree (clearing_id, id) WHERE (state = 'PROPOSED'::text);
CREATE INDEX clearing_settlement_proposed_by ON exchange.clearing_settlement USING btree (proposed_by_unit_id);
CREATE TRIGGER cleared_begins BEFORE INSERT ON exchange.clearing_settlement FOR EACH ROW EXECUTE FUNCTION exchange.check_cleared_move();
CREATE TRIGGER cleared_between_two BEFORE INSERT ON exchange.clearing_settlement FOR EACH ROW EXECUTE FUNCTION exchange.check_cleared_between();
CREATE TRIGGER cleared_moves BEFORE UPDATE ON exchange.clearing_settlement FOR EACH ROW WHEN ((((new.state IS DISTINCT FROM old.state) OR (new.answered_by_unit_id IS DISTINCT FROM old.answered_by_unit_id)) OR (new.answered_at IS DISTINCT FROM old.answered_at))) EXECUTE FUNCTION exchange.check_cleared_move();
CREATE CONSTRAINT TRIGGER cleared_when_posted AFTER UPDATE OF state ON exchange.clearing_settlement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.state = 'CONFIRMED'::text)) EXECUTE FUNCTION exchange.check_cleared_posted();

create table exchange.commitment (
  id uuid not null,
  agreement_id uuid not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  title text not null,
  quantity numeric(14,4) not null,
  quantity_unit text not null,
  fulfilled numeric(14,4) not null default 0,
  due_at timestamp(3) with time zone,
  state text not null,
  rank integer not null,
  version integer not null default 1,
  action text not null default 'DELIVER_SERVICE'::text,
  released numeric(14,4) not null default 0,
  account_dimension text,
  account_basis text,
  worth numeric(14,4),
  series integer not null,
  constraint commitment_action CHECK ((action = ANY (ARRAY['DELIVER_SERVICE'::text, 'WORK'::text, 'USE'::text, 'TRANSFER'::text, 'TRANSFER_CUSTODY'::text, 'TRANSFER_ALL_RIGHTS'::text, 'MOVE'::text, 'CONSUME'::text, 'PRODUCE'::text, 'RAISE'::text, 'LOWER'::text]))),
  constraint commitment_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange.agreement(id),
  constraint commitment_check CHECK ((from_unit_id <> to_unit_id)),
  constraint commitment_from_party FOREIGN KEY (agreement_id, from_unit_id) REFERENCES exchange.agreement_party(agreement_id, unit_id) DEFERRABLE INITIALLY DEFERRED,
  constraint commitment_from_unit_id_fkey FOREIGN KEY (from_unit_id) REFERENCES directory.unit(id),
  constraint commitment_fulfilled_in_full CHECK (
CASE state
    WHEN 'FULFILLED'::text THEN ((fulfilled > (0)::numeric) AND ((fulfilled + released) = quantity))
    WHEN 'RELEASED'::text THEN (fulfilled = (0)::numeric)
    ELSE true
END),
  constraint commitment_not_overfulfilled CHECK (((fulfilled >= (0)::numeric) AND (released >= (0)::numeric) AND ((fulfilled + released) <= quantity))),
  constraint commitment_pkey PRIMARY KEY (id),
  constraint commitment_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint commitment_series CHECK ((series > 0)),
  constraint commitment_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'FULFILLED'::text, 'RELEASED'::text]))),
  constraint commitment_to_party FOREIGN KEY (agreement_id, to_unit_id) REFERENCES exchange.agreement_party(agreement_id, unit_id) DEFERRABLE INITIALLY DEFERRED,
  constraint commitment_to_unit_id_fkey FOREIGN KEY (to_unit_id) REFERENCES directory.unit(id),
  constraint commitment_worth_counted_so CHECK (((account_dimension IS NULL) OR
CASE account_dimension
    WHEN 'HOURS'::text THEN (account_basis = '小时'::text)
    WHEN 'MEALS'::text THEN (account_basis = ANY (ARRAY['份'::text, '人次'::text]))
    WHEN 'POINTS'::text THEN (account_basis = '分'::text)
    WHEN 'CNY'::text THEN ((account_basis = '元'::text) AND (worth = round(worth, 2)))
    WHEN 'GOODS'::text THEN (account_basis <> ALL (ARRAY[''::text, '小时'::text, '份'::text, '人次'::text, '分'::text, '元'::text]))
    ELSE false
END)),
  constraint commitment_worth_whole CHECK ((num_nonnulls(account_dimension, account_basis, worth) = ANY (ARRAY[0, 3]))),
  constraint commitment_worth_within_bounds CHECK (((worth > (0)::numeric) AND ((worth * quantity) <= (1000000000)::numeric)))
);
CREATE INDEX commitment_agreement ON exchange.commitment USING btree (agreement_id, rank, id);
CREATE INDEX commitment_due ON exchange.commitment USING btree (from_unit_id, due_at) WHERE ((state = 'OPEN'::text) AND (due_at IS NOT NULL));
CREATE INDEX commitment_from_by_due ON exchange.commitment USING btree (from_unit_id, due_at);
CREATE INDEX commitment_open_from ON exchange.commitment USING btree (from_unit_id) WHERE (state = 'OPEN'::text);
CREATE INDEX commitment_open_to ON exchange.commitment USING btree (to_unit_id) WHERE (state = 'OPEN'::text);
CREATE INDEX commitment_series_of_agreement ON exchange.commitment USING btree (agreement_id, series, rank);
CREATE INDEX commitment_to_by_due ON exchange.commitment USING btree (to_unit_id, due_at);
CREATE INDEX commitment_with_worth ON exchange.commitment USING btree (agreement_id) WHERE (worth IS NOT NULL);
CREATE CONSTRAINT TRIGGER commitment_is_signed AFTER INSERT ON exchange.commitment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_commitment_is_signed();
CREATE TRIGGER commitment_of_one_series BEFORE INSERT ON exchange.commitment FOR EACH ROW EXECUTE FUNCTION exchange.commitment_in_series();

create table exchange.commitment_breach (
  commitment_id uuid not null,
  unit_id uuid not null,
  reason text not null,
  declared_at timestamp(3) with time zone not null,
  constraint commitment_breach_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES exchange.commitment(id),
  constraint commitment_breach_pkey PRIMARY KEY (commitment_id),
  constraint commitment_breach_reason_check CHECK ((reason <> ''::text)),
  constraint commitment_breach_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX commitment_breach_unit ON exchange.commitment_breach USING btree (unit_id);
CREATE TRIGGER breach_declared_by_receiver BEFORE INSERT ON exchange.commitment_breach FOR EACH ROW EXECUTE FUNCTION exchange.check_commitment_breach();

create table exchange.commitment_breach_answer (
  commitment_id uuid not null,
  unit_id uuid not null,
  statement text not null,
  stated_at timestamp(3) with time zone not null,
  constraint commitment_breach_answer_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES exchange.commitment_breach(commitment_id),
  constraint commitment_breach_answer_pkey PRIMARY KEY (commitment_id),
  constraint commitment_breach_answer_statement_check CHECK ((statement <> ''::text)),
  constraint commitment_breach_answer_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX commitment_breach_answer_unit ON exchange.commitment_breach_answer USING btree (unit_id);
CREATE TRIGGER breach_answered_by_giver BEFORE INSERT ON exchange.commitment_breach_answer FOR EACH ROW EXECUTE FUNCTION exchange.check_commitment_breach_answer();

create table exchange.commitment_release (
  id uuid not null,
  commitment_id uuid not null,
  unit_id uuid,
  quantity numeric(14,4) not null,
  reason text not null,
  released_at timestamp(3) with time zone not null,
  constraint commitment_release_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES exchange.commitment(id),
  constraint commitment_release_pkey PRIMARY KEY (id),
  constraint commitment_release_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint commitment_release_reason_check CHECK ((reason <> ''::text)),
  constraint commitment_release_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX commitment_release_of ON exchange.commitment_release USING btree (commitment_id, id);
CREATE INDEX commitment_release_unit ON exchange.commitment_release USING btree (unit_id);
CREATE TRIGGER commitment_released_by_receiver BEFORE INSERT ON exchange.commitment_release FOR EACH ROW EXECUTE FUNCTION exchange.check_commitment_release();
CREATE TRIGGER release_lessens_commitment AFTER INSERT ON exchange.commitment_release FOR EACH ROW EXECUTE FUNCTION exchange.follow_release();

create table exchange.distribution (
  id uuid not null,
  stock_id uuid not null,
  title text not null,
  identified_by text not null,
  amount_each numeric(14,4) not null,
  per_person integer not null,
  every text not null,
  state text not null,
  handed_out numeric(14,4) not null default 0,
  hand_outs integer not null default 0,
  persons integer not null default 0,
  opened_at timestamp(3) with time zone not null,
  closed_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint distribution_amount_each_check CHECK ((amount_each > (0)::numeric)),
  constraint distribution_closed_at_some_time CHECK (((state = 'CLOSED'::text) = (closed_at IS NOT NULL))),
  constraint distribution_every_check CHECK ((every = ANY (ARRAY['EVER'::text, 'DAY'::text, 'MONTH'::text, 'YEAR'::text]))),
  constraint distribution_identified_by_check CHECK ((identified_by = ANY (ARRAY['MOBILE'::text, 'IDENTITY_NUMBER'::text]))),
  constraint distribution_of_stock UNIQUE (id, stock_id),
  constraint distribution_per_person_check CHECK (((per_person >= 1) AND (per_person <= 1000))),
  constraint distribution_pkey PRIMARY KEY (id),
  constraint distribution_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'CLOSED'::text]))),
  constraint distribution_stock_id_fkey FOREIGN KEY (stock_id) REFERENCES exchange.stock(id),
  constraint distribution_title_check CHECK ((title <> ''::text))
);
CREATE INDEX distribution_stock ON exchange.distribution USING btree (stock_id, id DESC);
CREATE TRIGGER distribution_forgets AFTER UPDATE OF state ON exchange.distribution FOR EACH ROW EXECUTE FUNCTION exchange.forget_key();
CREATE CONSTRAINT TRIGGER handed_out_whole AFTER UPDATE OF handed_out, hand_outs ON exchange.distribution DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_handed_out();

create table exchange.distribution_key (
  distribution_id uuid not null,
  secret bytea not null,
  constraint distribution_key_distribution_id_fkey FOREIGN KEY (distribution_id) REFERENCES exchange.distribution(id),
  constraint distribution_key_pkey PRIMARY KEY (distribution_id),
  constraint distribution_key_secret_check CHECK ((octet_length(secret) = 32))
);

create table exchange.enrolment (
  id uuid not null,
  offer_id uuid not null,
  owner_unit_id uuid not null,
  places integer not null,
  from_at timestamp(3) with time zone not null,
  until_at timestamp(3) with time zone not null,
  method text not null,
  hours_to_confirm integer not null,
  eligibility jsonb not null,
  age_on date,
  takes_consent boolean not null,
  public_source text,
  commitment text,
  state text not null,
  held integer not null default 0,
  opened_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  reason text,
  version integer not null default 1,
  constraint enrolment_commitment_check CHECK ((commitment ~ '^[0-9a-f]{64}$'::text)),
  constraint enrolment_drawn_openly CHECK ((((method = 'DRAWN'::text) = (public_source IS NOT NULL)) AND ((method = 'DRAWN'::text) = (commitment IS NOT NULL)))),
  constraint enrolment_ended CHECK ((((state = 'ENDED'::text) = (ended_at IS NOT NULL)) AND ((ended_at IS NULL) = (reason IS NULL)))),
  constraint enrolment_hours CHECK (((hours_to_confirm >= 1) AND (hours_to_confirm <= 2160))),
  constraint enrolment_in_time CHECK ((from_at < until_at)),
  constraint enrolment_method_check CHECK ((method = ANY (ARRAY['FIRST_COME'::text, 'DRAWN'::text]))),
  constraint enrolment_not_overfull CHECK (((held >= 0) AND (held <= places))),
  constraint enrolment_of_offer FOREIGN KEY (offer_id, owner_unit_id) REFERENCES exchange.offer(id, owner_unit_id),
  constraint enrolment_of_unit UNIQUE (id, owner_unit_id),
  constraint enrolment_only_draws_are_drawn CHECK (((state <> 'DRAWN'::text) OR (method = 'DRAWN'::text))),
  constraint enrolment_pkey PRIMARY KEY (id),
  constraint enrolment_places CHECK (((places >= 1) AND (places <= 100000))),
  constraint enrolment_public_source_check CHECK ((public_source <> ''::text)),
  constraint enrolment_reason_check CHECK ((reason <> ''::text)),
  constraint enrolment_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'DRAWN'::text, 'ENDED'::text])))
);
CREATE INDEX enrolment_offer ON exchange.enrolment USING btree (offer_id, id DESC);
CREATE INDEX enrolment_to_draw ON exchange.enrolment USING btree (owner_unit_id, until_at) WHERE ((state = 'OPEN'::text) AND (method = 'DRAWN'::text));
CREATE INDEX enrolment_unit ON exchange.enrolment USING btree (owner_unit_id, id DESC);
CREATE TRIGGER enrolment_moves BEFORE UPDATE ON exchange.enrolment FOR EACH ROW EXECUTE FUNCTION exchange.check_enrolment_move();
CREATE CONSTRAINT TRIGGER enrolment_no_place_idle AFTER UPDATE OF places ON exchange.enrolment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_no_place_idle();
CREATE TRIGGER enrolment_of_a_unit_that_lasts BEFORE INSERT ON exchange.enrolment FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('owner_unit_id');
CREATE TRIGGER enrolment_takes_places AFTER INSERT OR UPDATE OF places, state ON exchange.enrolment FOR EACH ROW EXECUTE FUNCTION exchange.follow_enrolment();

create table exchange.enrolment_applicant (
  application_id uuid not null,
  owner_unit_id uuid not null,
  offer_unit_id uuid not null,
  name text not null,
  identity_number text not null,
  age integer not null,
  guardian_name text,
  guardian_relation text,
  guardian_mobile text,
  constraint enrolment_applicant_age_check CHECK (((age >= 0) AND (age <= 150))),
  constraint enrolment_applicant_guardian_relation_check CHECK ((guardian_relation = ANY (ARRAY['MOTHER'::text, 'FATHER'::text, 'GRANDPARENT'::text, 'RELATIVE'::text, 'OTHER'::text]))),
  constraint enrolment_applicant_name_masked CHECK ((name ~ '^[^\s*]{0,2}[*]{2}$'::text)),
  constraint enrolment_applicant_number_masked CHECK ((identity_number ~ '^[0-9]{6}[*]{8}[0-9]{3}[0-9X]$'::text)),
  constraint enrolment_applicant_of_application FOREIGN KEY (application_id, owner_unit_id, offer_unit_id) REFERENCES exchange.enrolment_application(id, owner_unit_id, offer_unit_id),
  constraint enrolment_applicant_pkey PRIMARY KEY (application_id),
  constraint enrolment_guardian_mobile_masked CHECK ((guardian_mobile ~ '^(([+]86)?1[0-9]{2})?[*]{4}([0-9]{4})?$'::text)),
  constraint enrolment_guardian_name_masked CHECK ((guardian_name ~ '^[^\s*]{0,2}[*]{2}$'::text)),
  constraint enrolment_guardian_whole CHECK (((num_nulls(guardian_name, guardian_relation) = ANY (ARRAY[0, 2])) AND ((guardian_mobile IS NULL) OR (guardian_name IS NOT NULL))))
);
alter table exchange.enrolment_applicant enable row level security;
create policy enter_applicants on exchange.enrolment_applicant for insert to qinlin_writer
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (owner_unit_id = ( SELECT rights.my_unit() AS my_unit)));
create policy read_applicants on exchange.enrolment_applicant for select to qinlin_guarded, qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND ((( SELECT rights.my_unit() AS my_unit) = owner_unit_id) OR (( SELECT rights.my_unit() AS my_unit) = offer_unit_id)));

create table exchange.enrolment_application (
  id uuid not null,
  enrolment_id uuid not null,
  offer_unit_id uuid not null,
  owner_unit_id uuid not null,
  post_id uuid not null,
  number text not null,
  state text not null,
  turn integer,
  respond_by timestamp(3) with time zone,
  applied_at timestamp(3) with time zone not null,
  offered_at timestamp(3) with time zone,
  settled_at timestamp(3) with time zone,
  takes_consent boolean not null,
  consented_at timestamp(3) with time zone,
  consent_shown text,
  consent_withdrawn_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint enrolment_application_consent_shown_check CHECK ((consent_shown <> ''::text)),
  constraint enrolment_application_consent_withdrawn CHECK (((consent_withdrawn_at IS NULL) OR ((consented_at IS NOT NULL) AND (state = 'WITHDRAWN'::text)))),
  constraint enrolment_application_consented CHECK ((((consented_at IS NULL) = (consent_shown IS NULL)) AND ((consented_at IS NOT NULL) OR (NOT takes_consent)))),
  constraint enrolment_application_in_turn CHECK (((turn IS NOT NULL) OR (state = ANY (ARRAY['APPLIED'::text, 'WITHDRAWN'::text, 'LAPSED'::text])))),
  constraint enrolment_application_number CHECK ((number ~ '^[2-9A-HJ-NP-Z]{8}$'::text)),
  constraint enrolment_application_number_once UNIQUE (number),
  constraint enrolment_application_of_enrolment FOREIGN KEY (enrolment_id, offer_unit_id) REFERENCES exchange.enrolment(id, owner_unit_id),
  constraint enrolment_application_of_units UNIQUE (id, owner_unit_id, offer_unit_id),
  constraint enrolment_application_offered CHECK ((((offered_at IS NULL) = (respond_by IS NULL)) AND ((offered_at IS NOT NULL) OR (state <> ALL (ARRAY['OFFERED'::text, 'ENROLLED'::text, 'DECLINED'::text, 'LEFT'::text]))))),
  constraint enrolment_application_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint enrolment_application_pkey PRIMARY KEY (id),
  constraint enrolment_application_post_id_fkey FOREIGN KEY (post_id) REFERENCES directory.post(id),
  constraint enrolment_application_state_check CHECK ((state = ANY (ARRAY['APPLIED'::text, 'WAITING'::text, 'OFFERED'::text, 'ENROLLED'::text, 'DECLINED'::text, 'LAPSED'::text, 'WITHDRAWN'::text, 'LEFT'::text]))),
  constraint enrolment_application_turn_check CHECK ((turn > 0)),
  constraint enrolment_application_turn_once UNIQUE (enrolment_id, turn)
);
CREATE INDEX enrolment_application_enrolment ON exchange.enrolment_application USING btree (enrolment_id, number);
CREATE INDEX enrolment_application_gone ON exchange.enrolment_application USING btree (enrolment_id, turn) WHERE (state = 'WITHDRAWN'::text);
CREATE INDEX enrolment_application_offer_unit ON exchange.enrolment_application USING btree (offer_unit_id, id DESC);
CREATE INDEX enrolment_application_offers ON exchange.enrolment_application USING btree (respond_by) WHERE (state = 'OFFERED'::text);
CREATE INDEX enrolment_application_own ON exchange.enrolment_application USING btree (enrolment_id, owner_unit_id);
CREATE INDEX enrolment_application_post ON exchange.enrolment_application USING btree (post_id);
CREATE INDEX enrolment_application_to_answer ON exchange.enrolment_application USING btree (owner_unit_id) WHERE (state = 'OFFERED'::text);
CREATE INDEX enrolment_application_unit ON exchange.enrolment_application USING btree (owner_unit_id, id DESC);
CREATE INDEX enrolment_application_waiting ON exchange.enrolment_application USING btree (enrolment_id, turn) WHERE (state = 'WAITING'::text);
CREATE TRIGGER enrolment_application_counts AFTER INSERT OR UPDATE OF state ON exchange.enrolment_application FOR EACH ROW EXECUTE FUNCTION exchange.follow_application();
CREATE TRIGGER enrolment_application_moves BEFORE INSERT OR UPDATE ON exchange.enrolment_application FOR EACH ROW EXECUTE FUNCTION exchange.check_application_move();
CREATE TRIGGER enrolment_application_of_a_unit_that_lasts BEFORE INSERT ON exchange.enrolment_application FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('owner_unit_id');
CREATE CONSTRAINT TRIGGER enrolment_no_place_idle AFTER INSERT OR UPDATE OF state ON exchange.enrolment_application DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_no_place_idle();
CREATE TRIGGER enrolment_withdrawn_then BEFORE UPDATE ON exchange.enrolment_application FOR EACH ROW WHEN ((new.state = 'WITHDRAWN'::text)) EXECUTE FUNCTION exchange.check_withdrawn();

create table exchange.enrolment_draw (
  enrolment_id uuid not null,
  secret text not null,
  public_value text not null,
  list_digest text not null,
  seed text not null,
  applicants integer not null,
  drawn_at timestamp(3) with time zone not null,
  constraint enrolment_draw_applicants_check CHECK ((applicants >= 0)),
  constraint enrolment_draw_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES exchange.enrolment(id),
  constraint enrolment_draw_pkey PRIMARY KEY (enrolment_id),
  constraint enrolment_draw_public_value_check CHECK (((public_value <> ''::text) AND (public_value !~ '[\n\r]'::text)))
);
CREATE TRIGGER enrolment_drawn_as_committed BEFORE INSERT ON exchange.enrolment_draw FOR EACH ROW EXECUTE FUNCTION exchange.check_draw();
CREATE CONSTRAINT TRIGGER enrolment_drawn_in_order AFTER INSERT ON exchange.enrolment_draw DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_draw_order();

create table exchange.enrolment_mark (
  enrolment_id uuid not null,
  person_mark bytea not null,
  application_id uuid not null,
  constraint enrolment_mark_application_id_fkey FOREIGN KEY (application_id) REFERENCES exchange.enrolment_application(id),
  constraint enrolment_mark_application_id_key UNIQUE (application_id),
  constraint enrolment_mark_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES exchange.enrolment(id),
  constraint enrolment_mark_person_mark_check CHECK ((octet_length(person_mark) = 32)),
  constraint enrolment_person_once PRIMARY KEY (enrolment_id, person_mark)
);

create table exchange.enrolment_secret (
  enrolment_id uuid not null,
  mark_key bytea not null,
  draw_secret text,
  constraint enrolment_secret_draw_secret_check CHECK ((draw_secret ~ '^[0-9a-f]{64}$'::text)),
  constraint enrolment_secret_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES exchange.enrolment(id),
  constraint enrolment_secret_mark_key_check CHECK ((octet_length(mark_key) = 32)),
  constraint enrolment_secret_pkey PRIMARY KEY (enrolment_id)
);

create table exchange.event (
  id uuid not null,
  commitment_id uuid not null,
  recorded_by_unit_id uuid not null,
  quantity numeric(14,4) not null,
  occurred_at timestamp(3) with time zone not null,
  note text not null,
  recorded_at timestamp(3) with time zone not null,
  action text not null default 'DELIVER_SERVICE'::text,
  reverses_id uuid,
  state text not null default 'RECORDED'::text,
  counted numeric(14,4) not null default 0,
  confirm_by timestamp(3) with time zone,
  confirm_left interval,
  has_worth boolean not null default false,
  held_at timestamp(3) with time zone,
  constraint event_action CHECK ((action = ANY (ARRAY['DELIVER_SERVICE'::text, 'WORK'::text, 'USE'::text, 'TRANSFER'::text, 'TRANSFER_CUSTODY'::text, 'TRANSFER_ALL_RIGHTS'::text, 'MOVE'::text, 'CONSUME'::text, 'PRODUCE'::text, 'RAISE'::text, 'LOWER'::text]))),
  constraint event_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES exchange.commitment(id),
  constraint event_confirm_by_of_delivery CHECK (((confirm_by IS NULL) OR ((reverses_id IS NULL) AND (confirm_by > recorded_at)))),
  constraint event_confirm_left_without_term CHECK (((confirm_left IS NULL) OR ((confirm_by IS NULL) AND (confirm_left > '00:00:00'::interval)))),
  constraint event_counts_as_stated CHECK (
CASE state
    WHEN 'CONFIRMED'::text THEN (abs(counted) = quantity)
    WHEN 'RESOLVED'::text THEN true
    WHEN 'REVERSED'::text THEN (counted > (0)::numeric)
    ELSE (counted = (0)::numeric)
END),
  constraint event_counts_at_most CHECK (
CASE
    WHEN (reverses_id IS NULL) THEN ((counted >= (0)::numeric) AND (counted <= quantity))
    ELSE ((counted >= (- quantity)) AND (counted <= (0)::numeric))
END),
  constraint event_held_without_term CHECK (((held_at IS NULL) OR (has_worth AND (confirm_by IS NULL) AND (held_at > recorded_at)))),
  constraint event_of_commitment UNIQUE (id, commitment_id),
  constraint event_pkey PRIMARY KEY (id),
  constraint event_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint event_recorded_by_unit_id_fkey FOREIGN KEY (recorded_by_unit_id) REFERENCES directory.unit(id),
  constraint event_reverses_for_its_commitment FOREIGN KEY (reverses_id, commitment_id) REFERENCES exchange.event(id, commitment_id),
  constraint event_state CHECK ((state = ANY (ARRAY['RECORDED'::text, 'CONFIRMED'::text, 'DISPUTED'::text, 'RESOLVED'::text, 'REVERSED'::text])))
);
CREATE INDEX event_awaited ON exchange.event USING btree (commitment_id) WHERE (state = 'RECORDED'::text);
CREATE INDEX event_commitment ON exchange.event USING btree (commitment_id, id);
CREATE INDEX event_confirmed_by_silence ON exchange.event USING btree (confirm_by) WHERE ((state = 'RECORDED'::text) AND (confirm_by IS NOT NULL));
CREATE INDEX event_recorded_by ON exchange.event USING btree (recorded_by_unit_id);
CREATE UNIQUE INDEX event_taken_back_once ON exchange.event USING btree (reverses_id) WHERE ((reverses_id IS NOT NULL) AND ((state = 'RECORDED'::text) OR (counted <> (0)::numeric)));
CREATE INDEX event_taking_back_awaited ON exchange.event USING btree (commitment_id) WHERE ((state = 'RECORDED'::text) AND (reverses_id IS NOT NULL));
CREATE TRIGGER counted_fulfils_commitment AFTER UPDATE OF counted ON exchange.event FOR EACH ROW WHEN ((new.counted <> old.counted)) EXECUTE FUNCTION exchange.follow_counted();
CREATE TRIGGER event_has_worth BEFORE INSERT ON exchange.event FOR EACH ROW EXECUTE FUNCTION exchange.mark_event_worth();
CREATE CONSTRAINT TRIGGER event_posted_as_counted AFTER UPDATE OF counted ON exchange.event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.has_worth AND (new.counted <> old.counted))) EXECUTE FUNCTION exchange.check_delivery_posted();
CREATE TRIGGER event_recorded_by_side BEFORE INSERT ON exchange.event FOR EACH ROW EXECUTE FUNCTION exchange.check_event();
CREATE TRIGGER event_recorded_in_force BEFORE INSERT ON exchange.event FOR EACH ROW WHEN ((new.reverses_id IS NULL)) EXECUTE FUNCTION exchange.check_event_in_force();

create table exchange.event_answer (
  event_id uuid not null,
  unit_id uuid,
  answer text not null,
  reason text,
  answered_at timestamp(3) with time zone not null,
  constraint answer_by_silence_confirms CHECK (((unit_id IS NOT NULL) OR (answer = 'CONFIRMED'::text))),
  constraint event_answer_answer_check CHECK ((answer = ANY (ARRAY['CONFIRMED'::text, 'DISPUTED'::text]))),
  constraint event_answer_check CHECK (((answer = 'CONFIRMED'::text) OR (reason IS NOT NULL))),
  constraint event_answer_event_id_fkey FOREIGN KEY (event_id) REFERENCES exchange.event(id),
  constraint event_answer_pkey PRIMARY KEY (event_id),
  constraint event_answer_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX event_answer_unit ON exchange.event_answer USING btree (unit_id);
CREATE TRIGGER answer_fulfils_commitment AFTER INSERT ON exchange.event_answer FOR EACH ROW EXECUTE FUNCTION exchange.follow_answer();
CREATE TRIGGER event_answered_by_other_side BEFORE INSERT ON exchange.event_answer FOR EACH ROW EXECUTE FUNCTION exchange.check_event_answer();

create table exchange.event_referral (
  event_id uuid not null,
  unit_id uuid not null,
  reason text not null,
  referred_at timestamp(3) with time zone not null,
  constraint event_referral_event_id_fkey FOREIGN KEY (event_id) REFERENCES exchange.event(id),
  constraint event_referral_pkey PRIMARY KEY (event_id),
  constraint event_referral_reason_check CHECK ((reason <> ''::text)),
  constraint event_referral_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX event_referral_unit ON exchange.event_referral USING btree (unit_id);
CREATE TRIGGER dispute_referred_by_side BEFORE INSERT ON exchange.event_referral FOR EACH ROW EXECUTE FUNCTION exchange.check_event_referral();

create table exchange.event_resolution (
  event_id uuid not null,
  unit_id uuid not null,
  outcome text not null,
  quantity numeric(14,4) not null,
  reason text,
  resolved_at timestamp(3) with time zone not null,
  constraint event_resolution_event_id_fkey FOREIGN KEY (event_id) REFERENCES exchange.event(id),
  constraint event_resolution_outcome_check CHECK ((outcome = ANY (ARRAY['WITHDRAWN'::text, 'DECIDED'::text]))),
  constraint event_resolution_pkey PRIMARY KEY (event_id),
  constraint event_resolution_quantity_check CHECK ((quantity >= (0)::numeric)),
  constraint event_resolution_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint resolution_with_reason CHECK (((outcome = 'DECIDED'::text) = (reason IS NOT NULL)))
);
CREATE INDEX event_resolution_unit ON exchange.event_resolution USING btree (unit_id);
CREATE TRIGGER dispute_ended_by_whom_it_is_for BEFORE INSERT ON exchange.event_resolution FOR EACH ROW EXECUTE FUNCTION exchange.check_event_resolution();
CREATE TRIGGER resolution_ends_dispute AFTER INSERT ON exchange.event_resolution FOR EACH ROW EXECUTE FUNCTION exchange.follow_resolution();

create table exchange.hand_out (
  distribution_id uuid not null,
  person_mark bytea not null,
  period_start date not null,
  ordinal integer not null,
  handed_at timestamp(3) with time zone not null,
  constraint hand_out_distribution_id_fkey FOREIGN KEY (distribution_id) REFERENCES exchange.distribution(id),
  constraint hand_out_once PRIMARY KEY (distribution_id, person_mark, period_start, ordinal),
  constraint hand_out_ordinal_check CHECK ((ordinal > 0)),
  constraint hand_out_person_mark_check CHECK ((octet_length(person_mark) = 32))
);
CREATE TRIGGER hand_out_counts AFTER INSERT ON exchange.hand_out FOR EACH ROW EXECUTE FUNCTION exchange.follow_hand_out();

create table exchange.import_issue (
  id uuid not null,
  job_id uuid not null,
  row_no integer not null,
  column_name text,
  value text,
  code text not null,
  message_zh text not null,
  message_en text not null,
  listing_id uuid,
  other_row integer,
  constraint import_issue_code_check CHECK ((code <> ''::text)),
  constraint import_issue_job_id_row_no_fkey FOREIGN KEY (job_id, row_no) REFERENCES exchange.import_row(job_id, no),
  constraint import_issue_pkey PRIMARY KEY (id)
);
CREATE INDEX import_issue_row ON exchange.import_issue USING btree (job_id, row_no, id);
alter table exchange.import_issue enable row level security;
alter table exchange.import_issue force row level security;
create policy add_issue on exchange.import_issue for insert to qinlin_writer
  with check true;
create policy empty_issue on exchange.import_issue for all to postgres
  using true;
create policy find_issue on exchange.import_issue for select to qinlin_writer
  using true;
create policy read_issue on exchange.import_issue for select to qinlin_guarded
  using (EXISTS ( SELECT
   FROM exchange.import_job j
  WHERE (j.id = import_issue.job_id)));

create table exchange.import_job (
  id uuid not null,
  kind text not null,
  unit_id uuid not null,
  alliance_id uuid,
  person_id uuid not null,
  credential uuid,
  file_id uuid not null,
  is_dry boolean not null,
  state text not null,
  sheet text,
  written_to integer not null default 0,
  attempts integer not null default 0,
  failure_zh text,
  failure_en text,
  corrected_file_id uuid,
  is_emptied boolean not null default false,
  rows_read integer not null default 0,
  rows_failed integer not null default 0,
  rows_different integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_written integer not null default 0,
  created_at timestamp(3) with time zone not null,
  checked_at timestamp(3) with time zone,
  finished_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint import_job_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint import_job_corrected_file_id_fkey FOREIGN KEY (corrected_file_id) REFERENCES data.file(id),
  constraint import_job_file_id_fkey FOREIGN KEY (file_id) REFERENCES data.file(id),
  constraint import_job_kind_check CHECK ((kind = ANY (ARRAY['RESOURCE'::text, 'OFFER'::text, 'NEED'::text]))),
  constraint import_job_pkey PRIMARY KEY (id),
  constraint import_job_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'CHECKING'::text, 'CHECKED'::text, 'WRITING'::text, 'DONE'::text, 'CANCELLED'::text, 'FAILED'::text]))),
  constraint import_job_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint listing_import_failed_for_a_reason CHECK ((((state = 'FAILED'::text) = (failure_zh IS NOT NULL)) AND ((failure_zh IS NULL) = (failure_en IS NULL)))),
  constraint listing_import_finished CHECK (((state = ANY (ARRAY['DONE'::text, 'CANCELLED'::text, 'FAILED'::text])) = (finished_at IS NOT NULL)))
);
CREATE INDEX import_job_open ON exchange.import_job USING btree (id) WHERE (state = ANY (ARRAY['QUEUED'::text, 'CHECKING'::text, 'WRITING'::text]));
CREATE INDEX import_job_to_empty ON exchange.import_job USING btree (COALESCE(finished_at, checked_at)) WHERE (NOT is_emptied);
CREATE INDEX import_job_unfinished ON exchange.import_job USING btree (unit_id) WHERE (finished_at IS NULL);
CREATE INDEX import_job_unit ON exchange.import_job USING btree (unit_id, id DESC);
CREATE INDEX listing_import_checked ON exchange.import_job USING btree (unit_id) WHERE (state = 'CHECKED'::text);
CREATE TRIGGER import_holds_its_file BEFORE INSERT ON exchange.import_job FOR EACH ROW EXECUTE FUNCTION directory.hold_file_of_import();
CREATE TRIGGER import_in_ones_own_name BEFORE UPDATE OF person_id, credential ON exchange.import_job FOR EACH ROW WHEN (((old.person_id IS DISTINCT FROM new.person_id) OR (old.credential IS DISTINCT FROM new.credential))) EXECUTE FUNCTION directory.check_who_imports();
alter table exchange.import_job enable row level security;
alter table exchange.import_job force row level security;
create policy begin_import on exchange.import_job for insert to qinlin_writer
  with check ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (person_id = ( SELECT rights.my_person() AS my_person)) AND (state = 'QUEUED'::text));
create policy count_import on exchange.import_job for all to postgres
  using true;
create policy find_import on exchange.import_job for select to qinlin_writer
  using true;
create policy move_import on exchange.import_job for update to qinlin_writer
  using true;
create policy read_import on exchange.import_job for select to qinlin_guarded
  using ((unit_id = ( SELECT rights.my_unit() AS my_unit)) AND (( SELECT rights.my_app() AS my_app) IS NULL));

create table exchange.import_row (
  job_id uuid not null,
  no integer not null,
  cells text[],
  listing jsonb,
  state text not null,
  listing_id uuid,
  constraint import_row_is_a_listing CHECK (((state = ANY (ARRAY['DIFFERENT'::text, 'UNCHANGED'::text, 'WRITTEN'::text])) = (listing_id IS NOT NULL))),
  constraint import_row_job_id_fkey FOREIGN KEY (job_id) REFERENCES exchange.import_job(id),
  constraint import_row_no_check CHECK ((no > 0)),
  constraint import_row_pkey PRIMARY KEY (job_id, no),
  constraint import_row_state_check CHECK ((state = ANY (ARRAY['READ'::text, 'FAILED'::text, 'DIFFERENT'::text, 'UNCHANGED'::text, 'WRITTEN'::text]))),
  constraint listing_import_row_failed CHECK (((state = 'FAILED'::text) OR (listing IS NOT NULL) OR (cells IS NULL)))
);
CREATE TRIGGER import_row_stays BEFORE UPDATE ON exchange.import_row FOR EACH ROW WHEN ((old.state <> 'READ'::text)) EXECUTE FUNCTION exchange.import_row_stays();
CREATE TRIGGER import_rows_counted_when_added AFTER INSERT ON exchange.import_row REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exchange.count_import_rows();
CREATE TRIGGER import_rows_counted_when_judged AFTER UPDATE ON exchange.import_row REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION exchange.count_import_rows();
alter table exchange.import_row enable row level security;
alter table exchange.import_row force row level security;
create policy add_row on exchange.import_row for insert to qinlin_writer
  with check ((cells IS NOT NULL) AND (state = ANY (ARRAY['READ'::text, 'FAILED'::text, 'DIFFERENT'::text, 'UNCHANGED'::text])));
create policy empty_row on exchange.import_row for all to postgres
  using true;
create policy find_row on exchange.import_row for select to qinlin_writer
  using true;
create policy judge_row on exchange.import_row for update to qinlin_writer
  using true;
create policy read_row on exchange.import_row for select to qinlin_guarded
  using (EXISTS ( SELECT
   FROM exchange.import_job j
  WHERE (j.id = import_row.job_id)));

create table exchange.ledger_check (
  is_last boolean not null default true,
  checked_at timestamp(3) with time zone not null,
  differences integer not null,
  differs_since timestamp(3) with time zone,
  constraint ledger_check_as_found CHECK ((((differences = 0) = (differs_since IS NULL)) AND (differs_since <= checked_at))),
  constraint ledger_check_differences CHECK ((differences >= 0)),
  constraint ledger_check_is_one CHECK (is_last),
  constraint ledger_check_pkey PRIMARY KEY (is_last)
);

create table exchange.lending (
  id uuid not null,
  resource_id uuid not null,
  owner_unit_id uuid not null,
  kind text not null,
  borrower_unit_id uuid not null,
  alliance_id uuid not null,
  purpose text not null,
  state text not null,
  condition_out text not null,
  condition_back text,
  handed_over_at timestamp(3) with time zone not null,
  due_at timestamp(3) with time zone not null,
  received_at timestamp(3) with time zone,
  given_back_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  reason text,
  version integer not null default 1,
  constraint lending_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint lending_as_stated CHECK (
CASE state
    WHEN 'HANDED_OVER'::text THEN (num_nonnulls(received_at, given_back_at, ended_at, condition_back) = 0)
    WHEN 'LENT'::text THEN ((received_at IS NOT NULL) AND (num_nonnulls(given_back_at, ended_at, condition_back) = 0))
    WHEN 'GIVEN_BACK'::text THEN ((num_nonnulls(received_at, given_back_at, condition_back) = 3) AND (ended_at IS NULL))
    WHEN 'RETURNED'::text THEN (num_nonnulls(received_at, given_back_at, condition_back, ended_at) = 4)
    ELSE ((received_at IS NULL) AND (given_back_at IS NULL) AND (ended_at IS NOT NULL) AND (reason IS NOT NULL))
END),
  constraint lending_between_two CHECK ((owner_unit_id <> borrower_unit_id)),
  constraint lending_borrower_unit_id_fkey FOREIGN KEY (borrower_unit_id) REFERENCES directory.unit(id),
  constraint lending_condition_back_fkey FOREIGN KEY (condition_back) REFERENCES directory.term(code),
  constraint lending_condition_out_fkey FOREIGN KEY (condition_out) REFERENCES directory.term(code),
  constraint lending_forward CHECK ((handed_over_at < due_at)),
  constraint lending_of_lent_kind CHECK ((kind = ANY (ARRAY['EQUIPMENT'::text, 'VEHICLE'::text]))),
  constraint lending_of_resource FOREIGN KEY (resource_id, owner_unit_id, kind) REFERENCES exchange.resource(id, owner_unit_id, kind),
  constraint lending_pkey PRIMARY KEY (id),
  constraint lending_purpose_check CHECK ((purpose <> ''::text)),
  constraint lending_state_check CHECK ((state = ANY (ARRAY['HANDED_OVER'::text, 'LENT'::text, 'GIVEN_BACK'::text, 'RETURNED'::text, 'CANCELLED'::text]))),
  constraint lent_to_one_at_a_time EXCLUDE USING gist (resource_id WITH =, tstzrange(handed_over_at, ended_at) WITH &&) WHERE ((state <> 'CANCELLED'::text))
);
CREATE INDEX lending_alliance ON exchange.lending USING btree (alliance_id, id DESC);
CREATE INDEX lending_borrower ON exchange.lending USING btree (borrower_unit_id, id DESC);
CREATE INDEX lending_due ON exchange.lending USING btree (due_at) WHERE (state = ANY (ARRAY['HANDED_OVER'::text, 'LENT'::text]));
CREATE INDEX lending_owner ON exchange.lending USING btree (owner_unit_id, id DESC);
CREATE INDEX lending_resource ON exchange.lending USING btree (resource_id, id DESC);
CREATE INDEX lending_waits_for_borrower ON exchange.lending USING btree (borrower_unit_id) WHERE (state = ANY (ARRAY['HANDED_OVER'::text, 'LENT'::text]));
CREATE INDEX lending_waits_for_owner ON exchange.lending USING btree (owner_unit_id) WHERE (state = 'GIVEN_BACK'::text);
CREATE TRIGGER lending_of_available_resource BEFORE INSERT ON exchange.lending FOR EACH ROW EXECUTE FUNCTION exchange.check_lent_resource();

create table exchange.match (
  id uuid not null,
  alliance_id uuid not null,
  need_id uuid,
  offer_id uuid,
  slot_id uuid,
  supplier_unit_id uuid not null,
  demander_unit_id uuid not null,
  created_by_unit_id uuid not null,
  origin text not null,
  quantity numeric(14,4) not null,
  quantity_unit text not null,
  return_title text,
  return_quantity numeric(14,4),
  return_quantity_unit text,
  state text not null,
  supplier_accepted_at timestamp(3) with time zone,
  demander_accepted_at timestamp(3) with time zone,
  reason text,
  version integer not null default 1,
  created_at timestamp(3) with time zone not null,
  places integer,
  respond_by timestamp(3) with time zone,
  dispatch_id uuid,
  starts_at timestamp(3) with time zone,
  ends_at timestamp(3) with time zone,
  terms integer not null default 1,
  constraint match_accepted_as_stated CHECK (
CASE state
    WHEN 'PROPOSED'::text THEN (num_nonnulls(supplier_accepted_at, demander_accepted_at) = 0)
    WHEN 'CALLED'::text THEN ((supplier_accepted_at IS NULL) AND (origin = 'DISPATCH'::text))
    WHEN 'ACCEPTED_BY_ONE'::text THEN (num_nonnulls(supplier_accepted_at, demander_accepted_at) = 1)
    WHEN 'COUNTERED'::text THEN (num_nonnulls(supplier_accepted_at, demander_accepted_at) = 1)
    WHEN 'AGREED'::text THEN (num_nonnulls(supplier_accepted_at, demander_accepted_at) = 2)
    WHEN 'SUPERSEDED'::text THEN (origin = 'DISPATCH'::text)
    WHEN 'EXPIRED'::text THEN (respond_by IS NOT NULL)
    ELSE true
END),
  constraint match_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint match_check CHECK ((supplier_unit_id <> demander_unit_id)),
  constraint match_check2 CHECK ((((return_title IS NULL) = (return_quantity IS NULL)) AND ((return_title IS NULL) = (return_quantity_unit IS NULL)))),
  constraint match_created_by_unit_id_fkey FOREIGN KEY (created_by_unit_id) REFERENCES directory.unit(id),
  constraint match_demander_has_need FOREIGN KEY (need_id, demander_unit_id) REFERENCES exchange.need(id, owner_unit_id),
  constraint match_demander_unit_id_fkey FOREIGN KEY (demander_unit_id) REFERENCES directory.unit(id),
  constraint match_has_offer CHECK (((offer_id IS NOT NULL) OR (origin = ANY (ARRAY['CLAIM'::text, 'DISPATCH'::text])))),
  constraint match_need_id_fkey FOREIGN KEY (need_id) REFERENCES exchange.need(id),
  constraint match_of_offer UNIQUE (id, offer_id),
  constraint match_of_sides UNIQUE (id, alliance_id, supplier_unit_id, demander_unit_id),
  constraint match_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES exchange.offer(id),
  constraint match_ordered_without_need CHECK (((need_id IS NULL) = (origin = 'ORDER'::text))),
  constraint match_origin_check CHECK ((origin = ANY (ARRAY['PROPOSAL'::text, 'CLAIM'::text, 'ORDER'::text, 'DISPATCH'::text]))),
  constraint match_period CHECK (((starts_at < ends_at) AND ((starts_at IS NULL) = (ends_at IS NULL)))),
  constraint match_pkey PRIMARY KEY (id),
  constraint match_places_check CHECK ((places > 0)),
  constraint match_places_of_slot CHECK (((places IS NULL) = (slot_id IS NULL))),
  constraint match_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint match_respond_by_to_come CHECK ((respond_by > created_at)),
  constraint match_return_quantity_check CHECK ((return_quantity > (0)::numeric)),
  constraint match_sent_in_dispatch CHECK (((dispatch_id IS NULL) = (origin <> 'DISPATCH'::text))),
  constraint match_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES exchange.slot(id),
  constraint match_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'CALLED'::text, 'ACCEPTED_BY_ONE'::text, 'COUNTERED'::text, 'AGREED'::text, 'DECLINED'::text, 'WITHDRAWN'::text, 'SUPERSEDED'::text, 'EXPIRED'::text, 'CANCELLED'::text]))),
  constraint match_supplier_has_offer FOREIGN KEY (offer_id, supplier_unit_id) REFERENCES exchange.offer(id, owner_unit_id),
  constraint match_supplier_unit_id_fkey FOREIGN KEY (supplier_unit_id) REFERENCES directory.unit(id),
  constraint match_terms_check CHECK ((terms > 0))
);
CREATE INDEX match_alliance ON exchange.match USING btree (alliance_id, id DESC);
CREATE UNIQUE INDEX match_call_taken_once ON exchange.match USING btree (dispatch_id) WHERE (state = ANY (ARRAY['ACCEPTED_BY_ONE'::text, 'COUNTERED'::text, 'AGREED'::text]));
CREATE UNIQUE INDEX match_called_once ON exchange.match USING btree (dispatch_id, supplier_unit_id) WHERE (dispatch_id IS NOT NULL);
CREATE INDEX match_created_by ON exchange.match USING btree (created_by_unit_id);
CREATE INDEX match_demander ON exchange.match USING btree (demander_unit_id, id DESC);
CREATE INDEX match_need ON exchange.match USING btree (need_id, id DESC);
CREATE INDEX match_offer ON exchange.match USING btree (offer_id, id DESC);
CREATE INDEX match_overdue ON exchange.match USING btree (respond_by, id) WHERE ((respond_by IS NOT NULL) AND (state = ANY (ARRAY['PROPOSED'::text, 'CALLED'::text, 'ACCEPTED_BY_ONE'::text, 'COUNTERED'::text])));
CREATE INDEX match_supplier ON exchange.match USING btree (supplier_unit_id, id DESC);
CREATE INDEX match_waits_for_demander ON exchange.match USING btree (demander_unit_id) WHERE ((state = ANY (ARRAY['PROPOSED'::text, 'CALLED'::text, 'ACCEPTED_BY_ONE'::text, 'COUNTERED'::text])) AND (demander_accepted_at IS NULL));
CREATE INDEX match_waits_for_supplier ON exchange.match USING btree (supplier_unit_id) WHERE ((state = ANY (ARRAY['PROPOSED'::text, 'CALLED'::text, 'ACCEPTED_BY_ONE'::text, 'COUNTERED'::text])) AND (supplier_accepted_at IS NULL));
CREATE TRIGGER match_begins_with_terms AFTER INSERT ON exchange.match FOR EACH ROW EXECUTE FUNCTION exchange.follow_new_match();
CREATE CONSTRAINT TRIGGER match_for_somebody_who_fits AFTER INSERT ON exchange.match DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.offer_id IS NOT NULL)) EXECUTE FUNCTION exchange.check_match_judged();
CREATE TRIGGER match_moves_coverage AFTER INSERT OR UPDATE OF state, quantity ON exchange.match FOR EACH ROW EXECUTE FUNCTION exchange.follow_match();
CREATE TRIGGER match_of_published_need BEFORE INSERT ON exchange.match FOR EACH ROW EXECUTE FUNCTION exchange.check_match_need();
CREATE TRIGGER match_of_published_offer BEFORE INSERT ON exchange.match FOR EACH ROW WHEN ((new.offer_id IS NOT NULL)) EXECUTE FUNCTION exchange.check_match_offer();

create table exchange.match_item (
  match_id uuid not null,
  offer_id uuid not null,
  edition integer not null,
  code text not null,
  count integer not null,
  constraint match_item_count_check CHECK ((count > 0)),
  constraint match_item_of_match FOREIGN KEY (match_id, offer_id) REFERENCES exchange.match(id, offer_id),
  constraint match_item_of_menu FOREIGN KEY (offer_id, edition, code) REFERENCES exchange.menu_item(offer_id, edition, code),
  constraint match_item_pkey PRIMARY KEY (match_id, code)
);
CREATE INDEX match_item_menu ON exchange.match_item USING btree (offer_id, edition, code);
CREATE CONSTRAINT TRIGGER match_items_add_up AFTER INSERT ON exchange.match_item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_match_items();

create table exchange.match_terms (
  match_id uuid not null,
  number integer not null,
  unit_id uuid not null,
  quantity numeric(14,4) not null,
  quantity_unit text not null,
  starts_at timestamp(3) with time zone,
  ends_at timestamp(3) with time zone,
  return_title text,
  return_quantity numeric(14,4),
  return_quantity_unit text,
  note text,
  created_at timestamp(3) with time zone not null,
  constraint match_terms_match_id_fkey FOREIGN KEY (match_id) REFERENCES exchange.match(id),
  constraint match_terms_note_check CHECK ((note <> ''::text)),
  constraint match_terms_number_check CHECK ((number > 0)),
  constraint match_terms_period CHECK (((starts_at < ends_at) AND ((starts_at IS NULL) = (ends_at IS NULL)))),
  constraint match_terms_pkey PRIMARY KEY (match_id, number),
  constraint match_terms_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint match_terms_return CHECK ((((return_title IS NULL) = (return_quantity IS NULL)) AND ((return_title IS NULL) = (return_quantity_unit IS NULL)))),
  constraint match_terms_return_quantity_check CHECK ((return_quantity > (0)::numeric)),
  constraint match_terms_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX match_terms_unit ON exchange.match_terms USING btree (unit_id);
CREATE TRIGGER match_terms_follow BEFORE INSERT ON exchange.match_terms FOR EACH ROW EXECUTE FUNCTION exchange.check_terms();
CREATE TRIGGER match_terms_move_match AFTER INSERT ON exchange.match_terms FOR EACH ROW EXECUTE FUNCTION exchange.follow_terms();

create table exchange.menu_item (
  offer_id uuid not null,
  edition integer not null,
  code text not null,
  name text not null,
  unit text not null,
  price numeric(14,2),
  currency text,
  takes numeric(14,4) not null,
  most_per_order integer,
  rank integer not null,
  constraint menu_item_code_check CHECK ((code <> ''::text)),
  constraint menu_item_currency_check CHECK ((currency = 'CNY'::text)),
  constraint menu_item_edition_check CHECK ((edition > 0)),
  constraint menu_item_in_order UNIQUE (offer_id, edition, rank),
  constraint menu_item_most_per_order_check CHECK ((most_per_order > 0)),
  constraint menu_item_name_check CHECK ((name <> ''::text)),
  constraint menu_item_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES exchange.offer(id),
  constraint menu_item_pkey PRIMARY KEY (offer_id, edition, code),
  constraint menu_item_price_check CHECK ((price > (0)::numeric)),
  constraint menu_item_price_in_money CHECK (((price IS NULL) = (currency IS NULL))),
  constraint menu_item_rank_check CHECK ((rank > 0)),
  constraint menu_item_takes_check CHECK ((takes > (0)::numeric)),
  constraint menu_item_unit_check CHECK ((unit <> ''::text))
);
CREATE TRIGGER menu_item_before_its_edition BEFORE INSERT ON exchange.menu_item FOR EACH ROW EXECUTE FUNCTION exchange.check_menu_item();

create table exchange.need (
  id uuid not null,
  owner_unit_id uuid not null,
  category text not null,
  title text not null,
  description text not null,
  quantity numeric(14,4) not null,
  quantity_unit text not null,
  covered numeric(14,4) not null default 0,
  starts_at timestamp(3) with time zone,
  ends_at timestamp(3) with time zone,
  place_name text,
  longitude double precision,
  latitude double precision,
  visibility text not null,
  state text not null,
  version integer not null default 1,
  published_at timestamp(3) with time zone not null,
  wording integer not null default 1,
  is_flagged boolean not null default false,
  verdict text,
  place_masked text,
  shown_to uuid[] not null,
  closes_at timestamp(3) with time zone,
  paused_for uuid[],
  closed_at timestamp(3) with time zone,
  close_reason text,
  track_id uuid,
  programme_id uuid,
  max_per_unit numeric(14,4),
  kind text not null default 'NEED'::text,
  max_claims integer,
  claims integer not null default 0,
  completed_at timestamp(3) with time zone,
  constraint need_category_fkey FOREIGN KEY (category) REFERENCES directory.term(code),
  constraint need_check CHECK ((starts_at < ends_at)),
  constraint need_check1 CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint need_claims_of_wish CHECK (((kind = 'MICRO_WISH'::text) = (max_claims IS NOT NULL))),
  constraint need_close_reason_check CHECK ((close_reason <> ''::text)),
  constraint need_close_reason_of_fulfilled CHECK (((close_reason IS NULL) OR (state = 'FULFILLED'::text))),
  constraint need_closed_at_an_instant CHECK (
CASE
    WHEN (state = ANY (ARRAY['FULFILLED'::text, 'EXPIRED'::text])) THEN (closed_at IS NOT NULL)
    WHEN (state = 'WITHDRAWN'::text) THEN true
    ELSE (closed_at IS NULL)
END),
  constraint need_closes_within_its_time CHECK ((closes_at <= ends_at)),
  constraint need_completed_is_fulfilled CHECK (((completed_at IS NULL) OR (state = 'FULFILLED'::text))),
  constraint need_completed_is_wish CHECK (((completed_at IS NULL) OR ((kind = 'MICRO_WISH'::text) AND (claims > 0)))),
  constraint need_held_takes_no_match CHECK (((state <> ALL (ARRAY['DRAFT'::text, 'IN_REVIEW'::text, 'RETURNED'::text])) OR (covered = (0)::numeric))),
  constraint need_held_when_flagged CHECK ((
CASE
    WHEN (state = 'DRAFT'::text) THEN ((NOT is_flagged) AND (verdict IS NULL) AND (wording = 1))
    WHEN (state = 'IN_REVIEW'::text) THEN (is_flagged AND (verdict IS NULL))
    WHEN (state = 'RETURNED'::text) THEN (is_flagged AND (verdict = 'RETURNED'::text))
    WHEN (state = 'WITHDRAWN'::text) THEN true
    WHEN is_flagged THEN (verdict = 'RELEASED'::text)
    ELSE (verdict IS NULL)
END IS TRUE)),
  constraint need_kind_check CHECK ((kind = ANY (ARRAY['NEED'::text, 'MICRO_WISH'::text]))),
  constraint need_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint need_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint need_max_claims_check CHECK (((max_claims >= 1) AND (max_claims <= 1000))),
  constraint need_max_per_unit_check CHECK ((max_per_unit > (0)::numeric)),
  constraint need_not_overclaimed CHECK (((claims >= 0) AND (claims <= COALESCE(max_claims, 0)))),
  constraint need_not_overcovered CHECK (((covered >= (0)::numeric) AND (covered <= quantity))),
  constraint need_of_unit UNIQUE (id, owner_unit_id),
  constraint need_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint need_paused_for_some CHECK (
CASE
    WHEN (state = 'PAUSED'::text) THEN (paused_for IS NOT NULL)
    WHEN (state = ANY (ARRAY['FULFILLED'::text, 'EXPIRED'::text])) THEN true
    ELSE (paused_for IS NULL)
END),
  constraint need_pkey PRIMARY KEY (id),
  constraint need_place_masked_has_place CHECK (((place_masked IS NULL) OR (place_name IS NOT NULL))),
  constraint need_private_not_held CHECK (((visibility <> 'UNIT'::text) OR (NOT is_flagged))),
  constraint need_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES directory.programme(id),
  constraint need_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint need_quantity_unit_check CHECK ((quantity_unit <> ''::text)),
  constraint need_shown_to_fits_visibility CHECK (
CASE visibility
    WHEN 'UNIT'::text THEN (shown_to = '{}'::uuid[])
    WHEN 'ALLIANCE'::text THEN (shown_to <> '{}'::uuid[])
    ELSE true
END),
  constraint need_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'IN_REVIEW'::text, 'RETURNED'::text, 'PUBLISHED'::text, 'PAUSED'::text, 'FULFILLED'::text, 'WITHDRAWN'::text, 'EXPIRED'::text]))),
  constraint need_title_check CHECK ((title <> ''::text)),
  constraint need_track_id_fkey FOREIGN KEY (track_id) REFERENCES directory.track(id),
  constraint need_verdict_check CHECK ((verdict = ANY (ARRAY['RELEASED'::text, 'RETURNED'::text]))),
  constraint need_verdict_of_review FOREIGN KEY (id, wording, verdict) REFERENCES exchange.need_review(need_id, wording, verdict),
  constraint need_visibility_check CHECK ((visibility = ANY (ARRAY['PUBLIC'::text, 'ALLIANCE'::text, 'UNIT'::text]))),
  constraint need_wish_is_not_covered CHECK (((kind = 'NEED'::text) OR (covered = (0)::numeric))),
  constraint need_wording_check CHECK ((wording > 0))
);
CREATE INDEX need_category ON exchange.need USING btree (category, id DESC) WHERE (state = ANY (ARRAY['PUBLISHED'::text, 'PAUSED'::text, 'FULFILLED'::text, 'EXPIRED'::text]));
CREATE INDEX need_due ON exchange.need USING btree (LEAST(closes_at, ends_at)) WHERE (state = ANY (ARRAY['PUBLISHED'::text, 'PAUSED'::text]));
CREATE INDEX need_in_review ON exchange.need USING btree (published_at, id) WHERE (state = 'IN_REVIEW'::text);
CREATE INDEX need_in_review_for_all ON exchange.need USING btree (owner_unit_id) WHERE ((state = 'IN_REVIEW'::text) AND (shown_to = '{}'::uuid[]));
CREATE INDEX need_in_review_shown ON exchange.need USING gin (shown_to) WITH (fastupdate=off) WHERE (state = 'IN_REVIEW'::text);
CREATE INDEX need_owner ON exchange.need USING btree (owner_unit_id, id DESC) INCLUDE (state, visibility, shown_to, paused_for);
CREATE INDEX need_programme ON exchange.need USING btree (programme_id, id DESC) WHERE (programme_id IS NOT NULL);
CREATE INDEX need_published ON exchange.need USING btree (published_at) WHERE (state = 'PUBLISHED'::text);
CREATE INDEX need_returned ON exchange.need USING btree (owner_unit_id) WHERE (state = 'RETURNED'::text);
CREATE INDEX need_track ON exchange.need USING btree (track_id, id DESC) WHERE (track_id IS NOT NULL);
CREATE TRIGGER need_audience_follows AFTER INSERT ON exchange.need REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exchange.follow_need_audience();
CREATE TRIGGER need_audience_redrawn AFTER UPDATE OF shown_to ON exchange.need FOR EACH ROW WHEN ((old.shown_to IS DISTINCT FROM new.shown_to)) EXECUTE FUNCTION exchange.redraw_need_audience();
CREATE TRIGGER need_changes BEFORE UPDATE OF category, title, description, quantity, quantity_unit, starts_at, ends_at, closes_at, place_name, longitude, latitude, visibility, track_id, programme_id, wording, is_flagged, place_masked ON exchange.need FOR EACH ROW EXECUTE FUNCTION exchange.check_listing_change();
CREATE TRIGGER need_limits_settled BEFORE UPDATE OF kind, max_claims, max_per_unit ON exchange.need FOR EACH ROW WHEN (((old.state <> 'DRAFT'::text) AND (((old.kind IS DISTINCT FROM new.kind) OR (old.max_claims IS DISTINCT FROM new.max_claims)) OR (old.max_per_unit IS DISTINCT FROM new.max_per_unit)))) EXECUTE FUNCTION exchange.check_listing_limits();
CREATE TRIGGER need_place_follows_words BEFORE UPDATE OF place_masked ON exchange.need FOR EACH ROW WHEN ((old.place_masked IS DISTINCT FROM new.place_masked)) EXECUTE FUNCTION exchange.check_need_place();
CREATE TRIGGER need_shown_to_stands BEFORE UPDATE OF shown_to ON exchange.need FOR EACH ROW WHEN (((old.shown_to IS DISTINCT FROM new.shown_to) AND (old.state <> 'DRAFT'::text))) EXECUTE FUNCTION exchange.keep_shown_to();

create table exchange.need_audience (
  need_id uuid not null,
  alliance_id uuid not null,
  constraint need_audience_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint need_audience_need_id_fkey FOREIGN KEY (need_id) REFERENCES exchange.need(id),
  constraint need_audience_pkey PRIMARY KEY (need_id, alliance_id)
);
CREATE INDEX need_audience_alliance ON exchange.need_audience USING btree (alliance_id, need_id DESC);

create table exchange.need_finding (
  need_id uuid not null,
  wording integer not null,
  "position" integer not null,
  kind text not null,
  field text not null,
  excerpt text not null,
  constraint need_finding_excerpt_check CHECK ((excerpt <> ''::text)),
  constraint need_finding_field_check CHECK ((field = ANY (ARRAY['TITLE'::text, 'DESCRIPTION'::text, 'PLACE_NAME'::text]))),
  constraint need_finding_kind_check CHECK ((kind = ANY (ARRAY['MOBILE'::text, 'LANDLINE'::text, 'IDENTITY_NUMBER'::text, 'BANK_CARD'::text, 'EMAIL'::text, 'ACCOUNT'::text, 'PLATE'::text, 'ADDRESS'::text, 'NAME'::text, 'HEALTH'::text]))),
  constraint need_finding_need_id_fkey FOREIGN KEY (need_id) REFERENCES exchange.need(id),
  constraint need_finding_pkey PRIMARY KEY (need_id, wording, "position")
);

create table exchange.need_review (
  need_id uuid not null,
  wording integer not null,
  verdict text not null,
  owner_unit_id uuid not null,
  unit_id uuid not null,
  alliance_id uuid not null,
  reason text not null,
  reviewed_at timestamp(3) with time zone not null,
  constraint need_review_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint need_review_need_id_owner_unit_id_fkey FOREIGN KEY (need_id, owner_unit_id) REFERENCES exchange.need(id, owner_unit_id),
  constraint need_review_of_words UNIQUE (need_id, wording, verdict),
  constraint need_review_pkey PRIMARY KEY (need_id, wording),
  constraint need_review_reason_check CHECK ((reason <> ''::text)),
  constraint need_review_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint need_review_verdict_check CHECK ((verdict = ANY (ARRAY['RELEASED'::text, 'RETURNED'::text]))),
  constraint need_reviewed_by_another_unit CHECK ((unit_id <> owner_unit_id))
);
CREATE INDEX need_review_unit ON exchange.need_review USING btree (unit_id);

create table exchange.offer (
  id uuid not null,
  owner_unit_id uuid not null,
  resource_id uuid,
  category text not null,
  title text not null,
  description text not null,
  quantity numeric(14,4) not null,
  quantity_unit text not null,
  taken numeric(14,4) not null default 0,
  starts_at timestamp(3) with time zone,
  ends_at timestamp(3) with time zone,
  place_name text,
  longitude double precision,
  latitude double precision,
  visibility text not null,
  state text not null,
  version integer not null default 1,
  published_at timestamp(3) with time zone not null,
  shown_to uuid[] not null,
  wording integer not null default 1,
  is_flagged boolean not null default false,
  verdict text,
  closes_at timestamp(3) with time zone,
  paused_for uuid[],
  closed_at timestamp(3) with time zone,
  close_reason text,
  track_id uuid,
  programme_id uuid,
  max_per_unit numeric(14,4),
  menu_edition integer not null default 0,
  issued numeric(14,4) not null default 0,
  requirement_edition integer,
  is_conditional boolean not null default false,
  needs_proof boolean not null default false,
  constraint offer_category_fkey FOREIGN KEY (category) REFERENCES directory.term(code),
  constraint offer_check CHECK ((starts_at < ends_at)),
  constraint offer_check1 CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint offer_close_reason_check CHECK ((close_reason <> ''::text)),
  constraint offer_close_reason_of_fulfilled CHECK (((close_reason IS NULL) OR (state = 'FULFILLED'::text))),
  constraint offer_closed_at_an_instant CHECK (
CASE
    WHEN (state = ANY (ARRAY['FULFILLED'::text, 'EXPIRED'::text])) THEN (closed_at IS NOT NULL)
    WHEN (state = 'WITHDRAWN'::text) THEN true
    ELSE (closed_at IS NULL)
END),
  constraint offer_closes_within_its_time CHECK ((closes_at <= ends_at)),
  constraint offer_held_takes_no_match CHECK (((state <> ALL (ARRAY['DRAFT'::text, 'IN_REVIEW'::text, 'RETURNED'::text])) OR (taken = (0)::numeric))),
  constraint offer_held_when_flagged CHECK ((
CASE
    WHEN (state = 'DRAFT'::text) THEN ((NOT is_flagged) AND (verdict IS NULL) AND (wording = 1))
    WHEN (state = 'IN_REVIEW'::text) THEN (is_flagged AND (verdict IS NULL))
    WHEN (state = 'RETURNED'::text) THEN (is_flagged AND (verdict = 'RETURNED'::text))
    WHEN (state = 'WITHDRAWN'::text) THEN true
    WHEN is_flagged THEN (verdict = 'RELEASED'::text)
    ELSE (verdict IS NULL)
END IS TRUE)),
  constraint offer_issued_not_below_nothing CHECK ((issued >= (0)::numeric)),
  constraint offer_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint offer_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint offer_max_per_unit_check CHECK ((max_per_unit > (0)::numeric)),
  constraint offer_not_oversold CHECK (((taken >= (0)::numeric) AND (taken <= quantity))),
  constraint offer_of_unit UNIQUE (id, owner_unit_id),
  constraint offer_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint offer_paused_for_some CHECK (
CASE
    WHEN (state = 'PAUSED'::text) THEN (paused_for IS NOT NULL)
    WHEN (state = ANY (ARRAY['FULFILLED'::text, 'EXPIRED'::text])) THEN true
    ELSE (paused_for IS NULL)
END),
  constraint offer_pkey PRIMARY KEY (id),
  constraint offer_private_not_held CHECK (((visibility <> 'UNIT'::text) OR (NOT is_flagged))),
  constraint offer_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES directory.programme(id),
  constraint offer_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint offer_quantity_unit_check CHECK ((quantity_unit <> ''::text)),
  constraint offer_requirement_in_force FOREIGN KEY (id, requirement_edition) REFERENCES exchange.offer_requirement(offer_id, edition) DEFERRABLE INITIALLY DEFERRED,
  constraint offer_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES exchange.resource(id),
  constraint offer_shown_to_fits_visibility CHECK (
CASE visibility
    WHEN 'UNIT'::text THEN (shown_to = '{}'::uuid[])
    WHEN 'ALLIANCE'::text THEN (shown_to <> '{}'::uuid[])
    ELSE true
END),
  constraint offer_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'IN_REVIEW'::text, 'RETURNED'::text, 'PUBLISHED'::text, 'PAUSED'::text, 'FULFILLED'::text, 'WITHDRAWN'::text, 'EXPIRED'::text]))),
  constraint offer_title_check CHECK ((title <> ''::text)),
  constraint offer_track_id_fkey FOREIGN KEY (track_id) REFERENCES directory.track(id),
  constraint offer_verdict_check CHECK ((verdict = ANY (ARRAY['RELEASED'::text, 'RETURNED'::text]))),
  constraint offer_verdict_of_review FOREIGN KEY (id, wording, verdict) REFERENCES exchange.offer_review(offer_id, wording, verdict),
  constraint offer_visibility_check CHECK ((visibility = ANY (ARRAY['PUBLIC'::text, 'ALLIANCE'::text, 'UNIT'::text]))),
  constraint offer_wording_check CHECK ((wording > 0))
);
CREATE INDEX offer_branch ON exchange.offer USING btree (split_part(category, '.'::text, 1)) WHERE (state = 'PUBLISHED'::text);
CREATE INDEX offer_category ON exchange.offer USING btree (category, id DESC) WHERE (state = ANY (ARRAY['PUBLISHED'::text, 'PAUSED'::text, 'FULFILLED'::text, 'EXPIRED'::text]));
CREATE INDEX offer_conditional ON exchange.offer USING btree (id DESC) WHERE is_conditional;
CREATE INDEX offer_due ON exchange.offer USING btree (LEAST(closes_at, ends_at)) WHERE (state = ANY (ARRAY['PUBLISHED'::text, 'PAUSED'::text]));
CREATE INDEX offer_in_review ON exchange.offer USING btree (published_at, id) WHERE (state = 'IN_REVIEW'::text);
CREATE INDEX offer_in_review_for_all ON exchange.offer USING btree (owner_unit_id) WHERE ((state = 'IN_REVIEW'::text) AND (shown_to = '{}'::uuid[]));
CREATE INDEX offer_in_review_shown ON exchange.offer USING gin (shown_to) WITH (fastupdate=off) WHERE (state = 'IN_REVIEW'::text);
CREATE INDEX offer_owner ON exchange.offer USING btree (owner_unit_id, id DESC);
CREATE INDEX offer_programme ON exchange.offer USING btree (programme_id, id DESC) WHERE (programme_id IS NOT NULL);
CREATE INDEX offer_published ON exchange.offer USING btree (published_at) WHERE (state = 'PUBLISHED'::text);
CREATE INDEX offer_resource ON exchange.offer USING btree (resource_id, id DESC) WHERE (resource_id IS NOT NULL);
CREATE INDEX offer_returned ON exchange.offer USING btree (owner_unit_id) WHERE (state = 'RETURNED'::text);
CREATE INDEX offer_track ON exchange.offer USING btree (track_id, id DESC) WHERE (track_id IS NOT NULL);
CREATE TRIGGER offer_audience_follows AFTER INSERT ON exchange.offer REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exchange.follow_offer_audience();
CREATE TRIGGER offer_audience_redrawn AFTER UPDATE OF shown_to ON exchange.offer FOR EACH ROW WHEN ((old.shown_to IS DISTINCT FROM new.shown_to)) EXECUTE FUNCTION exchange.redraw_offer_audience();
CREATE TRIGGER offer_changes BEFORE UPDATE OF category, title, description, quantity, quantity_unit, starts_at, ends_at, closes_at, place_name, longitude, latitude, visibility, track_id, programme_id, wording, is_flagged, resource_id ON exchange.offer FOR EACH ROW EXECUTE FUNCTION exchange.check_listing_change();
CREATE TRIGGER offer_limits_settled BEFORE UPDATE OF max_per_unit ON exchange.offer FOR EACH ROW WHEN (((old.state <> 'DRAFT'::text) AND (old.max_per_unit IS DISTINCT FROM new.max_per_unit))) EXECUTE FUNCTION exchange.check_listing_limits();
CREATE TRIGGER offer_menu_goes_on BEFORE UPDATE OF menu_edition ON exchange.offer FOR EACH ROW WHEN (((new.menu_edition <> old.menu_edition) AND (new.menu_edition <> (old.menu_edition + 1)))) EXECUTE FUNCTION exchange.check_menu_edition();
CREATE TRIGGER offer_moves_stock AFTER UPDATE OF taken, issued ON exchange.offer FOR EACH ROW EXECUTE FUNCTION exchange.follow_offer_of_stock();
CREATE TRIGGER offer_of_resource BEFORE INSERT ON exchange.offer FOR EACH ROW WHEN ((new.resource_id IS NOT NULL)) EXECUTE FUNCTION exchange.check_offer_served();
CREATE TRIGGER offer_of_resource_drafted BEFORE UPDATE OF resource_id, quantity_unit, state ON exchange.offer FOR EACH ROW WHEN (((new.resource_id IS NOT NULL) AND (old.state = 'DRAFT'::text) AND (new.state <> 'WITHDRAWN'::text))) EXECUTE FUNCTION exchange.check_offer_served();
CREATE TRIGGER offer_requirement_begins BEFORE INSERT ON exchange.offer FOR EACH ROW WHEN ((new.requirement_edition <> 1)) EXECUTE FUNCTION exchange.check_requirement_edition();
CREATE TRIGGER offer_requirement_goes_on BEFORE UPDATE OF requirement_edition ON exchange.offer FOR EACH ROW WHEN (((new.requirement_edition IS DISTINCT FROM old.requirement_edition) AND (new.requirement_edition IS DISTINCT FROM (COALESCE(old.requirement_edition, 0) + 1)))) EXECUTE FUNCTION exchange.check_requirement_edition();
CREATE TRIGGER offer_resource_settled BEFORE UPDATE OF resource_id ON exchange.offer FOR EACH ROW WHEN ((old.resource_id IS DISTINCT FROM new.resource_id)) EXECUTE FUNCTION exchange.check_offer_resource();
CREATE TRIGGER offer_shown_to_stands BEFORE UPDATE OF shown_to ON exchange.offer FOR EACH ROW WHEN (((old.shown_to IS DISTINCT FROM new.shown_to) AND (old.state <> 'DRAFT'::text))) EXECUTE FUNCTION exchange.keep_shown_to();

create table exchange.offer_audience (
  offer_id uuid not null,
  alliance_id uuid not null,
  constraint offer_audience_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint offer_audience_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES exchange.offer(id),
  constraint offer_audience_pkey PRIMARY KEY (offer_id, alliance_id)
);
CREATE INDEX offer_audience_alliance ON exchange.offer_audience USING btree (alliance_id, offer_id DESC);

create table exchange.offer_finding (
  offer_id uuid not null,
  wording integer not null,
  "position" integer not null,
  kind text not null,
  field text not null,
  excerpt text not null,
  constraint offer_finding_excerpt_check CHECK ((excerpt <> ''::text)),
  constraint offer_finding_field_check CHECK ((field = ANY (ARRAY['TITLE'::text, 'DESCRIPTION'::text, 'PLACE_NAME'::text]))),
  constraint offer_finding_kind_check CHECK ((kind = ANY (ARRAY['MOBILE'::text, 'LANDLINE'::text, 'IDENTITY_NUMBER'::text, 'BANK_CARD'::text, 'EMAIL'::text, 'ACCOUNT'::text, 'PLATE'::text, 'ADDRESS'::text, 'NAME'::text, 'HEALTH'::text]))),
  constraint offer_finding_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES exchange.offer(id),
  constraint offer_finding_pkey PRIMARY KEY (offer_id, wording, "position")
);

create table exchange.offer_requirement (
  offer_id uuid not null,
  edition integer not null,
  eligibility jsonb not null,
  documents jsonb not null,
  written_at timestamp(3) with time zone not null,
  constraint offer_requirement_edition_check CHECK ((edition > 0)),
  constraint offer_requirement_lists CHECK (((jsonb_typeof(eligibility) = 'array'::text) AND (jsonb_typeof(documents) = 'array'::text))),
  constraint offer_requirement_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES exchange.offer(id),
  constraint offer_requirement_pkey PRIMARY KEY (offer_id, edition)
);
CREATE TRIGGER offer_follows_requirement AFTER INSERT ON exchange.offer_requirement FOR EACH ROW EXECUTE FUNCTION exchange.follow_offer_requirement();

create table exchange.offer_review (
  offer_id uuid not null,
  wording integer not null,
  verdict text not null,
  owner_unit_id uuid not null,
  unit_id uuid not null,
  alliance_id uuid not null,
  reason text not null,
  reviewed_at timestamp(3) with time zone not null,
  constraint offer_review_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint offer_review_of_words UNIQUE (offer_id, wording, verdict),
  constraint offer_review_offer_id_owner_unit_id_fkey FOREIGN KEY (offer_id, owner_unit_id) REFERENCES exchange.offer(id, owner_unit_id),
  constraint offer_review_pkey PRIMARY KEY (offer_id, wording),
  constraint offer_review_reason_check CHECK ((reason <> ''::text)),
  constraint offer_review_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint offer_review_verdict_check CHECK ((verdict = ANY (ARRAY['RELEASED'::text, 'RETURNED'::text]))),
  constraint offer_reviewed_by_another_unit CHECK ((unit_id <> owner_unit_id))
);
CREATE INDEX offer_review_unit ON exchange.offer_review USING btree (unit_id);

create table exchange.order_judgement (
  match_id uuid not null,
  offer_id uuid not null,
  edition integer not null,
  verdict text not null,
  judged_at timestamp(3) with time zone not null,
  post_id uuid not null,
  constraint order_judgement_by_edition FOREIGN KEY (offer_id, edition) REFERENCES exchange.offer_requirement(offer_id, edition),
  constraint order_judgement_of_match FOREIGN KEY (match_id, offer_id) REFERENCES exchange.match(id, offer_id),
  constraint order_judgement_pkey PRIMARY KEY (match_id),
  constraint order_judgement_post_id_fkey FOREIGN KEY (post_id) REFERENCES directory.post(id),
  constraint order_judgement_verdict_check CHECK ((verdict = 'YES'::text))
);
CREATE INDEX order_judgement_edition ON exchange.order_judgement USING btree (offer_id, edition);
CREATE INDEX order_judgement_post ON exchange.order_judgement USING btree (post_id);
CREATE TRIGGER order_judgement_holds BEFORE INSERT ON exchange.order_judgement FOR EACH ROW EXECUTE FUNCTION exchange.check_order_judgement();

create table exchange.order_person (
  match_id uuid not null,
  owner_unit_id uuid not null,
  person_id uuid not null,
  constraint order_person_match_id_fkey FOREIGN KEY (match_id) REFERENCES exchange.order_judgement(match_id),
  constraint order_person_of_unit FOREIGN KEY (person_id, owner_unit_id) REFERENCES exchange.benefit_person(id, owner_unit_id),
  constraint order_person_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint order_person_pkey PRIMARY KEY (match_id)
);
CREATE INDEX order_person_person ON exchange.order_person USING btree (person_id);
CREATE INDEX order_person_unit ON exchange.order_person USING btree (owner_unit_id);
alter table exchange.order_person enable row level security;
create policy own_persons on exchange.order_person for all to qinlin_guarded, qinlin_writer
  using ((( SELECT rights.my_app() AS my_app) IS NULL) AND (owner_unit_id = ( SELECT rights.my_unit() AS my_unit)))
  with check ((( SELECT rights.my_app() AS my_app) IS NULL) AND (owner_unit_id = ( SELECT rights.my_unit() AS my_unit)));

create table exchange.own_number (
  owner_unit_id uuid not null,
  kind text not null,
  number text not null,
  resource_id uuid,
  offer_id uuid,
  need_id uuid,
  constraint own_number_kind_check CHECK ((kind = ANY (ARRAY['RESOURCE'::text, 'OFFER'::text, 'NEED'::text]))),
  constraint own_number_need_id_key UNIQUE (need_id),
  constraint own_number_need_id_owner_unit_id_fkey FOREIGN KEY (need_id, owner_unit_id) REFERENCES exchange.need(id, owner_unit_id),
  constraint own_number_number_check CHECK ((number <> ''::text)),
  constraint own_number_of_its_kind CHECK ((((kind = 'RESOURCE'::text) = (resource_id IS NOT NULL)) AND ((kind = 'OFFER'::text) = (offer_id IS NOT NULL)) AND ((kind = 'NEED'::text) = (need_id IS NOT NULL)))),
  constraint own_number_offer_id_key UNIQUE (offer_id),
  constraint own_number_offer_id_owner_unit_id_fkey FOREIGN KEY (offer_id, owner_unit_id) REFERENCES exchange.offer(id, owner_unit_id),
  constraint own_number_pkey PRIMARY KEY (owner_unit_id, kind, number),
  constraint own_number_resource_id_key UNIQUE (resource_id),
  constraint own_number_resource_id_owner_unit_id_fkey FOREIGN KEY (resource_id, owner_unit_id) REFERENCES exchange.resource(id, owner_unit_id)
);

create table exchange.posting (
  id uuid not null,
  purpose text not null,
  dimension text not null,
  basis text not null,
  amount numeric(18,4) not null,
  from_alliance_id uuid not null,
  from_unit_id uuid,
  to_alliance_id uuid not null,
  to_unit_id uuid,
  by_unit_id uuid,
  commitment_id uuid,
  reverses_id uuid,
  note text not null,
  posted_at timestamp(3) with time zone not null,
  clearing_id uuid,
  settlement_id uuid,
  event_id uuid,
  constraint posting_amount_check CHECK ((amount > (0)::numeric)),
  constraint posting_as_settled FOREIGN KEY (settlement_id, clearing_id, from_alliance_id, amount) REFERENCES exchange.clearing_settlement(id, clearing_id, owing_alliance_id, amount),
  constraint posting_between_two CHECK ((from_unit_id <> to_unit_id)),
  constraint posting_between_units CHECK ((((purpose = 'SETTLEMENT'::text) = (from_unit_id IS NULL)) AND ((purpose = 'SETTLEMENT'::text) = (to_unit_id IS NULL)))),
  constraint posting_by_somebody CHECK (((by_unit_id IS NOT NULL) OR (purpose = 'DELIVERY'::text))),
  constraint posting_by_unit_id_fkey FOREIGN KEY (by_unit_id) REFERENCES directory.unit(id),
  constraint posting_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES exchange.commitment(id),
  constraint posting_corrects_another CHECK (((purpose = 'CORRECTION'::text) = (reverses_id IS NOT NULL))),
  constraint posting_counted_as_clearing FOREIGN KEY (clearing_id, dimension, basis) REFERENCES exchange.clearing(id, dimension, basis),
  constraint posting_for_delivery CHECK ((((purpose = 'DELIVERY'::text) = (event_id IS NOT NULL)) AND ((event_id IS NULL) OR (commitment_id IS NOT NULL)))),
  constraint posting_for_delivery_of_commitment FOREIGN KEY (event_id, commitment_id) REFERENCES exchange.event(id, commitment_id),
  constraint posting_from_alliance_id_fkey FOREIGN KEY (from_alliance_id) REFERENCES directory.alliance(id),
  constraint posting_from_unit_id_fkey FOREIGN KEY (from_unit_id) REFERENCES directory.unit(id),
  constraint posting_note_check CHECK ((note <> ''::text)),
  constraint posting_of_basis UNIQUE (id, dimension, basis),
  constraint posting_once_for_delivery UNIQUE (event_id),
  constraint posting_pkey PRIMARY KEY (id),
  constraint posting_purpose_check CHECK ((purpose = ANY (ARRAY['TRANSFER'::text, 'CLEARING'::text, 'SETTLEMENT'::text, 'CORRECTION'::text, 'DELIVERY'::text]))),
  constraint posting_purpose_of_clearing CHECK (
CASE
    WHEN (purpose = ANY (ARRAY['TRANSFER'::text, 'DELIVERY'::text])) THEN (clearing_id IS NULL)
    WHEN (purpose = 'CORRECTION'::text) THEN true
    ELSE (clearing_id IS NOT NULL)
END),
  constraint posting_reversed_once UNIQUE (reverses_id),
  constraint posting_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES exchange.posting(id),
  constraint posting_reverses_whole FOREIGN KEY (reverses_id, to_alliance_id, to_unit_id, from_alliance_id, from_unit_id, dimension, basis, amount) REFERENCES exchange.posting(id, from_alliance_id, from_unit_id, to_alliance_id, to_unit_id, dimension, basis, amount),
  constraint posting_settles CHECK (((purpose = 'SETTLEMENT'::text) = (settlement_id IS NOT NULL))),
  constraint posting_settles_once UNIQUE (settlement_id),
  constraint posting_through_clearing CHECK (((from_alliance_id <> to_alliance_id) = (clearing_id IS NOT NULL))),
  constraint posting_to_alliance_id_fkey FOREIGN KEY (to_alliance_id) REFERENCES directory.alliance(id),
  constraint posting_to_the_fen CHECK (((dimension <> 'CNY'::text) OR (amount = round(amount, 2)))),
  constraint posting_to_unit_id_fkey FOREIGN KEY (to_unit_id) REFERENCES directory.unit(id),
  constraint posting_turned_round UNIQUE (id, from_alliance_id, from_unit_id, to_alliance_id, to_unit_id, dimension, basis, amount)
);
CREATE INDEX posting_by ON exchange.posting USING btree (by_unit_id);
CREATE INDEX posting_clearing ON exchange.posting USING btree (clearing_id, id DESC) WHERE (clearing_id IS NOT NULL);
CREATE INDEX posting_commitment ON exchange.posting USING btree (commitment_id) WHERE (commitment_id IS NOT NULL);
CREATE INDEX posting_from ON exchange.posting USING btree (from_unit_id, id DESC);
CREATE INDEX posting_to ON exchange.posting USING btree (to_unit_id, id DESC);
CREATE CONSTRAINT TRIGGER cleared_as_owed AFTER INSERT ON exchange.posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.purpose = 'SETTLEMENT'::text)) EXECUTE FUNCTION exchange.check_cleared_owed();
CREATE CONSTRAINT TRIGGER posting_as_counted AFTER INSERT ON exchange.posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.event_id IS NOT NULL)) EXECUTE FUNCTION exchange.check_posting_of_delivery();
CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON exchange.posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exchange.check_posting();
CREATE TRIGGER posting_between_promised BEFORE INSERT ON exchange.posting FOR EACH ROW WHEN ((new.commitment_id IS NOT NULL)) EXECUTE FUNCTION exchange.check_posting_promise();
CREATE TRIGGER posting_stays BEFORE DELETE OR UPDATE ON exchange.posting FOR EACH ROW EXECUTE FUNCTION exchange.keep_posted();
CREATE TRIGGER posting_while_clearing_in_force BEFORE INSERT ON exchange.posting FOR EACH ROW WHEN ((new.purpose = 'CLEARING'::text)) EXECUTE FUNCTION exchange.check_paid_through();

create table exchange.reliability_showing (
  unit_id uuid not null,
  shown_to text not null,
  changed_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint reliability_showing_pkey PRIMARY KEY (unit_id),
  constraint reliability_showing_shown_to_check CHECK ((shown_to = ANY (ARRAY['NOBODY'::text, 'COORDINATORS'::text, 'MEMBERS'::text, 'EVERYBODY'::text]))),
  constraint reliability_showing_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);

create table exchange.resource (
  id uuid not null,
  owner_unit_id uuid not null,
  kind text not null,
  name text not null,
  description text not null,
  place_name text,
  longitude double precision,
  latitude double precision,
  visibility text not null,
  version integer not null default 1,
  created_at timestamp(3) with time zone not null,
  shown_to uuid[] not null,
  category text,
  place_id uuid,
  state text not null default 'AVAILABLE'::text,
  retired_at timestamp(3) with time zone,
  retired_because text,
  constraint resource_category_fkey FOREIGN KEY (category) REFERENCES directory.term(code),
  constraint resource_check CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint resource_kind_check CHECK ((kind = ANY (ARRAY['SPACE'::text, 'EQUIPMENT'::text, 'VEHICLE'::text, 'STAFF_TIME'::text, 'SKILL'::text, 'GOODS'::text, 'MEALS'::text, 'DATA_SET'::text]))),
  constraint resource_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint resource_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint resource_name_check CHECK ((name <> ''::text)),
  constraint resource_of_kind UNIQUE (id, owner_unit_id, kind),
  constraint resource_of_unit UNIQUE (id, owner_unit_id),
  constraint resource_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES directory.unit(id),
  constraint resource_pkey PRIMARY KEY (id),
  constraint resource_place_id_fkey FOREIGN KEY (place_id) REFERENCES directory.place(id),
  constraint resource_retired_at_some_time CHECK (((state = 'RETIRED'::text) = (retired_at IS NOT NULL))),
  constraint resource_retired_for_a_reason CHECK (((retired_at IS NULL) = (retired_because IS NULL))),
  constraint resource_shown_to_fits_visibility CHECK (
CASE visibility
    WHEN 'UNIT'::text THEN (shown_to = '{}'::uuid[])
    WHEN 'ALLIANCE'::text THEN (shown_to <> '{}'::uuid[])
    ELSE true
END),
  constraint resource_state_check CHECK ((state = ANY (ARRAY['AVAILABLE'::text, 'RETIRED'::text]))),
  constraint resource_visibility_check CHECK ((visibility = ANY (ARRAY['PUBLIC'::text, 'ALLIANCE'::text, 'UNIT'::text])))
);
CREATE INDEX resource_category ON exchange.resource USING btree (category, id DESC) WHERE (category IS NOT NULL);
CREATE INDEX resource_owner ON exchange.resource USING btree (owner_unit_id, id);
CREATE INDEX resource_place ON exchange.resource USING btree (place_id, id DESC) WHERE (place_id IS NOT NULL);
CREATE TRIGGER resource_audience_follows AFTER INSERT ON exchange.resource REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION exchange.follow_resource_audience();
CREATE TRIGGER resource_shown_to_stands BEFORE UPDATE OF shown_to ON exchange.resource FOR EACH ROW WHEN ((old.shown_to IS DISTINCT FROM new.shown_to)) EXECUTE FUNCTION exchange.keep_shown_to();
CREATE TRIGGER resource_stays_retired BEFORE UPDATE ON exchange.resource FOR EACH ROW WHEN ((old.state = 'RETIRED'::text)) EXECUTE FUNCTION exchange.keep_retired_resource();

create table exchange.resource_audience (
  resource_id uuid not null,
  alliance_id uuid not null,
  constraint resource_audience_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint resource_audience_pkey PRIMARY KEY (resource_id, alliance_id),
  constraint resource_audience_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES exchange.resource(id)
);
CREATE INDEX resource_audience_alliance ON exchange.resource_audience USING btree (alliance_id, resource_id);

create table exchange.resource_condition (
  resource_id uuid not null,
  number integer not null,
  term text not null,
  note text,
  seen_at timestamp(3) with time zone not null,
  said_by_unit_id uuid not null,
  recorded_at timestamp(3) with time zone not null,
  constraint condition_not_to_come CHECK ((seen_at <= recorded_at)),
  constraint resource_condition_note_check CHECK ((note <> ''::text)),
  constraint resource_condition_number_check CHECK ((number > 0)),
  constraint resource_condition_pkey PRIMARY KEY (resource_id, number),
  constraint resource_condition_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES exchange.resource(id),
  constraint resource_condition_said_by_unit_id_fkey FOREIGN KEY (said_by_unit_id) REFERENCES directory.unit(id),
  constraint resource_condition_term_fkey FOREIGN KEY (term) REFERENCES directory.term(code)
);
CREATE INDEX resource_condition_said_by ON exchange.resource_condition USING btree (said_by_unit_id);

create table exchange.resource_opening (
  resource_id uuid not null,
  open tstzmultirange not null,
  known tstzrange not null,
  calendar bigint not null,
  as_usual boolean not null,
  constraint resource_opening_known CHECK (((NOT isempty(known)) AND (NOT lower_inf(known)) AND (NOT upper_inf(known)))),
  constraint resource_opening_pkey PRIMARY KEY (resource_id),
  constraint resource_opening_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES exchange.resource(id),
  constraint resource_opening_within CHECK ((open <@ known))
);
CREATE INDEX resource_opening_calendar ON exchange.resource_opening USING btree (calendar, resource_id);
CREATE INDEX resource_opening_renewal ON exchange.resource_opening USING btree (upper(known), resource_id) WHERE (NOT as_usual);
CREATE INDEX resource_opening_renewal_as_usual ON exchange.resource_opening USING btree (upper(known), resource_id) WHERE as_usual;

create table exchange.saved_search (
  id uuid not null,
  unit_id uuid not null,
  alliance_id uuid,
  place integer not null,
  name text not null,
  looks_for text not null,
  category text,
  words text,
  track_id uuid,
  programme_id uuid,
  seen_at timestamp(3) with time zone not null,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint saved_search_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint saved_search_category_fkey FOREIGN KEY (category) REFERENCES directory.term(code),
  constraint saved_search_looks_for_check CHECK ((looks_for = ANY (ARRAY['OFFERS'::text, 'NEEDS'::text]))),
  constraint saved_search_name_check CHECK ((name <> ''::text)),
  constraint saved_search_pkey PRIMARY KEY (id),
  constraint saved_search_place_check CHECK (((place >= 1) AND (place <= 20))),
  constraint saved_search_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES directory.programme(id),
  constraint saved_search_seen_since_saved CHECK ((seen_at >= created_at)),
  constraint saved_search_track_id_fkey FOREIGN KEY (track_id) REFERENCES directory.track(id),
  constraint saved_search_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint saved_search_words_check CHECK ((words <> ''::text))
);
CREATE INDEX saved_search_list ON exchange.saved_search USING btree (unit_id, id DESC);
CREATE UNIQUE INDEX saved_search_place ON exchange.saved_search USING btree (unit_id, place) WHERE (ended_at IS NULL);
CREATE TRIGGER saved_search_goes_on BEFORE UPDATE ON exchange.saved_search FOR EACH ROW EXECUTE FUNCTION exchange.check_saved_search();

create table exchange.settlement (
  id uuid not null,
  agreement_id uuid not null,
  number integer not null,
  from_day date not null,
  until_day date not null,
  state text not null,
  follows_id uuid,
  replaces_id uuid,
  drawn_up_by_unit_id uuid not null,
  drawn_up_at timestamp(3) with time zone not null,
  hash text not null,
  settled_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint settlement_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange.agreement(id),
  constraint settlement_drawn_up_by_unit_id_fkey FOREIGN KEY (drawn_up_by_unit_id) REFERENCES directory.unit(id),
  constraint settlement_follows FOREIGN KEY (follows_id, agreement_id) REFERENCES exchange.settlement(id, agreement_id),
  constraint settlement_hash CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint settlement_in_order CHECK ((from_day < until_day)),
  constraint settlement_number_check CHECK ((number > 0)),
  constraint settlement_number_once UNIQUE (agreement_id, number),
  constraint settlement_of_agreement UNIQUE (id, agreement_id),
  constraint settlement_periods_apart EXCLUDE USING gist (agreement_id WITH =, daterange(from_day, until_day) WITH &&) WHERE ((state = 'CONFIRMED'::text)),
  constraint settlement_pkey PRIMARY KEY (id),
  constraint settlement_replaced_once UNIQUE (replaces_id),
  constraint settlement_replaces FOREIGN KEY (replaces_id, agreement_id) REFERENCES exchange.settlement(id, agreement_id),
  constraint settlement_settled CHECK (((state = 'PENDING'::text) = (settled_at IS NULL))),
  constraint settlement_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'CONFIRMED'::text, 'REJECTED'::text, 'OVERTAKEN'::text])))
);
CREATE INDEX settlement_agreement ON exchange.settlement USING btree (agreement_id, id DESC);
CREATE INDEX settlement_drawn_up_by ON exchange.settlement USING btree (drawn_up_by_unit_id);
CREATE UNIQUE INDEX settlement_one_after_another ON exchange.settlement USING btree (agreement_id, COALESCE(follows_id, agreement_id)) WHERE (state = 'CONFIRMED'::text);
CREATE TRIGGER settlement_as_hashed AFTER INSERT ON exchange.settlement FOR EACH ROW EXECUTE FUNCTION exchange.check_settlement();
CREATE TRIGGER settlement_is_frozen BEFORE DELETE OR UPDATE ON exchange.settlement FOR EACH ROW EXECUTE FUNCTION exchange.check_settlement_move();
CREATE TRIGGER settlement_of_a_unit_that_lasts BEFORE INSERT ON exchange.settlement FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('drawn_up_by_unit_id');
CREATE CONSTRAINT TRIGGER settlement_settled_as_said AFTER UPDATE ON exchange.settlement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.state <> 'PENDING'::text)) EXECUTE FUNCTION exchange.check_settlement_settled();
CREATE TRIGGER settlement_settled_awaits_nobody AFTER UPDATE OF state ON exchange.settlement FOR EACH ROW WHEN (((old.state = 'PENDING'::text) AND (new.state <> 'PENDING'::text))) EXECUTE FUNCTION exchange.follow_settlement_settled();
CREATE TRIGGER settlement_waits_once_of_each BEFORE INSERT ON exchange.settlement FOR EACH ROW EXECUTE FUNCTION exchange.refuse_settlement_beside();

create table exchange.settlement_delivery (
  settlement_id uuid not null,
  event_id uuid not null,
  commitment_id uuid not null,
  entry text not null,
  quantity numeric(14,4) not null,
  occurred_at timestamp(3) with time zone not null,
  constraint settlement_delivery_entry_check CHECK ((entry = ANY (ARRAY['WITHIN'::text, 'LATE'::text, 'DISPUTED'::text, 'AWAITED'::text]))),
  constraint settlement_delivery_of_commitment FOREIGN KEY (event_id, commitment_id) REFERENCES exchange.event(id, commitment_id),
  constraint settlement_delivery_of_line FOREIGN KEY (settlement_id, commitment_id) REFERENCES exchange.settlement_line(settlement_id, commitment_id),
  constraint settlement_delivery_pkey PRIMARY KEY (settlement_id, event_id)
);
CREATE INDEX settlement_delivery_event ON exchange.settlement_delivery USING btree (event_id);
CREATE INDEX settlement_delivery_occurred ON exchange.settlement_delivery USING btree (settlement_id, occurred_at, event_id);
CREATE TRIGGER settlement_is_frozen BEFORE INSERT OR DELETE OR UPDATE ON exchange.settlement_delivery FOR EACH ROW EXECUTE FUNCTION exchange.refuse_settlement_change();

create table exchange.settlement_line (
  settlement_id uuid not null,
  commitment_id uuid not null,
  rank integer not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  title text not null,
  quantity_unit text not null,
  promised numeric(14,4) not null,
  confirmed_before numeric(14,4) not null,
  confirmed_within numeric(14,4) not null,
  confirmed_late numeric(14,4) not null,
  disputed numeric(14,4) not null,
  awaited numeric(14,4) not null,
  outstanding numeric(14,4) not null default GREATEST((((promised - confirmed_before) - confirmed_within) - confirmed_late), (0)::numeric),
  constraint settlement_line_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES exchange.commitment(id),
  constraint settlement_line_pkey PRIMARY KEY (settlement_id, commitment_id),
  constraint settlement_line_quantity_unit_check CHECK ((quantity_unit !~ '[\t\n\r]'::text)),
  constraint settlement_line_settlement_id_fkey FOREIGN KEY (settlement_id) REFERENCES exchange.settlement(id) DEFERRABLE INITIALLY DEFERRED,
  constraint settlement_line_title_check CHECK ((title !~ '[\t\n\r]'::text))
);
CREATE INDEX settlement_line_commitment ON exchange.settlement_line USING btree (commitment_id);
CREATE TRIGGER settlement_is_frozen BEFORE INSERT OR DELETE OR UPDATE ON exchange.settlement_line FOR EACH ROW EXECUTE FUNCTION exchange.refuse_settlement_change();

create table exchange.settlement_party (
  settlement_id uuid not null,
  unit_id uuid not null,
  rank integer not null,
  answer text,
  reason text,
  answered_at timestamp(3) with time zone,
  is_awaited boolean not null default true,
  constraint settlement_party_answer_check CHECK ((answer = ANY (ARRAY['CONFIRMED'::text, 'REJECTED'::text]))),
  constraint settlement_party_answered CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((NOT (answer IS DISTINCT FROM 'REJECTED'::text)) = (reason IS NOT NULL)))),
  constraint settlement_party_pkey PRIMARY KEY (settlement_id, unit_id),
  constraint settlement_party_reason_check CHECK ((reason <> ''::text)),
  constraint settlement_party_settlement_id_fkey FOREIGN KEY (settlement_id) REFERENCES exchange.settlement(id) DEFERRABLE INITIALLY DEFERRED,
  constraint settlement_party_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX settlement_party_awaited ON exchange.settlement_party USING btree (unit_id) WHERE is_awaited;
CREATE INDEX settlement_party_unit ON exchange.settlement_party USING btree (unit_id);
CREATE TRIGGER settlement_answer_is_awaited_no_more BEFORE UPDATE OF answer ON exchange.settlement_party FOR EACH ROW WHEN ((new.answer IS NOT NULL)) EXECUTE FUNCTION exchange.follow_settlement_answer();
CREATE TRIGGER settlement_is_frozen BEFORE INSERT OR DELETE OR UPDATE ON exchange.settlement_party FOR EACH ROW EXECUTE FUNCTION exchange.refuse_settlement_change();
CREATE TRIGGER settlement_party_that_lasts BEFORE INSERT ON exchange.settlement_party FOR EACH ROW EXECUTE FUNCTION directory.refuse_dissolved('unit_id');

create table exchange.signature (
  agreement_id uuid not null,
  unit_id uuid not null,
  signed_at timestamp(3) with time zone not null,
  edition integer not null,
  hash text not null,
  constraint signature_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange.agreement(id),
  constraint signature_of_edition FOREIGN KEY (agreement_id, edition, hash) REFERENCES exchange.agreement_edition(agreement_id, number, hash),
  constraint signature_of_party FOREIGN KEY (agreement_id, unit_id) REFERENCES exchange.agreement_party(agreement_id, unit_id),
  constraint signature_pkey PRIMARY KEY (agreement_id, edition, unit_id),
  constraint signature_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX signature_unit ON exchange.signature USING btree (unit_id);
CREATE TRIGGER signature_by_party BEFORE INSERT ON exchange.signature FOR EACH ROW EXECUTE FUNCTION exchange.check_signature();
CREATE TRIGGER signature_is_awaited_no_more AFTER INSERT ON exchange.signature FOR EACH ROW EXECUTE FUNCTION exchange.follow_signature();
CREATE TRIGGER signature_stays BEFORE DELETE OR UPDATE ON exchange.signature FOR EACH ROW EXECUTE FUNCTION exchange.keep_what_is_signed();

create table exchange.slot (
  id uuid not null,
  resource_id uuid not null,
  starts_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  capacity integer not null,
  taken integer not null default 0,
  version integer not null default 1,
  edition integer,
  state text not null default 'OPEN'::text,
  constraint slot_capacity_check CHECK ((capacity > 0)),
  constraint slot_forward CHECK ((starts_at < ends_at)),
  constraint slot_no_overlap EXCLUDE USING gist (resource_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state <> 'WITHDRAWN'::text)),
  constraint slot_not_oversold CHECK (((taken >= 0) AND (taken <= capacity))),
  constraint slot_of_edition FOREIGN KEY (resource_id, edition) REFERENCES exchange.availability(resource_id, edition),
  constraint slot_of_resource UNIQUE (id, resource_id),
  constraint slot_opened_by_hand_stays CHECK (((edition IS NOT NULL) OR (state = 'OPEN'::text))),
  constraint slot_pkey PRIMARY KEY (id),
  constraint slot_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES exchange.resource(id),
  constraint slot_state CHECK ((state = ANY (ARRAY['OPEN'::text, 'KEPT'::text, 'WITHDRAWN'::text]))),
  constraint slot_withdrawn_empty CHECK (((state <> 'WITHDRAWN'::text) OR (taken = 0)))
);
CREATE INDEX slot_time ON exchange.slot USING btree (resource_id, starts_at, id);

create table exchange.stock (
  id uuid not null,
  resource_id uuid not null,
  owner_unit_id uuid not null,
  kind text not null,
  unit text not null,
  on_hand numeric(14,4) not null default 0,
  reserved numeric(14,4) not null default 0,
  minimum numeric(14,4),
  is_low boolean not null default ((minimum IS NOT NULL) AND (on_hand <= minimum)),
  is_shared boolean not null,
  opened_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint stock_minimum_check CHECK ((minimum >= (0)::numeric)),
  constraint stock_not_below_nothing CHECK ((on_hand >= (0)::numeric)),
  constraint stock_of_counted_kind CHECK ((kind = ANY (ARRAY['GOODS'::text, 'MEALS'::text]))),
  constraint stock_of_resource FOREIGN KEY (resource_id, owner_unit_id, kind) REFERENCES exchange.resource(id, owner_unit_id, kind),
  constraint stock_one_of_resource UNIQUE (resource_id),
  constraint stock_pkey PRIMARY KEY (id),
  constraint stock_reserved_not_below_nothing CHECK ((reserved >= (0)::numeric)),
  constraint stock_unit_check CHECK ((unit <> ''::text))
);
CREATE INDEX stock_low ON exchange.stock USING btree (owner_unit_id, id DESC) WHERE is_low;
CREATE INDEX stock_owner ON exchange.stock USING btree (owner_unit_id, id DESC);
CREATE TRIGGER stock_reserves_for_offers BEFORE INSERT ON exchange.stock FOR EACH ROW EXECUTE FUNCTION exchange.reserve_for_offers();

create table exchange.stock_lot (
  id uuid not null,
  stock_id uuid not null,
  code text,
  expires_on date,
  on_hand numeric(14,4) not null default 0,
  received_at timestamp(3) with time zone not null,
  constraint lot_not_below_nothing CHECK ((on_hand >= (0)::numeric)),
  constraint lot_of_stock UNIQUE (id, stock_id),
  constraint lot_once UNIQUE NULLS NOT DISTINCT (stock_id, code, expires_on),
  constraint stock_lot_code_check CHECK ((code <> ''::text)),
  constraint stock_lot_pkey PRIMARY KEY (id),
  constraint stock_lot_stock_id_fkey FOREIGN KEY (stock_id) REFERENCES exchange.stock(id)
);
CREATE INDEX stock_lot_first_expired ON exchange.stock_lot USING btree (stock_id, expires_on, id) WHERE (on_hand > (0)::numeric);
CREATE INDEX stock_lot_newest ON exchange.stock_lot USING btree (stock_id, id DESC);

create table exchange.stock_movement (
  id uuid not null,
  stock_id uuid not null,
  lot_id uuid not null,
  kind text not null,
  quantity numeric(14,4) not null,
  reason text,
  offer_id uuid,
  distribution_id uuid,
  transfer_id uuid,
  recorded_at timestamp(3) with time zone not null,
  constraint movement_for_a_reason CHECK (((kind <> ALL (ARRAY['ADJUSTED'::text, 'WRITTEN_OFF'::text])) OR (reason IS NOT NULL))),
  constraint movement_for_an_offer CHECK (((offer_id IS NULL) OR (kind = ANY (ARRAY['ISSUED'::text, 'RETURNED'::text])))),
  constraint movement_for_one_thing CHECK ((num_nonnulls(offer_id, distribution_id, transfer_id) <= 1)),
  constraint movement_handed_out CHECK (((distribution_id IS NULL) OR (kind = 'ISSUED'::text))),
  constraint movement_of_distribution FOREIGN KEY (distribution_id, stock_id) REFERENCES exchange.distribution(id, stock_id),
  constraint movement_of_lot FOREIGN KEY (lot_id, stock_id) REFERENCES exchange.stock_lot(id, stock_id),
  constraint movement_of_transfer CHECK (((kind = 'TRANSFERRED'::text) = (transfer_id IS NOT NULL))),
  constraint movement_one_way CHECK (
CASE
    WHEN (kind = ANY (ARRAY['RECEIVED'::text, 'RETURNED'::text])) THEN (quantity > (0)::numeric)
    WHEN (kind = ANY (ARRAY['ISSUED'::text, 'WRITTEN_OFF'::text])) THEN (quantity < (0)::numeric)
    ELSE true
END),
  constraint stock_movement_kind_check CHECK ((kind = ANY (ARRAY['RECEIVED'::text, 'ISSUED'::text, 'RETURNED'::text, 'ADJUSTED'::text, 'WRITTEN_OFF'::text, 'TRANSFERRED'::text]))),
  constraint stock_movement_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES exchange.offer(id),
  constraint stock_movement_pkey PRIMARY KEY (id),
  constraint stock_movement_quantity_check CHECK ((quantity <> (0)::numeric)),
  constraint stock_movement_reason_check CHECK ((reason <> ''::text))
);
CREATE INDEX stock_movement_distribution ON exchange.stock_movement USING btree (distribution_id) WHERE (distribution_id IS NOT NULL);
CREATE INDEX stock_movement_lot ON exchange.stock_movement USING btree (lot_id, id DESC);
CREATE INDEX stock_movement_newest ON exchange.stock_movement USING btree (stock_id, id DESC);
CREATE INDEX stock_movement_offer ON exchange.stock_movement USING btree (offer_id) WHERE (offer_id IS NOT NULL);
CREATE INDEX stock_movement_transfer ON exchange.stock_movement USING btree (transfer_id) WHERE (transfer_id IS NOT NULL);
CREATE TRIGGER movement_counts_handed_out AFTER INSERT ON exchange.stock_movement FOR EACH ROW WHEN ((new.distribution_id IS NOT NULL)) EXECUTE FUNCTION exchange.follow_handed_out();
CREATE TRIGGER movement_moves_stock AFTER INSERT ON exchange.stock_movement FOR EACH ROW EXECUTE FUNCTION exchange.follow_movement();
CREATE CONSTRAINT TRIGGER transfer_whole AFTER INSERT ON exchange.stock_movement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.transfer_id IS NOT NULL)) EXECUTE FUNCTION exchange.check_transfer();

create table exchange.wish_claim (
  id uuid not null,
  need_id uuid not null,
  alliance_id uuid not null,
  supplier_unit_id uuid not null,
  demander_unit_id uuid not null,
  person_id uuid not null,
  state text not null,
  reason text,
  claimed_at timestamp(3) with time zone not null,
  settled_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint wish_claim_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint wish_claim_demander_unit_id_fkey FOREIGN KEY (demander_unit_id) REFERENCES directory.unit(id),
  constraint wish_claim_of_another_unit CHECK ((supplier_unit_id <> demander_unit_id)),
  constraint wish_claim_of_need FOREIGN KEY (need_id, demander_unit_id) REFERENCES exchange.need(id, owner_unit_id),
  constraint wish_claim_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.person(id),
  constraint wish_claim_pkey PRIMARY KEY (id),
  constraint wish_claim_reason_check CHECK ((reason <> ''::text)),
  constraint wish_claim_settled CHECK (((state = 'CLAIMED'::text) = (settled_at IS NULL))),
  constraint wish_claim_state_check CHECK ((state = ANY (ARRAY['CLAIMED'::text, 'DONE'::text, 'WITHDRAWN'::text]))),
  constraint wish_claim_supplier_unit_id_fkey FOREIGN KEY (supplier_unit_id) REFERENCES directory.unit(id),
  constraint wish_claim_withdrawn_for_a_reason CHECK (((state = 'WITHDRAWN'::text) = (reason IS NOT NULL)))
);
CREATE INDEX wish_claim_alliance ON exchange.wish_claim USING btree (alliance_id, id DESC);
CREATE INDEX wish_claim_demander ON exchange.wish_claim USING btree (demander_unit_id, id DESC);
CREATE INDEX wish_claim_need ON exchange.wish_claim USING btree (need_id, id DESC);
CREATE UNIQUE INDEX wish_claim_once ON exchange.wish_claim USING btree (need_id, person_id) WHERE (state <> 'WITHDRAWN'::text);
CREATE INDEX wish_claim_person ON exchange.wish_claim USING btree (person_id, id DESC);
CREATE INDEX wish_claim_supplier ON exchange.wish_claim USING btree (supplier_unit_id, id DESC);
CREATE INDEX wish_claim_waits ON exchange.wish_claim USING btree (demander_unit_id) WHERE (state = 'CLAIMED'::text);
CREATE TRIGGER wish_claim_checked BEFORE INSERT OR UPDATE OF state ON exchange.wish_claim FOR EACH ROW EXECUTE FUNCTION exchange.check_wish_claim();
CREATE TRIGGER wish_claim_counts AFTER INSERT OR UPDATE OF state ON exchange.wish_claim FOR EACH ROW EXECUTE FUNCTION exchange.follow_wish_claim();

create table projects.contribution (
  id uuid not null,
  project_id uuid not null,
  unit_id uuid not null,
  hours numeric(14,4) not null,
  served_on date not null,
  note text not null,
  recorded_at timestamp(3) with time zone not null,
  is_awaited boolean not null default true,
  constraint contribution_by_partner FOREIGN KEY (project_id, unit_id) REFERENCES projects.partner(project_id, unit_id),
  constraint contribution_hours_check CHECK ((hours > (0)::numeric)),
  constraint contribution_pkey PRIMARY KEY (id),
  constraint contribution_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id),
  constraint contribution_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX contribution_awaited ON projects.contribution USING btree (project_id) WHERE is_awaited;
CREATE INDEX contribution_project ON projects.contribution USING btree (project_id, id DESC);
CREATE INDEX contribution_unit ON projects.contribution USING btree (unit_id, id DESC);

create table projects.contribution_answer (
  contribution_id uuid not null,
  unit_id uuid not null,
  answer text not null,
  reason text,
  answered_at timestamp(3) with time zone not null,
  constraint contribution_answer_answer_check CHECK ((answer = ANY (ARRAY['CONFIRMED'::text, 'REJECTED'::text]))),
  constraint contribution_answer_check CHECK (((answer = 'CONFIRMED'::text) OR (reason IS NOT NULL))),
  constraint contribution_answer_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES projects.contribution(id),
  constraint contribution_answer_pkey PRIMARY KEY (contribution_id),
  constraint contribution_answer_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX contribution_answer_unit ON projects.contribution_answer USING btree (unit_id);
CREATE TRIGGER answer_counts_hours AFTER INSERT ON projects.contribution_answer FOR EACH ROW EXECUTE FUNCTION projects.follow_answer();
CREATE TRIGGER answer_was_awaited AFTER INSERT ON projects.contribution_answer FOR EACH ROW EXECUTE FUNCTION projects.follow_awaited();

create table projects.partner (
  id uuid not null,
  project_id uuid not null,
  unit_id uuid not null,
  pledge text not null,
  joined_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint partner_pkey PRIMARY KEY (id),
  constraint partner_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects.project(id),
  constraint partner_project_id_unit_id_key UNIQUE (project_id, unit_id),
  constraint partner_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);
CREATE INDEX partner_unit ON projects.partner USING btree (unit_id, id DESC);

create table projects.project (
  id uuid not null,
  alliance_id uuid not null,
  lead_unit_id uuid not null,
  title text not null,
  goal text not null,
  target_hours numeric(14,4) not null,
  contributed_hours numeric(20,4) not null default 0,
  starts_on date not null,
  ends_on date not null,
  visibility text not null,
  state text not null,
  version integer not null default 1,
  created_at timestamp(3) with time zone not null,
  constraint project_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES directory.alliance(id),
  constraint project_check CHECK ((starts_on <= ends_on)),
  constraint project_contributed_hours_check CHECK ((contributed_hours >= (0)::numeric)),
  constraint project_lead_unit_id_fkey FOREIGN KEY (lead_unit_id) REFERENCES directory.unit(id),
  constraint project_pkey PRIMARY KEY (id),
  constraint project_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'COMPLETED'::text, 'CANCELLED'::text]))),
  constraint project_target_hours_check CHECK ((target_hours > (0)::numeric)),
  constraint project_title_check CHECK ((title <> ''::text)),
  constraint project_visibility_check CHECK ((visibility = ANY (ARRAY['PUBLIC'::text, 'ALLIANCE'::text])))
);
CREATE INDEX project_alliance ON projects.project USING btree (alliance_id, id DESC);
CREATE INDEX project_lead ON projects.project USING btree (lead_unit_id, id DESC);

-- Views

create view access.catalogue as
 SELECT u.id AS unit_id,
    k.kind,
    k.rank,
    COALESCE(d.attribute, 'CONDITIONAL'::text) AS attribute,
    d.note,
    d.changed_at,
    d.version
   FROM directory.unit u
     CROSS JOIN ( VALUES ('CONTACT'::text,1), ('OFFERS'::text,2), ('NEEDS'::text,3)) k(kind, rank)
     LEFT JOIN access.data_item d ON d.unit_id = u.id AND d.kind = k.kind;

create view data.audit_entry as
 SELECT id,
    at,
    person_id,
    app_id,
    unit_id,
    alliance_id,
    action,
    subject_type,
    subject_id,
    body,
    request_id
   FROM data.audit;

create view directory.invitation_shown as
 SELECT id,
    unit_id,
    title,
    role,
    alliance_id,
    person_name,
    since,
    until,
    delegated_from,
    state,
    invited_by,
    created_at,
    expires_at,
    decided_at,
    version
   FROM directory.invitation;

create view directory.person_relation_said as
 SELECT id,
    statement,
    reason
   FROM directory.person_relation r
  WHERE person_id = (( SELECT rights.my_person() AS my_person)) OR (( SELECT rights.my_app() AS my_app)) IS NULL AND (host_unit_id = (( SELECT rights.my_unit() AS my_unit)) OR home_unit_id = (( SELECT rights.my_unit() AS my_unit)) AND (state = ANY (ARRAY['AGREED'::text, 'ENDED'::text]))) OR ( SELECT has_column_privilege('directory.person_relation'::text, 'statement'::text, 'select'::text) AS has_column_privilege);

create view directory.person_relation_shown as
 SELECT id,
    type_code,
    person_id,
    post_id,
    home_unit_id,
    unit_id,
    area_id,
    place_id,
    host_unit_id,
    is_public,
    state,
    proposed_by,
    proposed_since,
    proposed_until,
    proposed_at,
    decided_at,
    valid,
    version
   FROM directory.person_relation;

create view directory.post_term as
 SELECT p.id,
    p.person_id,
    p.unit_id,
    p.title,
    p.role,
    p.alliance_id,
    p.delegated_from,
    p.invitation_id,
    p.reason,
    p.version,
    s.person_id AS source_person_id,
        CASE
            WHEN p.delegated_from IS NULL THEN p.valid
            ELSE p.valid * s.valid
        END AS valid,
    COALESCE(lower(p.valid), p.ended_at) AS since,
        CASE
            WHEN isempty(p.valid) THEN p.ended_at
            WHEN num_nonnulls(upper(p.valid), upper(s.valid), s.ended_at) > 0 THEN GREATEST(lower(p.valid), LEAST(upper(p.valid), upper(s.valid), s.ended_at))
            ELSE NULL::timestamp with time zone
        END AS until
   FROM directory.post p
     LEFT JOIN directory.post s ON s.id = p.delegated_from;

create view exchange.audience as
 SELECT a.resource_id AS listing_id,
    a.alliance_id,
    l.owner_unit_id,
    l.visibility
   FROM exchange.resource_audience a
     JOIN exchange.resource l ON l.id = a.resource_id
UNION ALL
 SELECT a.offer_id AS listing_id,
    a.alliance_id,
    l.owner_unit_id,
    l.visibility
   FROM exchange.offer_audience a
     JOIN exchange.offer l ON l.id = a.offer_id
UNION ALL
 SELECT a.need_id AS listing_id,
    a.alliance_id,
    l.owner_unit_id,
    l.visibility
   FROM exchange.need_audience a
     JOIN exchange.need l ON l.id = a.need_id;

create view exchange.candidate as
 SELECT need_id,
    offer_id,
    offer_unit_id,
    need_unit_id,
    category_points,
    time_points,
    distance_points,
    category_points + time_points + distance_points AS score,
    category_is_exact,
    overlap_minutes,
    wanted_minutes,
    distance_m,
    left_over,
    uncovered,
    quantity_unit
   FROM ( SELECT m.need_id,
            m.offer_id,
            m.offer_unit_id,
            m.need_unit_id,
            m.category_is_exact,
            m.wanted_minutes,
            m.overlap_minutes,
            m.distance_m,
            m.quantity_unit,
            m.left_over,
            m.uncovered,
                CASE
                    WHEN m.category_is_exact THEN 40
                    ELSE 20
                END AS category_points,
                CASE
                    WHEN m.wanted_minutes IS NULL THEN 35
                    ELSE round(35::numeric * LEAST(1::numeric, m.overlap_minutes::numeric / GREATEST(m.wanted_minutes, 1)::numeric))::integer
                END AS time_points,
                CASE
                    WHEN m.distance_m IS NULL THEN 0
                    ELSE round(25::double precision * GREATEST(0::double precision, 1::double precision - m.distance_m / 10000.0::double precision))::integer
                END AS distance_points
           FROM ( SELECT n.id AS need_id,
                    o.id AS offer_id,
                    o.owner_unit_id AS offer_unit_id,
                    n.owner_unit_id AS need_unit_id,
                    o.category = n.category AS category_is_exact,
                        CASE
                            WHEN n.starts_at IS NULL OR n.ends_at IS NULL THEN NULL::integer
                            ELSE (EXTRACT(epoch FROM n.ends_at - n.starts_at) / 60::numeric)::integer
                        END AS wanted_minutes,
                        CASE
                            WHEN n.starts_at IS NULL OR n.ends_at IS NULL THEN NULL::integer
                            ELSE GREATEST(0::numeric, EXTRACT(epoch FROM LEAST(n.ends_at, COALESCE(o.ends_at, n.ends_at)) - GREATEST(n.starts_at, COALESCE(o.starts_at, n.starts_at))) / 60::numeric)::integer
                        END AS overlap_minutes,
                    exchange.distance_m(n.longitude, n.latitude, o.longitude, o.latitude) AS distance_m,
                    n.quantity_unit,
                    o.quantity - o.taken AS left_over,
                    n.quantity - n.covered AS uncovered
                   FROM exchange.need n
                     JOIN exchange.offer o ON split_part(o.category, '.'::text, 1) = split_part(n.category, '.'::text, 1) AND o.owner_unit_id <> n.owner_unit_id AND o.quantity_unit = n.quantity_unit
                  WHERE n.state = 'PUBLISHED'::text AND n.kind = 'NEED'::text AND o.state = 'PUBLISHED'::text AND NOT o.is_conditional AND o.taken < o.quantity AND n.covered < n.quantity) m
          WHERE m.wanted_minutes IS NULL OR m.overlap_minutes > 0) p;

create view exchange.held_finding as
 SELECT f.need_id,
    f."position",
    f.kind,
    f.field,
    f.excerpt,
    n.owner_unit_id,
    n.visibility,
    n.shown_to
   FROM exchange.need_finding f
     JOIN exchange.need n ON n.id = f.need_id AND n.wording = f.wording
  WHERE n.state = ANY (ARRAY['IN_REVIEW'::text, 'RETURNED'::text]);

create view exchange.held_offer_finding as
 SELECT f.offer_id,
    f."position",
    f.kind,
    f.field,
    f.excerpt,
    o.owner_unit_id,
    o.visibility,
    o.shown_to
   FROM exchange.offer_finding f
     JOIN exchange.offer o ON o.id = f.offer_id AND o.wording = f.wording
  WHERE o.state = ANY (ARRAY['IN_REVIEW'::text, 'RETURNED'::text]);

create view exchange.listing_in_review as
 SELECT o.id AS listing_id,
    o.id AS offer_id,
    NULL::uuid AS need_id,
    o.owner_unit_id,
    o.visibility,
    o.shown_to,
    o.published_at AS handed_in_at,
    LEAST(o.closes_at, o.ends_at) AS due_at
   FROM exchange.offer o
  WHERE o.state = 'IN_REVIEW'::text
UNION ALL
 SELECT n.id AS listing_id,
    NULL::uuid AS offer_id,
    n.id AS need_id,
    n.owner_unit_id,
    n.visibility,
    n.shown_to,
    n.published_at AS handed_in_at,
    LEAST(n.closes_at, n.ends_at) AS due_at
   FROM exchange.need n
  WHERE n.state = 'IN_REVIEW'::text;

create view exchange.share_told as
 SELECT h.resource_id,
    h.alliance_id,
    h.at_most,
    h.reserved,
    r.owner_unit_id
   FROM exchange.availability_share h
     JOIN exchange.resource r ON r.id = h.resource_id
  WHERE h.edition = (( SELECT max(a.edition) AS max
           FROM exchange.availability a
          WHERE a.resource_id = h.resource_id));

create view rights.app_key as
 SELECT id,
    valid
   FROM access.app_key;

create view rights.belonging as
 SELECT id,
    unit_id,
    alliance_id
   FROM directory.membership
  WHERE valid IS NOT NULL;

create view rights.beneficiary as
 SELECT id,
    need_id,
    owner_unit_id AS unit_id
   FROM exchange.beneficiary_mask;

create view rights.consent as
 SELECT subject_type,
    subject_id,
    purpose,
    valid,
    unit_id
   FROM access.consent;

create view rights.disclosure as
 SELECT subject_type,
    subject_id,
    person_id,
    unit_id,
    valid,
    purpose,
    of_unit_id
   FROM access.disclosure;

create view rights.filing as
 SELECT t.id AS track_id,
    p.id AS programme_id,
    COALESCE(t.alliance_id, p.alliance_id) AS alliance_id,
    p.unit_id
   FROM directory.track t
     LEFT JOIN directory.programme p ON p.id = t.programme_id
  WHERE t.retired_at IS NULL AND (p.id IS NULL OR p.state = 'RUNNING'::text)
UNION ALL
 SELECT NULL::uuid AS track_id,
    p.id AS programme_id,
    p.alliance_id,
    p.unit_id
   FROM directory.programme p
  WHERE p.state = 'RUNNING'::text;

create view rights.installation as
 SELECT i.app_id,
    i.unit_id,
    i.alliance_id,
    i.scopes,
    i.purpose,
    i.valid * m.valid AS valid
   FROM access.installation i
     JOIN access.app a ON a.id = i.app_id AND a.retired_at IS NULL
     JOIN directory.membership_stretch m ON m.unit_id = i.unit_id AND m.alliance_id = i.alliance_id AND m.valid && i.valid;

create view rights.login as
 SELECT id,
    valid
   FROM access.login;

create view rights.masked as
 SELECT 'unit'::text AS subject_type,
    unit_contact_mask.unit_id AS subject_id,
    unit_contact_mask.unit_id
   FROM directory.unit_contact_mask
UNION ALL
 SELECT 'beneficiary'::text AS subject_type,
    beneficiary_mask.id AS subject_id,
    beneficiary_mask.owner_unit_id AS unit_id
   FROM exchange.beneficiary_mask;

create view rights.membership as
 SELECT unit_id,
    alliance_id,
    valid
   FROM directory.membership_stretch;

create view rights.post as
 SELECT p.person_id,
    p.unit_id,
    p.role,
    p.alliance_id,
        CASE
            WHEN p.delegated_from IS NULL THEN p.valid
            ELSE p.valid * s.valid
        END AS valid,
    p.title,
    p.id
   FROM directory.post p
     LEFT JOIN directory.post s ON s.id = p.delegated_from;

create view rights.share as
 SELECT provider_unit_id,
    consumer_unit_id,
    kind,
    purpose,
    "precision",
    may_reshare,
    valid
   FROM access.sharing_agreement s
  WHERE valid IS NOT NULL AND NOT (EXISTS ( SELECT
           FROM access.data_item d
          WHERE d.unit_id = s.provider_unit_id AND d.kind = s.kind AND d.attribute = 'NONE'::text));

-- Functions

CREATE OR REPLACE FUNCTION access.check_consent()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not new.valid <@ old.valid then
    raise exception 'a consent is given anew, never prolonged' using errcode = 'check_violation', constraint = 'consent_only_shortened';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION access.enrol_login(issuer text, subject text, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into access.login (id, issuer, subject, person_id, valid)
  select rights.my_person(), issuer, subject, rights.my_person(), tstzrange(at, null) where rights.my_person() is not null
  on conflict do nothing
$function$;

CREATE OR REPLACE FUNCTION access.erase_consents(kind text, subject uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update access.consent c set
    valid = c.valid * tstzrange(null, at),
    withdrawn_at = case when c.valid @> at then at else c.withdrawn_at end,
    evidence = null, reason = null, erased_at = at, version = c.version + 1
  where c.subject_type = kind and c.subject_id = subject and c.erased_at is null and rights.my_app() is null
    and (c.unit_id = rights.my_unit() or kind = 'person' and subject = rights.my_person())
$function$;

CREATE OR REPLACE FUNCTION access.key_of(hash bytea)
 RETURNS TABLE(key_id uuid, app_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select k.id, k.app_id from access.app_key k where k.hash = key_of.hash $function$;

CREATE OR REPLACE FUNCTION access.login_of(issuer text, subject text)
 RETURNS TABLE(login_id uuid, person_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select l.id, l.person_id from access.login l where l.issuer = login_of.issuer and l.subject = login_of.subject $function$;

CREATE OR REPLACE FUNCTION access.note_key_use(key uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ update access.app_key set last_used_at = at where id = key and (last_used_at is null or last_used_at < at) $function$;

CREATE OR REPLACE FUNCTION access.points_in_use(budget access.app_budget, at timestamp with time zone)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select greatest(0, round(
    budget.spent - greatest(0, extract(epoch from at - budget.as_of)) * budget.points_per_hour / 3600, 6))
$function$;

CREATE OR REPLACE FUNCTION access.share_less()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise check_violation using constraint = 'sharing_only_narrower', table = 'sharing_agreement', schema = 'access',
    message = 'an agreement on sharing never gives more than was asked for';
end $function$;

CREATE OR REPLACE FUNCTION access.spend(app uuid, credential uuid, points integer, at timestamp with time zone)
 RETURNS TABLE(is_allowed boolean, points_per_hour integer, remaining integer, full_at timestamp with time zone, retry_after integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if credential is null
    or exists (select from access.app_key k where k.id = credential and k.app_id = app and k.valid @> at)
  then
    return query select s.* from access.spend(app, points, at) s;
  end if;
end $function$;

CREATE OR REPLACE FUNCTION access.spend(app uuid, points integer, at timestamp with time zone)
 RETURNS TABLE(is_allowed boolean, points_per_hour integer, remaining integer, full_at timestamp with time zone, retry_after integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  budget access.app_budget;
  in_use numeric;
  lag interval;
begin
  if points < 1 then
    raise exception 'a request costs a point at least' using errcode = 'check_violation', constraint = 'points_spent';
  end if;
  loop
    -- One statement decides and takes: what another took meanwhile is in the row by the time this one holds it.
    update access.app_budget b
      set spent = access.points_in_use(b, at) + points, as_of = greatest(b.as_of, at)
      where b.app_id = app and access.points_in_use(b, at) + points <= b.points_per_hour
      returning b.* into budget;
    is_allowed := found;
    exit when found;
    select b.* into budget from access.app_budget b where b.app_id = app;
    exit when found and access.points_in_use(budget, at) + points > budget.points_per_hour;
    continue when found;
    insert into access.app_budget (app_id, as_of) select a.id, at from access.app a where a.id = app
      on conflict do nothing;
    if not exists (select from access.app a where a.id = app) then
      return;
    end if;
  end loop;
  in_use := access.points_in_use(budget, at);
  lag := greatest(budget.as_of - at, interval '0');
  points_per_hour := budget.points_per_hour;
  remaining := greatest(0, floor(budget.points_per_hour - in_use));
  full_at := date_trunc('second',
    at + lag + make_interval(secs => in_use * 3600 / budget.points_per_hour) + interval '999999 microseconds');
  retry_after := case when is_allowed or points > budget.points_per_hour then 0 else greatest(1, ceil(
    extract(epoch from lag) + (in_use + points - budget.points_per_hour) * 3600 / budget.points_per_hour)) end;
  return next;
end $function$;

CREATE OR REPLACE FUNCTION data.check_seal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  last_no bigint;
  last_hash bytea;
  end_tx xid8;
  end_seq bigint;
  entries bigint;
  sooner bigint;
  has_ends boolean;
begin
  select s.no, s.hash, s.last_tx, s.last_seq into last_no, last_hash, end_tx, end_seq
    from data.audit_seal s order by s.no desc limit 1;
  if not found then
    last_no := 0;
    last_hash := decode(repeat('00', 32), 'hex');
    end_tx := '0';
    end_seq := 0;
  end if;
  if new.no <> last_no + 1 or new.previous <> last_hash then
    raise exception 'a seal goes on where the last one ends' using errcode = 'check_violation', constraint = 'seal_follows_last';
  end if;
  if new.last_tx >= pg_snapshot_xmin(pg_current_snapshot()) then
    raise exception 'an entry may still be written among these' using errcode = 'check_violation', constraint = 'seal_of_what_is_over';
  end if;
  select count(*), count(*) filter (where (e.tx, e.seq) < (new.first_tx, new.first_seq)),
      bool_or((e.tx, e.seq) = (new.first_tx, new.first_seq)) and bool_or((e.tx, e.seq) = (new.last_tx, new.last_seq))
    into entries, sooner, has_ends
    from data.audit e where (e.tx, e.seq) > (end_tx, end_seq) and (e.tx, e.seq) <= (new.last_tx, new.last_seq);
  if entries <> new.count or sooner > 0 or has_ends is not true then
    raise exception 'a seal covers every entry since the last one' using errcode = 'check_violation', constraint = 'seal_leaves_nothing_out';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION data.delete_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.deleted_at is not null then
    raise exception 'a file is deleted once' using errcode = 'check_violation', constraint = 'file_stays_deleted';
  end if;
  if exists (select from data.imports_of(new.owner_unit_id, new.id)) then
    raise exception 'an import that is open uses the file' using errcode = 'exclusion_violation', constraint = 'file_not_in_use';
  end if;
  delete from data.file_part p where p.file_id = new.id;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION data.erase_subject_key(kind text, subject uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare was_none boolean;
begin
  loop
    insert into data.subject_key (subject_type, subject_id, key, made_at)
      values (kind, subject, decode(repeat('00', 32), 'hex'), '-infinity') on conflict do nothing;
    was_none := found;
    delete from data.subject_key k where k.subject_type = kind and k.subject_id = subject;
    exit when found;
  end loop;
  update data.idempotency i set input_hash = 'erased' where i.subject_id = subject;
  return not was_none;
end $function$;

CREATE OR REPLACE FUNCTION data.files_kept(sought uuid, at timestamp with time zone)
 RETURNS TABLE(bytes double precision)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(sum(f.size), 0)::float8 from data.file f
  where f.owner_unit_id = sought and f.expires_at > at and f.deleted_at is null
$function$;

CREATE OR REPLACE FUNCTION data.forget_keys(before timestamp with time zone, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare forgotten integer;
begin
  delete from data.idempotency k using (
    select i.actor, i.mutation, i.key from data.idempotency i where i.created_at < before
    order by i.created_at limit most for update skip locked
  ) old where k.actor = old.actor and k.mutation = old.mutation and k.key = old.key;
  get diagnostics forgotten = row_count;
  return forgotten;
end $function$;

CREATE OR REPLACE FUNCTION data.forget_parts(at timestamp with time zone, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare forgotten integer;
begin
  delete from data.file_part p using (
    select o.file_id, o.no from data.file_part o left join data.file f on f.id = o.file_id
    where f.expires_at <= at or f.id is null and o.written_at < at - interval '1 hour'
    limit most for update of o skip locked
  ) old where p.file_id = old.file_id and p.no = old.no;
  get diagnostics forgotten = row_count;
  return forgotten;
end $function$;

CREATE OR REPLACE FUNCTION data.forget_upload(upload uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from data.file_part p where p.file_id = upload and not exists (select from data.file f where f.id = upload) $function$;

CREATE OR REPLACE FUNCTION data.fresh_id(at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO ''
RETURN (encode(set_bit(set_bit(OVERLAY(uuid_send(gen_random_uuid()) PLACING SUBSTRING(int8send(((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint) FROM 3) FROM 1 FOR 6), (52)::bigint, 1), (53)::bigint, 1), 'hex'::text))::uuid;

CREATE OR REPLACE FUNCTION data.hold_subject_key(kind text, subject uuid, fresh bytea, at timestamp with time zone)
 RETURNS bytea
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare held bytea;
begin
  loop
    select k.key into held from data.subject_key k where k.subject_type = kind and k.subject_id = subject for key share;
    exit when found;
    insert into data.subject_key (subject_type, subject_id, key, made_at) values (kind, subject, fresh, at)
      on conflict do nothing;
  end loop;
  return held;
end $function$;

CREATE OR REPLACE FUNCTION data.imports_of(sought_unit uuid, sought_file uuid)
 RETURNS TABLE(kind text, id uuid, state text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select 'import', j.id, j.state from directory.import_job j
  where j.unit_id = sought_unit and j.finished_at is null and sought_file in (j.file_id, j.corrected_file_id)
  union all
  select 'listingimport', j.id, j.state from exchange.import_job j
  where j.unit_id = sought_unit and j.finished_at is null and sought_file in (j.file_id, j.corrected_file_id)
$function$;

CREATE OR REPLACE FUNCTION data.only_shortened()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not new.valid <@ old.valid then
    raise exception '%.% is given anew, never prolonged', tg_table_schema, tg_table_name
      using errcode = 'check_violation', constraint = tg_table_name || '_only_shortened';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION data.record_time(at timestamp with time zone, facts jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
BEGIN ATOMIC
 WITH fact AS (
          SELECT f.action,
             f.kind,
             f.id,
             f.alliance,
             f.units,
             f.version,
             f.body
            FROM jsonb_to_recordset(record_time.facts) f(action text, kind text, id uuid, alliance uuid, units uuid[], version integer, body jsonb)
         ), told AS (
          INSERT INTO data.outbox (id, type, subject_type, subject_id, alliance_id, unit_ids, version, actor, at, body)  SELECT data.fresh_id(record_time.at) AS fresh_id,
                     f.action,
                     f.kind,
                     f.id,
                     f.alliance,
                     f.units,
                     f.version,
                     '{"app": null, "unit": null, "person": null}'::jsonb AS jsonb,
                     record_time.at AS at,
                     f.body
                    FROM fact f
         )
  INSERT INTO data.audit (id, at, alliance_id, action, subject_type, subject_id, body, request_id)  SELECT data.fresh_id(record_time.at) AS fresh_id,
             record_time.at AS at,
             f.alliance,
             f.action,
             f.kind,
             f.id,
             f.body,
             'system'
            FROM fact f;
END;

CREATE OR REPLACE FUNCTION data.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'data.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION directory.age_band(born_on date, day date)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE STRICT
 SET search_path TO ''
AS $function$
  select case when years < 18 then '0-17' when years < 35 then '18-34' when years < 60 then '35-59' when years < 80 then '60-79' else '80+' end
  from (select extract(year from age(day::timestamp, born_on::timestamp)) as years) of_life
$function$;

CREATE OR REPLACE FUNCTION directory.are_common(sought text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE STRICT
 SET search_path TO ''
AS $function$
  select cardinality(sought) = 0 or coalesce(
    min(coalesce(k.freq, 0)) > sqrt(20 / greatest(min(k.units), 1)) * case when cardinality(sought) = 1 then 1 else 4 end, false)
  from (
    select s.freqs[array_position(s.elems, g)] as freq, s.units
    from unnest(sought) g, (
      select p.most_common_elems::text::text[] as elems, p.most_common_elem_freqs as freqs, c.reltuples as units
      from pg_catalog.pg_stats p, pg_catalog.pg_class c
      where p.schemaname = 'directory' and p.tablename = 'unit_search' and p.attname = 'grams'
        and c.oid = 'directory.unit_search'::regclass
      offset 0
    ) s
  ) k
$function$;

CREATE OR REPLACE FUNCTION directory.are_common_classes(codes text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE STRICT
 SET search_path TO ''
AS $function$
  select coalesce(sum(s.freqs[array_position(s.vals, c)]) * max(s.rows) > sqrt(20 * greatest(max(s.units), 1)), false)
  from unnest(codes) c, (
    select p.most_common_vals::text::text[] as vals, p.most_common_freqs as freqs, t.reltuples as rows, u.reltuples as units
    from pg_catalog.pg_stats p, pg_catalog.pg_class t, pg_catalog.pg_class u
    where p.schemaname = 'directory' and p.tablename = 'unit_classification' and p.attname = 'term_code'
      and t.oid = 'directory.unit_classification'::regclass and u.oid = 'directory.unit'::regclass
    offset 0
  ) s
$function$;

CREATE OR REPLACE FUNCTION directory.are_common_in_places(sought text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE STRICT SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(
    min(coalesce(k.freq, 0)) > sqrt(20 / greatest(min(k.places), 1)) * case when cardinality(sought) = 1 then 1 else 4 end, false)
  from (
    select s.freqs[array_position(s.elems, g)] as freq, s.places
    from unnest(sought) g, (
      select p.most_common_elems::text::text[] as elems, p.most_common_elem_freqs as freqs, c.reltuples as places
      from pg_catalog.pg_stats p, pg_catalog.pg_class c
      where p.schemaname = 'directory' and p.tablename = 'place_name_grams' and p.attname = 'grams_of'
        and c.oid = 'directory.place'::regclass
      offset 0
    ) s
  ) k
$function$;

CREATE OR REPLACE FUNCTION directory.are_many(held text, column_name text, sought text[], listed text)
 RETURNS boolean
 LANGUAGE sql
 STABLE STRICT
 SET search_path TO ''
AS $function$
  select coalesce(sum(s.freqs[array_position(s.vals, v)]) * max(s.rows) > sqrt(20 * greatest(max(s.listed), 1)), false)
  from (select distinct unnest(sought)) g(v), (
    select p.most_common_vals::text::text[] as vals, p.most_common_freqs as freqs, h.reltuples as rows, l.reltuples as listed
    from pg_catalog.pg_stats p, pg_catalog.pg_class h, pg_catalog.pg_class l
    where p.schemaname = 'directory' and p.tablename = held and p.attname = column_name
      and h.oid = ('directory.' || held)::regclass and l.oid = ('directory.' || are_many.listed)::regclass
    offset 0
  ) s
$function$;

CREATE OR REPLACE FUNCTION directory.are_many_in_area(area uuid, day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select count(*) > max(l.most)
  from (select sqrt(20 * greatest(c.reltuples, 1))::bigint as most from pg_catalog.pg_class c where c.oid = 'directory.place'::regclass) l
    left join lateral (
      select from directory.areas_leading_to(area, day) w(id), lateral (select from directory.place_within o where o.area_id = w.id offset 0) p
      limit l.most + 1
    ) found on true
$function$;

CREATE OR REPLACE FUNCTION directory.areas_above_on(area uuid, day date, through_split boolean DEFAULT false)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  with recursive up(id) as (
    select areas_above_on.area
    union
    select n.id from up join directory.area a on a.id = up.id
      left join lateral (
        select s.to_id, s.kind from directory.area_succession s where s.from_id = a.id and s.day <= areas_above_on.day limit 1
      ) f on true,
      lateral (select case when f.to_id is null or f.kind = 'SPLIT' and through_split then a.parent_id when f.kind <> 'SPLIT' then f.to_id end as id) n
    where n.id is not null
  )
  select up.id from up
  where not exists (select from directory.area_succession s where s.from_id = up.id and s.day <= areas_above_on.day)
$function$;

CREATE OR REPLACE FUNCTION directory.areas_around(longitude double precision, latitude double precision)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select b.area_id from directory.area_boundary b join directory.area a on a.id = b.area_id and a.edition = b.edition
  where b.ring = 0 and b.outline && polygon(box(point(longitude, latitude), point(longitude, latitude)))
    and b.outline @> point(longitude, latitude)
    and not exists (select from directory.area_boundary h where h.area_id = b.area_id and h.edition = b.edition
      and h.part = b.part and h.ring > 0 and h.outline @> point(longitude, latitude))
$function$;

CREATE OR REPLACE FUNCTION directory.areas_followed_by(area uuid, day date)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  with recursive line(id) as (
    select areas_followed_by.area
    union
    select s.from_id from line join directory.area_succession s on s.to_id = line.id and s.kind <> 'SPLIT' and s.day <= areas_followed_by.day
  )
  select line.id from line
$function$;

CREATE OR REPLACE FUNCTION directory.areas_inside_on(area uuid, level text, day date)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select a.id from directory.areas_laid_on(area, day) l join directory.area a on a.id = l.id
  where a.level = areas_inside_on.level and (a.valid @> areas_inside_on.day) is true
$function$;

CREATE OR REPLACE FUNCTION directory.areas_laid_on(area uuid, day date)
 RETURNS TABLE(id uuid, path uuid[])
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  with recursive root(id, above, seen) as (
    select a.id, array[a.id], array[a.id] from directory.area a
    where a.id = areas_laid_on.area
      and not exists (select from directory.area_succession x where x.from_id = a.id and x.day <= areas_laid_on.day)
    union all
    select s.from_id, r.above || t.path[array_position(t.path, r.id) + 1:], r.seen || s.from_id
    from root r join directory.area t on t.path @> array[r.id]
      join directory.area_succession s on s.to_id = t.id and s.kind <> 'SPLIT' and s.day <= areas_laid_on.day
    where s.from_id <> all(r.seen) and not exists (
      select from directory.area_succession x
      where x.from_id = any(t.path[array_position(t.path, r.id) + 1:]) and x.day <= areas_laid_on.day)
  )
  select a.id, r.above || a.path[array_position(a.path, r.id) + 1:]
  from root r join directory.area a on a.path @> array[r.id]
  where not exists (
    select from directory.area_succession x
    where x.from_id = any(a.path[array_position(a.path, r.id) + 1:]) and x.day <= areas_laid_on.day)
$function$;

CREATE OR REPLACE FUNCTION directory.areas_leading_to(area uuid, day date)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE ROWS 2
 SET search_path TO ''
AS $function$
  with recursive line(id) as (
    select areas_leading_to.area where areas_leading_to.day is null or not exists (
      select from directory.area_succession x where x.from_id = areas_leading_to.area and x.day <= areas_leading_to.day)
    union
    select s.from_id from line join directory.area_succession s on s.to_path @> array[line.id]
    where s.kind <> 'SPLIT' and s.day <= areas_leading_to.day
  )
  select a.id from line join directory.area a on a.id = line.id
  where not exists (select from line o where o.id <> a.id and o.id = any(a.path))
$function$;

CREATE OR REPLACE FUNCTION directory.areas_served_on(area uuid, day date, at timestamp with time zone, kind text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select distinct u.id from directory.areas_laid_on(area, day) l, unnest(l.path) u(id)
  where exists (select from directory.place_status s
    where s.area_id = l.id and s.status = 'IN_USE' and (areas_served_on.kind is null or s.kind = areas_served_on.kind)
      and coalesce(s.valid @> areas_served_on.at, false))
$function$;

CREATE OR REPLACE FUNCTION directory.areas_taken_in(area uuid, day date)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select l.id from directory.areas_laid_on(area, day) l join directory.area a on a.id = l.id where not a.path @> array[area]
$function$;

CREATE OR REPLACE FUNCTION directory.as_pinyin(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
  select case when l.letters ~ '^[a-z0-9]{2,}$' then l.letters end
  from (select translate(words, 'ü'' ', 'v') as letters) l
$function$;

CREATE OR REPLACE FUNCTION directory.box_around(longitude double precision, latitude double precision, metres double precision)
 RETURNS box
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (SELECT box(point((box_around.longitude - d.east), (box_around.latitude - d.north)), point((box_around.longitude + d.east), (box_around.latitude + d.north))) AS box FROM (SELECT (box_around.metres / (111000.0)::double precision) AS north, (box_around.metres / ((111000.0)::double precision * GREATEST(cos(radians(LEAST((abs(box_around.latitude) + (box_around.metres / (111000.0)::double precision)), (89.9)::double precision))), (0.001)::double precision))) AS east) d);

CREATE OR REPLACE FUNCTION directory.check_alliance()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.state = 'DISSOLVED' then
    raise exception 'an alliance that is dissolved stays as it was' using errcode = 'check_violation', constraint = 'alliance_dissolved_stays';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_area_of_household()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from directory.area a where a.id = new.area_id for share;
  if not exists (select from directory.area a where a.id = new.area_id and directory.time_of_days(a.valid) @> new.changed_at) then
    raise exception 'the area is not one of that day' using errcode = 'exclusion_violation', constraint = 'household_area_in_force';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.check_area_of_relations()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from directory.relation r where r.object_area_id = new.id and not r.valid <@ directory.time_of_days(new.valid)) then
    raise exception 'a relation to an area lasts no longer than the area' using errcode = 'check_violation', constraint = 'relation_within_area';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.check_charter()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.number <> 1 + (select count(*) from directory.charter c where c.alliance_id = new.alliance_id)
    or exists (select from directory.charter c where c.alliance_id = new.alliance_id and c.adopted_on > new.adopted_on) then
    raise exception 'versions of a charter follow each other' using errcode = 'check_violation', constraint = 'charter_in_order';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_coordinator()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  a directory.alliance;
begin
  select * into a from directory.alliance l where l.id = new.alliance_id for share;
  if a.state <> 'ACTIVE' or a.lead_unit_id <> new.unit_id then
    raise exception 'who coordinates an alliance belongs to the unit that leads it'
      using errcode = 'exclusion_violation', constraint = 'post_coordinates_for_the_lead';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_days_of_area()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (select from directory.area_succession s where s.to_id = new.id and not new.valid @> s.day)
    or exists (select from directory.area_succession s where s.from_id = new.id and upper(new.valid) is distinct from s.day)
    or exists (select from directory.area a where a.parent_id = new.id and lower(a.valid) >= upper(new.valid))
    or exists (select from directory.area_statistic s where s.area_id = new.id and s.superseded_at is null and s.as_of >= upper(new.valid)) then
    raise exception 'an area lasts until what was said of it' using errcode = 'check_violation', constraint = 'area_valid_holds';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_delegation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from directory.post s where s.id = new.delegated_from and s.delegated_from is null
    and new.role in ('OPERATOR', s.role) and (new.alliance_id is null or new.alliance_id = s.alliance_id)
    and new.valid <@ s.valid) then
    raise exception 'a delegated post is no more, and no longer, than the one it comes from'
      using errcode = 'check_violation', constraint = 'post_delegated_within_source';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_household_link()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from directory.area a where a.id = new.area_id for share;
  perform from directory.person_relation r where r.id = new.person_relation_id for share;
  perform from directory.household h where h.id = new.household_id for share;
  perform from directory.person p where p.id = new.person_id for no key update;
  if not exists (select from directory.person_relation r where r.id = new.person_relation_id and new.valid <@ r.valid)
    or not exists (select from directory.area a where a.id = new.area_id and new.valid <@ directory.time_of_days(a.valid))
    or not exists (select from directory.household h where h.id = new.household_id and h.erased_at is null) then
    raise exception 'a link lasts no longer than what it is by, and where' using errcode = 'exclusion_violation', constraint = 'household_link_within';
  end if;
  if directory.households_of(new.type_code, new.person_id, new.valid)
    >= (select t.most from directory.household_link_type t where t.code = new.type_code) then
    raise exception 'a person is linked with so many households' using errcode = 'exclusion_violation', constraint = 'household_link_most';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.check_membership()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.valid is not null and (new.valid is null or not new.valid <@ old.valid) then
    raise exception 'a membership that ended begins anew as another, and none is prolonged'
      using errcode = 'check_violation', constraint = 'membership_only_shortened';
  end if;
  if new.state <> old.state and old.state not in ('APPLIED', 'INVITED', 'ACTIVE', 'SUSPENDED') then
    raise exception 'what became of a membership stays' using errcode = 'check_violation', constraint = 'membership_ended_stays_ended';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_object_of_relation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'UPDATE' and old.valid is not null then return new; end if;
  perform from directory.area a where a.id = new.area_id for share;
  perform from directory.place p where p.id = new.place_id for share;
  if exists (select from directory.area a where a.id = new.area_id and not new.valid <@ directory.time_of_days(a.valid))
    or exists (select from directory.place p where p.id = new.place_id and p.status = 'CLOSED') then
    raise exception 'what somebody is to an area or a place lasts no longer than that'
      using errcode = 'exclusion_violation', constraint = 'person_relation_within_object';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.check_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from directory.term t where t.code = new.kind and t.scheme = 'PLACE_KIND') then
    raise exception 'a place is of a kind of places' using errcode = 'foreign_key_violation', constraint = 'place_kind_known';
  end if;
  if new.parent_id is not null and exists (
    with recursive up(id) as (
      select new.parent_id union select p.parent_id from up join directory.place p on p.id = up.id where p.parent_id is not null)
    select from up where up.id = new.id) then
    raise exception 'a place belongs neither to itself nor to one that belongs to it' using errcode = 'check_violation', constraint = 'place_in_no_ring';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_place_services()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (select from unnest(new.services) s(code) where not exists (
    select from directory.term t where t.scheme = 'CATEGORY' and t.code = s.code)) then
    raise exception 'a service is a category' using errcode = 'foreign_key_violation', constraint = 'place_services_known';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_post_of_relation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (select from directory.post p where p.id = new.post_id and p.delegated_from is null
    and (new.valid is null or new.valid <@ p.valid)) then
    raise exception 'what somebody is by a post lasts no longer than the post' using errcode = 'check_violation', constraint = 'person_relation_within_post';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.check_programme()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'UPDATE' then
    raise exception 'a programme that ended stays as it was' using errcode = 'check_violation', constraint = 'programme_ended_stays';
  end if;
  if not exists (select from directory.programme p where p.id = new.parent_id and p.state = 'RUNNING'
      and p.unit_id is not distinct from new.unit_id and p.alliance_id is not distinct from new.alliance_id) then
    raise exception 'a programme lies under one of the same owner that runs'
      using errcode = 'check_violation', constraint = 'programme_under_one_of_its_owner';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_programme_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.number <> 1 + (select count(*) from directory.programme_version v where v.programme_id = new.programme_id)
    or exists (select from directory.programme_version v where v.programme_id = new.programme_id and v.in_force_from > new.in_force_from) then
    raise exception 'versions of a programme follow each other'
      using errcode = 'check_violation', constraint = 'programme_version_in_order';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_registration()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'qinlin_writer' and (rights.my_app() is not null or new.registered_by_unit is distinct from rights.my_unit()) then
    raise exception 'a unit is registered for the unit that is acted for'
      using errcode = 'check_violation', constraint = 'unit_registered_for_own_unit';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_relation_to_area()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  days daterange;
begin
  -- Who ends the area waits for this, or comes before it.
  select a.valid into days from directory.area a where a.id = new.object_area_id for share;
  if new.valid is not null and not new.valid <@ directory.time_of_days(days) then
    raise exception 'a relation to an area lasts no longer than the area' using errcode = 'check_violation', constraint = 'relation_within_area';
  end if;
  if new.state = 'PROPOSED' and new.proposed_by_unit_id <> new.subject_unit_id
    and not directory.keeps_area(new.proposed_by_unit_id, new.object_area_id, (new.proposed_at at time zone 'Asia/Shanghai')::date) then
    raise exception 'a relation to an area is proposed by the unit or by who looks after the area'
      using errcode = 'check_violation', constraint = 'relation_proposed_by_a_side';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.check_required_role()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (select from directory.required_role r where r.alliance_id = new.alliance_id
      and (r.revision > new.revision or r.revision = new.revision and r.set_at <> new.set_at))
    or not exists (select from directory.alliance a where a.id = new.alliance_id and a.role_revision = new.revision) then
    raise exception 'revisions of required roles follow each other' using errcode = 'check_violation', constraint = 'required_role_in_order';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_role_revision()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'revisions of required roles are counted one by one'
    using errcode = 'check_violation', constraint = 'alliance_role_revision_counted';
end $function$;

CREATE OR REPLACE FUNCTION directory.check_seat()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (
    select from directory.governing_body b
    join directory.membership_stretch m on m.alliance_id = b.alliance_id and m.unit_id = new.unit_id and m.valid @> new.created_at
    where b.id = new.body_id and b.state = 'STANDING') then
    raise exception 'a seat is given to a member, in a body that stands' using errcode = 'check_violation', constraint = 'seat_of_a_member';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_succession()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from directory.area a, directory.area b
    where a.id = new.from_id and b.id = new.to_id and upper(a.valid) = new.day and b.valid @> new.day) then
    raise exception 'an area that ends on the day is followed by one that is in force on it'
      using errcode = 'check_violation', constraint = 'area_succession_day';
  end if;
  if exists (select from directory.area_succession s where s.from_id = new.from_id and (s.kind <> 'SPLIT' or new.kind <> 'SPLIT')) then
    raise exception 'only what is split is followed by several'
      using errcode = 'check_violation', constraint = 'area_succession_one';
  end if;
  if new.from_id in (select directory.areas_above_on(new.to_id, 'infinity', true)) then
    raise exception 'what follows an area does not lie in it'
      using errcode = 'check_violation', constraint = 'area_succession_apart';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.check_visit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  linked tstzrange;
begin
  select l.valid into linked from directory.household_link l where l.id = new.link_id for share;
  if linked is null or tg_op = 'INSERT' and not linked @> new.recorded_at
    or new.day < (lower(linked) at time zone 'Asia/Shanghai')::date or new.day > (upper(linked) at time zone 'Asia/Shanghai')::date then
    raise exception 'whoever visits is linked' using errcode = 'exclusion_violation', constraint = 'visit_while_linked';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.check_who_imports()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if rights.my_app() is not null or new.person_id is distinct from rights.my_person() then
    raise exception 'an import is confirmed in one''s own name' using errcode = 'check_violation', constraint = 'import_in_ones_own_name';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.community_degrees(degrees double precision, most integer)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((LEAST(floor((degrees * (100)::double precision)), (((most * 100) - 1))::double precision) + (0.5)::double precision) / (100)::double precision);

CREATE OR REPLACE FUNCTION directory.count_contact_on()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.version := 1 + coalesce((select max(r.version) from directory.unit_contact_removal r where r.unit_id = new.unit_id), 0);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.count_import_rows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    update directory.import_job j set rows_read = j.rows_read + c.read, rows_failed = j.rows_failed + c.failed,
      rows_duplicate = j.rows_duplicate + c.duplicate, rows_unchanged = j.rows_unchanged + c.unchanged
    from (select a.job_id, count(*) as read, count(*) filter (where a.state = 'FAILED') as failed,
        count(*) filter (where a.state = 'DUPLICATE') as duplicate, count(*) filter (where a.state = 'UNCHANGED') as unchanged
      from added a group by a.job_id) c
    where j.id = c.job_id;
  else
    update directory.import_job j set rows_failed = j.rows_failed + c.failed, rows_duplicate = j.rows_duplicate + c.duplicate,
      rows_unchanged = j.rows_unchanged + c.unchanged, rows_written = j.rows_written + c.written, rows_merged = j.rows_merged + c.merged
    from (select s.job_id, coalesce(sum(s.n) filter (where s.state = 'FAILED'), 0) as failed,
        coalesce(sum(s.n) filter (where s.state = 'DUPLICATE'), 0) as duplicate, coalesce(sum(s.n) filter (where s.state = 'UNCHANGED'), 0) as unchanged,
        coalesce(sum(s.n) filter (where s.state = 'WRITTEN'), 0) as written, coalesce(sum(s.n) filter (where s.state = 'MERGED'), 0) as merged
      from (select b.job_id, b.state, -1 as n from before b union all select a.job_id, a.state, 1 from after a) s group by s.job_id) c
    where j.id = c.job_id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION directory.count_persons(type_code text, host uuid, at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select nullif(greatest(count(distinct r.person_id), 4), 4)::integer
  from directory.person_relation r
  where r.type_code = count_persons.type_code and (host is null or r.host_unit_id = host) and r.valid @> at
$function$;

CREATE OR REPLACE FUNCTION directory.empty_import(before timestamp with time zone, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  emptied uuid;
begin
  select j.id into emptied from directory.import_job j
    where not j.is_emptied and coalesce(j.finished_at, j.checked_at) < before and j.state in ('CHECKED', 'DONE', 'CANCELLED', 'FAILED')
    order by coalesce(j.finished_at, j.checked_at) limit 1 for update skip locked;
  if emptied is null then return false; end if;
  update directory.import_row r set cells = null, unit = null where r.job_id = emptied;
  update directory.import_issue i set value = null where i.job_id = emptied and i.value is not null;
  update directory.import_job j set is_emptied = true,
      state = case j.state when 'CHECKED' then 'CANCELLED' else j.state end, finished_at = coalesce(j.finished_at, at)
    where j.id = emptied;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION directory.end_household_links_of_area()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  time_left constant tstzrange := tstzrange(null, upper(directory.time_of_days(new.valid)));
begin
  update directory.household_link l set valid = l.valid * time_left, version = l.version + 1
  where l.area_id = new.id and l.valid is not null and not l.valid <@ time_left;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.end_household_links_of_relation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update directory.household_link l set valid = l.valid * new.valid, version = l.version + 1
  where l.person_relation_id = new.id and l.valid is not null and not l.valid <@ new.valid;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.end_relations_of_area()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  time_left constant tstzrange := tstzrange(null, upper(directory.time_of_days(new.valid)));
begin
  update directory.person_relation r set valid = r.valid * time_left, version = r.version + 1
  where r.area_id = new.id and r.valid is not null and not r.valid <@ time_left;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.end_relations_of_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update directory.person_relation r set valid = r.valid * tstzrange(null, new.status_since), version = r.version + 1
  where r.place_id = new.id and r.valid is not null and not r.valid <@ tstzrange(null, new.status_since);
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.end_relations_of_post()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update directory.person_relation r set valid = r.valid * new.valid, version = r.version + 1
  where r.post_id = new.id and r.valid is not null and not r.valid <@ new.valid;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.erase_identifier(identifier uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  of_unit uuid;
begin
  if rights.my_app() is not null then return false; end if;
  delete from directory.unit_identifier i where i.id = identifier and i.is_personal
    and (i.unit_id = rights.my_unit() or directory.is_own_and_nobodys(i.unit_id)) returning i.unit_id into of_unit;
  if of_unit is null then return false; end if;
  update directory.import_row r set cells = null, unit = null
    where r.unit_id = of_unit and r.state in ('UNCHANGED', 'WRITTEN', 'MERGED') and r.cells is not null;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION directory.erase_person()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  me constant uuid := rights.my_person();
begin
  if me is null or rights.my_app() is not null then return false; end if;
  perform from directory.person_relation r where r.person_id = me order by r.id for update;
  perform from directory.household_link l where l.person_id = me order by l.id for update;
  update directory.visit v set link_id = null, person_id = null where v.person_id = me;
  delete from directory.household_link l where l.person_id = me;
  delete from directory.person_relation r where r.person_id = me;
  delete from directory.person_attribute a where a.person_id = me;
  update directory.invitation i set person_name = '已删除'
  where i.id in (select p.invitation_id from directory.post p where p.person_id = me);
  update directory.person p set name = '已删除', version = p.version + 1 where p.id = me;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION directory.fold(text text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN btrim(lower(NORMALIZE(text, NFKC)), ' 	
'::text);

CREATE OR REPLACE FUNCTION directory.follow_membership()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from directory.membership_stretch s where s.membership_id = new.id;
  if new.valid is not null then
    insert into directory.membership_stretch (membership_id, number, alliance_id, unit_id, valid)
      select new.id, s.number, new.alliance_id, new.unit_id, s.valid
      from unnest(tstzmultirange(new.valid) - new.suspended) with ordinality s(valid, number);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION directory.from_crs(longitude double precision, latitude double precision, crs text)
 RETURNS point
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  guess point := point(longitude, latitude);
  got point;
begin
  if crs in ('WGS84', 'CGCS2000') then return guess; end if;
  for i in 1..30 loop
    got := directory.to_crs(guess[0], guess[1], crs);
    guess := point(guess[0] + longitude - got[0], guess[1] + latitude - got[1]);
    exit when abs(longitude - got[0]) < 1e-12 and abs(latitude - got[1]) < 1e-12;
  end loop;
  return guess;
end $function$;

CREATE OR REPLACE FUNCTION directory.gcj02(longitude double precision, latitude double precision)
 RETURNS point
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  x constant double precision := longitude - 105.0;
  y constant double precision := latitude - 35.0;
  ee constant double precision := 0.00669342162296594323;
  wave double precision;
  east double precision;
  north double precision;
  magic double precision;
begin
  if not (longitude between 72.004 and 137.8347 and latitude between 0.8293 and 55.8271) then
    return point(longitude, latitude);
  end if;
  wave := (20.0 * sin(6.0 * x * pi()) + 20.0 * sin(2.0 * x * pi())) * 2.0 / 3.0;
  north := -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + wave
    + (20.0 * sin(y * pi()) + 40.0 * sin(y / 3.0 * pi())) * 2.0 / 3.0
    + (160.0 * sin(y / 12.0 * pi()) + 320.0 * sin(y * pi() / 30.0)) * 2.0 / 3.0;
  east := 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + wave
    + (20.0 * sin(x * pi()) + 40.0 * sin(x / 3.0 * pi())) * 2.0 / 3.0
    + (150.0 * sin(x / 12.0 * pi()) + 300.0 * sin(x / 30.0 * pi())) * 2.0 / 3.0;
  magic := 1 - ee * sin(radians(latitude)) * sin(radians(latitude));
  return point(
    longitude + east * 180.0 / (6378245.0 / sqrt(magic) * cos(radians(latitude)) * pi()),
    latitude + north * 180.0 / (6378245.0 * (1 - ee) / (magic * sqrt(magic)) * pi()));
end $function$;

CREATE OR REPLACE FUNCTION directory.grams_of(text text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(distinct substr(line, i, n)), '{}')
  from (select line, case when line ~ '^[a-z0-9]+$' then 3 else 2 end as longest from unnest(string_to_array(text, E'\x1f')) line) l,
    generate_series(1, longest) n, generate_series(1, char_length(line) + 1 - n) i
$function$;

CREATE OR REPLACE FUNCTION directory.grams_sought(words text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
  select array(select distinct substr(words, i, n) from generate_series(1, char_length(words) + 1 - n) i)
  from (select greatest(1, least(char_length(words), case when words ~ '^[a-z0-9]+$' then 3 else 2 end))) l (n)
$function$;

CREATE OR REPLACE FUNCTION directory.hangs_under(type_code text, above uuid, below uuid, during tstzrange)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with recursive line (unit_id, during) as (
    select above, during
    union
    select r.object_unit_id, line.during * r.valid
    from line join directory.relation r on r.subject_unit_id = line.unit_id
    where r.type_code = hangs_under.type_code and r.valid && line.during
  )
  select exists (select from line where line.unit_id = below)
$function$;

CREATE OR REPLACE FUNCTION directory.hold_file_of_import()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from data.file f where f.id = new.file_id and f.owner_unit_id = new.unit_id and f.deleted_at is null for share;
  if not found then
    raise exception 'an import goes by a file of its unit that is there'
      using errcode = 'exclusion_violation', constraint = 'import_of_a_file_that_is_there';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.hold_household_link(link uuid, at timestamp with time zone)
 RETURNS TABLE(way text, until timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  l directory.household_link;
  during tstzrange;
begin
  select * into l from directory.household_link o where o.id = link and o.person_id = rights.my_person() and rights.my_app() is null;
  if not found then return; end if;
  perform from directory.area a where a.id = l.area_id for share;
  perform from directory.unit u where u.id = l.host_unit_id for share;
  perform from directory.person_relation r where r.id = l.person_relation_id for share;
  perform from directory.household h where h.id = l.household_id for share;
  perform from directory.person p where p.id = l.person_id for no key update;
  select tstzrange(at, null) * r.valid * directory.time_of_days(a.valid) into during
  from directory.person_relation r, directory.household h join directory.area a on a.id = h.area_id
  where r.id = l.person_relation_id and r.state = 'AGREED' and h.id = l.household_id and h.erased_at is null;
  return query select case
    when during is null or not during @> at then 'OVER'
    when exists (select from directory.household_link o where o.type_code = l.type_code and o.household_id = l.household_id and o.valid && during) then 'HOUSEHOLD'
    when directory.households_of(l.type_code, l.person_id, during) >= (select t.most from directory.household_link_type t where t.code = l.type_code) then 'MOST'
    end, upper(during);
end
$function$;

CREATE OR REPLACE FUNCTION directory.hold_relations(type_code text)
 RETURNS void
 LANGUAGE sql
AS $function$ select pg_advisory_xact_lock(hashtextextended('directory.relation:' || type_code, 0)) $function$;

CREATE OR REPLACE FUNCTION directory.household_figures(unit uuid, day date, at timestamp with time zone)
 RETURNS TABLE(linked integer, visited integer, visits integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case when l.households >= 5 then l.households end, case when v.households >= 5 then v.households end,
    case when v.households >= 5 then v.visits end
  from (select count(distinct o.household_id)::integer as households from directory.household_link o
      where o.host_unit_id = unit and o.valid @> at) l,
    (select count(distinct i.household_id)::integer as households, count(*)::integer as visits from directory.visit i
      where i.host_unit_id = unit and i.state = 'RECORDED' and i.day >= date_trunc('month', household_figures.day::timestamp)::date
        and i.day < (date_trunc('month', household_figures.day::timestamp) + interval '1 month')::date) v
$function$;

CREATE OR REPLACE FUNCTION directory.households_of(type_code text, person uuid, during tstzrange)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select count(*)::integer from directory.household_link l
  where l.type_code = households_of.type_code and l.person_id = person and l.valid && during
$function$;

CREATE OR REPLACE FUNCTION directory.import_row_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user <> 'qinlin_writer' and new.cells is null and new.unit is null and new.state = old.state and new.no = old.no
    and new.unit_id is not distinct from old.unit_id and new.job_id = old.job_id then
    return new;
  end if;
  raise exception 'what came of a row of an import stays' using errcode = 'check_violation', constraint = 'import_row_stays';
end $function$;

CREATE OR REPLACE FUNCTION directory.in_the_way(sought uuid)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  held text[] := '{}';
  reference record;
  is_held boolean;
begin
  for reference in
    select c.conrelid::regclass::text as place, a.attname as column_name
    from pg_catalog.pg_constraint c join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'directory.unit'::regclass and cardinality(c.conkey) = 1
      and c.conrelid <> all(array['directory.unit_search', 'directory.unit_identifier', 'directory.invitation']::regclass[])
    order by 1, 2
  loop
    execute format('select exists (select from %s where %I = $1)', reference.place, reference.column_name) into is_held using sought;
    if is_held and not reference.place = any(held) then held := held || reference.place; end if;
  end loop;
  if exists (select from directory.invitation i where i.unit_id = sought and i.state = 'OPEN' and i.expires_at > rights.my_now()) then
    held := held || 'directory.invitation'::text;
  end if;
  return held;
end $function$;

CREATE OR REPLACE FUNCTION directory.in_the_way_of_person_relation(type_code text, person uuid, object uuid, during tstzrange)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case when r.person_id <> person then 'OBJECT' when coalesce(r.unit_id, r.area_id, r.place_id) = object then 'SAME' else 'PERSON' end as way
  from directory.person_relation r
  where r.type_code = in_the_way_of_person_relation.type_code and r.valid && during and (
    r.person_id = person and (coalesce(r.unit_id, r.area_id, r.place_id) = object or r.cardinality in ('ONE_TO_ONE', 'MANY_TO_ONE'))
    or coalesce(r.unit_id, r.area_id, r.place_id) = object and r.cardinality in ('ONE_TO_ONE', 'ONE_TO_MANY'))
  order by way desc limit 1
$function$;

CREATE OR REPLACE FUNCTION directory.initials_of(name text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE STRICT
 SET search_path TO ''
AS $function$
declare
  found text[] := array[''];
  letters text;
  splits integer := 0;
begin
  for letters in
    select coalesce(p.initials, case when t.c ~ '[a-z0-9]' then t.c end)
    from unnest(string_to_array(directory.fold(name), null)) with ordinality t (c, n)
      left join directory.pinyin_initial p on p.character = t.c
    order by t.n
  loop
    continue when letters is null;
    if length(letters) = 2 and splits < 3 then
      splits := splits + 1;
      found := array(select f || left(letters, 1) from unnest(found) f union all select f || right(letters, 1) from unnest(found) f);
    elsif cardinality(found) = 1 then
      found[1] := found[1] || left(letters, 1);
    else
      found := array(select f || left(letters, 1) from unnest(found) f);
    end if;
  end loop;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION directory.invitation_of(hash bytea)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select i.id from directory.invitation i where i.hash = invitation_of.hash $function$;

CREATE OR REPLACE FUNCTION directory.is_open(place uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (SELECT CASE WHEN (o.known @> is_open.at) THEN ((o.open @> is_open.at) AND (EXISTS (SELECT FROM directory.place_status s WHERE ((s.place_id = o.place_id) AND (s.status = 'IN_USE'::text) AND (s.valid @> is_open.at))))) ELSE NULL::boolean END AS "case" FROM directory.place_opening o WHERE (o.place_id = is_open.place));

CREATE OR REPLACE FUNCTION directory.is_own_and_nobodys(sought uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select rights.my_app() is null
    and exists (select from directory.unit u where u.id = sought and u.registered_by_unit = rights.my_unit())
    and not exists (select from directory.post p where p.unit_id = sought)
$function$;

CREATE OR REPLACE FUNCTION directory.keep_body_tree()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('directory.governing_body', 0));
  if exists (
    with recursive up (id, parent_id) as (
      select b.id, b.parent_id from directory.governing_body b where b.id = new.parent_id
      union select b.id, b.parent_id from up join directory.governing_body b on b.id = up.parent_id)
    select from up where up.id = new.id) or new.parent_id = new.id then
    raise exception 'a body would be above itself' using errcode = 'check_violation', constraint = 'governing_body_is_a_tree';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.keep_disbanded_body()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'a body that is disbanded stays as it was' using errcode = 'check_violation', constraint = 'governing_body_disbanded_stays';
end $function$;

CREATE OR REPLACE FUNCTION directory.keep_dissolved()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'a unit that is dissolved stays so' using errcode = 'check_violation', constraint = 'unit_stays_dissolved';
end $function$;

CREATE OR REPLACE FUNCTION directory.keep_ended_relation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'what was decided of a relation stands' using errcode = 'check_violation', constraint = 'relation_decision_stands';
end
$function$;

CREATE OR REPLACE FUNCTION directory.keep_household()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.erased_at is not null and (new.erased_at is distinct from old.erased_at or new.area_id <> old.area_id) then
    raise exception 'what was erased stays erased' using errcode = 'check_violation', constraint = 'household_stays_erased';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.keep_household_link()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.valid is not null and (new.valid is null or not new.valid <@ old.valid) then
    raise exception 'the time of a link is only shortened' using errcode = 'check_violation', constraint = 'household_link_only_shortened';
  end if;
  if new.state <> old.state and (old.state in ('DECLINED', 'WITHDRAWN', 'ENDED') or old.state = 'AGREED' and new.state <> 'ENDED') then
    raise exception 'what was decided of a link stands' using errcode = 'check_violation', constraint = 'household_link_decision_stands';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.keep_person_relation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.valid is not null and (new.valid is null or not new.valid <@ old.valid) then
    raise exception 'the time of a relation is only shortened' using errcode = 'check_violation', constraint = 'person_relation_only_shortened';
  end if;
  if new.state <> old.state and (old.state in ('DECLINED', 'WITHDRAWN', 'ENDED') or old.state = 'AGREED' and new.state <> 'ENDED') then
    raise exception 'what was decided of a relation stands' using errcode = 'check_violation', constraint = 'person_relation_decision_stands';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.keep_place_status()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'UPDATE' then
    if (new.status, new.kind, new.shown_area_id) is not distinct from (old.status, old.kind, old.shown_area_id) then return null; end if;
    -- Two changes in one instant: the first was never.
    delete from directory.place_status s where s.place_id = new.id and upper_inf(s.valid) and lower(s.valid) >= new.changed_at;
    update directory.place_status s set valid = tstzrange(lower(s.valid), new.changed_at)
      where s.place_id = new.id and upper_inf(s.valid);
  end if;
  insert into directory.place_status (place_id, status, kind, area_id, valid)
    values (new.id, new.status, new.kind, new.shown_area_id, tstzrange(new.changed_at, null));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION directory.keep_place_within()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'UPDATE' then
    delete from directory.place_within l using directory.area a
    where a.id = old.shown_area_id and l.area_id = any(a.path) and l.place_id = new.id;
  end if;
  insert into directory.place_within (area_id, place_id)
  select above, new.id from directory.area a, unnest(a.path) above where a.id = new.shown_area_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION directory.keep_tree()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from directory.relation_type t where t.code = new.type_code and t.is_tree) then
    perform directory.hold_relations(new.type_code);
    if directory.hangs_under(new.type_code, new.object_unit_id, new.subject_unit_id, new.valid) then
      raise exception 'a unit would be above itself' using errcode = 'check_violation', constraint = 'relation_is_a_tree';
    end if;
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.keep_visit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.state <> 'RECORDED' then
    raise exception 'what was withdrawn stays so' using errcode = 'check_violation', constraint = 'visit_stays_withdrawn';
  end if;
  insert into directory.visit_version (visit_id, number, day, purpose, outcome, needs_follow_up, replaced_at)
  values (old.id, old.version, old.day, old.purpose, old.outcome, old.needs_follow_up, new.changed_at);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION directory.keeps_area(unit uuid, area uuid, day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select exists (select from directory.area k where k.keeper_unit_id = unit
    and (k.id = area or k.id in (select directory.areas_above_on(area, day, true))))
$function$;

CREATE OR REPLACE FUNCTION directory.lay_area()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  levels constant text[] := array['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'COMMUNITY', 'GRID', 'MICRO_GRID'];
  parent directory.area;
begin
  new.rank := array_position(levels, new.level);
  new.path := array[new.id];
  new.namespace := '00000000-0000-0000-0000-000000000000';
  if new.parent_id is not null then
    select * into parent from directory.area a where a.id = new.parent_id;
    if parent.rank >= new.rank then
      raise exception 'an area lies in one of a higher level' using errcode = 'check_violation', constraint = 'area_lies_in_higher';
    end if;
    if lower_inf(new.valid) and not lower_inf(parent.valid) or not lower_inf(new.valid) and not parent.valid @> lower(new.valid) then
      raise exception 'an area begins while the one it lies in is in force' using errcode = 'check_violation', constraint = 'area_lies_in_force';
    end if;
    new.path := parent.path || new.id;
  end if;
  if new.scheme = 'LOCAL' then
    select a.id into new.namespace from directory.area a where a.id = any(new.path) and a.rank <= 3 order by a.rank desc limit 1;
    new.namespace := coalesce(new.namespace, new.path[1]);
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.lay_open_slots()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  slots integer[];
begin
  select coalesce(array_agg(distinct d.first + h), '{}') into slots
  from (
    select distinct
      case when s.day is not null then (s.day - date '2000-01-01') * 24 else extract(isodow from g.day)::integer * 24 - 192 end as first,
      case when g.day = l.opens::date then extract(hour from l.opens)::integer else 0 end as opens,
      case when g.day = l.closes::date then extract(hour from l.closes)::integer else 23 end as closes
    from unnest(new.open) r,
      lateral (select lower(r) at time zone 'Asia/Shanghai' as opens, (upper(r) - interval '1 millisecond') at time zone 'Asia/Shanghai' as closes) l,
      lateral (select l.opens::date + n as day from generate_series(0, l.closes::date - l.opens::date) n) g
      left join directory.statutory_day s on s.day = g.day
  ) d, generate_series(d.opens, d.closes) h;
  delete from directory.place_open_slot s where s.place_id = new.place_id and s.slot <> all(slots);
  insert into directory.place_open_slot (slot, place_id) select s, new.place_id from unnest(slots) s on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION directory.lay_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  at point;
begin
  if new.given_crs is not null then
    at := directory.from_crs(new.given_longitude, new.given_latitude, new.given_crs);
  end if;
  new.longitude := at[0];
  new.latitude := at[1];
  if new.is_public then
    new.shown_at := at;
    new.shown_area_id := new.area_id;
  else
    new.shown_at := point(directory.community_degrees(at[0], 180), directory.community_degrees(at[1], 90));
    select a.id into new.shown_area_id from directory.area b join directory.area a on a.id = any(b.path)
      where b.id = new.area_id and a.rank <= 5 order by a.rank desc limit 1;
    if not found then new.shown_area_id := null; end if;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.lay_succession()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  select a.path into new.to_path from directory.area a where a.id = new.to_id;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.mask_contact()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into directory.unit_contact_mask (unit_id, name, mobile, is_fictitious)
    values (new.unit_id, rights.mask_name(new.name), rights.mask_mobile(new.mobile), new.is_fictitious)
    on conflict (unit_id) do update
      set name = excluded.name, mobile = excluded.mobile, is_fictitious = excluded.is_fictitious;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION directory.merge_unit(merge uuid, source uuid, target uuid, reason text, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  gone directory.unit;
  numbers uuid[];
  invitations uuid[];
  added text[];
begin
  if not directory.is_own_and_nobodys(source) or not directory.is_own_and_nobodys(target) then
    raise exception 'units are merged by who registered both, while nobody acts for them'
      using errcode = 'check_violation', constraint = 'unit_merged_by_who_registered';
  end if;
  select * into gone from directory.unit u where u.id = source;
  select coalesce(array_agg(i.id order by i.id), '{}') into numbers from directory.unit_identifier i where i.unit_id = source;
  select coalesce(array_agg(i.id order by i.id), '{}') into invitations from directory.invitation i where i.unit_id = source;
  select coalesce(array_agg(distinct n), '{}') into added from unnest(array[gone.name, gone.short_name] || gone.former_names) n, directory.unit t
    where t.id = target and n <> all(array[t.name, t.short_name] || t.former_names);
  insert into directory.unit_merge (id, from_unit_id, into_unit_id, by_unit_id, unit, identifier_ids, invitation_ids, names, reason, merged_at)
    values (merge, source, target, rights.my_unit(), to_jsonb(gone), numbers, invitations, added, reason, at);
  update directory.unit_identifier i set unit_id = target where i.unit_id = source;
  -- Out of date for good: it is not to open a door into the other unit.
  update directory.invitation i set state = 'CANCELLED', decided_at = at, version = i.version + 1
    where i.unit_id = source and i.state = 'OPEN' and i.expires_at <= rights.my_now();
  update directory.invitation i set unit_id = target where i.unit_id = source and i.state <> 'OPEN';
  update directory.unit t set former_names = t.former_names || added, version = t.version + 1 where t.id = target;
  delete from directory.unit_search s where s.unit_id = source;
  delete from directory.unit u where u.id = source;
end $function$;

CREATE OR REPLACE FUNCTION directory.metres_between(lon1 double precision, lat1 double precision, lon2 double precision, lat2 double precision)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((((2)::numeric * 6371008.8))::double precision * asin(LEAST((1)::double precision, sqrt((power(sin((radians((lat2 - lat1)) / (2)::double precision)), (2)::double precision) + ((cos(radians(lat1)) * cos(radians(lat2))) * power(sin((radians((lon2 - lon1)) / (2)::double precision)), (2)::double precision)))))));

CREATE OR REPLACE FUNCTION directory.move_household_link()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  new.valid := new.valid * tstzrange(null, (select upper(directory.time_of_days(a.valid)) from directory.area a where a.id = new.area_id));
  new.version := new.version + 1;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION directory.name_key(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
  select coalesce(nullif(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(directory.fold(name), '[^0-9a-z㐀-鿿豈-﫿𠀀-𲎯]', '', 'g'),
    '有限责任公司', '有限公司', 'g'), '居民委员会', '居委会', 'g'), '村民委员会', '村委会', 'g'), '业主委员会', '业委会', 'g'),
    '[省市县区]', '', 'g'), ''), directory.fold(name))
$function$;

CREATE OR REPLACE FUNCTION directory.name_keys(name text, short_name text, former_names text[])
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$ select array(select distinct directory.name_key(n) from unnest(array[name, short_name] || former_names) n) $function$;

CREATE OR REPLACE FUNCTION directory.offices_held(area uuid, types text[], at timestamp with time zone, asked_at timestamp with time zone)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct r.type_code from directory.person_relation r
  where r.area_id = offices_held.area and r.is_public and r.type_code = any(offices_held.types)
    and r.valid @> offices_held.at and lower(r.valid) <= asked_at
$function$;

CREATE OR REPLACE FUNCTION directory.only_shorten_relation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'the time of a relation is only shortened' using errcode = 'check_violation', constraint = 'relation_only_shortened';
end
$function$;

CREATE OR REPLACE FUNCTION directory.only_shorten_seat()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'the term of a seat is only shortened, and once' using errcode = 'check_violation', constraint = 'seat_only_shortened';
end $function$;

CREATE OR REPLACE FUNCTION directory.open_slot(at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE
RETURN (SELECT (CASE WHEN (EXISTS (SELECT FROM directory.statutory_day s WHERE (s.day = (l.local)::date))) THEN (((l.local)::date - '2000-01-01'::date) * 24) ELSE (((EXTRACT(isodow FROM l.local))::integer * 24) - 192) END + (EXTRACT(hour FROM l.local))::integer) FROM (SELECT (open_slot.at AT TIME ZONE 'Asia/Shanghai'::text) AS local) l);

CREATE OR REPLACE FUNCTION directory.openings_of(place uuid)
 RETURNS tstzmultirange
 LANGUAGE sql
 STABLE
RETURN (SELECT (o.open * COALESCE((SELECT range_agg(s.valid) AS range_agg FROM directory.place_status s WHERE ((s.place_id = o.place_id) AND (s.status = 'IN_USE'::text))), '{}'::tstzmultirange)) FROM directory.place_opening o WHERE (o.place_id = openings_of.place));

CREATE OR REPLACE FUNCTION directory.person_segments(unit uuid, purpose text, kind text, at timestamp with time zone)
 RETURNS TABLE(value text, persons integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with here as (
    select r.person_id from directory.person_relation r where r.host_unit_id = unit and r.valid @> at
    union select p.person_id from directory.post p where p.unit_id = unit and p.valid @> at
  ), counted as (
    select coalesce(directory.age_band(a.born_on, (at at time zone 'Asia/Shanghai')::date), a.term_code,
      'area_' || replace(a.area_id::text, '-', '')) as value, count(*)::integer as persons
    from here h join directory.person_attribute a on a.person_id = h.person_id and a.kind = person_segments.kind
    where unit = (select rights.my_unit()) and (select rights.my_app()) is null
      and exists (select from directory.attribute_use u where u.purpose = person_segments.purpose and u.kind = person_segments.kind)
      and exists (select from rights.consent c where c.subject_type = 'person' and c.subject_id = h.person_id
        and c.unit_id = unit and c.purpose = person_segments.purpose and c.valid @> at)
    group by 1
  ), few as (
    select coalesce(sum(c.persons) filter (where c.persons < 5), 0) as left_out, count(*) as groups from counted c
  ), large as (
    select c.value, c.persons, row_number() over (order by c.persons, c.value) as nth from counted c where c.persons >= 5
  )
  select l.value, l.persons from large l, few f
  where f.groups > 1 and (l.nth > 1 or f.left_out not between 1 and 4)
  order by l.value
$function$;

CREATE OR REPLACE FUNCTION directory.pinyin_grams_of(pinyin text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(distinct '''' || left(t.letters, n)), '{}')
  from unnest(string_to_array(pinyin, E'\x1f')) line,
    lateral (select string_to_array(line, '''') as syllables) s,
    lateral (select array_to_string(s.syllables[i:i + 7], '') as letters from generate_series(2, cardinality(s.syllables)) i) t,
    unnest(array[2, 4, 8]) n
  where length(t.letters) >= n
$function$;

CREATE OR REPLACE FUNCTION directory.pinyin_of(name text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE STRICT
 SET search_path TO ''
AS $function$
declare
  found text[] := array[''];
  syllables text[];
  splits integer := 0;
begin
  for syllables in
    select coalesce(p.readings, case when t.c ~ '[a-z0-9]' then array[t.c] end)
    from unnest(string_to_array(directory.fold(name), null)) with ordinality t (c, n)
      left join directory.pinyin_reading p on p.character = t.c
    order by t.n
  loop
    continue when syllables is null;
    if cardinality(syllables) = 2 and splits < 3 then
      splits := splits + 1;
      found := array(select f || '''' || s from unnest(syllables) s, unnest(found) f);
    else
      found := array(select f || '''' || syllables[1] from unnest(found) f);
    end if;
  end loop;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION directory.pinyin_pattern(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$ select '''' || array_to_string(string_to_array(directory.as_pinyin(words), null), '''?') $function$;

CREATE OR REPLACE FUNCTION directory.pinyin_sought(words text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select array[coalesce('''' || left(p.letters, case when length(p.letters) >= 8 then 8 when length(p.letters) >= 4 then 4 else 2 end), E'\x1f')]
  from (select directory.as_pinyin(words) as letters) p
$function$;

CREATE OR REPLACE FUNCTION directory.read_names(names text[])
 RETURNS text
 LANGUAGE sql
 STABLE STRICT
 SET search_path TO ''
AS $function$
  select coalesce(string_agg(line, E'\x1f'), '')
  from (select distinct line from unnest(names) n, unnest(directory.pinyin_of(n)) line where line <> '') l
$function$;

CREATE OR REPLACE FUNCTION directory.refuse_dissolved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  named uuid[] := array(select (to_jsonb(new) ->> c)::uuid from unnest(tg_argv) c);
  gone timestamptz;
begin
  for gone in select u.dissolved_at from directory.unit u where u.id = any(named) order by u.id for share loop
    if gone is not null then
      raise exception 'the unit is dissolved' using errcode = 'exclusion_violation', constraint = 'unit_is_dissolved';
    end if;
  end loop;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.refuse_dissolved_alliance()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  now_is text;
begin
  select a.state into now_is from directory.alliance a where a.id = new.alliance_id for share;
  if now_is = 'DISSOLVED' then
    raise exception 'the alliance is dissolved' using errcode = 'exclusion_violation', constraint = 'alliance_is_dissolved';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.remove_contact(unit uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if rights.my_app() is not null then return false; end if;
  delete from directory.unit_contact_mask k where k.unit_id = unit and k.unit_id = rights.my_unit();
  delete from directory.unit_contact c where c.unit_id = unit and c.unit_id = rights.my_unit();
  return found;
end $function$;

CREATE OR REPLACE FUNCTION directory.removed_identifier_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'an identifier that was removed stays so' using errcode = 'check_violation', constraint = 'identifier_stays_removed';
end $function$;

CREATE OR REPLACE FUNCTION directory.say_of_oneself(what text, given text, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  me constant uuid := rights.my_person();
  said integer;
begin
  if me is null or rights.my_app() is not null then
    raise exception 'persons speak for themselves' using errcode = 'check_violation', constraint = 'person_attribute_of_oneself';
  end if;
  if given is null then
    delete from directory.person_attribute a where a.person_id = me and a.kind = what;
    return null;
  end if;
  insert into directory.person_attribute as a (person_id, kind, born_on, term_code, area_id, said_at) values (
    me, what, case what when 'AGE' then given::date end, case when what in ('WORK', 'HEALTH') then given end,
    case what when 'HOME_AREA' then given::uuid end, at)
  on conflict (person_id, kind) do update
    set born_on = excluded.born_on, term_code = excluded.term_code, area_id = excluded.area_id, said_at = at, version = a.version + 1
  returning a.version into said;
  return said;
end $function$;

CREATE OR REPLACE FUNCTION directory.search_added_units()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into directory.unit_search (unit_id, text, pinyin, grams)
    select a.id, t.text, t.pinyin, directory.grams_of(t.text) || directory.pinyin_grams_of(t.pinyin)
    from added a, lateral (select array[a.name, a.short_name] || a.former_names as names) n,
      lateral (select directory.searched_text(n.names) as text, directory.read_names(n.names) as pinyin) t;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION directory.search_renamed_unit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update directory.unit_search s
    set text = t.text, pinyin = t.pinyin, grams = directory.grams_of(t.text) || directory.pinyin_grams_of(t.pinyin)
    from (select array[new.name, new.short_name] || new.former_names as names) n,
      lateral (select directory.searched_text(n.names) as text, directory.read_names(n.names) as pinyin) t
    where s.unit_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION directory.searched_text(names text[])
 RETURNS text
 LANGUAGE sql
 STABLE STRICT
 SET search_path TO ''
AS $function$
  select string_agg(line, E'\x1f') from (
    select distinct line from unnest(names) n, unnest(directory.fold(n) || directory.initials_of(n)) line where line <> ''
  ) l
$function$;

CREATE OR REPLACE FUNCTION directory.statutory_edition()
 RETURNS bigint
 LANGUAGE sql
 STABLE
RETURN (SELECT COALESCE(sum(y.edition), (0)::bigint) AS "coalesce" FROM directory.statutory_year y);

CREATE OR REPLACE FUNCTION directory.statutory_known_before(at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
RETURN (SELECT make_timestamptz((min(y.y) - 1), 12, 29, 0, 0, (0)::double precision, 'Asia/Shanghai'::text) AS make_timestamptz FROM generate_series((EXTRACT(year FROM (statutory_known_before.at AT TIME ZONE 'Asia/Shanghai'::text)))::integer, 2101) y(y) WHERE (NOT (EXISTS (SELECT FROM directory.statutory_year s WHERE (s.year = y.y)))));

CREATE OR REPLACE FUNCTION directory.stays_superseded()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'a figure that was superseded is recorded anew' using errcode = 'check_violation', constraint = 'area_statistic_stays_superseded';
end $function$;

CREATE OR REPLACE FUNCTION directory.stays_taken_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'exceptional days that were taken back are told anew' using errcode = 'check_violation', constraint = 'place_exception_stays_taken_back';
end $function$;

CREATE OR REPLACE FUNCTION directory.time_of_days(days daterange)
 RETURNS tstzrange
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select tstzrange(lower(days)::timestamp at time zone 'Asia/Shanghai', upper(days)::timestamp at time zone 'Asia/Shanghai')
$function$;

CREATE OR REPLACE FUNCTION directory.to_crs(longitude double precision, latitude double precision, crs text)
 RETURNS point
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  p point;
  radius double precision;
  angle double precision;
begin
  if crs in ('WGS84', 'CGCS2000') then return point(longitude, latitude); end if;
  p := directory.gcj02(longitude, latitude);
  if crs = 'GCJ02' then return p; end if;
  radius := sqrt(p[0] * p[0] + p[1] * p[1]) + 0.00002 * sin(p[1] * pi() * 3000.0 / 180.0);
  angle := atan2(p[1], p[0]) + 0.000003 * cos(p[0] * pi() * 3000.0 / 180.0);
  return point(radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006);
end $function$;

CREATE OR REPLACE FUNCTION directory.undo_merge(source uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  m directory.unit_merge;
  moved integer;
begin
  select * into m from directory.unit_merge u where u.from_unit_id = source and u.undone_at is null for update;
  if m.id is null or not directory.is_own_and_nobodys(m.into_unit_id) then
    raise exception 'a merge is undone by who registered both units, while nobody acts for them'
      using errcode = 'check_violation', constraint = 'unit_merge_undone_by_who_registered';
  end if;
  if exists (select from directory.unit t where t.id = m.into_unit_id and not t.former_names @> m.names) then return false; end if;
  insert into directory.unit select (jsonb_populate_record(null::directory.unit, m.unit)).*;
  update directory.unit_identifier i set unit_id = source where i.id = any(m.identifier_ids) and i.unit_id = m.into_unit_id;
  get diagnostics moved = row_count;
  if moved <> cardinality(m.identifier_ids) then
    raise exception 'a number that was merged is elsewhere by now' using errcode = 'check_violation', constraint = 'unit_merge_undone_whole';
  end if;
  update directory.invitation i set unit_id = source where i.id = any(m.invitation_ids) and i.unit_id = m.into_unit_id;
  update directory.unit t set version = t.version + 1,
    former_names = array(select n from unnest(t.former_names) with ordinality f (n, i) where n <> all(m.names) order by i)
    where t.id = m.into_unit_id;
  update directory.unit_merge u set undone_at = at where u.id = m.id;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION directory.unit_now(sought uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select coalesce((select m.into_unit_id from directory.unit_merge m where m.from_unit_id = sought and m.undone_at is null), sought) $function$;

CREATE OR REPLACE FUNCTION directory.withdraw_registration(withdrawal uuid, sought uuid, alliance uuid, reason text, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not directory.is_own_and_nobodys(sought) then
    raise exception 'a registration is withdrawn by who registered the unit, while nobody acts for it'
      using errcode = 'check_violation', constraint = 'registration_withdrawn_by_who_registered';
  end if;
  insert into directory.registration_withdrawal (id, unit_id, by_unit_id, alliance_id, kind, name, short_name, reason, registered_at, withdrawn_at)
    select withdrawal, u.id, u.registered_by_unit, alliance, u.kind, u.name, u.short_name, reason, u.created_at, at
    from directory.unit u where u.id = sought;
  perform directory.erase_identifier(i.id) from directory.unit_identifier i where i.unit_id = sought and i.is_personal;
  delete from directory.unit_identifier i where i.unit_id = sought;
  delete from directory.invitation i where i.unit_id = sought and (i.state = 'CANCELLED' or i.state = 'OPEN' and i.expires_at <= at);
  delete from directory.unit_search s where s.unit_id = sought;
  delete from directory.unit u where u.id = sought;
end $function$;

CREATE OR REPLACE FUNCTION exchange.agreement_clock(state text, suspended_at timestamp with time zone, suspended_until timestamp with time zone, ends_at timestamp with time zone, at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN ((state <> ALL (ARRAY['ACTIVE'::text, 'SUSPENDED'::text])) OR (ends_at <= at)) THEN NULL::timestamp with time zone WHEN ((state = 'SUSPENDED'::text) AND COALESCE((suspended_until > at), true)) THEN COALESCE(suspended_until, suspended_at) ELSE at END;

CREATE OR REPLACE FUNCTION exchange.agreement_fact(action text, g exchange.agreement)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
RETURN jsonb_build_object('action', action, 'kind', 'agreement', 'id', (g).id, 'alliance', (g).alliance_id, 'units', (SELECT jsonb_agg(p.unit_id ORDER BY p.rank) AS jsonb_agg FROM exchange.agreement_party p WHERE (p.agreement_id = (agreement_fact.g).id)), 'version', (g).version, 'body', jsonb_build_object('state', (g).state));

CREATE OR REPLACE FUNCTION exchange.agreement_in_time(of_agreement uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ select data.record_time($2, exchange.move_agreement($1, $2)) $function$;

CREATE OR REPLACE FUNCTION exchange.agreement_state_at(state text, suspended_until timestamp with time zone, ends_at timestamp with time zone, ends_as text, at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN ((state = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text])) AND (ends_at <= at)) THEN ends_as WHEN ((state = 'SUSPENDED'::text) AND (suspended_until <= at)) THEN 'ACTIVE'::text ELSE state END;

CREATE OR REPLACE FUNCTION exchange.area_of_unit(unit uuid, day date)
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select a.id from directory.unit u
    cross join lateral directory.areas_around(u.longitude, u.latitude) w(id)
    join directory.area a on a.id = w.id
  where u.id = area_of_unit.unit and a.valid @> area_of_unit.day and a.level not in ('GRID', 'MICRO_GRID')
  order by a.rank desc, a.code, a.id limit 1
$function$;

CREATE OR REPLACE FUNCTION exchange.availability_on(resource uuid, day date)
 RETURNS integer
 LANGUAGE sql
 STABLE
RETURN (SELECT max(a.edition) AS max FROM exchange.availability a WHERE ((a.resource_id = availability_on.resource) AND (a.since <= availability_on.day)));

CREATE OR REPLACE FUNCTION exchange.await_signature()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.awaits_signature := new.must_sign;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.benefit_facts(person uuid, day date, at timestamp with time zone)
 RETURNS TABLE(kind text, code text, born_on date, area_ids uuid[], alliance_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.kind, p.code, p.born_on,
    case p.kind when 'HOME_AREA' then array(select p.area_id union select directory.areas_above_on(p.area_id, benefit_facts.day, true)) end,
    case p.kind when 'WORKS_FOR' then array(select m.alliance_id from rights.membership m where m.unit_id = p.unit_id and m.valid @> benefit_facts.at) end
  from exchange.benefit_proof p
  where p.person_id = benefit_facts.person and exchange.may_check_benefits(p.owner_unit_id, benefit_facts.at)
    and p.state = 'RECORDED' and p.from_day <= benefit_facts.day and coalesce(p.until_day > benefit_facts.day, true)
  order by p.id
$function$;

CREATE OR REPLACE FUNCTION exchange.benefit_frames_at(place uuid, service text, day date)
 RETURNS SETOF exchange.benefit_frame
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct on (f.area_id) f.* from exchange.benefit_frame f
  where f.service = benefit_frames_at.service and f.from_day <= benefit_frames_at.day and f.area_id in (
    select a.id from directory.place p join directory.area o on o.id = p.area_id join directory.area a on a.id = any(o.path) or a.id = o.id
    where p.id = benefit_frames_at.place
    union select directory.areas_above_on(p.area_id, benefit_frames_at.day, true) from directory.place p where p.id = benefit_frames_at.place)
  order by f.area_id, f.from_day desc
$function$;

CREATE OR REPLACE FUNCTION exchange.benefit_mark_of(unit uuid, number text)
 RETURNS bytea
 LANGUAGE sql
 STABLE STRICT
 SET search_path TO ''
AS $function$
  select sha256(convert_to(s.secret || encode(sha256(convert_to(s.secret || number, 'UTF8')), 'hex'), 'UTF8'))
  from exchange.benefit_secret s where s.unit_id = unit
$function$;

CREATE OR REPLACE FUNCTION exchange.benefit_persons(unit uuid, mobile text, identity_number text, at timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct m.person_id from exchange.benefit_mark m
  where m.owner_unit_id = unit and exchange.may_check_benefits(unit, at)
    and m.mark in (exchange.benefit_mark_of(unit, 'M' || mobile), exchange.benefit_mark_of(unit, 'I' || identity_number))
$function$;

CREATE OR REPLACE FUNCTION exchange.benefit_version_in_force(rule uuid, day date)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select v.number from exchange.benefit_version v
  where v.rule_id = benefit_version_in_force.rule and v.number = exchange.benefit_version_on(benefit_version_in_force.rule, benefit_version_in_force.day)
    and coalesce(v.until_day > benefit_version_in_force.day, true)
    and not exists (select from exchange.benefit_funder f join directory.unit u on u.id = f.unit_id
      where f.rule_id = v.rule_id and f.number = v.number and u.dissolved_at is not null)
$function$;

CREATE OR REPLACE FUNCTION exchange.benefit_version_on(rule uuid, day date)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select max(v.number) from exchange.benefit_version v
  where v.rule_id = benefit_version_on.rule and v.from_day <= benefit_version_on.day
    and not exists (select from exchange.benefit_funder f where f.rule_id = v.rule_id and f.number = v.number and f.agreed_at is null)
$function$;

CREATE OR REPLACE FUNCTION exchange.benefit_windows(day date)
 RETURNS TABLE(quota_window text, starts_on date)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  values ('DAY', day), ('WEEK', date_trunc('week', day::timestamp)::date), ('MONTH', date_trunc('month', day::timestamp)::date), ('TOTAL', date '2000-01-01')
$function$;

CREATE OR REPLACE FUNCTION exchange.booking_holds(state text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (state = ANY (ARRAY['HELD'::text, 'CONFIRMED'::text, 'IN_USE'::text, 'COMPLETED'::text]));

CREATE OR REPLACE FUNCTION exchange.catch_up(of_agreement uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform exchange.agreement_in_time(of_agreement, catch_up.at);
  perform exchange.confirm_in_time(of_agreement, catch_up.at, null);
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_account_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform exchange.must_balance(new.posting_id);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_active()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.state not in ('PENDING_SIGNATURES', 'CANCELLED') and (
    2 > (select count(*) from exchange.signature s where s.agreement_id = new.id and s.edition = new.edition)
    or exists (select from exchange.agreement_party p where p.agreement_id = new.id and p.must_sign and not exists (
      select from exchange.signature s where s.agreement_id = p.agreement_id and s.edition = new.edition and s.unit_id = p.unit_id))) then
    perform exchange.refuse('agreement_active_when_signed', 'an agreement is active when all who have to sign have signed its current edition');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_agreement_life()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_agreement_word()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.agreement_party p where p.agreement_id = new.agreement_id and p.unit_id = new.unit_id and p.must_sign) then
    perform exchange.refuse('agreement_word_of_signer', 'an agreement is suspended and given notice of by those who sign it');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_application_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION exchange.check_benefit_agreement()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.unit_id = (select r.owner_unit_id from exchange.benefit_rule r where r.id = new.rule_id) then return new; end if;
  elsif rights.my_app() is null and rights.my_unit() = new.unit_id then
    return new;
  end if;
  raise exception 'nobody agrees to pay for another' using errcode = 'check_violation', constraint = 'benefit_funder_agrees_itself';
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_benefit_funders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if (select coalesce(sum(f.percent), 0) from exchange.benefit_funder f where f.rule_id = new.rule_id and f.number = new.number) <> 100 then
    raise exception 'the shares of those who pay are the whole' using errcode = 'check_violation', constraint = 'benefit_funders_are_the_whole';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_benefit_redemption()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v exchange.benefit_version;
begin
  select * into v from exchange.benefit_version o where o.rule_id = new.rule_id and o.number = new.number;
  if v.number is distinct from exchange.benefit_version_in_force(new.rule_id, new.day)
    or not exists (select from exchange.benefit_rule r where r.id = new.rule_id and r.state = 'OPEN') then
    raise exception 'a benefit is redeemed by the version in force of an open rule' using errcode = 'check_violation', constraint = 'benefit_redemption_in_force';
  end if;
  if exists (select from exchange.benefit_rule r join directory.place p on p.id = r.place_id where r.id = new.rule_id and p.status = 'CLOSED') then
    raise exception 'nothing is redeemed at a place that is closed' using errcode = 'check_violation', constraint = 'benefit_redemption_at_open_place';
  end if;
  if new.price not between v.least_price and v.most_price or new.cut <> (case v.kind
      when 'AMOUNT_OFF' then v.amount when 'FREE' then new.price else round(new.price * v.amount / 100, 2) end) then
    raise exception 'a cut is what the rule says' using errcode = 'check_violation', constraint = 'benefit_redemption_by_rule';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_benefit_shares()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  r exchange.benefit_redemption;
begin
  select * into r from exchange.benefit_redemption o where o.id = coalesce(to_jsonb(new) ->> 'redemption_id', to_jsonb(new) ->> 'id')::uuid;
  if (select coalesce(sum(s.amount), 0) from exchange.benefit_share s where s.redemption_id = r.id) <> r.cut
    or exists (select from exchange.benefit_share s where s.redemption_id = r.id and not exists (
      select from exchange.benefit_funder f where f.rule_id = r.rule_id and f.number = r.number and f.unit_id = s.unit_id)) then
    raise exception 'those who pay for a benefit pay the whole cut' using errcode = 'check_violation', constraint = 'benefit_shares_are_the_cut';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_benefit_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from exchange.benefit_version v where v.rule_id = new.rule_id and v.number <> new.number
      and (v.number > new.number or v.from_day >= new.from_day)) then
    raise exception 'a version follows those before it' using errcode = 'check_violation', constraint = 'benefit_version_follows';
  end if;
  if exists (select from exchange.benefit_rule r, exchange.benefit_frames_at(r.place_id, r.service, new.from_day) f
    where r.id = new.rule_id and (new.least_cut < f.least or new.most_cut > f.most)) then
    raise exception 'a cut lies within the frame of the area' using errcode = 'check_violation', constraint = 'benefit_version_within_frame';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_booked_resource()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_state text;
begin
  select r.state into found_state from exchange.resource r where r.id = new.resource_id for key share;
  if found_state = 'RETIRED' then
    raise exception 'what was withdrawn is booked no more' using errcode = 'check_violation', constraint = 'booking_of_available_resource';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_booking_mode()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Whoever tells another rule waits, or is waited for.
  perform from exchange.resource r where r.id = new.resource_id for key share;
  if (new.slot_id is null) <> coalesce((select r.mode = 'PERIODS' from exchange.booking_rule r
      where r.resource_id = new.resource_id order by r.edition desc limit 1), false) then
    perform exchange.refuse('booking_of_its_mode', 'the resource is booked in another way');
  end if;
  if new.slot_id is null and not exists (select from exchange.resource_opening o
      where o.resource_id = new.resource_id and o.open @> tstzrange(new.starts_at, new.ends_at)) then
    perform exchange.refuse('booking_within_availability', 'the resource cannot be had at that time');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_booking_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.state <> old.state and (old.state, new.state) not in (('HELD', 'CONFIRMED'), ('HELD', 'CANCELLED'), ('HELD', 'EXPIRED'),
      ('CONFIRMED', 'IN_USE'), ('CONFIRMED', 'CANCELLED'), ('CONFIRMED', 'NO_SHOW'), ('IN_USE', 'COMPLETED')) then
    perform exchange.refuse('booking_moves', 'a booking does not go from ' || old.state || ' to ' || new.state);
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_cleared_between()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.clearing c where c.id = new.clearing_id
      and (new.alliance_id, new.answering_alliance_id) in ((c.alliance_id, c.other_alliance_id), (c.other_alliance_id, c.alliance_id))
      and new.owing_alliance_id in (c.alliance_id, c.other_alliance_id)) then
    perform exchange.refuse('cleared_between_two', 'what is settled of a clearing one of its two alliances says, and the other answers');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_cleared_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'PROPOSED' then perform exchange.refuse('cleared_moves', 'that something was settled begins by being said'); end if;
  elsif (old.state, new.state) not in (
      ('PROPOSED', 'CONFIRMED'),
      ('PROPOSED', 'DECLINED')) then
    perform exchange.refuse('cleared_moves', 'what is settled of a clearing does not go from ' || old.state || ' to ' || new.state);
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_cleared_owed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from exchange.account_entry e join exchange.account a on a.id = e.account_id
      where e.posting_id = new.id and a.kind = 'CLEARING' and a.alliance_id = new.from_alliance_id and e.balance_after < 0) then
    perform exchange.refuse('cleared_as_owed', 'no more is settled than is owed');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_cleared_posted()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.posting p where p.settlement_id = new.id) then
    perform exchange.refuse('cleared_when_posted', 'what is confirmed as settled is posted with it');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_clearing_account()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.clearing c where c.id = new.clearing_id and c.state = 'ACTIVE'
      and new.alliance_id in (c.alliance_id, c.other_alliance_id)
      and case new.kind when 'CLEARING' then new.credit_limit = c.credit_limit and new.ceiling is not distinct from c.credit_limit
        else new.credit_limit = 0 and new.ceiling is null end) then
    perform exchange.refuse('account_as_cleared', 'an account of a clearing is of one of its two alliances, and goes as far as they agreed');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_clearing_ending()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.clearing c where c.id = new.clearing_id and new.alliance_id in (c.alliance_id, c.other_alliance_id)
      and c.state = 'ACTIVE' and c.ends_at > new.said_at) then
    perform exchange.refuse('clearing_ended_while_in_force', 'a clearing is ended by one of its two alliances, while it is in force');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_clearing_ends_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.ends_at > old.ends_at or new.ends_at < (select case count(*) when 2 then max(e.said_at) when 1 then max(e.said_at) + interval '168 hours'
      else 'infinity' end from exchange.clearing_ending e where e.clearing_id = new.id) then
    perform exchange.refuse('clearing_ends_as_said', 'a clearing ends sooner when one alliance gives notice, or both say so');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_clearing_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'PROPOSED' then perform exchange.refuse('clearing_moves', 'a clearing begins by being proposed'); end if;
  elsif (old.state, new.state) not in (
      ('PROPOSED', 'ACTIVE'),
      ('PROPOSED', 'DECLINED')) then
    perform exchange.refuse('clearing_moves', 'a clearing does not go from ' || old.state || ' to ' || new.state);
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_commitment_breach()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.commitment c where c.id = new.commitment_id and c.state = 'OPEN' and c.to_unit_id = new.unit_id
    and c.due_at <= new.declared_at) then
    perform exchange.refuse('breach_declared_by_receiver', 'that a promise was not kept is said by the unit that it was made to, once it is overdue');
  end if;
  if exists (select from exchange.commitment c where c.id = new.commitment_id
    and c.quantity <= c.fulfilled + c.released + (select coalesce(sum(e.quantity), 0) from exchange.event e
      where e.commitment_id = c.id and e.state = 'RECORDED' and e.reverses_id is null)) then
    perform exchange.refuse('breach_of_what_is_not_answered', 'who has not answered what was recorded does not say that it was not kept');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_commitment_breach_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.commitment c where c.id = new.commitment_id and c.from_unit_id = new.unit_id) then
    perform exchange.refuse('breach_answered_by_giver', 'the unit that is said not to have kept a promise answers that');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_commitment_is_signed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  planned jsonb;
begin
  select e.terms -> 'commitments' -> (new.series - 1) into planned from exchange.agreement g
    join exchange.agreement_edition e on e.agreement_id = g.id and e.number = g.edition where g.id = new.agreement_id;
  if (substr(planned ->> 'from', 6)::uuid, substr(planned ->> 'to', 6)::uuid, planned ->> 'action', planned ->> 'title',
      (planned #>> '{quantity,value}')::numeric, planned #>> '{quantity,unit}')
    is distinct from (new.from_unit_id, new.to_unit_id, new.action, new.title, new.quantity, new.quantity_unit)
    or planned ->> 'recurrence' is null and exists (select from exchange.commitment o
      where o.agreement_id = new.agreement_id and o.series = new.series and o.id <> new.id) then
    perform exchange.refuse('commitment_is_signed', 'what is promised is what the terms of the agreement say');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_commitment_release()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id where c.id = new.commitment_id and c.state = 'OPEN'
    and case when new.unit_id is null then g.state in ('TERMINATED', 'EXPIRED') else c.to_unit_id = new.unit_id end) then
    perform exchange.refuse('commitment_released_by_receiver', 'a promise is released by the unit that it was made to, or when its agreement has ended');
  end if;
  if exists (select from exchange.commitment c where c.id = new.commitment_id and c.quantity < c.fulfilled + c.released + new.quantity
    + exchange.contested(c.id) + (select coalesce(sum(e.quantity), 0) from exchange.event e
      where e.commitment_id = c.id and e.state = 'RECORDED' and e.reverses_id is null)) then
    perform exchange.refuse('release_of_what_is_open', 'what waits for an answer or is disputed is not released');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_delivery_posted()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform exchange.must_be_posted(new.id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_draw()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  of_it exchange.enrolment;
  numbers text[];
begin
  select e.* into of_it from exchange.enrolment e where e.id = new.enrolment_id for update;
  if of_it.method <> 'DRAWN' or new.drawn_at < of_it.until_at then
    perform exchange.refuse('enrolment_drawn_when_closed', 'a draw comes after the applications');
  end if;
  numbers := array(select a.number from exchange.enrolment_application a
    where a.enrolment_id = new.enrolment_id and exchange.is_on_list(a.state, a.settled_at, of_it.until_at) order by a.number collate "C");
  if exchange.sha256_text(new.secret) <> of_it.commitment
    or new.list_digest <> exchange.sha256_text(array_to_string(numbers, E'\n'))
    or new.seed <> exchange.sha256_text(new.secret || E'\n' || new.public_value || E'\n' || new.list_digest)
    or new.applicants <> cardinality(numbers) then
    perform exchange.refuse('enrolment_drawn_as_committed', 'a draw opens what was committed to');
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_draw_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from (
      select a.turn, row_number() over (order by exchange.sha256_text(new.seed || E'\n' || a.number) collate "C") as place
      from exchange.enrolment_application a where a.enrolment_id = new.enrolment_id and a.turn is not null) d where d.turn <> d.place)
    or (select count(a.turn) from exchange.enrolment_application a where a.enrolment_id = new.enrolment_id) <> new.applicants then
    perform exchange.refuse('enrolment_drawn_in_order', 'turns follow the seed');
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_enrolment_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION exchange.check_event()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  promise exchange.commitment;
  taken_back exchange.event;
begin
  select c.* into promise from exchange.commitment c where c.id = new.commitment_id;
  if promise.id is null or new.recorded_by_unit_id not in (promise.from_unit_id, promise.to_unit_id) then
    perform exchange.refuse('event_recorded_by_side', 'a delivery is recorded by one of the two units it is between');
  end if;
  if not exchange.flow_admits(promise.action, new.action) then
    perform exchange.refuse('event_does_what_was_promised', 'a delivery does what was promised');
  end if;
  if new.reverses_id is null then
    select new.recorded_at + make_interval(hours => 24 * g.confirm_within_days) into new.confirm_by
      from exchange.agreement g where g.id = promise.agreement_id;
  else
    select e.* into taken_back from exchange.event e where e.id = new.reverses_id;
    if taken_back.reverses_id is not null or taken_back.state not in ('CONFIRMED', 'RESOLVED')
      or (new.quantity, new.action) is distinct from (taken_back.counted, taken_back.action) then
      perform exchange.refuse('event_takes_back_what_counts', 'what a delivery counts for is taken back, all of it and nothing else');
    end if;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_event_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    where e.id = new.event_id and case when new.unit_id is null then e.confirm_by <= new.answered_at
      else new.unit_id in (c.from_unit_id, c.to_unit_id) and new.unit_id <> e.recorded_by_unit_id
        and (e.confirm_by is null or new.answered_at < e.confirm_by) end) then
    perform exchange.refuse('event_answered_by_other_side', 'a delivery is answered by the unit that did not record it, in time');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_event_in_force()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id where c.id = new.commitment_id
    and exchange.agreement_state_at(g.state, g.suspended_until, g.ends_at, g.ends_as, new.recorded_at) in ('ACTIVE', 'COMPLETED')) then
    perform exchange.refuse('event_recorded_in_force', 'a delivery is recorded while its agreement is in force');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_event_referral()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    where e.id = new.event_id and e.state = 'DISPUTED' and new.unit_id in (c.from_unit_id, c.to_unit_id)) then
    perform exchange.refuse('dispute_referred_by_side', 'a dispute is put to the coordinators by one of the two units it is between');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_event_resolution()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.event e join exchange.commitment c on c.id = e.commitment_id
    join exchange.event_answer a on a.event_id = e.id
    where e.id = new.event_id and e.state = 'DISPUTED' and case new.outcome
      when 'WITHDRAWN' then new.unit_id = a.unit_id and new.quantity = e.quantity
      else new.unit_id not in (c.from_unit_id, c.to_unit_id) and new.quantity <= e.quantity
        and exists (select from exchange.event_referral r where r.event_id = e.id) end) then
    perform exchange.refuse('dispute_ended_by_whom_it_is_for', 'a dispute ends when who objected withdraws, or by a coordinator who was asked');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_handed_out()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from exchange.distribution d where d.id = new.id and d.handed_out <> d.hand_outs * d.amount_each) then
    raise exception 'what is handed out goes out' using errcode = 'check_violation', constraint = 'handed_out_whole';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_lent_resource()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_state text;
begin
  select r.state into found_state from exchange.resource r where r.id = new.resource_id for share;
  if found_state = 'RETIRED' then
    raise exception 'what was withdrawn is lent no more' using errcode = 'check_violation', constraint = 'lending_of_available_resource';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_listing_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.state = 'DRAFT' then return new; end if;
  if old.state in ('FULFILLED', 'WITHDRAWN', 'EXPIRED') then
    perform exchange.refuse(tg_table_name || '_closed_stands', 'what is closed is not changed');
  end if;
  if (new.category, new.quantity_unit, new.visibility) is distinct from (old.category, old.quantity_unit, old.visibility)
    or (new.longitude, new.latitude) is distinct from (old.longitude, old.latitude)
    or (new.track_id, new.programme_id) is distinct from (old.track_id, old.programme_id) then
    perform exchange.refuse(tg_table_name || '_settled', 'what a listing is about is settled when it is published');
  end if;
  if (new.title, new.description, new.place_name) is distinct from (old.title, old.description, old.place_name)
    and new.wording <> old.wording + 1 then
    perform exchange.refuse(tg_table_name || '_words_counted', 'words change by a new writing of them');
  end if;
  if new.wording not in (old.wording, old.wording + 1) or new.wording = old.wording and new.is_flagged <> old.is_flagged then
    perform exchange.refuse(tg_table_name || '_words_counted', 'each writing of the words is counted and screened once');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_listing_limits()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform exchange.refuse(tg_table_name || '_settled', 'what a listing is about is settled when it is published');
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_match_items()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.match m where m.id = new.match_id and m.origin = 'ORDER' and m.quantity =
    (select sum(i.count * e.takes) from exchange.match_item i join exchange.menu_item e using (offer_id, edition, code) where i.match_id = m.id)) then
    perform exchange.refuse('match_item_adds_up', 'an order takes as much of the offer as its items do');
  end if;
  if (select count(distinct i.edition) from exchange.match_item i where i.match_id = new.match_id) > 1 then
    perform exchange.refuse('match_item_of_one_edition', 'an order is from one edition of the menu');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_match_judged()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.offer o where o.id = new.offer_id and o.is_conditional) then return null; end if;
  if new.origin <> 'ORDER' then
    perform exchange.refuse('match_of_conditional_offer_is_an_order', 'what is for some persons alone is ordered for one of them');
  end if;
  if not exists (select from exchange.order_judgement j join exchange.order_person p using (match_id)
    where j.match_id = new.id and p.owner_unit_id = new.demander_unit_id) then
    perform exchange.refuse('match_for_somebody_who_fits', 'an order of what is for some persons alone is for one who was judged to fit');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_match_need()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.need_id is not null and not exists (
    select from exchange.need n where n.id = new.need_id and n.state = 'PUBLISHED' and n.kind = 'NEED') then
    perform exchange.refuse('match_of_published_need', 'only a published need is matched');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_match_offer()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.offer o where o.id = new.offer_id and o.state = 'PUBLISHED') then
    perform exchange.refuse('match_of_published_offer', 'only a published offer is matched');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_menu_edition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform exchange.refuse('offer_menu_goes_on', 'editions of a menu follow each other');
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_menu_item()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.offer o where o.id = new.offer_id and new.edition = o.menu_edition + 1) then
    perform exchange.refuse('menu_item_of_the_next_edition', 'an edition of a menu is written before it is in force');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_need_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.state <> 'DRAFT' and new.wording = old.wording then
    perform exchange.refuse('need_words_counted', 'words change by a new writing of them');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_next_edition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.state <> 'PENDING_SIGNATURES' or old.match_id is not null or new.edition <> old.edition + 1 then
    perform exchange.refuse('agreement_next_edition', 'another edition follows the one before, while a drafted agreement waits for signatures');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_no_place_idle()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from exchange.enrolment e where e.id = coalesce(to_jsonb(new) ->> 'enrolment_id', to_jsonb(new) ->> 'id')::uuid
      and e.held < e.places and exists (select from exchange.enrolment_application a where a.enrolment_id = e.id and a.state = 'WAITING')) then
    perform exchange.refuse('enrolment_no_place_idle', 'a place that is free is offered to who is next');
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_no_show()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from rights.post p join exchange.resource r on r.owner_unit_id = p.unit_id
    where p.id = new.no_show_post_id and r.id = new.resource_id and p.valid @> new.no_show_at) then
    perform exchange.refuse('booking_no_show_by_owner', 'that nobody came is recorded in a post of the unit that owns the resource');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_offer_resource()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.state <> 'DRAFT' then
    perform exchange.refuse('offer_settled', 'what a listing is about is settled when it is published');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_offer_served()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_state text;
begin
  select r.state into found_state from exchange.resource r where r.id = new.resource_id for share;
  if found_state = 'RETIRED' then
    raise exception 'what was withdrawn is offered no more' using errcode = 'check_violation', constraint = 'offer_of_available_resource';
  end if;
  if exists (select from exchange.stock k where k.resource_id = new.resource_id and k.unit <> new.quantity_unit) then
    raise exception 'an offer is counted as its stock' using errcode = 'check_violation', constraint = 'offer_counted_as_stock';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_order_judgement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  m exchange.match;
begin
  select * into m from exchange.match o where o.id = new.match_id;
  if m.origin is distinct from 'ORDER' or m.created_at <> new.judged_at then
    perform exchange.refuse('order_judgement_with_its_order', 'somebody is judged when it is ordered for them');
  end if;
  if not exists (select from exchange.offer o where o.id = new.offer_id and o.is_conditional and o.requirement_edition = new.edition) then
    perform exchange.refuse('order_judgement_by_what_is_in_force', 'somebody is judged by what the offer asks then');
  end if;
  if not exists (select from directory.post p where p.id = new.post_id and p.unit_id = m.demander_unit_id and p.valid @> new.judged_at) then
    perform exchange.refuse('order_judgement_by_own_post', 'who orders judges, by a post in the unit that orders');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_paid_through()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform from exchange.clearing c where c.id = new.clearing_id and c.state = 'ACTIVE' and c.ends_at > new.posted_at for share;
  if not found then
    perform exchange.refuse('posting_while_clearing_in_force', 'nothing is paid through a clearing that is not in force');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_party_comes_with_agreement()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.agreement g where g.id = new.agreement_id
    and g.xmin::text = (pg_current_xact_id()::text::numeric % 4294967296)::text) then
    perform exchange.refuse('party_comes_with_agreement', 'the parties of an agreement are those that it was made with');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_posting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform exchange.must_balance(new.id);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_posting_of_delivery()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform exchange.must_be_posted(new.event_id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_posting_promise()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id
      where c.id = new.commitment_id and g.alliance_id = new.from_alliance_id
      and (new.from_unit_id, new.to_unit_id) in ((c.from_unit_id, c.to_unit_id), (c.to_unit_id, c.from_unit_id))) then
    perform exchange.refuse('posting_between_promised', 'what is paid for a promise one of its two units pays the other');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_requirement_edition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform exchange.refuse('offer_requirement_goes_on', 'editions of what an offer asks follow each other');
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_saved_search()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.ended_at is not null or new.seen_at < old.seen_at then
    perform exchange.refuse('saved_search_goes_on', 'a search is looked on with, never back, and not when it has ended');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_settlement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION exchange.check_settlement_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' or old.state <> 'PENDING' or (new.id, new.agreement_id, new.number, new.from_day, new.until_day,
      new.follows_id, new.replaces_id, new.drawn_up_by_unit_id, new.drawn_up_at, new.hash)
    is distinct from (old.id, old.agreement_id, old.number, old.from_day, old.until_day,
      old.follows_id, old.replaces_id, old.drawn_up_by_unit_id, old.drawn_up_at, old.hash) then
    perform exchange.refuse('settlement_is_frozen', 'a sheet is never changed, and is settled once');
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_settlement_settled()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if (new.state = 'CONFIRMED') <> not exists (select from exchange.settlement_party p where p.settlement_id = new.id and p.answer is distinct from 'CONFIRMED')
    or (new.state = 'REJECTED') <> exists (select from exchange.settlement_party p where p.settlement_id = new.id and p.answer = 'REJECTED')
    or new.state = 'OVERTAKEN' and not exists (select from exchange.settlement s where s.agreement_id = new.agreement_id
      and s.state = 'CONFIRMED' and s.follows_id is not distinct from new.follows_id) then
    perform exchange.refuse('settlement_settled_as_said', 'a sheet is settled by its parties');
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_signature()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id
    where p.agreement_id = new.agreement_id and p.unit_id = new.unit_id and p.must_sign and g.edition = new.edition) then
    perform exchange.refuse('signature_by_party', 'only a party that has to sign an agreement signs it, and its current edition');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  m exchange.match;
begin
  if new.number = 1 then return new; end if;
  select * into m from exchange.match where id = new.match_id for update;
  if new.number <> m.terms + 1 then
    perform exchange.refuse('match_terms_in_turn', 'terms follow the last ones');
  end if;
  if new.unit_id not in (m.supplier_unit_id, m.demander_unit_id) then
    perform exchange.refuse('match_terms_of_a_side', 'terms are written by one of the two units of a match');
  end if;
  if m.state not in ('PROPOSED', 'ACCEPTED_BY_ONE', 'COUNTERED') then
    perform exchange.refuse('match_terms_while_open', 'terms are written while a match is open');
  end if;
  if new.quantity <> m.quantity and exists (select from exchange.match_item i where i.match_id = m.id) then
    perform exchange.refuse('match_terms_as_ordered', 'the quantity of an order follows its items');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_transfer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if (select sum(m.quantity) <> 0 or count(distinct m.stock_id) <> 2 or count(distinct k.owner_unit_id) <> 1 or count(distinct k.unit) <> 1
      from exchange.stock_movement m join exchange.stock k on k.id = m.stock_id where m.transfer_id = new.transfer_id) then
    raise exception 'what goes out of one comes into another' using errcode = 'check_violation', constraint = 'transfer_whole';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.check_wish_claim()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'CLAIMED' or not exists (select from exchange.need n
      where n.id = new.need_id and n.kind = 'MICRO_WISH' and n.state = 'PUBLISHED') then
      perform exchange.refuse('wish_claim_of_open_wish', 'a wish is claimed while it is published and not done');
    end if;
  elsif new.state <> old.state and old.state <> 'CLAIMED' then
    perform exchange.refuse('wish_claim_settled_once', 'what became of a claim stands');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.check_withdrawn()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.state = 'WITHDRAWN' and (new.settled_at is null or old.state = 'WITHDRAWN' and new.settled_at is distinct from old.settled_at) then
    perform exchange.refuse('enrolment_withdrawn_then', 'when an application was withdrawn is told once');
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.commitment_in_series()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.series := coalesce(new.series, new.rank);
  if exists (select from exchange.commitment o where o.agreement_id = new.agreement_id and o.series = new.series
    and (o.from_unit_id, o.to_unit_id, o.action, o.title, o.quantity, o.quantity_unit)
      is distinct from (new.from_unit_id, new.to_unit_id, new.action, new.title, new.quantity, new.quantity_unit)) then
    perform exchange.refuse('commitment_of_one_series', 'commitments of one series promise the same');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.community_degrees(degrees double precision, most integer)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((LEAST(floor((degrees * (100)::double precision)), (((most * 100) - 1))::double precision) + (0.5)::double precision) / (100)::double precision);

CREATE OR REPLACE FUNCTION exchange.confirm_in_time(of_agreement uuid, at timestamp with time zone, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION exchange.contested(commitment uuid)
 RETURNS numeric
 LANGUAGE sql
 STABLE
 SET search_path TO ''
RETURN (SELECT COALESCE(sum(e.quantity), (0)::numeric) AS "coalesce" FROM ((exchange.event e JOIN exchange.commitment c ON ((c.id = e.commitment_id))) JOIN exchange.event_answer a ON ((a.event_id = e.id))) WHERE ((e.commitment_id = contested.commitment) AND (e.state = 'DISPUTED'::text) AND (e.reverses_id IS NULL) AND (e.recorded_by_unit_id = c.from_unit_id) AND ((EXISTS (SELECT FROM exchange.event_referral r WHERE (r.event_id = e.id))) OR (NOT (EXISTS (SELECT FROM exchange.event o WHERE ((o.commitment_id = e.commitment_id) AND (o.reverses_id IS NULL) AND (o.recorded_by_unit_id = c.from_unit_id) AND (o.recorded_at > a.answered_at) AND (o.id <> e.id))))))));

CREATE OR REPLACE FUNCTION exchange.count_benefit_redemption()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v exchange.benefit_version;
begin
  if tg_op = 'UPDATE' then
    update exchange.benefit_count c set taken = c.taken - 1 from exchange.benefit_windows(new.day) w
    where c.rule_id = new.rule_id and c.quota_window = w.quota_window and c.starts_on = w.starts_on;
    update exchange.benefit_person_count c set taken = c.taken - 1 from exchange.benefit_windows(new.day) w
    where c.rule_id = new.rule_id and c.person_id = new.person_id and c.quota_window = w.quota_window and c.starts_on = w.starts_on;
    return null;
  end if;
  select * into v from exchange.benefit_version o where o.rule_id = new.rule_id and o.number = new.number;
  insert into exchange.benefit_count as c (rule_id, quota_window, starts_on, taken, most)
  select new.rule_id, w.quota_window, w.starts_on, 1,
    case w.quota_window when 'DAY' then v.per_day when 'WEEK' then v.per_week when 'MONTH' then v.per_month else v.in_all end
  from exchange.benefit_windows(new.day) w order by w.quota_window
  on conflict (rule_id, quota_window, starts_on) do update set taken = c.taken + 1, most = excluded.most;
  insert into exchange.benefit_person_count as c (rule_id, person_id, quota_window, starts_on, taken, most)
  select new.rule_id, new.person_id, w.quota_window, w.starts_on, 1, case w.quota_window
    when 'DAY' then v.person_per_day when 'WEEK' then v.person_per_week when 'MONTH' then v.person_per_month else v.person_in_all end
  from exchange.benefit_windows(new.day) w order by w.quota_window
  on conflict (rule_id, person_id, quota_window, starts_on) do update set taken = c.taken + 1, most = excluded.most;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.count_import_rows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    update exchange.import_job j set rows_read = j.rows_read + c.read, rows_failed = j.rows_failed + c.failed,
      rows_different = j.rows_different + c.different, rows_unchanged = j.rows_unchanged + c.unchanged
    from (select a.job_id, count(*) as read, count(*) filter (where a.state = 'FAILED') as failed,
        count(*) filter (where a.state = 'DIFFERENT') as different, count(*) filter (where a.state = 'UNCHANGED') as unchanged
      from added a group by a.job_id) c
    where j.id = c.job_id;
  else
    update exchange.import_job j set rows_failed = j.rows_failed + c.failed, rows_different = j.rows_different + c.different,
      rows_unchanged = j.rows_unchanged + c.unchanged, rows_written = j.rows_written + c.written
    from (select s.job_id, coalesce(sum(s.n) filter (where s.state = 'FAILED'), 0) as failed,
        coalesce(sum(s.n) filter (where s.state = 'DIFFERENT'), 0) as different,
        coalesce(sum(s.n) filter (where s.state = 'UNCHANGED'), 0) as unchanged,
        coalesce(sum(s.n) filter (where s.state = 'WRITTEN'), 0) as written
      from (select b.job_id, b.state, -1 as n from before b union all select a.job_id, a.state, 1 from after a) s group by s.job_id) c
    where j.id = c.job_id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.day_of(at timestamp with time zone)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
RETURN ((at AT TIME ZONE '08:00:00'::interval))::date;

CREATE OR REPLACE FUNCTION exchange.distance_m(lon1 double precision, lat1 double precision, lon2 double precision, lat2 double precision)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  -- least() passes over nulls: without a place there is no distance, not the longest there is.
  select case when lon1 is null or lon2 is null then null else
    2 * 6371008.8 * asin(least(1, sqrt(
      power(sin(radians(lat2 - lat1) / 2), 2)
      + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2))))
  end
$function$;

CREATE OR REPLACE FUNCTION exchange.empty_import(before timestamp with time zone, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  emptied uuid;
begin
  select j.id into emptied from exchange.import_job j
    where not j.is_emptied and coalesce(j.finished_at, j.checked_at) < before and j.state in ('CHECKED', 'DONE', 'CANCELLED', 'FAILED')
    order by coalesce(j.finished_at, j.checked_at) limit 1 for update skip locked;
  if emptied is null then return false; end if;
  update exchange.import_row r set cells = null, listing = null where r.job_id = emptied;
  update exchange.import_issue i set value = null where i.job_id = emptied and i.value is not null;
  update exchange.import_job j set is_emptied = true,
      state = case j.state when 'CHECKED' then 'CANCELLED' else j.state end, finished_at = coalesce(j.finished_at, at)
    where j.id = emptied;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION exchange.enrolment_holds(state text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (state = ANY (ARRAY['OFFERED'::text, 'ENROLLED'::text])) THEN 1 ELSE 0 END;

CREATE OR REPLACE FUNCTION exchange.enrolment_takes(state text, places integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (state = 'ENDED'::text) THEN 0 ELSE places END;

CREATE OR REPLACE FUNCTION exchange.entries_meant(of_posting uuid)
 RETURNS TABLE(alliance_id uuid, unit_id uuid, clearing_id uuid, kind text, amount numeric)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.from_alliance_id, p.from_unit_id, null::uuid, 'UNIT', -p.amount from exchange.posting p where p.id = of_posting and p.purpose <> 'SETTLEMENT'
  union all
  select p.to_alliance_id, p.to_unit_id, null, 'UNIT', p.amount from exchange.posting p where p.id = of_posting and p.purpose <> 'SETTLEMENT'
  union all
  select p.from_alliance_id, null, p.clearing_id, 'CLEARING', case p.purpose when 'SETTLEMENT' then -p.amount else p.amount end
  from exchange.posting p where p.id = of_posting and p.clearing_id is not null
  union all
  select p.to_alliance_id, null, p.clearing_id, 'CLEARING', case p.purpose when 'SETTLEMENT' then p.amount else -p.amount end
  from exchange.posting p where p.id = of_posting and p.clearing_id is not null
  union all
  select p.from_alliance_id, null, p.clearing_id, 'SETTLED', p.amount from exchange.posting p where p.id = of_posting and p.purpose = 'SETTLEMENT'
  union all
  select p.to_alliance_id, null, p.clearing_id, 'SETTLED', -p.amount from exchange.posting p where p.id = of_posting and p.purpose = 'SETTLEMENT'
$function$;

CREATE OR REPLACE FUNCTION exchange.erase_beneficiary(beneficiary uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if rights.my_app() is not null then return false; end if;
  delete from exchange.beneficiary_mask k where k.id = beneficiary and k.owner_unit_id = rights.my_unit();
  delete from exchange.beneficiary b where b.id = beneficiary and b.owner_unit_id = rights.my_unit();
  return found;
end $function$;

CREATE OR REPLACE FUNCTION exchange.expire_holds(due uuid[], at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION exchange.expire_matches(at timestamp with time zone, most integer, of_need uuid, of_offer uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION exchange.flow_admits(promised text, done text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN ((done = promised) OR ((promised = 'DELIVER_SERVICE'::text) AND (done = 'WORK'::text)) OR ((promised = ANY (ARRAY['TRANSFER_CUSTODY'::text, 'TRANSFER_ALL_RIGHTS'::text])) AND (done = 'TRANSFER'::text)));

CREATE OR REPLACE FUNCTION exchange.follow_account_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.account a set balance = a.balance + new.amount, entry_count = a.entry_count + 1 where a.id = new.account_id
  returning a.entry_count, a.balance into new.number, new.balance_after;
  if not found then
    raise exception 'there is no such account' using errcode = 'foreign_key_violation', constraint = 'entry_counted_as_account';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_agreement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.agreement_party p set awaits_signature = not p.awaits_signature
  where p.agreement_id = new.id and p.awaits_signature <> (new.state = 'PENDING_SIGNATURES' and p.must_sign and not exists (
    select from exchange.signature s where s.agreement_id = new.id and s.edition = new.edition and s.unit_id = p.unit_id));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.event e set state = new.answer, counted = case
      when new.answer = 'DISPUTED' then 0 when e.reverses_id is null then e.quantity else - e.quantity end
    where e.id = new.event_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_application()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_booking()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  delta integer := case when exchange.booking_holds(new.state) then new.count else 0 end
    - case when tg_op = 'UPDATE' and exchange.booking_holds(old.state) then old.count else 0 end;
  had record;
begin
  if delta = 0 or new.slot_id is null then
    return null;
  end if;
  update exchange.slot set taken = taken + delta where id = new.slot_id returning resource_id, starts_at, state into had;
  if delta < 0 then
    return null;
  end if;
  if had.state <> 'OPEN' then
    perform exchange.refuse('slot_open', 'a slot that its rules have no more takes no other bookings');
  end if;
  if exchange.places_a_day(had.resource_id, had.starts_at) is not null then
    perform from exchange.resource r where r.id = had.resource_id for no key update;
  end if;
  if exchange.places_for(new.slot_id, new.alliance_id) < 0 then
    perform exchange.refuse('slot_shares', 'the places of the slot are for others, or those of its day are taken');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_counted()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.commitment c set fulfilled = c.fulfilled + new.counted - old.counted where c.id = new.commitment_id;
  update exchange.event e set state = 'REVERSED' where e.id = new.reverses_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_enrolment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_hand_out()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  of_it exchange.distribution;
begin
  select d.* into of_it from exchange.distribution d where d.id = new.distribution_id for update;
  if of_it.state <> 'OPEN' then
    raise exception 'a distribution that is closed hands out no more' using errcode = 'check_violation', constraint = 'hand_out_while_open';
  end if;
  if new.ordinal > of_it.per_person then
    raise exception 'nobody is given more than the rule says' using errcode = 'check_violation', constraint = 'hand_out_by_rule';
  end if;
  update exchange.distribution d set hand_outs = d.hand_outs + 1, persons = d.persons + case when exists (
      select from exchange.hand_out h where h.distribution_id = new.distribution_id and h.person_mark = new.person_mark
        and (h.period_start, h.ordinal) <> (new.period_start, new.ordinal)) then 0 else 1 end
  where d.id = new.distribution_id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_handed_out()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.distribution d set handed_out = d.handed_out - new.quantity where d.id = new.distribution_id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  delta numeric := exchange.held_quantity(new.state, new.quantity)
    - case when tg_op = 'UPDATE' then exchange.held_quantity(old.state, old.quantity) else 0 end;
begin
  if delta <> 0 then
    update exchange.need set covered = covered + delta where id = new.need_id;
    update exchange.offer set taken = taken + delta where id = new.offer_id;
  end if;
  -- The rows above are held now: whoever else holds of them is seen.
  if delta > 0 and exists (select from exchange.need n where n.id = new.need_id and n.max_per_unit is not null and n.max_per_unit <
    (select sum(exchange.held_quantity(m.state, m.quantity)) from exchange.match m
     where m.need_id = n.id and m.supplier_unit_id = new.supplier_unit_id)) then
    perform exchange.refuse('match_within_what_one_may_serve', 'one unit serves no more of a need than that says');
  end if;
  if delta > 0 and exists (select from exchange.offer o where o.id = new.offer_id and o.max_per_unit is not null and o.max_per_unit <
    (select sum(exchange.held_quantity(m.state, m.quantity)) from exchange.match m
     where m.offer_id = o.id and m.demander_unit_id = new.demander_unit_id)) then
    perform exchange.refuse('match_within_what_one_may_take', 'one unit takes no more of an offer than that says');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_movement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  there exchange.stock;
begin
  update exchange.stock_lot l set on_hand = l.on_hand + new.quantity where l.id = new.lot_id;
  update exchange.stock k set on_hand = k.on_hand + new.quantity where k.id = new.stock_id returning k.* into there;
  if new.offer_id is not null then
    update exchange.offer o set issued = o.issued - new.quantity
    where o.id = new.offer_id and o.resource_id = there.resource_id and o.quantity_unit = there.unit;
    if not found then
      raise exception 'an offer is served from its own stock' using errcode = 'check_violation', constraint = 'movement_for_its_offer';
    end if;
    select k.* into there from exchange.stock k where k.id = new.stock_id;
  end if;
  if new.quantity < 0 and new.kind in ('ISSUED', 'TRANSFERRED') and new.offer_id is null and there.reserved > there.on_hand then
    raise exception 'what goes out leaves what is promised' using errcode = 'check_violation', constraint = 'stock_keeps_promises';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_need_audience()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into exchange.need_audience (need_id, alliance_id) select l.id, unnest(l.shown_to) from added l;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_new_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into exchange.match_terms (match_id, number, unit_id, quantity, quantity_unit, starts_at, ends_at,
    return_title, return_quantity, return_quantity_unit, created_at)
  values (new.id, 1, new.created_by_unit_id, new.quantity, new.quantity_unit, new.starts_at, new.ends_at,
    new.return_title, new.return_quantity, new.return_quantity_unit, new.created_at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_offer_audience()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into exchange.offer_audience (offer_id, alliance_id) select l.id, unnest(l.shown_to) from added l;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_offer_of_stock()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  delta constant numeric := exchange.promised_quantity(new.taken, new.issued) - exchange.promised_quantity(old.taken, old.issued);
  there exchange.stock;
begin
  if delta = 0 or new.resource_id is null then return null; end if;
  update exchange.stock k set reserved = k.reserved + delta
  where k.resource_id = new.resource_id and k.unit = new.quantity_unit returning k.* into there;
  if delta > 0 and not found and exists (select from exchange.stock k where k.resource_id = new.resource_id) then
    raise exception 'an offer is counted as its stock' using errcode = 'check_violation', constraint = 'offer_counted_as_stock';
  end if;
  if new.taken > old.taken and there.reserved > there.on_hand then
    raise exception 'no more is promised than is there' using errcode = 'check_violation', constraint = 'stock_not_oversold';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_offer_requirement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.offer o set is_conditional = jsonb_array_length(new.eligibility) > 0,
    needs_proof = exists (select from jsonb_to_recordset(new.eligibility) as p(kind text, needs_proof boolean)
      where p.needs_proof or p.kind in ('HEALTH', 'RELATION', 'MEMBERSHIP'))
  where o.id = new.offer_id and o.requirement_edition = new.edition;
  if not found then
    perform exchange.refuse('offer_requirement_put_in_force', 'what an offer asks is written by the act that puts it in force');
  end if;
  if new.eligibility <> coalesce((select r.eligibility from exchange.offer_requirement r
      where r.offer_id = new.offer_id and r.edition = new.edition - 1), '[]')
    and exists (select from exchange.match m where m.offer_id = new.offer_id and m.state in ('PROPOSED', 'ACCEPTED_BY_ONE', 'COUNTERED')) then
    perform exchange.refuse('offer_requirement_kept_for_matches', 'for whom an offer is does not change while a match of it is open');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_release()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.commitment c set released = c.released + new.quantity where c.id = new.commitment_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_resolution()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.event e set state = case new.outcome when 'WITHDRAWN' then 'CONFIRMED' else 'RESOLVED' end,
      counted = case when e.reverses_id is null then new.quantity else - new.quantity end
    where e.id = new.event_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_resource_audience()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into exchange.resource_audience (resource_id, alliance_id) select l.id, unnest(l.shown_to) from added l;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_settlement_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  new.is_awaited := false;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_settlement_settled()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.settlement_party p set is_awaited = false where p.settlement_id = new.id and p.is_awaited;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.follow_signature()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update exchange.agreement_party p set awaits_signature = false
  where p.agreement_id = new.agreement_id and p.unit_id = new.unit_id and p.awaits_signature;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_suspension()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.number > 1 then
    update exchange.match set terms = new.number, quantity = new.quantity, starts_at = new.starts_at, ends_at = new.ends_at,
      return_title = new.return_title, return_quantity = new.return_quantity, return_quantity_unit = new.return_quantity_unit
    where id = new.match_id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.follow_wish_claim()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    update exchange.need set claims = claims + 1 where id = new.need_id;
  elsif old.state <> 'WITHDRAWN' and new.state = 'WITHDRAWN' then
    update exchange.need set claims = claims - 1 where id = new.need_id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.forget_benefit_person(mobile text, identity_number text, OUT persons integer, OUT proofs integer)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  gone uuid[];
  held integer;
  marks integer := -1;
begin
  persons := 0;
  proofs := 0;
  if rights.my_app() is not null then return; end if;
  loop
    gone := array(select exchange.benefit_persons(rights.my_unit(), mobile, identity_number, rights.my_now()));
    persons := cardinality(gone);
    if persons <> 1 then return; end if;
    held := marks;
    perform from exchange.benefit_mark m where m.person_id = any(gone) order by m.mark for update;
    get diagnostics marks = row_count;
    exit when marks = held;
  end loop;
  delete from exchange.benefit_proof p where p.person_id = any(gone);
  get diagnostics proofs = row_count;
  delete from exchange.benefit_mark m where m.person_id = any(gone);
end
$function$;

CREATE OR REPLACE FUNCTION exchange.forget_benefit_persons(unit uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if rights.my_app() is not null or rights.my_unit() is distinct from unit then return; end if;
  delete from exchange.benefit_proof p where p.owner_unit_id = unit;
  delete from exchange.benefit_mark m where m.owner_unit_id = unit;
  delete from exchange.benefit_secret s where s.unit_id = unit;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.forget_key()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.state = 'CLOSED' then
    raise exception 'a distribution that is closed stays so' using errcode = 'check_violation', constraint = 'distribution_stays_closed';
  end if;
  delete from exchange.distribution_key k where k.distribution_id = new.id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.held_quantity(state text, quantity numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
AS $function$ select case when state in ('ACCEPTED_BY_ONE', 'COUNTERED', 'AGREED') then quantity else 0 end $function$;

CREATE OR REPLACE FUNCTION exchange.import_row_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user <> 'qinlin_writer' and new.cells is null and new.listing is null and new.state = old.state and new.no = old.no
    and new.listing_id is not distinct from old.listing_id and new.job_id = old.job_id then
    return new;
  end if;
  raise exception 'what came of a row of an import stays' using errcode = 'check_violation', constraint = 'import_row_stays';
end $function$;

CREATE OR REPLACE FUNCTION exchange.is_alliance(alliance uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from directory.alliance a where a.id = is_alliance.alliance)
$function$;

CREATE OR REPLACE FUNCTION exchange.is_coarse_address(address text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((NORMALIZE(address, NFKC) ~ '^[㐀-䶿一-鿿 ,、·()-]+$'::text) AND (address !~ '[壹贰貳叁參肆柒捌玖拾佰仟]'::text) AND (address !~ '[一二三四五六七八九十百千廿卅零幺两陆伍](幢|栋|座|号(?!桥)|单元|弄|室|层|楼|户|房|梯|排|组(?!团)|小组|村民小组|门(?!县|峡))'::text) AND (address !~ '[零幺一二三四五六七八九陆伍]{3}'::text) AND (address !~ '幢|栋|单元|室|户|门牌'::text));

CREATE OR REPLACE FUNCTION exchange.is_identity_number(number text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (number ~ '^[1-9][0-9]{16}[0-9X]$'::text) THEN ("right"(number, 1) = substr('10X98765432'::text, (1 + (SELECT ((sum(((substr(is_identity_number.number, (w.place)::integer, 1))::integer * w.weight)))::integer % 11) FROM unnest(ARRAY[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) WITH ORDINALITY w(weight, place))), 1)) ELSE false END;

CREATE OR REPLACE FUNCTION exchange.is_on_list(state text, settled_at timestamp with time zone, until_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((state = 'APPLIED'::text) OR ((state = 'WITHDRAWN'::text) AND (settled_at >= until_at)));

CREATE OR REPLACE FUNCTION exchange.is_ordered_for(order_id uuid, mobile text, identity_number text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(bool_or((select array_agg(distinct k.person_id) from exchange.benefit_mark k where k.owner_unit_id = p.owner_unit_id
      and k.mark in (exchange.benefit_mark_of(p.owner_unit_id, 'M' || mobile), exchange.benefit_mark_of(p.owner_unit_id, 'I' || identity_number)))
    = array[p.person_id]), false)
  from exchange.order_person p join exchange.match m on m.id = p.match_id
  where p.match_id = order_id and m.supplier_unit_id = rights.my_unit() and rights.my_app() is null
$function$;

CREATE OR REPLACE FUNCTION exchange.is_place(place uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from directory.place p where p.id = is_place.place and p.status <> 'CLOSED')
$function$;

CREATE OR REPLACE FUNCTION exchange.keep_agreement_word()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform exchange.refuse('agreement_word_stays', 'a suspension that has ended and a notice that was withdrawn stay as they were');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.keep_benefit_funder()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'who has agreed to pay has agreed' using errcode = 'check_violation', constraint = 'benefit_funder_agrees_once';
end
$function$;

CREATE OR REPLACE FUNCTION exchange.keep_benefit_proof()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'what was withdrawn stays withdrawn' using errcode = 'check_violation', constraint = 'benefit_proof_stays_withdrawn';
end
$function$;

CREATE OR REPLACE FUNCTION exchange.keep_benefit_redemption()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'what was reversed stays reversed' using errcode = 'check_violation', constraint = 'benefit_redemption_stays_reversed';
end
$function$;

CREATE OR REPLACE FUNCTION exchange.keep_benefit_redemption_parties()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_table_name = 'benefit_share' then
    insert into exchange.benefit_redemption_party (unit_id, redemption_id) values (new.unit_id, new.redemption_id) on conflict do nothing;
  else
    insert into exchange.benefit_redemption_party (unit_id, redemption_id) values (new.owner_unit_id, new.id) on conflict do nothing;
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.keep_benefit_rule()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'a rule that has ended stays ended' using errcode = 'check_violation', constraint = 'benefit_rule_stays_ended';
end
$function$;

CREATE OR REPLACE FUNCTION exchange.keep_posted()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'what is posted stays: another posting reverses it' using errcode = 'check_violation', constraint = 'posted_for_good';
end
$function$;

CREATE OR REPLACE FUNCTION exchange.keep_retired_resource()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  raise exception 'what was withdrawn stays so' using errcode = 'check_violation', constraint = 'resource_stays_retired';
end
$function$;

CREATE OR REPLACE FUNCTION exchange.keep_shown_to()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'whom a listing is shown to is settled when it is published'
    using errcode = 'check_violation', constraint = 'shown_to_stands';
end
$function$;

CREATE OR REPLACE FUNCTION exchange.keep_what_is_signed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform exchange.refuse('agreement_edition_stays', 'what was proposed and who signed it stays as it was');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION exchange.know_benefit_person(fresh uuid, mobile text, identity_number text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
  perform from directory.unit u where u.id = unit and u.dissolved_at is null for key share;
  if not found then
    raise exception 'a unit that is dissolved knows nobody' using errcode = 'check_violation', constraint = 'benefit_person_of_a_unit_that_lasts';
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
$function$;

CREATE OR REPLACE FUNCTION exchange.lapse_bookings(of_slot uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  seen record;
  slots uuid[] := array[of_slot];
  due uuid[];
begin
  select s.resource_id, exchange.day_of(s.starts_at)::timestamp at time zone 'Asia/Shanghai' as midnight,
      exchange.places_a_day(s.resource_id, s.starts_at) is not null as is_counted into seen
    from exchange.slot s where s.id = of_slot;
  if seen.is_counted then
    select array_agg(o.id) into slots from exchange.slot o
      where o.resource_id = seen.resource_id and o.starts_at >= seen.midnight and o.starts_at < seen.midnight + interval '1 day';
  end if;
  select array_agg(b.id) into due from (
    select b.id from exchange.booking b
    where b.slot_id = any (slots) and b.state = 'HELD' and b.held_until <= at order by b.id for update) b;
  if due is not null then
    perform exchange.expire_holds(due, at);
    -- While they were waited for it may have been told otherwise.
    seen.is_counted := exists (select from exchange.slot s where s.id = of_slot and exchange.places_a_day(s.resource_id, s.starts_at) is not null);
  end if;
  return seen.is_counted;
end $function$;

CREATE OR REPLACE FUNCTION exchange.lock_slot(of_slot uuid, at timestamp with time zone)
 RETURNS TABLE(id uuid, resource_id uuid, starts_at timestamp with time zone, ends_at timestamp with time zone, capacity integer, taken integer, state text, resource_state text)
 LANGUAGE plpgsql
AS $function$
begin
  select r.id, r.state into resource_id, resource_state from exchange.resource r
    where r.id = (select s.resource_id from exchange.slot s where s.id = of_slot) for key share;
  if not found then return; end if;
  if exchange.lapse_bookings(of_slot, at) then
    perform from exchange.resource r where r.id = lock_slot.resource_id for no key update;
  end if;
  return query select s.id, s.resource_id, s.starts_at, s.ends_at, s.capacity, s.taken, s.state, lock_slot.resource_state
    from exchange.slot s where s.id = of_slot for update;
end $function$;

CREATE OR REPLACE FUNCTION exchange.mark_event_worth()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.has_worth := exists (select from exchange.commitment c where c.id = new.commitment_id and c.worth is not null);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION exchange.may_check_benefits(unit uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case when rights.my_app() is null then coalesce(rights.my_unit() = unit, false) else exists (
    select from rights.installation i where i.app_id = rights.my_app() and i.unit_id = unit and 'benefits:check' = any(i.scopes)
      and i.alliance_id = any(rights.my_alliances()) and i.valid @> at) end
$function$;

CREATE OR REPLACE FUNCTION exchange.move_agreement(of_agreement uuid, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION exchange.must_balance(of_posting uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from exchange.account_entry e join exchange.account a on a.id = e.account_id
      where e.posting_id = of_posting group by a.alliance_id having sum(e.amount) <> 0) then
    raise exception 'a posting sums to zero' using errcode = 'check_violation', constraint = 'posting_sums_to_zero';
  end if;
  if exists (select m.* from exchange.entries_meant(of_posting) m except all
      select a.alliance_id, a.unit_id, a.clearing_id, a.kind, e.amount from exchange.account_entry e join exchange.account a on a.id = e.account_id
      where e.posting_id = of_posting)
    or (select count(*) from exchange.account_entry e where e.posting_id = of_posting) <> (select count(*) from exchange.entries_meant(of_posting)) then
    raise exception 'entries are what the posting says' using errcode = 'check_violation', constraint = 'posting_as_told';
  end if;
  if exists (select from exchange.posting p join exchange.posting r on r.id = p.reverses_id
      where p.id = of_posting and (r.purpose in ('CORRECTION', 'DELIVERY') or r.clearing_id is distinct from p.clearing_id)) then
    raise exception 'what reverses another is not reversed' using errcode = 'check_violation', constraint = 'posting_reversed_for_good';
  end if;
  if exists (select from exchange.posting p join exchange.clearing_settlement s on s.id = p.settlement_id
      where p.id = of_posting and s.state <> 'CONFIRMED') then
    raise exception 'what was not confirmed is not settled' using errcode = 'check_violation', constraint = 'posting_of_confirmed_settlement';
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.must_be_posted(of_event uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (
    select from exchange.event e join exchange.commitment c on c.id = e.commitment_id join exchange.agreement g on g.id = c.agreement_id
    left join exchange.posting p on p.event_id = e.id
    cross join lateral (select coalesce(exchange.worth_of(c.account_dimension, c.worth, abs(e.counted)), 0) as amount,
      case when e.counted > 0 then c.to_unit_id else c.from_unit_id end as payer,
      case when e.counted > 0 then c.from_unit_id else c.to_unit_id end as payee) w
    where e.id = of_event and case w.amount when 0 then p.id is not null else
      (p.amount, p.dimension, p.basis, p.from_alliance_id, p.from_unit_id, p.to_alliance_id, p.to_unit_id) is distinct from
      (w.amount, c.account_dimension, c.account_basis, g.alliance_id, w.payer, g.alliance_id, w.payee) end) then
    perform exchange.refuse('delivery_posted_as_counted', 'what counts of a delivery is posted, as much as it is worth and once');
  end if;
end $function$;

CREATE OR REPLACE FUNCTION exchange.parties_of(agreement uuid)
 RETURNS TABLE(unit_id uuid, rank integer)
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select p.unit_id, p.rank from exchange.agreement_party p where p.agreement_id = agreement and p.must_sign
$function$;

CREATE OR REPLACE FUNCTION exchange.places_a_day(resource uuid, at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE
RETURN (SELECT a.per_day FROM exchange.availability a WHERE ((a.resource_id = places_a_day.resource) AND (a.edition = exchange.availability_on(places_a_day.resource, exchange.day_of(places_a_day.at)))));

CREATE OR REPLACE FUNCTION exchange.places_for(slot uuid, alliance uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE
RETURN (SELECT (LEAST((((s.capacity - s.taken))::numeric - COALESCE(kept.places, (0)::numeric)), (((SELECT h.at_most FROM exchange.availability_share h WHERE ((h.resource_id = s.resource_id) AND (h.edition = e.edition) AND (h.alliance_id = places_for.alliance))) - (SELECT COALESCE(sum(b.count), (0)::bigint) AS "coalesce" FROM exchange.booking b WHERE ((b.slot_id = s.id) AND (b.alliance_id = places_for.alliance) AND exchange.booking_holds(b.state)))))::numeric, ((exchange.places_a_day(s.resource_id, s.starts_at) - exchange.taken_on_day(s.resource_id, s.starts_at)))::numeric))::integer AS "least" FROM ((exchange.slot s CROSS JOIN LATERAL (SELECT exchange.availability_on(s.resource_id, exchange.day_of(s.starts_at)) AS edition) e) CROSS JOIN LATERAL (SELECT sum(GREATEST((h.reserved - (SELECT COALESCE(sum(b.count), (0)::bigint) AS "coalesce" FROM exchange.booking b WHERE ((b.slot_id = s.id) AND (b.alliance_id = h.alliance_id) AND exchange.booking_holds(b.state)))), (0)::bigint)) AS places FROM exchange.availability_share h WHERE ((h.resource_id = s.resource_id) AND (h.edition = e.edition) AND (h.alliance_id <> places_for.alliance))) kept) WHERE (s.id = places_for.slot));

CREATE OR REPLACE FUNCTION exchange.post_in_time(due uuid[], at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION exchange.promised_quantity(taken numeric, issued numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$ select greatest(taken - issued, 0) $function$;

CREATE OR REPLACE FUNCTION exchange.put_off(of_agreement uuid, after timestamp with time zone, seconds double precision)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
BEGIN ATOMIC
 UPDATE exchange.commitment c SET due_at = (c.due_at + make_interval(secs => put_off.seconds))
   WHERE ((c.agreement_id = put_off.of_agreement) AND (c.due_at > put_off.after));
 UPDATE exchange.event e SET confirm_by = (e.confirm_by + make_interval(secs => put_off.seconds))
    FROM exchange.commitment c
   WHERE ((c.id = e.commitment_id) AND (c.agreement_id = put_off.of_agreement) AND (e.state = 'RECORDED'::text) AND (e.confirm_by > put_off.after));
END;

CREATE OR REPLACE FUNCTION exchange.redraw_need_audience()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from exchange.need_audience where need_id = new.id;
  insert into exchange.need_audience (need_id, alliance_id) select new.id, unnest(new.shown_to);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.redraw_offer_audience()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from exchange.offer_audience where offer_id = new.id;
  insert into exchange.offer_audience (offer_id, alliance_id) select new.id, unnest(new.shown_to);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.refuse(rule text, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception '%', reason using errcode = 'check_violation', constraint = rule;
end $function$;

CREATE OR REPLACE FUNCTION exchange.refuse_settlement_beside()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from exchange.settlement s where s.agreement_id = new.agreement_id
      and s.drawn_up_by_unit_id = new.drawn_up_by_unit_id and s.state = 'PENDING') then
    perform exchange.refuse('settlement_waits_once_of_each', 'a sheet that its unit drew up before waits to be confirmed');
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.refuse_settlement_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION exchange.release_reason(ended_as text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN CASE ended_as WHEN 'TERMINATED'::text THEN '协议已终止，未履行部分不再履行。'::text ELSE '协议已到期，未履行部分不再履行。'::text END;

CREATE OR REPLACE FUNCTION exchange.reserve_for_offers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from exchange.offer o where o.resource_id = new.resource_id order by o.id for share;
  if exists (select from exchange.offer o where o.resource_id = new.resource_id
      and o.state not in ('DRAFT', 'FULFILLED', 'WITHDRAWN', 'EXPIRED') and o.quantity_unit <> new.unit) then
    raise exception 'a stock is counted as its offers' using errcode = 'check_violation', constraint = 'stock_counted_as_offers';
  end if;
  new.on_hand := 0;
  select coalesce(sum(exchange.promised_quantity(o.taken, o.issued)), 0) into new.reserved
  from exchange.offer o where o.resource_id = new.resource_id and o.quantity_unit = new.unit;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION exchange.settle_enrolment(enrolment uuid, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION exchange.settlement_entries_due(agreement uuid, from_day date, until_day date)
 RETURNS TABLE(event_id uuid, entry text, quantity numeric, occurred_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION exchange.settlement_id_text(kind text, id uuid)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((kind || '_'::text) || replace((id)::text, '-'::text, ''::text));

CREATE OR REPLACE FUNCTION exchange.settlement_instant_text(instant timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN to_char((instant AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text);

CREATE OR REPLACE FUNCTION exchange.settlement_text(sheet uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION exchange.sha256_text(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
RETURN encode(sha256(convert_to(words, 'UTF8'::name)), 'hex'::text);

CREATE OR REPLACE FUNCTION exchange.taken_on_day(resource uuid, at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE
RETURN (SELECT (COALESCE(sum(s.taken), (0)::bigint))::integer AS "coalesce" FROM exchange.slot s WHERE ((s.resource_id = taken_on_day.resource) AND (s.starts_at >= ((exchange.day_of(taken_on_day.at))::timestamp without time zone AT TIME ZONE '08:00:00'::interval)) AND (s.starts_at < (((exchange.day_of(taken_on_day.at) + 1))::timestamp without time zone AT TIME ZONE '08:00:00'::interval))));

CREATE OR REPLACE FUNCTION exchange.wind_up(of_agreement uuid, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION exchange.worth_of(dimension text, worth numeric, quantity numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
RETURN round((worth * quantity), CASE dimension WHEN 'CNY'::text THEN 2 ELSE 4 END);

CREATE OR REPLACE FUNCTION projects.follow_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.answer = 'CONFIRMED' then
    update projects.project p set contributed_hours = p.contributed_hours + c.hours
      from projects.contribution c where c.id = new.contribution_id and p.id = c.project_id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION projects.follow_awaited()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update projects.contribution c set is_awaited = false where c.id = new.contribution_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION rights.alliances_of(unit uuid, at timestamp with time zone)
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE
AS $function$
  select a.id, a.name from rights.membership m join directory.alliance a on a.id = m.alliance_id
  where m.unit_id = unit and m.valid @> at order by a.name, a.id
$function$;

CREATE OR REPLACE FUNCTION rights.app_viewer(app uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamp with time zone)
 RETURNS TABLE(unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], problem text)
 LANGUAGE sql
 STABLE
AS $function$
  select
    case when acting_unit is not null then held.named when cardinality(held.units) = 1 then held.units[1] end,
    held.memberships,
    case when cardinality(held.units) > 0 then array[acting_alliance] else '{}'::uuid[] end,
    '{}'::uuid[], '{}'::text[], held.scopes,
    case
      when not held.holds then 'CREDENTIAL_ENDED'
      when acting_unit is not null and held.named is null then 'UNIT_NOT_HELD'
      when acting_alliance is not null and cardinality(held.units) = 0 then 'ALLIANCE_NOT_HELD'
    end
  from (
    select credential_holds.holds,
      coalesce(array_agg(distinct i.alliance_id order by i.alliance_id) filter (where i.app_id is not null), '{}') as memberships,
      coalesce(array_agg(distinct i.unit_id) filter (where i.is_under_hat), '{}') as units,
      (array_agg(i.unit_id) filter (where i.unit_id = acting_unit))[1] as named,
      coalesce(array_agg(distinct i.scope order by i.scope) filter (where i.is_under_hat), '{}') as scopes
    from (select credential is null or exists (select from rights.app_key k where k.id = credential and k.valid @> at) as holds) credential_holds
    left join lateral (
      select g.app_id, g.alliance_id, g.unit_id, s.scope,
        g.alliance_id = acting_alliance and (acting_unit is null or g.unit_id = acting_unit) as is_under_hat
      from rights.installation g cross join unnest(g.scopes) s(scope)
      where g.app_id = app and g.valid @> at
    ) i on credential_holds.holds
    group by credential_holds.holds
  ) held
$function$;

CREATE OR REPLACE FUNCTION rights.enter(person uuid, app uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamp with time zone)
 RETURNS TABLE(unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], problem text)
 LANGUAGE plpgsql
AS $function$
declare
  who uuid := person;
  what uuid := app;
begin
  if app is null then
    select v.* into unit_id, memberships, alliances, coordinates, roles, scopes, problem
      from rights.viewer(person, credential, acting_unit, acting_alliance, at) v;
  else
    select v.* into unit_id, memberships, alliances, coordinates, roles, scopes, problem
      from rights.app_viewer(app, credential, acting_unit, acting_alliance, at) v;
  end if;
  if problem = 'CREDENTIAL_ENDED' then
    who := null;
    what := null;
  end if;
  perform set_config('qinlin.person', coalesce(who::text, ''), true), set_config('qinlin.app', coalesce(what::text, ''), true),
    set_config('qinlin.now', at::text, true);
  if problem is null then
    perform set_config('qinlin.unit', coalesce(unit_id::text, ''), true), set_config('qinlin.alliances', alliances::text, true),
      set_config('qinlin.coordinates', (case when alliances[1] = any(coordinates) then alliances else '{}' end)::text, true),
      set_config('qinlin.roles', roles::text, true), set_config('qinlin.scopes', scopes::text, true);
  else
    perform set_config('qinlin.unit', '', true), set_config('qinlin.alliances', '{}', true),
      set_config('qinlin.coordinates', '{}', true), set_config('qinlin.roles', '{}', true),
      set_config('qinlin.scopes', '{}', true);
  end if;
  return next;
end $function$;

CREATE OR REPLACE FUNCTION rights.hats(person uuid, app uuid, at timestamp with time zone)
 RETURNS TABLE(unit_id uuid, unit_name text, alliance_id uuid, alliance_name text, role text, title text, roles text[], scopes text[])
 LANGUAGE sql
 STABLE
AS $function$
  select p.unit_id, u.short_name, m.alliance_id, a.name,
    case when bool_or(p.role = 'COORDINATOR' and p.alliance_id = m.alliance_id) then 'COORDINATOR' else 'OPERATOR' end,
    min(p.title), array_agg(distinct p.role order by p.role) filter (where p.alliance_id is null or p.alliance_id = m.alliance_id),
    '{}'::text[]
  from rights.post p
  join directory.unit u on u.id = p.unit_id
  left join rights.membership m on m.unit_id = p.unit_id and m.valid @> at
  left join directory.alliance a on a.id = m.alliance_id
  where p.person_id = person and p.valid @> at
  group by p.unit_id, u.short_name, m.alliance_id, a.name
  union all
  select g.unit_id, u.short_name, g.alliance_id, a.name, 'APP', '', '{}'::text[], g.scopes
  from rights.installation g
  join directory.unit u on u.id = g.unit_id
  join directory.alliance a on a.id = g.alliance_id
  where g.app_id = app and g.valid @> at
$function$;

CREATE OR REPLACE FUNCTION rights.hold_membership(unit uuid, alliance uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from directory.membership m
    where m.unit_id = unit and m.alliance_id = alliance and m.state = 'ACTIVE' and m.valid @> at
    for share;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION rights.mask_mobile(mobile text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$
  select case
    when mobile ~ '^([+]86)?1[0-9]{2}[*]{4}[0-9]{4}$' then mobile
    when mobile ~ '^([+]86)?1[0-9]{10}$' then left(mobile, -8) || '****' || right(mobile, 4)
    else '****' end
$function$;

CREATE OR REPLACE FUNCTION rights.mask_name(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$
  -- The white space that `trim` of JavaScript takes away, and PostgreSQL does not know by itself.
  with bare as (
    select btrim(replace(name, '*', ''), E'\t\n\x0B\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF') as text
  )
  select case when left(text, 2) in (
      '欧阳', '上官', '司马', '诸葛', '司徒', '东方', '独孤', '南宫', '万俟', '闻人', '夏侯', '尉迟', '公羊', '澹台', '公冶',
      '宗政', '濮阳', '淳于', '单于', '太叔', '申屠', '公孙', '仲孙', '轩辕', '令狐', '钟离', '宇文', '长孙', '慕容', '鲜于',
      '闾丘', '司空', '亓官', '司寇', '子车', '端木', '呼延', '皇甫'
    ) and (char_length(text) > 2 or name like '%*%') then left(text, 2) else left(text, 1) end || '**'
  from bare
$function$;

CREATE OR REPLACE FUNCTION rights.my_alliances()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('qinlin.alliances', true), '')::uuid[] $function$;

CREATE OR REPLACE FUNCTION rights.my_app()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('qinlin.app', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION rights.my_coordinates()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('qinlin.coordinates', true), '')::uuid[] $function$;

CREATE OR REPLACE FUNCTION rights.my_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('qinlin.now', true), '')::timestamptz $function$;

CREATE OR REPLACE FUNCTION rights.my_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('qinlin.person', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION rights.my_roles()
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('qinlin.roles', true), '')::text[] $function$;

CREATE OR REPLACE FUNCTION rights.my_scopes()
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('qinlin.scopes', true), '')::text[] $function$;

CREATE OR REPLACE FUNCTION rights.my_unit()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('qinlin.unit', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION rights.terms_in_use(schemes text[], codes text[], day date)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
AS $function$
  select t.code from directory.term t where t.scheme = any(schemes) and t.code = any(codes) and (t.until is null or t.until > day)
$function$;

CREATE OR REPLACE FUNCTION rights.terms_of(sought text, day date)
 RETURNS TABLE(code text, label text)
 LANGUAGE sql
 STABLE
AS $function$
  select t.code, t.label_zh from directory.term t where t.scheme = sought and (t.until is null or t.until > day) order by t.rank, t.id
$function$;

CREATE OR REPLACE FUNCTION rights.viewer(person uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamp with time zone)
 RETURNS TABLE(unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], problem text)
 LANGUAGE sql
 STABLE
AS $function$
  select who.unit_id, who.memberships,
    case when acting_alliance = any(who.memberships) then array[acting_alliance] else '{}'::uuid[] end,
    case when who.unit_id is null then '{}'::uuid[] else who.coordinates end,
    case when who.unit_id is null then '{}'::text[] else who.roles end,
    '{}'::text[],
    case
      when not who.holds then 'CREDENTIAL_ENDED'
      when acting_unit is not null and who.unit_id is null then 'UNIT_NOT_HELD'
      when who.unit_id is null and who.units > 1 then 'UNIT_REQUIRED'
      when acting_alliance is not null and not acting_alliance = any(who.memberships) then 'ALLIANCE_NOT_HELD'
    end
  from (
    select held.unit_id, held.units, held.holds,
      coalesce(held.coordinates, '{}') as coordinates, coalesce(held.roles, '{}') as roles,
      coalesce((select array_agg(m.alliance_id order by m.alliance_id) from rights.membership m
        where m.unit_id = held.unit_id and (m.valid @> at) is true), '{}') as memberships
    from (
      select count(distinct p.unit_id) as units,
        credential is null or exists (select from rights.login l where l.id = credential and l.valid @> at) as holds,
        case
          when credential is not null and not exists (select from rights.login l where l.id = credential and l.valid @> at) then null
          when acting_unit is not null then (array_agg(p.unit_id) filter (where p.unit_id = acting_unit))[1]
          when count(distinct p.unit_id) = 1 then (array_agg(p.unit_id))[1]
        end as unit_id,
        array_agg(distinct p.role order by p.role) filter (where acting_unit is null or p.unit_id = acting_unit) as roles,
        array_agg(distinct p.alliance_id order by p.alliance_id)
          filter (where p.role = 'COORDINATOR' and (acting_unit is null or p.unit_id = acting_unit)) as coordinates
      from rights.post p
      where p.person_id = person and p.valid @> at
      offset 0
    ) held
    offset 0
  ) who
$function$;

-- Grants

grant select on access.app to qinlin_guarded;

grant select on access.app to qinlin_reader;

grant insert, select, update (name, vendor, purpose, retired_at, version) on access.app to qinlin_writer;

grant select (id, app_id, name, prefix, valid, created_at, last_used_at, revoked_at, version) on access.app_key to qinlin_guarded;

grant insert, select (id, app_id, name, prefix, valid, created_at, last_used_at, revoked_at, version), update (valid, revoked_at, version) on access.app_key to qinlin_writer;

grant select on access.catalogue to qinlin_guarded;

grant select on access.catalogue to qinlin_reader;

grant select on access.catalogue to qinlin_writer;

grant select on access.consent to qinlin_guarded;

grant insert, select, update (valid, withdrawn_at, reason, version) on access.consent to qinlin_writer;

grant select on access.data_item to qinlin_guarded;

grant select on access.data_item to qinlin_reader;

grant insert, select, update (attribute, note, changed_at, version) on access.data_item to qinlin_writer;

grant select on access.disclosure to qinlin_guarded;

grant select on access.disclosure to qinlin_reader;

grant insert, select on access.disclosure to qinlin_writer;

grant select on access.installation to qinlin_guarded;

grant select on access.installation to qinlin_reader;

grant insert, select, update (valid, version) on access.installation to qinlin_writer;

grant select (id, person_id, valid, version), update (valid, version) on access.login to qinlin_writer;

grant select on access.sharing_agreement to qinlin_guarded;

grant select on access.sharing_agreement to qinlin_reader;

grant insert, select, update ("precision", may_reshare, state, reason, decided_at, valid, version) on access.sharing_agreement to qinlin_writer;

grant insert (id, at, person_id, app_id, unit_id, alliance_id, action, subject_type, subject_id, body, request_id, protected), select on data.audit to qinlin_writer;

grant select on data.audit_entry to qinlin_guarded;

grant select on data.audit_entry to qinlin_reader;

grant insert, select on data.audit_seal to qinlin_writer;

grant select on data.file to qinlin_guarded;

grant insert, select, update (deleted_at) on data.file to qinlin_writer;

grant select on data.file_part to qinlin_guarded;

grant insert on data.file_part to qinlin_writer;

grant insert, select, update on data.idempotency to qinlin_writer;

grant insert, select on data.outbox to qinlin_writer;

grant select on directory.alliance to qinlin_guarded;

grant select on directory.alliance to qinlin_reader;

grant insert, select, update (name, description, lead_unit_id, founded_on, version, kind, state, lead_offered_to, dissolved_at, dissolved_reason, role_revision, lead_offered_at) on directory.alliance to qinlin_writer;

grant select on directory.area to qinlin_guarded;

grant select on directory.area to qinlin_reader;

grant insert (id, scheme, code, name, level, parent_id, valid, keeper_unit_id, version), select, update (name, valid, keeper_unit_id, edition, version) on directory.area to qinlin_writer;

grant select on directory.area_boundary to qinlin_guarded;

grant select on directory.area_boundary to qinlin_reader;

grant insert, select on directory.area_boundary to qinlin_writer;

grant select on directory.area_statistic to qinlin_guarded;

grant select on directory.area_statistic to qinlin_reader;

grant insert (id, area_id, indicator, as_of, value, unit, share_of, "precision", source, recorded_by_unit, recorded_at), select, update (superseded_at) on directory.area_statistic to qinlin_writer;

grant select on directory.area_succession to qinlin_guarded;

grant select on directory.area_succession to qinlin_reader;

grant insert, select on directory.area_succession to qinlin_writer;

grant select on directory.attribute_use to qinlin_guarded;

grant select on directory.attribute_use to qinlin_reader;

grant select on directory.attribute_use to qinlin_writer;

grant select on directory.charter to qinlin_guarded;

grant select on directory.charter to qinlin_reader;

grant insert, select on directory.charter to qinlin_writer;

grant select on directory.classification_scheme to qinlin_guarded;

grant select on directory.classification_scheme to qinlin_reader;

grant select on directory.classification_scheme to qinlin_writer;

grant select on directory.former_kind to qinlin_guarded;

grant select on directory.former_kind to qinlin_reader;

grant insert, select on directory.former_kind to qinlin_writer;

grant select on directory.former_name to qinlin_guarded;

grant select on directory.former_name to qinlin_reader;

grant insert, select on directory.former_name to qinlin_writer;

grant select on directory.governing_body to qinlin_guarded;

grant select on directory.governing_body to qinlin_reader;

grant insert, select, update (kind, name, parent_id, state, disbanded_on, reason, version) on directory.governing_body to qinlin_writer;

grant select on directory.household to qinlin_guarded;

grant insert, select, update (area_id, door, size, contact_name, contact_mobile, contact_basis, changed_at, erased_at, erasure_reason, version) on directory.household to qinlin_writer;

grant select on directory.household_link to qinlin_guarded;

grant insert, select, update (state, reason, decided_at, valid, version) on directory.household_link to qinlin_writer;

grant select on directory.household_link_type to qinlin_guarded;

grant select on directory.household_link_type to qinlin_reader;

grant select on directory.household_link_type to qinlin_writer;

grant select on directory.import_issue to qinlin_guarded;

grant insert, select on directory.import_issue to qinlin_writer;

grant select on directory.import_job to qinlin_guarded;

grant insert (id, unit_id, alliance_id, person_id, credential, file_id, is_dry, duplicates, separate_rows, state, created_at, version), select, update (person_id, credential, is_dry, duplicates, separate_rows, state, sheet, written_to, failure_zh, failure_en, corrected_file_id, checked_at, finished_at, version, attempts) on directory.import_job to qinlin_writer;

grant select (job_id, no, state, unit_id) on directory.import_row to qinlin_guarded;

grant insert, select, update (state, unit_id) on directory.import_row to qinlin_writer;

grant select (id, unit_id, title, role, alliance_id, person_name, since, until, delegated_from, state, invited_by, created_at, expires_at, decided_at, version) on directory.invitation to qinlin_guarded;

grant insert, select (id, unit_id, title, role, alliance_id, person_name, since, until, delegated_from, state, invited_by, created_at, expires_at, decided_at, version), update (state, decided_at, version) on directory.invitation to qinlin_writer;

grant select on directory.invitation_shown to qinlin_guarded;

grant select on directory.membership to qinlin_guarded;

grant select on directory.membership to qinlin_reader;

grant insert, select, update (role, state, reason, decided_at, valid, version, suspended) on directory.membership to qinlin_writer;

grant select on directory.membership_stretch to qinlin_guarded;

grant select on directory.membership_stretch to qinlin_reader;

grant select on directory.membership_stretch to qinlin_writer;

grant select on directory.person to qinlin_guarded;

grant insert, select, update (name, version) on directory.person to qinlin_writer;

grant select on directory.person_attribute to qinlin_guarded;

grant select on directory.person_attribute to qinlin_writer;

grant select (id, type_code, person_id, post_id, home_unit_id, unit_id, area_id, place_id, host_unit_id, is_public, state, proposed_by, proposed_since, proposed_until, proposed_at, decided_at, valid, version) on directory.person_relation to qinlin_guarded;

grant insert, select, update (state, reason, decided_at, valid, version) on directory.person_relation to qinlin_writer;

grant select on directory.person_relation_said to qinlin_guarded;

grant select on directory.person_relation_shown to qinlin_guarded;

grant select on directory.person_relation_type to qinlin_guarded;

grant select on directory.person_relation_type to qinlin_reader;

grant select on directory.person_relation_type to qinlin_writer;

grant select on directory.pinyin_reading to qinlin_guarded;

grant select on directory.pinyin_reading to qinlin_reader;

grant select on directory.pinyin_reading to qinlin_writer;

grant select on directory.place to qinlin_guarded;

grant select on directory.place to qinlin_reader;

grant insert (id, owner_unit_id, name, kind, level, status, status_since, reason, parent_id, area_id, given_longitude, given_latitude, given_crs, floor_area, is_public, created_at, version, hours_edition, changed_at, services, masked_name), select, update (name, kind, level, status, status_since, reason, parent_id, area_id, given_longitude, given_latitude, given_crs, floor_area, is_public, version, hours_edition, changed_at, services, masked_name) on directory.place to qinlin_writer;

grant select on directory.place_exception to qinlin_guarded;

grant select on directory.place_exception to qinlin_reader;

grant insert (place_id, no, days, opens, closes, reason, told_at), select, update (taken_back_at) on directory.place_exception to qinlin_writer;

grant select on directory.place_hours to qinlin_guarded;

grant select on directory.place_hours to qinlin_reader;

grant insert, select on directory.place_hours to qinlin_writer;

grant select on directory.place_open_slot to qinlin_guarded;

grant select on directory.place_open_slot to qinlin_reader;

grant select on directory.place_open_slot to qinlin_writer;

grant select on directory.place_opening to qinlin_guarded;

grant select on directory.place_opening to qinlin_reader;

grant insert (as_usual), insert, select, update (open, known, calendar, as_usual) on directory.place_opening to qinlin_writer;

grant select on directory.place_status to qinlin_guarded;

grant select on directory.place_status to qinlin_reader;

grant select on directory.place_status to qinlin_writer;

grant select on directory.place_window to qinlin_guarded;

grant select on directory.place_window to qinlin_reader;

grant insert, select on directory.place_window to qinlin_writer;

grant select on directory.place_within to qinlin_guarded;

grant select on directory.place_within to qinlin_reader;

grant select on directory.place_within to qinlin_writer;

grant select on directory.post to qinlin_guarded;

grant select on directory.post to qinlin_reader;

grant insert, select, update (valid, version, ended_at, reason) on directory.post to qinlin_writer;

grant select on directory.post_term to qinlin_guarded;

grant select on directory.post_term to qinlin_reader;

grant select on directory.post_term to qinlin_writer;

grant select on directory.programme to qinlin_guarded;

grant select on directory.programme to qinlin_reader;

grant insert, select, update (state, ended_on, reason, version) on directory.programme to qinlin_writer;

grant select on directory.programme_version to qinlin_guarded;

grant select on directory.programme_version to qinlin_reader;

grant insert, select on directory.programme_version to qinlin_writer;

grant select on directory.registration_withdrawal to qinlin_guarded;

grant select on directory.registration_withdrawal to qinlin_writer;

grant select on directory.relation to qinlin_guarded;

grant select on directory.relation to qinlin_reader;

grant insert, select, update (state, reason, decided_at, valid, version) on directory.relation to qinlin_writer;

grant select on directory.relation_type to qinlin_guarded;

grant select on directory.relation_type to qinlin_reader;

grant select on directory.relation_type to qinlin_writer;

grant select on directory.required_role to qinlin_guarded;

grant select on directory.required_role to qinlin_reader;

grant insert, select on directory.required_role to qinlin_writer;

grant select on directory.seat to qinlin_guarded;

grant select on directory.seat to qinlin_reader;

grant insert, select, update (until, ended_at, reason, version) on directory.seat to qinlin_writer;

grant select on directory.statutory_day to qinlin_guarded;

grant select on directory.statutory_day to qinlin_reader;

grant select on directory.statutory_day to qinlin_writer;

grant select on directory.statutory_year to qinlin_guarded;

grant select on directory.statutory_year to qinlin_reader;

grant select on directory.statutory_year to qinlin_writer;

grant select on directory.term to qinlin_guarded;

grant select on directory.term to qinlin_reader;

grant select on directory.term to qinlin_writer;

grant select on directory.track to qinlin_guarded;

grant select on directory.track to qinlin_reader;

grant insert, select, update (name, colour, rank, retired_at, version) on directory.track to qinlin_writer;

grant select on directory.unit to qinlin_guarded;

grant select on directory.unit to qinlin_reader;

grant insert, select, update (kind, name, short_name, former_names, version, dissolved_at, dissolution_reason) on directory.unit to qinlin_writer;

grant select on directory.unit_classification to qinlin_guarded;

grant select on directory.unit_classification to qinlin_reader;

grant insert, select, update (valid, end_reason, version) on directory.unit_classification to qinlin_writer;

grant select on directory.unit_contact to qinlin_guarded;

grant insert, select, update on directory.unit_contact to qinlin_writer;

grant select on directory.unit_contact_mask to qinlin_guarded;

grant insert, select, update on directory.unit_contact_mask to qinlin_writer;

grant insert, select on directory.unit_contact_removal to qinlin_writer;

grant select on directory.unit_identifier to qinlin_guarded;

grant select on directory.unit_identifier to qinlin_reader;

grant insert, select, update (state, reason, judged_by_unit, judged_at, removed_at, version) on directory.unit_identifier to qinlin_writer;

grant select on directory.unit_merge to qinlin_guarded;

grant select on directory.unit_merge to qinlin_reader;

grant select on directory.unit_merge to qinlin_writer;

grant select on directory.unit_search to qinlin_guarded;

grant select on directory.unit_search to qinlin_reader;

grant select on directory.unit_search to qinlin_writer;

grant select on directory.visit to qinlin_guarded;

grant insert, select, update (day, purpose, outcome, needs_follow_up, state, changed_at, version) on directory.visit to qinlin_writer;

grant select on directory.visit_version to qinlin_guarded;

grant select on exchange.account to qinlin_guarded;

grant select on exchange.account to qinlin_reader;

grant insert (id, alliance_id, unit_id, dimension, basis, credit_limit, ceiling, opened_at, version, kind, clearing_id), select, update (credit_limit, ceiling, version) on exchange.account to qinlin_writer;

grant select on exchange.account_entry to qinlin_guarded;

grant select on exchange.account_entry to qinlin_reader;

grant insert (id, posting_id, account_id, dimension, basis, amount), select on exchange.account_entry to qinlin_writer;

grant select on exchange.agreement to qinlin_guarded;

grant select on exchange.agreement to qinlin_reader;

grant insert (confirm_within_days), insert, select, update (state, reason, activated_at, version, edition, confirm_within_days, ends_at, ends_as, suspended_at, suspended_until) on exchange.agreement to qinlin_writer;

grant select on exchange.agreement_edition to qinlin_guarded;

grant select on exchange.agreement_edition to qinlin_reader;

grant insert (agreement_id, number, canonical, hash, proposed_by_unit_id, proposed_at), select on exchange.agreement_edition to qinlin_writer;

grant select on exchange.agreement_party to qinlin_guarded;

grant select on exchange.agreement_party to qinlin_reader;

grant insert (agreement_id, unit_id, rank, role, must_sign), select on exchange.agreement_party to qinlin_writer;

grant select on exchange.agreement_suspension to qinlin_guarded;

grant select on exchange.agreement_suspension to qinlin_reader;

grant insert, select, update (ended_at, resumed_by_unit_id) on exchange.agreement_suspension to qinlin_writer;

grant select on exchange.agreement_termination to qinlin_guarded;

grant select on exchange.agreement_termination to qinlin_reader;

grant insert, select, update (withdrawn_at) on exchange.agreement_termination to qinlin_writer;

grant select on exchange.audience to qinlin_guarded;

grant select on exchange.audience to qinlin_reader;

grant select on exchange.audience to qinlin_writer;

grant select on exchange.availability to qinlin_guarded;

grant select on exchange.availability to qinlin_reader;

grant insert, select on exchange.availability to qinlin_writer;

grant select on exchange.availability_exception to qinlin_guarded;

grant select on exchange.availability_exception to qinlin_reader;

grant insert (resource_id, no, days, opens, closes, reason, told_at), select, update (taken_back_at) on exchange.availability_exception to qinlin_writer;

grant select on exchange.availability_share to qinlin_guarded;

grant select on exchange.availability_share to qinlin_reader;

grant insert, select on exchange.availability_share to qinlin_writer;

grant select on exchange.availability_window to qinlin_guarded;

grant select on exchange.availability_window to qinlin_reader;

grant insert, select on exchange.availability_window to qinlin_writer;

grant select on exchange.beneficiary to qinlin_guarded;

grant insert, select, update (name, mobile, identity_number, address, version) on exchange.beneficiary to qinlin_writer;

grant insert on exchange.beneficiary_erasure to qinlin_writer;

grant select on exchange.beneficiary_mask to qinlin_guarded;

grant insert, select, update (name, mobile, identity_number, address, version) on exchange.beneficiary_mask to qinlin_writer;

grant select on exchange.benefit_count to qinlin_guarded;

grant select on exchange.benefit_count to qinlin_reader;

grant select on exchange.benefit_count to qinlin_writer;

grant select on exchange.benefit_frame to qinlin_guarded;

grant select on exchange.benefit_frame to qinlin_reader;

grant insert, select on exchange.benefit_frame to qinlin_writer;

grant select on exchange.benefit_funder to qinlin_guarded;

grant select on exchange.benefit_funder to qinlin_reader;

grant insert, select, update (agreed_at) on exchange.benefit_funder to qinlin_writer;

grant select on exchange.benefit_person_count to qinlin_writer;

grant select on exchange.benefit_proof to qinlin_guarded;

grant insert, select, update (state, withdrawn_at, reason, version) on exchange.benefit_proof to qinlin_writer;

grant select on exchange.benefit_redemption to qinlin_guarded;

grant select on exchange.benefit_redemption to qinlin_reader;

grant insert, select, update (state, reversed_at, reason, version) on exchange.benefit_redemption to qinlin_writer;

grant select on exchange.benefit_redemption_party to qinlin_guarded;

grant select on exchange.benefit_redemption_party to qinlin_reader;

grant select on exchange.benefit_redemption_party to qinlin_writer;

grant select on exchange.benefit_rule to qinlin_guarded;

grant select on exchange.benefit_rule to qinlin_reader;

grant insert, select, update (state, reason, version) on exchange.benefit_rule to qinlin_writer;

grant select on exchange.benefit_share to qinlin_guarded;

grant select on exchange.benefit_share to qinlin_reader;

grant insert, select on exchange.benefit_share to qinlin_writer;

grant select on exchange.benefit_version to qinlin_guarded;

grant select on exchange.benefit_version to qinlin_reader;

grant insert (rule_id, number, from_day, until_day, eligibility, exclusion, kind, amount, least_price, most_price, per_day, per_week, per_month, in_all, person_per_day, person_per_week, person_per_month, person_in_all, published_at), select on exchange.benefit_version to qinlin_writer;

grant select on exchange.booking to qinlin_guarded;

grant select on exchange.booking to qinlin_reader;

grant insert, select, update (state, version, confirmed_at, started_at, completed_at, cancelled_at, reason, no_show_at, no_show_post_id) on exchange.booking to qinlin_writer;

grant select on exchange.booking_rule to qinlin_guarded;

grant select on exchange.booking_rule to qinlin_reader;

grant insert, select on exchange.booking_rule to qinlin_writer;

grant select on exchange.candidate to qinlin_guarded;

grant select on exchange.candidate to qinlin_reader;

grant select on exchange.candidate to qinlin_writer;

grant select on exchange.clearing to qinlin_guarded;

grant select on exchange.clearing to qinlin_reader;

grant insert, select, update (ends_at, state, answered_by_unit_id, answered_at, version) on exchange.clearing to qinlin_writer;

grant select on exchange.clearing_ending to qinlin_guarded;

grant select on exchange.clearing_ending to qinlin_reader;

grant insert, select on exchange.clearing_ending to qinlin_writer;

grant select on exchange.clearing_settlement to qinlin_guarded;

grant select on exchange.clearing_settlement to qinlin_reader;

grant insert, select, update (state, answered_by_unit_id, answered_at, version) on exchange.clearing_settlement to qinlin_writer;

grant select on exchange.commitment to qinlin_guarded;

grant select on exchange.commitment to qinlin_reader;

grant insert (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, due_at, state, rank, version, action, account_dimension, account_basis, worth, series), select, update (state, version) on exchange.commitment to qinlin_writer;

grant select on exchange.commitment_breach to qinlin_guarded;

grant select on exchange.commitment_breach to qinlin_reader;

grant insert, select on exchange.commitment_breach to qinlin_writer;

grant select on exchange.commitment_breach_answer to qinlin_guarded;

grant select on exchange.commitment_breach_answer to qinlin_reader;

grant insert, select on exchange.commitment_breach_answer to qinlin_writer;

grant select on exchange.commitment_release to qinlin_guarded;

grant select on exchange.commitment_release to qinlin_reader;

grant insert, select on exchange.commitment_release to qinlin_writer;

grant select on exchange.distribution to qinlin_guarded;

grant select on exchange.distribution to qinlin_reader;

grant insert (id, stock_id, title, identified_by, amount_each, per_person, every, state, opened_at, version), select, update (state, closed_at, version) on exchange.distribution to qinlin_writer;

grant insert, select on exchange.distribution_key to qinlin_writer;

grant select on exchange.enrolment to qinlin_guarded;

grant select on exchange.enrolment to qinlin_reader;

grant insert (id, offer_id, owner_unit_id, places, from_at, until_at, method, hours_to_confirm, eligibility, age_on, takes_consent, public_source, commitment, state, opened_at, ended_at, reason, version), select, update (places, state, ended_at, reason, version) on exchange.enrolment to qinlin_writer;

grant select on exchange.enrolment_applicant to qinlin_guarded;

grant insert, select on exchange.enrolment_applicant to qinlin_writer;

grant select on exchange.enrolment_application to qinlin_guarded;

grant select on exchange.enrolment_application to qinlin_reader;

grant insert, select, update (state, turn, respond_by, offered_at, settled_at, consent_withdrawn_at, version) on exchange.enrolment_application to qinlin_writer;

grant select on exchange.enrolment_draw to qinlin_guarded;

grant select on exchange.enrolment_draw to qinlin_reader;

grant insert, select on exchange.enrolment_draw to qinlin_writer;

grant insert, select on exchange.enrolment_mark to qinlin_writer;

grant insert, select on exchange.enrolment_secret to qinlin_writer;

grant select on exchange.event to qinlin_guarded;

grant select on exchange.event to qinlin_reader;

grant insert (id, commitment_id, recorded_by_unit_id, quantity, occurred_at, note, recorded_at, action, reverses_id), select on exchange.event to qinlin_writer;

grant select on exchange.event_answer to qinlin_guarded;

grant select on exchange.event_answer to qinlin_reader;

grant insert, select on exchange.event_answer to qinlin_writer;

grant select on exchange.event_referral to qinlin_guarded;

grant select on exchange.event_referral to qinlin_reader;

grant insert, select on exchange.event_referral to qinlin_writer;

grant select on exchange.event_resolution to qinlin_guarded;

grant select on exchange.event_resolution to qinlin_reader;

grant insert, select on exchange.event_resolution to qinlin_writer;

grant insert, select on exchange.hand_out to qinlin_writer;

grant select on exchange.held_finding to qinlin_guarded;

grant select on exchange.held_finding to qinlin_reader;

grant select on exchange.held_finding to qinlin_writer;

grant select on exchange.held_offer_finding to qinlin_guarded;

grant select on exchange.held_offer_finding to qinlin_reader;

grant select on exchange.held_offer_finding to qinlin_writer;

grant select on exchange.import_issue to qinlin_guarded;

grant insert, select on exchange.import_issue to qinlin_writer;

grant select on exchange.import_job to qinlin_guarded;

grant insert (id, kind, unit_id, alliance_id, person_id, credential, file_id, is_dry, state, created_at, version), select, update (person_id, credential, is_dry, state, sheet, written_to, attempts, failure_zh, failure_en, corrected_file_id, checked_at, finished_at, version) on exchange.import_job to qinlin_writer;

grant select (job_id, no, state, listing_id) on exchange.import_row to qinlin_guarded;

grant insert, select, update (state, listing_id) on exchange.import_row to qinlin_writer;

grant select on exchange.ledger_check to qinlin_guarded;

grant select on exchange.ledger_check to qinlin_reader;

grant insert, select, update on exchange.ledger_check to qinlin_writer;

grant select on exchange.lending to qinlin_guarded;

grant select on exchange.lending to qinlin_reader;

grant insert, select, update (state, condition_back, received_at, given_back_at, ended_at, reason, version) on exchange.lending to qinlin_writer;

grant select on exchange.listing_in_review to qinlin_guarded;

grant select on exchange.listing_in_review to qinlin_reader;

grant select on exchange.listing_in_review to qinlin_writer;

grant select on exchange.match to qinlin_guarded;

grant select on exchange.match to qinlin_reader;

grant insert, select, update (state, supplier_accepted_at, demander_accepted_at, reason, version, respond_by) on exchange.match to qinlin_writer;

grant select on exchange.match_item to qinlin_guarded;

grant select on exchange.match_item to qinlin_reader;

grant insert, select on exchange.match_item to qinlin_writer;

grant select on exchange.match_terms to qinlin_guarded;

grant select on exchange.match_terms to qinlin_reader;

grant insert, select on exchange.match_terms to qinlin_writer;

grant select on exchange.menu_item to qinlin_guarded;

grant select on exchange.menu_item to qinlin_reader;

grant insert, select on exchange.menu_item to qinlin_writer;

grant select on exchange.need to qinlin_guarded;

grant select on exchange.need to qinlin_reader;

grant insert (id, owner_unit_id, category, title, description, quantity, quantity_unit, starts_at, ends_at, place_name, longitude, latitude, visibility, state, version, published_at, wording, is_flagged, verdict, place_masked, shown_to, closes_at, paused_for, closed_at, close_reason, track_id, programme_id, max_per_unit, kind, max_claims), select, update (category, title, description, quantity, quantity_unit, starts_at, ends_at, place_name, longitude, latitude, visibility, state, version, published_at, wording, is_flagged, verdict, place_masked, shown_to, closes_at, paused_for, closed_at, close_reason, track_id, programme_id, max_per_unit, kind, max_claims, completed_at) on exchange.need to qinlin_writer;

grant select on exchange.need_audience to qinlin_guarded;

grant select on exchange.need_audience to qinlin_reader;

grant select on exchange.need_audience to qinlin_writer;

grant select on exchange.need_finding to qinlin_guarded;

grant select on exchange.need_finding to qinlin_reader;

grant insert, select on exchange.need_finding to qinlin_writer;

grant select on exchange.need_review to qinlin_guarded;

grant select on exchange.need_review to qinlin_reader;

grant insert, select on exchange.need_review to qinlin_writer;

grant select on exchange.offer to qinlin_guarded;

grant select on exchange.offer to qinlin_reader;

grant insert (id, owner_unit_id, resource_id, category, title, description, quantity, quantity_unit, starts_at, ends_at, place_name, longitude, latitude, visibility, state, version, published_at, shown_to, wording, is_flagged, verdict, closes_at, paused_for, closed_at, close_reason, track_id, programme_id, max_per_unit, requirement_edition), select, update (resource_id, category, title, description, quantity, quantity_unit, starts_at, ends_at, place_name, longitude, latitude, visibility, state, version, published_at, shown_to, wording, is_flagged, verdict, closes_at, paused_for, closed_at, close_reason, track_id, programme_id, max_per_unit, menu_edition, requirement_edition) on exchange.offer to qinlin_writer;

grant select on exchange.offer_audience to qinlin_guarded;

grant select on exchange.offer_audience to qinlin_reader;

grant select on exchange.offer_audience to qinlin_writer;

grant select on exchange.offer_finding to qinlin_guarded;

grant select on exchange.offer_finding to qinlin_reader;

grant insert, select on exchange.offer_finding to qinlin_writer;

grant select on exchange.offer_requirement to qinlin_guarded;

grant select on exchange.offer_requirement to qinlin_reader;

grant insert, select on exchange.offer_requirement to qinlin_writer;

grant select on exchange.offer_review to qinlin_guarded;

grant select on exchange.offer_review to qinlin_reader;

grant insert, select on exchange.offer_review to qinlin_writer;

grant select on exchange.order_judgement to qinlin_guarded;

grant select on exchange.order_judgement to qinlin_reader;

grant insert, select on exchange.order_judgement to qinlin_writer;

grant select on exchange.order_person to qinlin_guarded;

grant insert, select on exchange.order_person to qinlin_writer;

grant insert, select on exchange.own_number to qinlin_writer;

grant select on exchange.posting to qinlin_guarded;

grant select on exchange.posting to qinlin_reader;

grant insert, select on exchange.posting to qinlin_writer;

grant select on exchange.reliability_showing to qinlin_guarded;

grant select on exchange.reliability_showing to qinlin_reader;

grant insert, select, update (shown_to, changed_at, version) on exchange.reliability_showing to qinlin_writer;

grant select on exchange.resource to qinlin_guarded;

grant select on exchange.resource to qinlin_reader;

grant insert, select, update (name, description, place_name, longitude, latitude, version, category, place_id, state, retired_at, retired_because) on exchange.resource to qinlin_writer;

grant select on exchange.resource_audience to qinlin_guarded;

grant select on exchange.resource_audience to qinlin_reader;

grant select on exchange.resource_audience to qinlin_writer;

grant select on exchange.resource_condition to qinlin_guarded;

grant select on exchange.resource_condition to qinlin_reader;

grant insert, select on exchange.resource_condition to qinlin_writer;

grant select on exchange.resource_opening to qinlin_guarded;

grant select on exchange.resource_opening to qinlin_reader;

grant insert, select, update (open, known, calendar, as_usual) on exchange.resource_opening to qinlin_writer;

grant select on exchange.saved_search to qinlin_guarded;

grant select on exchange.saved_search to qinlin_reader;

grant insert, select, update (seen_at, ended_at, version) on exchange.saved_search to qinlin_writer;

grant select on exchange.settlement to qinlin_guarded;

grant select on exchange.settlement to qinlin_reader;

grant insert, select, update (state, settled_at, version) on exchange.settlement to qinlin_writer;

grant select on exchange.settlement_delivery to qinlin_guarded;

grant select on exchange.settlement_delivery to qinlin_reader;

grant insert, select on exchange.settlement_delivery to qinlin_writer;

grant select on exchange.settlement_line to qinlin_guarded;

grant select on exchange.settlement_line to qinlin_reader;

grant insert (settlement_id, commitment_id, rank, from_unit_id, to_unit_id, title, quantity_unit, promised, confirmed_before, confirmed_within, confirmed_late, disputed, awaited), select on exchange.settlement_line to qinlin_writer;

grant select on exchange.settlement_party to qinlin_guarded;

grant select on exchange.settlement_party to qinlin_reader;

grant insert (settlement_id, unit_id, rank, answer, reason, answered_at), select, update (answer, reason, answered_at) on exchange.settlement_party to qinlin_writer;

grant select on exchange.share_told to qinlin_guarded;

grant select on exchange.share_told to qinlin_reader;

grant select on exchange.share_told to qinlin_writer;

grant select on exchange.signature to qinlin_guarded;

grant select on exchange.signature to qinlin_reader;

grant insert, select on exchange.signature to qinlin_writer;

grant select on exchange.slot to qinlin_guarded;

grant select on exchange.slot to qinlin_reader;

grant insert (id, resource_id, starts_at, ends_at, capacity, version, edition, state), select, update (capacity, version, edition, state) on exchange.slot to qinlin_writer;

grant select on exchange.stock to qinlin_guarded;

grant select on exchange.stock to qinlin_reader;

grant insert (id, resource_id, owner_unit_id, kind, unit, minimum, is_shared, opened_at, version), select, update (minimum, is_shared, version) on exchange.stock to qinlin_writer;

grant select on exchange.stock_lot to qinlin_guarded;

grant select on exchange.stock_lot to qinlin_reader;

grant insert (id, stock_id, code, expires_on, received_at), select on exchange.stock_lot to qinlin_writer;

grant select on exchange.stock_movement to qinlin_guarded;

grant select on exchange.stock_movement to qinlin_reader;

grant insert, select on exchange.stock_movement to qinlin_writer;

grant select on exchange.wish_claim to qinlin_guarded;

grant select on exchange.wish_claim to qinlin_reader;

grant insert, select, update (state, reason, settled_at, version) on exchange.wish_claim to qinlin_writer;

grant select on projects.contribution to qinlin_guarded;

grant select on projects.contribution to qinlin_reader;

grant insert (id, project_id, unit_id, hours, served_on, note, recorded_at), select on projects.contribution to qinlin_writer;

grant select on projects.contribution_answer to qinlin_guarded;

grant select on projects.contribution_answer to qinlin_reader;

grant insert, select on projects.contribution_answer to qinlin_writer;

grant select on projects.partner to qinlin_guarded;

grant select on projects.partner to qinlin_reader;

grant insert, select on projects.partner to qinlin_writer;

grant select on projects.project to qinlin_guarded;

grant select on projects.project to qinlin_reader;

grant insert (id, alliance_id, lead_unit_id, title, goal, target_hours, starts_on, ends_on, visibility, state, version, created_at), select, update (state, version) on projects.project to qinlin_writer;

grant select on rights.app_key to qinlin_guarded;

grant select on rights.app_key to qinlin_reader;

grant select on rights.app_key to qinlin_writer;

grant select on rights.belonging to qinlin_guarded;

grant select on rights.belonging to qinlin_reader;

grant select on rights.belonging to qinlin_writer;

grant select on rights.beneficiary to qinlin_guarded;

grant select on rights.beneficiary to qinlin_reader;

grant select on rights.beneficiary to qinlin_writer;

grant select on rights.consent to qinlin_guarded;

grant select on rights.consent to qinlin_reader;

grant select on rights.consent to qinlin_writer;

grant select on rights.disclosure to qinlin_guarded;

grant select on rights.disclosure to qinlin_reader;

grant select on rights.disclosure to qinlin_writer;

grant select on rights.filing to qinlin_writer;

grant select on rights.installation to qinlin_guarded;

grant select on rights.installation to qinlin_reader;

grant select on rights.installation to qinlin_writer;

grant select on rights.login to qinlin_guarded;

grant select on rights.login to qinlin_reader;

grant select on rights.login to qinlin_writer;

grant select on rights.masked to qinlin_writer;

grant select on rights.membership to qinlin_guarded;

grant select on rights.membership to qinlin_reader;

grant select on rights.membership to qinlin_writer;

grant select on rights.post to qinlin_guarded;

grant select on rights.post to qinlin_reader;

grant select on rights.post to qinlin_writer;

grant select on rights.share to qinlin_guarded;

grant select on rights.share to qinlin_reader;

grant select on rights.share to qinlin_writer;
