-- Persons have what is known of them erased (docs/decisions/0061).

-- What is there of whoever acts: the name, by which they were invited too; and what they are or were to units, areas and
-- places, with all that was said of it. That somebody held a post, did an act, stays; who it was does not.
create function directory.erase_person() returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := rights.my_person();
begin
  if me is null or rights.my_app() is not null then return false; end if;
  delete from directory.person_relation r where r.person_id = me;
  update directory.invitation i set person_name = '已删除'
  where i.id in (select p.invitation_id from directory.post p where p.person_id = me);
  update directory.person p set name = '已删除', version = p.version + 1 where p.id = me;
  return found;
end $$;
revoke execute on function directory.erase_person() from public;
grant execute on function directory.erase_person() to qinlin_writer;

-- What somebody consented to ends with them, also where they did so themselves.
create or replace function access.erase_consents(kind text, subject uuid, at timestamptz) returns void
language sql security definer set search_path = ''
as $$
  update access.consent c set
    valid = c.valid * tstzrange(null, at),
    withdrawn_at = case when c.valid @> at then at else c.withdrawn_at end,
    evidence = null, reason = null, erased_at = at, version = c.version + 1
  where c.subject_type = kind and c.subject_id = subject and c.erased_at is null and rights.my_app() is null
    and (c.unit_id = rights.my_unit() or kind = 'person' and subject = rights.my_person())
$$;
