-- Points are taken for a key that holds, or for a demo token, which has none. A key that was revoked spends nothing: whoever
-- has it could use up what its app has. No row where it ended, as where there is no such app.
create function access.spend(app uuid, credential uuid, points integer, at timestamptz)
returns table (is_allowed boolean, points_per_hour integer, remaining integer, full_at timestamptz, retry_after integer)
language plpgsql security definer set search_path = ''
as $$
begin
  if credential is null
    or exists (select from access.app_key k where k.id = credential and k.app_id = app and k.valid @> at)
  then
    return query select s.* from access.spend(app, points, at) s;
  end if;
end $$;
revoke execute on function access.spend(uuid, uuid, integer, timestamptz) from public;
grant execute on function access.spend(uuid, uuid, integer, timestamptz) to qinlin_writer;
revoke execute on function access.spend(uuid, integer, timestamptz) from qinlin_writer;
