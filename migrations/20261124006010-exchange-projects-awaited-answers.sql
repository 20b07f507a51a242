-- Which deliveries and hours wait for an answer (docs/decisions/0072). The answer is a row of its own, so that no index could say it:
-- this follows the answers, as counters follow rows (docs/decisions/0010), and nobody writes it.
alter table exchange.event add column is_awaited boolean not null default true;
update exchange.event e set is_awaited = false
  where exists (select from exchange.event_answer a where a.event_id = e.id);

alter table projects.contribution add column is_awaited boolean not null default true;
update projects.contribution c set is_awaited = false
  where exists (select from projects.contribution_answer a where a.contribution_id = c.id);

-- Whatever is recorded waits, and nobody says otherwise.
revoke insert on exchange.event from qinlin_writer;
grant insert (id, commitment_id, recorded_by_unit_id, quantity, occurred_at, note, recorded_at) on exchange.event to qinlin_writer;
revoke insert on projects.contribution from qinlin_writer;
grant insert (id, project_id, unit_id, hours, served_on, note, recorded_at) on projects.contribution to qinlin_writer;

create function exchange.follow_awaited() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update exchange.event e set is_awaited = false where e.id = new.event_id;
  return null;
end $$;
create trigger answer_was_awaited after insert on exchange.event_answer for each row execute function exchange.follow_awaited();

create function projects.follow_awaited() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update projects.contribution c set is_awaited = false where c.id = new.contribution_id;
  return null;
end $$;
create trigger answer_was_awaited after insert on projects.contribution_answer for each row execute function projects.follow_awaited();
