-- Whom an offer is for, and what they bring (适用条件与办事材料): written as a whole, edition by edition (docs/decisions/0081).

create table exchange.offer_requirement (
  offer_id uuid not null references exchange.offer,
  edition integer not null check (edition > 0),
  -- Parts of a condition; none where it is for everybody.
  eligibility jsonb not null,
  documents jsonb not null,
  written_at timestamptz(3) not null,
  primary key (offer_id, edition),
  constraint offer_requirement_lists check (jsonb_typeof(eligibility) = 'array' and jsonb_typeof(documents) = 'array')
);

-- The edition in force; none where nothing was ever asked.
alter table exchange.offer add column requirement_edition integer;
alter table exchange.offer add constraint offer_requirement_in_force
  foreign key (id, requirement_edition) references exchange.offer_requirement (offer_id, edition) deferrable initially deferred;
-- Whether it is for some persons alone, and whether a part of that takes a proof: both follow the edition in force.
alter table exchange.offer add column is_conditional boolean not null default false;
alter table exchange.offer add column needs_proof boolean not null default false;
-- Lists of what is for some persons alone, newest first: few of all there are.
create index offer_conditional on exchange.offer (id desc) where is_conditional;

create function exchange.check_requirement_edition() returns trigger language plpgsql set search_path = ''
as $$
begin
  perform exchange.refuse('offer_requirement_goes_on', 'editions of what an offer asks follow each other');
  return new;
end $$;
create trigger offer_requirement_goes_on before update of requirement_edition on exchange.offer for each row
  when (new.requirement_edition is distinct from old.requirement_edition
    and new.requirement_edition is distinct from coalesce(old.requirement_edition, 0) + 1)
  execute function exchange.check_requirement_edition();
create trigger offer_requirement_begins before insert on exchange.offer for each row
  when (new.requirement_edition <> 1) execute function exchange.check_requirement_edition();

-- An edition is written by the act that puts it in force. For whom the offer is does not change under a match that waits for an answer.
create function exchange.follow_offer_requirement() returns trigger language plpgsql security definer set search_path = ''
as $$
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
end $$;
create trigger offer_follows_requirement after insert on exchange.offer_requirement
  for each row execute function exchange.follow_offer_requirement();

revoke execute on function exchange.follow_offer_requirement() from public;
grant select on exchange.offer_requirement to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert on exchange.offer_requirement to qinlin_writer;
grant insert (requirement_edition), update (requirement_edition) on exchange.offer to qinlin_writer;
