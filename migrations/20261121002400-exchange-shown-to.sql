-- Whom a listing is shown to stands in its own row: whether a row is seen is answered by the row, or by the index that counts
-- it. The tables of audiences follow it; they lead lists by alliance and hold the references.
alter table exchange.resource add column shown_to uuid[] not null default '{}';
alter table exchange.offer add column shown_to uuid[] not null default '{}';
alter table exchange.need add column shown_to uuid[] not null default '{}';

update exchange.resource l set shown_to = array(
  select a.alliance_id from exchange.resource_audience a where a.resource_id = l.id order by a.alliance_id)
where exists (select from exchange.resource_audience a where a.resource_id = l.id);
update exchange.offer l set shown_to = array(
  select a.alliance_id from exchange.offer_audience a where a.offer_id = l.id order by a.alliance_id)
where exists (select from exchange.offer_audience a where a.offer_id = l.id);
update exchange.need l set shown_to = array(
  select a.alliance_id from exchange.need_audience a where a.need_id = l.id order by a.alliance_id)
where exists (select from exchange.need_audience a where a.need_id = l.id);

alter table exchange.resource alter column shown_to drop default;
alter table exchange.offer alter column shown_to drop default;
alter table exchange.need alter column shown_to drop default;

alter table exchange.resource add constraint resource_shown_to_fits_visibility check (
  case visibility when 'UNIT' then shown_to = '{}' when 'ALLIANCE' then shown_to <> '{}' else true end);
alter table exchange.offer add constraint offer_shown_to_fits_visibility check (
  case visibility when 'UNIT' then shown_to = '{}' when 'ALLIANCE' then shown_to <> '{}' else true end);
alter table exchange.need add constraint need_shown_to_fits_visibility check (
  case visibility when 'UNIT' then shown_to = '{}' when 'ALLIANCE' then shown_to <> '{}' else true end);

create function exchange.follow_resource_audience() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into exchange.resource_audience (resource_id, alliance_id) select l.id, unnest(l.shown_to) from added l;
  return null;
end
$$;
create function exchange.follow_offer_audience() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into exchange.offer_audience (offer_id, alliance_id) select l.id, unnest(l.shown_to) from added l;
  return null;
end
$$;
create function exchange.follow_need_audience() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into exchange.need_audience (need_id, alliance_id) select l.id, unnest(l.shown_to) from added l;
  return null;
end
$$;
create trigger resource_audience_follows after insert on exchange.resource referencing new table as added
  for each statement execute function exchange.follow_resource_audience();
create trigger offer_audience_follows after insert on exchange.offer referencing new table as added
  for each statement execute function exchange.follow_offer_audience();
create trigger need_audience_follows after insert on exchange.need referencing new table as added
  for each statement execute function exchange.follow_need_audience();

-- Nobody changes whom a listing is shown to once it is published, nor the tables that follow.
create function exchange.keep_shown_to() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'whom a listing is shown to is settled when it is published'
    using errcode = 'check_violation', constraint = 'shown_to_stands';
end
$$;
create trigger resource_shown_to_stands before update of shown_to on exchange.resource
  for each row when (old.shown_to is distinct from new.shown_to) execute function exchange.keep_shown_to();
create trigger offer_shown_to_stands before update of shown_to on exchange.offer
  for each row when (old.shown_to is distinct from new.shown_to) execute function exchange.keep_shown_to();
create trigger need_shown_to_stands before update of shown_to on exchange.need
  for each row when (old.shown_to is distinct from new.shown_to) execute function exchange.keep_shown_to();
revoke execute on function exchange.follow_resource_audience(), exchange.follow_offer_audience(), exchange.follow_need_audience()
  from public;
revoke insert on exchange.resource_audience, exchange.offer_audience, exchange.need_audience from qinlin_writer;

drop index exchange.need_owner;
create index need_owner on exchange.need (owner_unit_id, id desc) include (state, visibility, shown_to);
grant insert (shown_to) on exchange.offer, exchange.need to qinlin_writer;

-- Who judges the words that are held up is told by whom the need is shown to.
create or replace view exchange.held_finding as
  select f.need_id, f.position, f.kind, f.field, f.excerpt, n.owner_unit_id, n.visibility, n.shown_to
  from exchange.need_finding f join exchange.need n on n.id = f.need_id and n.wording = f.wording
  where n.state in ('IN_REVIEW', 'RETURNED');
