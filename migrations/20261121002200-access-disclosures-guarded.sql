-- Who looked at whom, and why, is for the unit that looked and the unit whose data it was (docs/decisions/0035): two walls hold
-- that too. Whether something is disclosed is asked of `rights.disclosure`, which is its owner's.
drop policy read_disclosures on access.disclosure;
create policy read_disclosures on access.disclosure for select to qinlin_guarded, qinlin_writer using (
  (select rights.my_app()) is null and (select rights.my_unit()) in (unit_id, of_unit_id)
);
