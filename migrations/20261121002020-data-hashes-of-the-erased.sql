-- The hash of an input that had protected values in it would tell who guesses them that they are right: it is kept with the
-- subject, and overwritten when that is erased. Whoever sends such an act again is told that the key was used.
alter table data.idempotency add column subject_id uuid;
-- What was hashed of a subject that is erased.
create index idempotency_subject on data.idempotency (subject_id) where subject_id is not null;

create or replace function data.erase_subject_key(kind text, subject uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare was_none boolean;
begin
  loop
    insert into data.subject_key (subject_type, subject_id, key, made_at)
      values (kind, subject, decode(repeat('00', 32), 'hex'), '-infinity') on conflict do nothing;
    was_none := found;
    delete from data.subject_key k where k.subject_type = kind and k.subject_id = subject;
    exit when found;
  end loop;
  update data.idempotency i set input_hash = 'erased' where i.subject_id = subject;
  return not was_none;
end $$;
