-- What a unit looks for again and again (docs/decisions/0073): a filter of offers or of needs, and until when it has looked.
create table exchange.saved_search (
  id uuid primary key,
  unit_id uuid not null references directory.unit,
  -- The hat under which it was saved, and is seen.
  alliance_id uuid references directory.alliance,
  -- Which of the places a unit has for its searches it takes: that is how many there may be.
  place integer not null check (place between 1 and 20),
  name text not null check (name <> ''),
  looks_for text not null check (looks_for in ('OFFERS', 'NEEDS')),
  category text references directory.term (code),
  words text check (words <> ''),
  track_id uuid references directory.track,
  programme_id uuid references directory.programme,
  seen_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  version integer not null default 1,
  constraint saved_search_seen_since_saved check (seen_at >= created_at)
);
-- A place is taken once. The list of a unit's searches is led by when they were saved.
create unique index saved_search_place on exchange.saved_search (unit_id, place) where ended_at is null;
create index saved_search_list on exchange.saved_search (unit_id, id desc);

-- It is looked on from where it was looked to, never back; and what ended does not begin again.
create function exchange.check_saved_search() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.ended_at is not null or new.seen_at < old.seen_at then
    perform exchange.refuse('saved_search_goes_on', 'a search is looked on with, never back, and not when it has ended');
  end if;
  return new;
end $$;
create trigger saved_search_goes_on before update on exchange.saved_search
  for each row execute function exchange.check_saved_search();

-- What was published since, of others: found by when.
create index offer_published on exchange.offer (published_at) where state = 'PUBLISHED';
create index need_published on exchange.need (published_at) where state = 'PUBLISHED';

grant select on exchange.saved_search to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update (seen_at, ended_at, version) on exchange.saved_search to qinlin_writer;
