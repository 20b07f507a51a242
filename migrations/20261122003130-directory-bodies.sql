-- Governing bodies of alliances and the seats in them (docs/decisions/0049): 联席会议, 大工委, 综合党委, 功能组.
create table directory.governing_body (
  id uuid primary key,
  alliance_id uuid not null references directory.alliance,
  kind text not null references directory.term (code),
  name text not null check (name <> ''),
  -- Of the same alliance, or of one above in which the unit that leads this one has a seat.
  parent_id uuid references directory.governing_body,
  established_on date not null,
  state text not null check (state in ('STANDING', 'DISBANDED')),
  disbanded_on date,
  reason text check (reason <> ''),
  created_at timestamptz(3) not null,
  version integer not null default 1,
  constraint governing_body_disbanded_as_stated check (
    (state = 'DISBANDED') = (disbanded_on is not null) and (state = 'DISBANDED') = (reason is not null)),
  constraint governing_body_disbanded_after_it_began check (disbanded_on >= established_on)
);
-- One of a name at a time.
create unique index governing_body_name on directory.governing_body (alliance_id, name) where state = 'STANDING';
-- As lists go through them: those of an alliance, and those under another.
create index governing_body_in on directory.governing_body (alliance_id, id);
create index governing_body_under on directory.governing_body (parent_id, id);
grant select on directory.governing_body to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (kind, name, parent_id, state, disbanded_on, reason, version) on directory.governing_body to qinlin_writer;

-- Who changes the tree waits for whoever else does: of acts that would close a ring together each sees too little.
create function directory.keep_body_tree() returns trigger language plpgsql security definer set search_path = ''
as $$
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
end $$;
create trigger governing_body_is_a_tree before insert or update of parent_id on directory.governing_body
  for each row when (new.parent_id is not null) execute function directory.keep_body_tree();

create function directory.keep_disbanded_body() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'a body that is disbanded stays as it was' using errcode = 'check_violation', constraint = 'governing_body_disbanded_stays';
end $$;
create trigger governing_body_disbanded_stays before update on directory.governing_body
  for each row when (old.state = 'DISBANDED') execute function directory.keep_disbanded_body();

-- A seat names a unit and an office in it, and no person.
create table directory.seat (
  id uuid primary key,
  body_id uuid not null references directory.governing_body,
  unit_id uuid not null references directory.unit,
  title text not null check (title <> ''),
  post_title text not null check (post_title <> ''),
  -- Days; the last one does not belong to it. Ended on the day it began, or before, it was never held.
  since date not null,
  until date,
  ended_at timestamptz(3),
  reason text check (reason <> ''),
  created_at timestamptz(3) not null,
  version integer not null default 1,
  constraint seat_ends_after_it_began check (until >= since),
  constraint seat_ended_as_stated check ((ended_at is null) = (reason is null) and (ended_at is null or until is not null)),
  constraint seat_held_once exclude using gist
    (body_id with =, unit_id with =, title with =, post_title with =, daterange(since, until) with &&)
);
create index seat_in on directory.seat (body_id, id);
create index seat_of on directory.seat (unit_id, id);
grant select on directory.seat to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (until, ended_at, reason, version) on directory.seat to qinlin_writer;

create function directory.check_seat() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (
    select from directory.governing_body b
    join directory.membership_stretch m on m.alliance_id = b.alliance_id and m.unit_id = new.unit_id and m.valid @> new.created_at
    where b.id = new.body_id and b.state = 'STANDING') then
    raise exception 'a seat is given to a member, in a body that stands' using errcode = 'check_violation', constraint = 'seat_of_a_member';
  end if;
  return new;
end $$;
create trigger seat_of_a_member before insert on directory.seat for each row execute function directory.check_seat();

create function directory.only_shorten_seat() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'the term of a seat is only shortened, and once' using errcode = 'check_violation', constraint = 'seat_only_shortened';
end $$;
create trigger seat_only_shortened before update of until, ended_at on directory.seat for each row
  when (old.ended_at is not null or old.until is not null and (new.until is null or new.until > old.until))
  execute function directory.only_shorten_seat();
revoke execute on function directory.keep_body_tree(), directory.keep_disbanded_body(), directory.check_seat(),
  directory.only_shorten_seat() from public;
