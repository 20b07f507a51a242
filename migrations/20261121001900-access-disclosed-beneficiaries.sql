-- Beneficiaries are disclosed as contacts are (docs/decisions/0035), and to another unit than their own for no purpose but
-- one that the person consents to (PIPL art. 23).

-- Whose data it was: the unit reads who looked, also when the person is erased.
alter table access.disclosure add column of_unit_id uuid references directory.unit (id);
update access.disclosure set of_unit_id = subject_id where subject_type = 'unit';
alter table access.disclosure alter column of_unit_id set not null,
  add constraint disclosure_of_its_unit check (subject_type <> 'unit' or of_unit_id = subject_id);
-- The list of who looked at data of a unit, newest first.
create index disclosure_of_unit on access.disclosure (of_unit_id, id desc);

create or replace view rights.disclosure as
  select subject_type, subject_id, person_id, unit_id, valid, purpose, of_unit_id from access.disclosure;

-- The contract: what the viewer sees masked, and of which unit that is.
create view rights.masked with (security_invoker = true) as
  select 'unit' as subject_type, unit_id as subject_id, unit_id from directory.unit_contact_mask
  union all select 'beneficiary', id, owner_unit_id from exchange.beneficiary_mask;
grant select on rights.masked to qinlin_writer;

drop policy read_disclosed on exchange.beneficiary;
create policy read_disclosed on exchange.beneficiary for select to qinlin_guarded using (
  (select rights.my_app()) is null
  and exists (select from rights.disclosure d where d.subject_type = 'beneficiary' and d.subject_id = beneficiary.id
    and d.person_id = (select rights.my_person()) and d.unit_id = (select rights.my_unit()) and d.valid @> (select rights.my_now())
    and (d.unit_id = beneficiary.owner_unit_id or exists (select from rights.consent c
      where c.subject_type = 'beneficiary' and c.subject_id = d.subject_id and c.purpose = d.purpose
        and c.valid @> (select rights.my_now()))))
  and exists (select from exchange.beneficiary_mask k where k.id = beneficiary.id)
);
