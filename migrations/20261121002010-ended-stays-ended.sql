-- The second fence of rights that end: whatever acts do, nothing that ended begins again.
create function data.only_shortened() returns trigger language plpgsql set search_path = ''
as $$
begin
  if not new.valid <@ old.valid then
    raise exception '%.% is given anew, never prolonged', tg_table_schema, tg_table_name
      using errcode = 'check_violation', constraint = tg_table_name || '_only_shortened';
  end if;
  return new;
end $$;
create trigger post_only_shortened before update of valid on directory.post
  for each row execute function data.only_shortened();
create trigger login_only_shortened before update of valid on access.login
  for each row execute function data.only_shortened();
create trigger app_key_only_shortened before update of valid on access.app_key
  for each row execute function data.only_shortened();
create trigger installation_only_shortened before update of valid on access.installation
  for each row execute function data.only_shortened();

-- A post is made of an invitation that was just accepted, and lasts no longer than that says.
drop policy accept_post on directory.post;
create policy accept_post on directory.post for insert to qinlin_writer with check (
  person_id = (select rights.my_person())
  and exists (select from directory.invitation i where i.id = invitation_id and i.state = 'ACCEPTED'
    and i.decided_at = (select rights.my_now()) and (i.until is null or upper(post.valid) <= i.until))
);

-- Nobody discloses but to themselves, for the unit they act for, and for ten minutes. The lists of disclosures are read like
-- other tables.
alter table access.disclosure enable row level security;
create policy read_disclosures on access.disclosure for select to qinlin_reader, qinlin_guarded, qinlin_writer using (true);
create policy disclose on access.disclosure for insert to qinlin_writer with check (
  person_id = (select rights.my_person()) and unit_id = (select rights.my_unit()) and (select rights.my_app()) is null
  and valid <@ tstzrange((select rights.my_now()), (select rights.my_now()) + interval '10 minutes')
);
