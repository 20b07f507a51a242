-- Bytes of which no file came to be (docs/decisions/0052) go at once, and are not kept, uncounted, until a chore finds them; those
-- of a file stay.
create function data.forget_upload(upload uuid) returns void
language sql security definer set search_path = ''
as $$ delete from data.file_part p where p.file_id = upload and not exists (select from data.file f where f.id = upload) $$;
revoke execute on function data.forget_upload(uuid) from public;
grant execute on function data.forget_upload(uuid) to qinlin_writer;
