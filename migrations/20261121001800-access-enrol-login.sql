-- Who signs in, is known by nobody and becomes somebody here keeps the login they came with, so that it can be ended. The
-- id of such a person is made from that very login, and it serves as the login's id too. Only a login of one's own is
-- kept, and one that is another's already stays that: so this is a function, and the table is not written otherwise.
create function access.enrol_login(issuer text, subject text, at timestamptz) returns void
language sql security definer set search_path = ''
as $$
  insert into access.login (id, issuer, subject, person_id, valid)
  select rights.my_person(), issuer, subject, rights.my_person(), tstzrange(at, null) where rights.my_person() is not null
  on conflict do nothing
$$;
revoke execute on function access.enrol_login(text, text, timestamptz) from public;
grant execute on function access.enrol_login(text, text, timestamptz) to qinlin_writer;
revoke insert on access.login from qinlin_writer;
