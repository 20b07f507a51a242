-- A unit may take its application back before it is decided.
alter table directory.membership drop constraint membership_state_check;
alter table directory.membership add constraint membership_state_check
  check (state in ('APPLIED', 'ACTIVE', 'REJECTED', 'WITHDRAWN', 'LEFT'));
