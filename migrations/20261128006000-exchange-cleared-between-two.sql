-- What is settled of a clearing (结清) is said by one of its two alliances and answered by the other, which is on the row
-- (docs/decisions/0094).

alter table exchange.clearing_settlement add column answering_alliance_id uuid references directory.alliance;
update exchange.clearing_settlement s
  set answering_alliance_id = case s.alliance_id when c.alliance_id then c.other_alliance_id else c.alliance_id end
  from exchange.clearing c where c.id = s.clearing_id;
alter table exchange.clearing_settlement alter column answering_alliance_id set not null;

create function exchange.check_cleared_between() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not exists (select from exchange.clearing c where c.id = new.clearing_id
      and (new.alliance_id, new.answering_alliance_id) in ((c.alliance_id, c.other_alliance_id), (c.other_alliance_id, c.alliance_id))
      and new.owing_alliance_id in (c.alliance_id, c.other_alliance_id)) then
    perform exchange.refuse('cleared_between_two', 'what is settled of a clearing one of its two alliances says, and the other answers');
  end if;
  return new;
end $$;
create trigger cleared_between_two before insert on exchange.clearing_settlement
  for each row execute function exchange.check_cleared_between();
