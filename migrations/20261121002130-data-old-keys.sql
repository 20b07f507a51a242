-- Keys that are past their days are deleted (docs/decisions/0009).

-- Which are the oldest: found every few minutes without reading the seven days of keys that are kept.
create index idempotency_created on data.idempotency (created_at);

-- The oldest of before that instant, so many at most; says how many they were. What others are at is left to them. The
-- writer itself deletes nothing.
create function data.forget_keys(before timestamptz, most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare forgotten integer;
begin
  delete from data.idempotency k using (
    select i.actor, i.mutation, i.key from data.idempotency i where i.created_at < before
    order by i.created_at limit most for update skip locked
  ) old where k.actor = old.actor and k.mutation = old.mutation and k.key = old.key;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;

revoke execute on function data.forget_keys(timestamptz, integer) from public;
grant execute on function data.forget_keys(timestamptz, integer) to qinlin_writer;
