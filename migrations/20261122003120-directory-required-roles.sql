-- Who has to be among the members of an alliance (docs/decisions/0048): rules as data, in revisions that are written once.
alter table directory.alliance
  -- Which revision is in force; 0 where none was ever set.
  add column role_revision integer not null default 0 check (role_revision >= 0);
grant update (role_revision) on directory.alliance to qinlin_writer;

create table directory.required_role (
  alliance_id uuid not null references directory.alliance,
  revision integer not null check (revision > 0),
  number integer not null check (number > 0),
  name text not null check (name <> ''),
  -- Any of these kinds of units, and any of these roles; whichever where none is named.
  unit_kinds text[] not null,
  roles text[] not null check (roles <@ '{LEAD,CORE,MEMBER,OBSERVER}'),
  minimum integer not null check (minimum > 0),
  set_at timestamptz(3) not null,
  primary key (alliance_id, revision, number),
  constraint required_role_name_once unique (alliance_id, revision, name)
);
grant select on directory.required_role to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on directory.required_role to qinlin_writer;

-- Whole revisions follow each other: nothing is added to one that another act has set.
create function directory.check_required_role() returns trigger language plpgsql set search_path = ''
as $$
begin
  if exists (select from directory.required_role r where r.alliance_id = new.alliance_id
      and (r.revision > new.revision or r.revision = new.revision and r.set_at <> new.set_at))
    or not exists (select from directory.alliance a where a.id = new.alliance_id and a.role_revision = new.revision) then
    raise exception 'revisions of required roles follow each other' using errcode = 'check_violation', constraint = 'required_role_in_order';
  end if;
  return new;
end $$;
create trigger required_role_in_order before insert on directory.required_role
  for each row execute function directory.check_required_role();

create function directory.check_role_revision() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'revisions of required roles are counted one by one'
    using errcode = 'check_violation', constraint = 'alliance_role_revision_counted';
end $$;
create trigger alliance_role_revision_counted before update of role_revision on directory.alliance
  for each row when (new.role_revision <> old.role_revision and new.role_revision <> old.role_revision + 1)
  execute function directory.check_role_revision();
revoke execute on function directory.check_required_role(), directory.check_role_revision() from public;
