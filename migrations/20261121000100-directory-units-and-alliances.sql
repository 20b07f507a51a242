-- Who is who: units, the people who hold posts in them, alliances and their members.
create extension if not exists btree_gist with schema public;
create schema directory;
comment on schema directory is '名录: units, posts, alliances, memberships, terms';

create table directory.unit (
  id uuid primary key,
  kind text not null check (kind in ('GOVERNMENT', 'PUBLIC_INSTITUTION', 'HOSPITAL', 'SCHOOL', 'ENTERPRISE', 'POWER_UTILITY',
    'MALL', 'PROPERTY_COMPANY', 'COMMUNITY', 'VILLAGE', 'COLLECTIVE', 'SOCIAL_ORGANISATION', 'TEAM')),
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  former_names text[] not null,
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  check ((longitude is null) = (latitude is null))
);
create index unit_short_name on directory.unit (short_name, id);

-- The one protected record of a unit. Row-level security below: the third wall.
create table directory.unit_contact (
  unit_id uuid primary key references directory.unit,
  name text not null check (name <> ''),
  mobile text not null check (mobile ~ '^\+[0-9]{8,15}$'),
  is_fictitious boolean not null,
  version integer not null default 1
);

create table directory.person (
  id uuid primary key,
  name text not null check (name <> ''),
  created_at timestamptz(3) not null
);

create table directory.alliance (
  id uuid primary key,
  name text not null unique check (name <> ''),
  description text not null,
  lead_unit_id uuid not null references directory.unit,
  founded_on date not null,
  version integer not null default 1,
  created_at timestamptz(3) not null
);

-- A post confers rights for as long as it is valid: an operator acts for the unit, a coordinator also for one alliance.
create table directory.post (
  id uuid primary key,
  person_id uuid not null references directory.person,
  unit_id uuid not null references directory.unit,
  title text not null check (title <> ''),
  role text not null check (role in ('OPERATOR', 'COORDINATOR')),
  alliance_id uuid references directory.alliance,
  valid tstzrange not null,
  version integer not null default 1,
  check ((role = 'COORDINATOR') = (alliance_id is not null))
);
create index post_person on directory.post (person_id);
create index post_unit on directory.post (unit_id);
create index post_alliance on directory.post (alliance_id) where alliance_id is not null;

create table directory.membership (
  id uuid primary key,
  alliance_id uuid not null references directory.alliance,
  unit_id uuid not null references directory.unit,
  role text not null check (role in ('LEAD', 'CORE', 'MEMBER', 'OBSERVER')),
  state text not null check (state in ('APPLIED', 'ACTIVE', 'REJECTED', 'LEFT')),
  statement text not null,
  reason text,
  applied_at timestamptz(3) not null,
  decided_at timestamptz(3),
  valid tstzrange,
  version integer not null default 1,
  check ((state in ('ACTIVE', 'LEFT')) = (valid is not null)),
  -- Never twice a member of the same alliance at the same instant.
  exclude using gist (alliance_id with =, unit_id with =, valid with &&)
);
create index membership_unit on directory.membership (unit_id, alliance_id);
create index membership_alliance on directory.membership (alliance_id, id);
-- One open application a unit and alliance.
create unique index membership_open_application on directory.membership (alliance_id, unit_id) where state = 'APPLIED';

-- Words with a code: categories of supply and demand first.
create table directory.term (
  id uuid primary key,
  scheme text not null check (scheme in ('CATEGORY')),
  code text not null unique check (code ~ '^[a-z]+(\.[a-z-]+)*$'),
  label_zh text not null,
  label_en text not null,
  rank integer not null
);
create index term_rank on directory.term (scheme, rank, id);

grant usage on schema directory to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on directory.unit, directory.alliance, directory.post, directory.membership, directory.term
  to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on directory.unit_contact to qinlin_guarded;
grant insert, update on directory.unit, directory.membership to qinlin_writer;
grant select, insert, update on directory.unit_contact to qinlin_writer;
