-- Posts are passed on (docs/decisions/0032): by invitation, with or without a term, and ended at once.

create table directory.invitation (
  id uuid primary key,
  unit_id uuid not null references directory.unit,
  title text not null check (title <> ''),
  role text not null check (role in ('OPERATOR', 'COORDINATOR', 'ADMINISTRATOR')),
  alliance_id uuid references directory.alliance,
  -- As whom the unit invites: the name of the person who accepts, where nobody knows another.
  person_name text not null check (person_name <> ''),
  since timestamptz(3),
  until timestamptz(3),
  delegated_from uuid references directory.post,
  -- The SHA-256 of the code; the code itself is shown once and kept nowhere.
  hash bytea not null unique check (length(hash) = 32),
  state text not null check (state in ('OPEN', 'ACCEPTED', 'CANCELLED')),
  -- Null where the operator of the exchange invited, on its machine.
  invited_by uuid references directory.person,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  decided_at timestamptz(3),
  version integer not null default 1,
  -- What a post that comes out of it must be.
  constraint invitation_of_post unique (id, unit_id, role),
  constraint invitation_coordinates check ((role = 'COORDINATOR') = (alliance_id is not null)),
  constraint invitation_expires check (expires_at > created_at),
  constraint invitation_has_a_term check (until > coalesce(since, created_at)),
  constraint invitation_to_delegate_ends check (delegated_from is null or until is not null),
  constraint invitation_decided check ((state = 'OPEN') = (decided_at is null))
);
-- "Whom did my unit invite, newest first."
create index invitation_unit on directory.invitation (unit_id, id desc);

alter table directory.post
  -- Null where no invitation was needed: who was there when the exchange began.
  add column invitation_id uuid unique,
  -- Who ended it says why; the range says when, unless it is empty because the post ended before it began.
  add column ended_at timestamptz(3),
  add column reason text check (reason <> ''),
  add constraint post_of_unit unique (id, unit_id),
  add constraint post_of_invitation foreign key (invitation_id, unit_id, role)
    references directory.invitation (id, unit_id, role),
  add constraint post_delegated_in_unit foreign key (delegated_from, unit_id) references directory.post (id, unit_id),
  add constraint post_delegated_ends check (delegated_from is null or not upper_inf(valid)),
  add constraint post_has_a_start check (not lower_inf(valid) and (not isempty(valid) or ended_at is not null)),
  add constraint post_ended_for_a_reason check ((ended_at is null) = (reason is null));
alter table directory.invitation
  add constraint invitation_delegated_in_unit foreign key (delegated_from, unit_id) references directory.post (id, unit_id);

-- What a foreign key cannot say: to delegate is never to give more than one has, and never twice.
create function directory.check_delegation() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from directory.post s where s.id = new.delegated_from and s.delegated_from is null
    and new.role in ('OPERATOR', s.role) and (new.alliance_id is null or new.alliance_id = s.alliance_id)
    and new.valid <@ s.valid) then
    raise exception 'a delegated post is no more, and no longer, than the one it comes from'
      using errcode = 'check_violation', constraint = 'post_delegated_within_source';
  end if;
  return new;
end $$;
create trigger post_delegated_within_source before insert on directory.post
  for each row when (new.delegated_from is not null) execute function directory.check_delegation();

-- Posts as they hold: a delegated one ends with the one that it comes from. `since` and `until` are there where `valid` is
-- empty, and never in the wrong order.
create view directory.post_term as
  select p.id, p.person_id, p.unit_id, p.title, p.role, p.alliance_id, p.delegated_from, p.invitation_id, p.reason, p.version,
    s.person_id as source_person_id,
    case when p.delegated_from is null then p.valid else p.valid * s.valid end as valid,
    coalesce(lower(p.valid), p.ended_at) as since,
    case
      when isempty(p.valid) then p.ended_at
      when num_nonnulls(upper(p.valid), upper(s.valid), s.ended_at) > 0
        then greatest(lower(p.valid), least(upper(p.valid), upper(s.valid), s.ended_at))
    end as until
  from directory.post p left join directory.post s on s.id = p.delegated_from;

-- Nobody makes a post but for themselves, out of an invitation; none is given away by whoever writes.
alter table directory.post enable row level security;
create policy read_post on directory.post for select to qinlin_reader, qinlin_guarded, qinlin_writer using (true);
create policy accept_post on directory.post for insert to qinlin_writer
  with check (person_id = (select rights.my_person()) and invitation_id is not null);
create policy end_post on directory.post for update to qinlin_writer using (true);

-- Who somebody is, is for themselves and for whoever acts for a unit in which they hold a post or held one.
alter table directory.person enable row level security;
create policy read_person on directory.person for select to qinlin_guarded using (
  id = (select rights.my_person())
  or exists (select from directory.post p where p.person_id = person.id and p.unit_id = (select rights.my_unit())
    and (select rights.my_app()) is null)
);
create policy be_known on directory.person for all to qinlin_writer
  using (id = (select rights.my_person())) with check (id = (select rights.my_person()));

-- Invitations are for who administers the unit, and for who invited. The operator's command invites as what it is: an app.
alter table directory.invitation enable row level security;
create policy read_invitation on directory.invitation for select to qinlin_guarded using (
  unit_id = (select rights.my_unit()) and (select rights.my_app()) is null
  and ('ADMINISTRATOR' = any((select rights.my_roles())::text[]) or invited_by = (select rights.my_person()))
);
create policy find_invitation on directory.invitation for select to qinlin_writer using (true);
create policy invite on directory.invitation for insert to qinlin_writer with check (
  invited_by = (select rights.my_person()) and unit_id = (select rights.my_unit())
  or invited_by is null and (select rights.my_app()) = '00000000-0000-7000-8000-006f70657261'
);
create policy decide_invitation on directory.invitation for update to qinlin_writer using (true);

-- What of it is read, for readers that ask for whole rows: judged by the policy above.
create view directory.invitation_shown with (security_invoker = true) as
  select id, unit_id, title, role, alliance_id, person_name, since, until, delegated_from, state, invited_by, created_at,
    expires_at, decided_at, version
  from directory.invitation;

-- An invitation is found by what its holder has, and by nobody who has not.
create function directory.invitation_of(hash bytea) returns uuid
language sql stable security definer set search_path = ''
as $$ select i.id from directory.invitation i where i.hash = invitation_of.hash $$;
revoke execute on function directory.invitation_of(bytea) from public;
grant execute on function directory.invitation_of(bytea) to qinlin_writer;

grant select on directory.post_term to qinlin_reader, qinlin_guarded, qinlin_writer;
grant update (ended_at, reason) on directory.post to qinlin_writer;
grant select on directory.person to qinlin_guarded;
grant select (id, unit_id, title, role, alliance_id, person_name, since, until, delegated_from, state, invited_by, created_at,
  expires_at, decided_at, version) on directory.invitation to qinlin_guarded, qinlin_writer;
grant select on directory.invitation_shown to qinlin_guarded;
grant insert, update (state, decided_at, version) on directory.invitation to qinlin_writer;
