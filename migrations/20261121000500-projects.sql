-- Co-wealth projects: partners and the hours they gave.
create schema projects;
comment on schema projects is '共富项目: projects, partners, contributions';

create table projects.project (
  id uuid primary key,
  alliance_id uuid not null references directory.alliance,
  lead_unit_id uuid not null references directory.unit,
  title text not null check (title <> ''),
  goal text not null,
  target_hours numeric(14, 4) not null check (target_hours > 0),
  contributed_hours numeric(14, 4) not null default 0 check (contributed_hours >= 0),
  starts_on date not null,
  ends_on date not null,
  visibility text not null check (visibility in ('PUBLIC', 'ALLIANCE')),
  state text not null check (state in ('OPEN', 'COMPLETED', 'CANCELLED')),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  check (starts_on <= ends_on)
);
create index project_alliance on projects.project (alliance_id, id desc);
create index project_lead on projects.project (lead_unit_id, id desc);

create table projects.partner (
  id uuid primary key,
  project_id uuid not null references projects.project,
  unit_id uuid not null references directory.unit,
  pledge text not null,
  joined_at timestamptz(3) not null,
  version integer not null default 1,
  unique (project_id, unit_id)
);
create index partner_unit on projects.partner (unit_id, id desc);

create table projects.contribution (
  id uuid primary key,
  project_id uuid not null references projects.project,
  unit_id uuid not null references directory.unit,
  hours numeric(14, 4) not null check (hours > 0),
  served_on date not null,
  note text not null,
  recorded_at timestamptz(3) not null
);
create index contribution_project on projects.contribution (project_id, id desc);
create index contribution_unit on projects.contribution (unit_id, id desc);

create table projects.contribution_answer (
  contribution_id uuid primary key references projects.contribution,
  unit_id uuid not null references directory.unit,
  answer text not null check (answer in ('CONFIRMED', 'REJECTED')),
  reason text,
  answered_at timestamptz(3) not null,
  check (answer = 'CONFIRMED' or reason is not null)
);

-- The hours of a project follow the confirmed contributions, whoever writes them.
create function projects.follow_answer() returns trigger language plpgsql as $$
begin
  if new.answer = 'CONFIRMED' then
    update projects.project p set contributed_hours = p.contributed_hours + c.hours
      from projects.contribution c where c.id = new.contribution_id and p.id = c.project_id;
  end if;
  return null;
end $$;
create trigger answer_counts_hours after insert on projects.contribution_answer
  for each row execute function projects.follow_answer();

grant usage on schema projects to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on projects.project, projects.partner, projects.contribution, projects.contribution_answer
  to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update on projects.project to qinlin_writer;
grant insert on projects.partner, projects.contribution, projects.contribution_answer to qinlin_writer;
