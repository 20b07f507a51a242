-- The whole life of offers and needs (docs/decisions/0067): both are drafted, screened, reviewed, paused, closed and expire.

-- Offers are screened as needs are.
alter table exchange.offer
  add column wording integer not null default 1 check (wording > 0),
  add column is_flagged boolean not null default false,
  add column verdict text check (verdict in ('RELEASED', 'RETURNED')),
  add constraint offer_private_not_held check (visibility <> 'UNIT' or not is_flagged);

create table exchange.offer_finding (
  offer_id uuid not null references exchange.offer,
  wording integer not null,
  position integer not null,
  kind text not null check (kind in ('MOBILE', 'LANDLINE', 'IDENTITY_NUMBER', 'BANK_CARD', 'EMAIL', 'ACCOUNT', 'PLATE',
    'ADDRESS', 'NAME', 'HEALTH')),
  field text not null check (field in ('TITLE', 'DESCRIPTION', 'PLACE_NAME')),
  excerpt text not null check (excerpt <> ''),
  primary key (offer_id, wording, position)
);

create table exchange.offer_review (
  offer_id uuid not null,
  wording integer not null,
  verdict text not null check (verdict in ('RELEASED', 'RETURNED')),
  owner_unit_id uuid not null,
  unit_id uuid not null references directory.unit,
  alliance_id uuid not null references directory.alliance,
  reason text not null check (reason <> ''),
  reviewed_at timestamptz(3) not null,
  primary key (offer_id, wording),
  constraint offer_review_of_words unique (offer_id, wording, verdict),
  foreign key (offer_id, owner_unit_id) references exchange.offer (id, owner_unit_id),
  constraint offer_reviewed_by_another_unit check (unit_id <> owner_unit_id)
);
-- What refers to a unit is found by it.
create index offer_review_unit on exchange.offer_review (unit_id);

alter table exchange.offer add constraint offer_verdict_of_review
  foreign key (id, wording, verdict) references exchange.offer_review (offer_id, wording, verdict);

-- Offers live alike: drafts, held up words, pauses, three ways of being closed.
alter table exchange.offer
  drop constraint offer_state_check,
  add constraint offer_state_check check (state in
    ('DRAFT', 'IN_REVIEW', 'RETURNED', 'PUBLISHED', 'PAUSED', 'FULFILLED', 'WITHDRAWN', 'EXPIRED')),
  -- Until when it may be answered; it is over then, or with its period.
  add column closes_at timestamptz(3),
  -- While it is paused, and after where it was so to the end: the units that had a match of it then.
  add column paused_for uuid[],
  add column closed_at timestamptz(3),
  add column close_reason text check (close_reason <> ''),
  add column track_id uuid references directory.track,
  add column programme_id uuid references directory.programme,
  add constraint offer_closes_within_its_time check (closes_at <= ends_at),
  add constraint offer_paused_for_some check (case
    when state = 'PAUSED' then paused_for is not null
    when state in ('FULFILLED', 'EXPIRED') then true
    else paused_for is null end),
  add constraint offer_closed_at_an_instant check (case
    when state in ('FULFILLED', 'EXPIRED') then closed_at is not null
    when state = 'WITHDRAWN' then true
    else closed_at is null end),
  add constraint offer_close_reason_of_fulfilled check (close_reason is null or state = 'FULFILLED');
alter table exchange.offer
  -- Held up is what was flagged, and flagged words are read by others only when somebody released them. Drafts are not screened.
  add constraint offer_held_when_flagged check (
    case
      when state = 'DRAFT' then not is_flagged and verdict is null and wording = 1
      when state = 'IN_REVIEW' then is_flagged and verdict is null
      when state = 'RETURNED' then is_flagged and verdict = 'RETURNED'
      when state = 'WITHDRAWN' then true
      when is_flagged then verdict = 'RELEASED'
      else verdict is null
    end is true),
  add constraint offer_held_takes_no_match check (state not in ('DRAFT', 'IN_REVIEW', 'RETURNED') or taken = 0);

-- Needs live alike: drafts, held up words, pauses, three ways of being closed.
alter table exchange.need
  drop constraint need_state_check,
  add constraint need_state_check check (state in
    ('DRAFT', 'IN_REVIEW', 'RETURNED', 'PUBLISHED', 'PAUSED', 'FULFILLED', 'WITHDRAWN', 'EXPIRED')),
  -- Until when it may be answered; it is over then, or with its period.
  add column closes_at timestamptz(3),
  -- While it is paused, and after where it was so to the end: the units that had a match of it then.
  add column paused_for uuid[],
  add column closed_at timestamptz(3),
  add column close_reason text check (close_reason <> ''),
  add column track_id uuid references directory.track,
  add column programme_id uuid references directory.programme,
  add constraint need_closes_within_its_time check (closes_at <= ends_at),
  add constraint need_paused_for_some check (case
    when state = 'PAUSED' then paused_for is not null
    when state in ('FULFILLED', 'EXPIRED') then true
    else paused_for is null end),
  add constraint need_closed_at_an_instant check (case
    when state in ('FULFILLED', 'EXPIRED') then closed_at is not null
    when state = 'WITHDRAWN' then true
    else closed_at is null end),
  add constraint need_close_reason_of_fulfilled check (close_reason is null or state = 'FULFILLED');
alter table exchange.need
  drop constraint need_held_when_flagged,
  drop constraint need_held_takes_no_match,
  -- Held up is what was flagged, and flagged words are read by others only when somebody released them. Drafts are not screened.
  add constraint need_held_when_flagged check (
    case
      when state = 'DRAFT' then not is_flagged and verdict is null and wording = 1
      when state = 'IN_REVIEW' then is_flagged and verdict is null
      when state = 'RETURNED' then is_flagged and verdict = 'RETURNED'
      when state = 'WITHDRAWN' then true
      when is_flagged then verdict = 'RELEASED'
      else verdict is null
    end is true),
  add constraint need_held_takes_no_match check (state not in ('DRAFT', 'IN_REVIEW', 'RETURNED') or covered = 0);

-- What is written of a listing changes as long as it is not closed: words as a new writing of them, so that a verdict is of
-- what was judged. What it is about at all is settled when it is published.
drop trigger need_words_stand on exchange.need;
drop function exchange.check_need_words();
create function exchange.check_listing_change() returns trigger language plpgsql set search_path = ''
as $$
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
end $$;
create trigger offer_changes before update of category, title, description, quantity, quantity_unit, starts_at, ends_at,
  closes_at, place_name, longitude, latitude, visibility, track_id, programme_id, wording, is_flagged, resource_id
  on exchange.offer for each row execute function exchange.check_listing_change();
create trigger need_changes before update of category, title, description, quantity, quantity_unit, starts_at, ends_at,
  closes_at, place_name, longitude, latitude, visibility, track_id, programme_id, wording, is_flagged, place_masked
  on exchange.need for each row execute function exchange.check_listing_change();

-- Where the public is told a need is, and what an offer is served from, are settled with the words and the draft.
create function exchange.check_need_place() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.state <> 'DRAFT' and new.wording = old.wording then
    perform exchange.refuse('need_words_counted', 'words change by a new writing of them');
  end if;
  return new;
end $$;
create trigger need_place_follows_words before update of place_masked on exchange.need
  for each row when (old.place_masked is distinct from new.place_masked) execute function exchange.check_need_place();
create function exchange.check_offer_resource() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.state <> 'DRAFT' then
    perform exchange.refuse('offer_settled', 'what a listing is about is settled when it is published');
  end if;
  return new;
end $$;
create trigger offer_resource_settled before update of resource_id on exchange.offer
  for each row when (old.resource_id is distinct from new.resource_id) execute function exchange.check_offer_resource();

-- Whom it is shown to is settled when it is published, and written anew in a draft: the tables of audiences follow.
drop trigger offer_shown_to_stands on exchange.offer;
create trigger offer_shown_to_stands before update of shown_to on exchange.offer
  for each row when (old.shown_to is distinct from new.shown_to and old.state <> 'DRAFT') execute function exchange.keep_shown_to();
create function exchange.redraw_offer_audience() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from exchange.offer_audience where offer_id = new.id;
  insert into exchange.offer_audience (offer_id, alliance_id) select new.id, unnest(new.shown_to);
  return null;
end
$$;
revoke execute on function exchange.redraw_offer_audience() from public;
create trigger offer_audience_redrawn after update of shown_to on exchange.offer
  for each row when (old.shown_to is distinct from new.shown_to) execute function exchange.redraw_offer_audience();
drop trigger need_shown_to_stands on exchange.need;
create trigger need_shown_to_stands before update of shown_to on exchange.need
  for each row when (old.shown_to is distinct from new.shown_to and old.state <> 'DRAFT') execute function exchange.keep_shown_to();
create function exchange.redraw_need_audience() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from exchange.need_audience where need_id = new.id;
  insert into exchange.need_audience (need_id, alliance_id) select new.id, unnest(new.shown_to);
  return null;
end
$$;
revoke execute on function exchange.redraw_need_audience() from public;
create trigger need_audience_redrawn after update of shown_to on exchange.need
  for each row when (old.shown_to is distinct from new.shown_to) execute function exchange.redraw_need_audience();

-- No match from an offer that is not published, as of a need that is not.
create function exchange.check_match_offer() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.offer o where o.id = new.offer_id and o.state = 'PUBLISHED') then
    perform exchange.refuse('match_of_published_offer', 'only a published offer is matched');
  end if;
  return new;
end $$;
create trigger match_of_published_offer before insert on exchange.match
  for each row when (new.offer_id is not null) execute function exchange.check_match_offer();

-- What is found in the present words of offers, while they are held up, with whose they are.
create view exchange.held_offer_finding as
  select f.offer_id, f.position, f.kind, f.field, f.excerpt, o.owner_unit_id, o.visibility, o.shown_to
  from exchange.offer_finding f join exchange.offer o on o.id = f.offer_id and o.wording = f.wording
  where o.state in ('IN_REVIEW', 'RETURNED');

-- What waits for a verdict, oldest first.
create index offer_in_review on exchange.offer (published_at, id) where state = 'IN_REVIEW';
create index need_in_review on exchange.need (published_at, id) where state = 'IN_REVIEW';
create view exchange.listing_in_review as
  select o.id as listing_id, o.id as offer_id, null::uuid as need_id, o.owner_unit_id, o.visibility, o.shown_to,
    o.published_at as handed_in_at, least(o.closes_at, o.ends_at) as due_at
  from exchange.offer o where o.state = 'IN_REVIEW'
  union all
  select n.id, null::uuid, n.id, n.owner_unit_id, n.visibility, n.shown_to, n.published_at, least(n.closes_at, n.ends_at)
  from exchange.need n where n.state = 'IN_REVIEW';

-- What is over and not written down as such yet.
create index offer_due on exchange.offer (least(closes_at, ends_at)) where state in ('PUBLISHED', 'PAUSED');
create index need_due on exchange.need (least(closes_at, ends_at)) where state in ('PUBLISHED', 'PAUSED');

-- Lists go by what is shown, the newest first, of a category, a track, a programme; and by whose it is.
drop index exchange.offer_category;
drop index exchange.need_category;
drop index exchange.offer_owner;
drop index exchange.need_owner;
create index offer_category on exchange.offer (category, id desc) where state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED');
create index need_category on exchange.need (category, id desc) where state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED');
create index offer_owner on exchange.offer (owner_unit_id, id desc);
create index need_owner on exchange.need (owner_unit_id, id desc) include (state, visibility, shown_to, paused_for);
create index offer_track on exchange.offer (track_id, id desc) where track_id is not null;
create index need_track on exchange.need (track_id, id desc) where track_id is not null;
create index offer_programme on exchange.offer (programme_id, id desc) where programme_id is not null;
create index need_programme on exchange.need (programme_id, id desc) where programme_id is not null;

-- Closed as done or over, a need is still shown; paused, to no app.
drop policy read_masked on exchange.beneficiary_mask;
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
      where n.id = beneficiary_mask.need_id and n.state in ('PUBLISHED', 'FULFILLED', 'EXPIRED') and n.paused_for is null
        and a.alliance_id = any((select rights.my_alliances())::uuid[]) and m.valid @> (select rights.my_now()))
    and exists (select from rights.consent c join rights.installation i on i.purpose = c.purpose
      where c.subject_type = 'beneficiary' and c.subject_id = beneficiary_mask.id and c.valid @> (select rights.my_now())
        and i.app_id = (select rights.my_app()) and i.alliance_id = any((select rights.my_alliances())::uuid[])
        and i.unit_id = coalesce((select rights.my_unit()), i.unit_id)
        and 'needs:read' = any(i.scopes) and i.valid @> (select rights.my_now())
        and (i.unit_id = beneficiary_mask.owner_unit_id
          or exists (select from exchange.match m join exchange.agreement g on g.match_id = m.id
            where m.need_id = beneficiary_mask.need_id and g.supplier_unit_id = i.unit_id and g.state = 'ACTIVE'
              and g.alliance_id = i.alliance_id)))
);

-- Under which tracks and programmes something new may be filed, told by the contract to all modules alike.
create view rights.filing as
  select t.id as track_id, p.id as programme_id, coalesce(t.alliance_id, p.alliance_id) as alliance_id, p.unit_id
  from directory.track t left join directory.programme p on p.id = t.programme_id
  where t.retired_at is null and (p.id is null or p.state = 'RUNNING')
  union all
  select null, p.id, p.alliance_id, p.unit_id from directory.programme p where p.state = 'RUNNING';

grant select on rights.filing to qinlin_writer;
grant select on exchange.offer_finding, exchange.offer_review, exchange.held_offer_finding, exchange.listing_in_review
  to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.offer_finding, exchange.offer_review to qinlin_writer;
grant insert (wording, is_flagged, verdict, closes_at, paused_for, closed_at, close_reason, track_id, programme_id),
  update (title, description, place_name, wording, is_flagged, verdict, published_at, resource_id, category, quantity, quantity_unit, starts_at, ends_at, longitude, latitude, visibility, shown_to,
    closes_at, paused_for, closed_at, close_reason, track_id, programme_id)
  on exchange.offer to qinlin_writer;
grant insert (closes_at, paused_for, closed_at, close_reason, track_id, programme_id),
  update (category, quantity, quantity_unit, starts_at, ends_at, longitude, latitude, visibility, shown_to,
    closes_at, paused_for, closed_at, close_reason, track_id, programme_id)
  on exchange.need to qinlin_writer;
