-- Words of needs are screened before others read them (docs/decisions/0028): what was found, and who judged it.

alter table exchange.need
  drop constraint need_state_check,
  add constraint need_state_check check (state in ('IN_REVIEW', 'RETURNED', 'PUBLISHED', 'WITHDRAWN')),
  -- Which writing of its words it is. Findings and reviews are of one of them.
  add column wording integer not null default 1 check (wording > 0),
  -- Whether something was found in its present words.
  add column is_flagged boolean not null default false,
  -- What was judged of its present words.
  add column verdict text check (verdict in ('RELEASED', 'RETURNED')),
  -- Where, without the number of a house: what the public reads.
  add column place_masked text,
  add constraint need_place_masked_has_place check (place_masked is null or place_name is not null),
  -- Held up is what was flagged, and flagged words are read by others only when somebody released them.
  add constraint need_held_when_flagged check (
    case state
      when 'IN_REVIEW' then is_flagged and verdict is null
      when 'RETURNED' then is_flagged and verdict = 'RETURNED'
      when 'PUBLISHED' then case when is_flagged then verdict = 'RELEASED' else verdict is null end
      else true
    end is true),
  -- Private needs are read by their unit alone, and are not screened.
  add constraint need_private_not_held check (visibility <> 'UNIT' or not is_flagged),
  add constraint need_held_takes_no_match check (state not in ('IN_REVIEW', 'RETURNED') or covered = 0);

-- What was published before is read as it was, where nothing in it can be the number of a house.
update exchange.need set place_masked = place_name
  where place_name !~ '[0-9０-９A-Za-z]|[〇零一二三四五六七八九十百](号|弄|幢|栋|座|单元|室|村民|小?组)|门牌';

-- What was found in a writing of the words: the kind, where, and how it looks masked. Never the thing itself.
create table exchange.need_finding (
  need_id uuid not null references exchange.need,
  wording integer not null,
  position integer not null,
  kind text not null check (kind in ('MOBILE', 'LANDLINE', 'IDENTITY_NUMBER', 'BANK_CARD', 'EMAIL', 'ACCOUNT', 'PLATE',
    'ADDRESS', 'NAME', 'HEALTH')),
  field text not null check (field in ('TITLE', 'DESCRIPTION', 'PLACE_NAME')),
  excerpt text not null check (excerpt <> ''),
  primary key (need_id, wording, position)
);

-- One judgement of a writing, by a coordinator who is not of the unit that wrote it.
create table exchange.need_review (
  need_id uuid not null,
  wording integer not null,
  verdict text not null check (verdict in ('RELEASED', 'RETURNED')),
  owner_unit_id uuid not null,
  unit_id uuid not null references directory.unit,
  alliance_id uuid not null references directory.alliance,
  reason text not null check (reason <> ''),
  reviewed_at timestamptz(3) not null,
  primary key (need_id, wording),
  constraint need_review_of_words unique (need_id, wording, verdict),
  foreign key (need_id, owner_unit_id) references exchange.need (id, owner_unit_id),
  constraint need_reviewed_by_another_unit check (unit_id <> owner_unit_id)
);

-- A verdict is that of a review of the present words: new words have none.
alter table exchange.need add constraint need_verdict_of_review
  foreign key (id, wording, verdict) references exchange.need_review (need_id, wording, verdict);

-- The words of what others have read stay as they are.
create function exchange.check_need_words() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.state not in ('IN_REVIEW', 'RETURNED') then
    perform exchange.refuse('need_words_stand', 'the words of a need are changed only before it is published');
  end if;
  return new;
end $$;
create trigger need_words_stand before update of title, description, place_name, place_masked, wording, is_flagged
  on exchange.need for each row execute function exchange.check_need_words();

-- No match of what is not published, a proposal that holds nothing included.
create function exchange.check_match_need() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.need n where n.id = new.need_id and n.state = 'PUBLISHED') then
    perform exchange.refuse('match_of_published_need', 'only a published need is matched');
  end if;
  return new;
end $$;
create trigger match_of_published_need before insert on exchange.match
  for each row execute function exchange.check_match_need();

-- What is found in the present words, while they are held up, with whose they are.
create view exchange.held_finding as
  select f.need_id, f.position, f.kind, f.field, f.excerpt, n.owner_unit_id, n.visibility
  from exchange.need_finding f
  join exchange.need n on n.id = f.need_id and n.wording = f.wording
  where n.state in ('IN_REVIEW', 'RETURNED');

-- The middle of a cell of a hundredth of a degree, as `mask.place` says it.
create function exchange.community_degrees(degrees double precision, most integer)
returns double precision language sql immutable parallel safe
return (least(floor(degrees * 100), most * 100 - 1) + 0.5) / 100;

grant select on exchange.need_finding, exchange.need_review, exchange.held_finding
  to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.need_finding, exchange.need_review to qinlin_writer;
grant insert (wording, is_flagged, verdict, place_masked),
  update (title, description, place_name, place_masked, wording, is_flagged, verdict, published_at)
  on exchange.need to qinlin_writer;
