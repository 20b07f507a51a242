-- Whoever is forgotten at a counter is forgotten whole, whatever is being recorded of them meanwhile (docs/decisions/0077).

-- Nobody is known by these numbers any more, and nothing is known of who was (个人信息保护法 art. 47). That benefits were redeemed stays,
-- by nobody. Of how many persons the numbers are, and how many proofs went; nothing goes unless they are of one.
--
-- Whoever records a proof holds a mark of the person until that is done. So all marks are held first, and what is there is looked
-- at afterwards; those that were made while others were waited for are held too.
drop function exchange.forget_benefit_person(text, text);
create function exchange.forget_benefit_person(mobile text, identity_number text, out persons integer, out proofs integer)
language plpgsql security definer set search_path = ''
as $$
declare
  gone uuid[];
  held integer;
  marks integer := -1;
begin
  persons := 0;
  proofs := 0;
  if rights.my_app() is not null then return; end if;
  loop
    gone := array(select exchange.benefit_persons(rights.my_unit(), mobile, identity_number, rights.my_now()));
    persons := cardinality(gone);
    if persons <> 1 then return; end if;
    held := marks;
    perform from exchange.benefit_mark m where m.person_id = any(gone) order by m.mark for update;
    get diagnostics marks = row_count;
    exit when marks = held;
  end loop;
  delete from exchange.benefit_proof p where p.person_id = any(gone);
  get diagnostics proofs = row_count;
  delete from exchange.benefit_mark m where m.person_id = any(gone);
end
$$;
revoke execute on function exchange.forget_benefit_person(text, text) from public;
grant execute on function exchange.forget_benefit_person(text, text) to qinlin_writer;

-- As before, and a unit that is dissolved knows nobody: it is held, so that it is not dissolved meanwhile.
create or replace function exchange.know_benefit_person(fresh uuid, mobile text, identity_number text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  unit constant uuid := rights.my_unit();
  given text;
  holder uuid;
  known uuid := fresh;
  is_new boolean := true;
begin
  if unit is null or rights.my_app() is not null then
    raise exception 'a unit knows persons, and no app' using errcode = 'check_violation', constraint = 'benefit_person_of_a_unit';
  end if;
  perform from directory.unit u where u.id = unit and u.dissolved_at is null for key share;
  if not found then
    raise exception 'a unit that is dissolved knows nobody' using errcode = 'check_violation', constraint = 'benefit_person_of_a_unit_that_lasts';
  end if;
  insert into exchange.benefit_secret (unit_id, secret) values (unit, gen_random_uuid()::text || gen_random_uuid()::text)
  on conflict (unit_id) do nothing;
  insert into exchange.benefit_person (id, owner_unit_id) values (fresh, unit);
  foreach given in array array_remove(array['I' || identity_number, 'M' || mobile], null) loop
    insert into exchange.benefit_mark as m (owner_unit_id, mark, person_id)
    values (unit, exchange.benefit_mark_of(unit, given), known)
    on conflict (owner_unit_id, mark) do update set person_id = m.person_id
    returning m.person_id into holder;
    if holder <> known then
      if not is_new then return null; end if;
      update exchange.benefit_mark set person_id = holder where person_id = known;
      known := holder;
      is_new := false;
    elsif known <> fresh then
      is_new := false;
    end if;
  end loop;
  if known <> fresh then delete from exchange.benefit_person p where p.id = fresh; end if;
  return known;
end
$$;
