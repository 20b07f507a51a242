-- What an app may read it may by one installation: its unit, its alliance, its scopes and its purpose together. Where several
-- units installed it, none of them is the one acted for, and what each of them let it read is open all the same.
drop policy read_masked on directory.unit_contact_mask;
create policy read_masked on directory.unit_contact_mask for select to qinlin_guarded, qinlin_writer using (
  unit_id = (select rights.my_unit()) and (select rights.my_app()) is null
  or (
    ((select rights.my_app()) is null and (select rights.my_unit()) is not null or 'contacts:read' = any((select rights.my_scopes())::text[]))
    and exists (select from rights.membership m where m.unit_id = unit_contact_mask.unit_id
      and m.alliance_id = any((select rights.my_alliances())::uuid[]) and m.valid @> (select rights.my_now()))
  )
  or exists (select from rights.share s where s.provider_unit_id = unit_contact_mask.unit_id
    and s.kind = 'CONTACT' and s.valid @> (select rights.my_now())
    and ((select rights.my_app()) is null and s.consumer_unit_id = (select rights.my_unit())
      or s.may_reshare and exists (select from rights.installation i
        where i.app_id = (select rights.my_app()) and i.alliance_id = any((select rights.my_alliances())::uuid[])
          and i.unit_id = coalesce((select rights.my_unit()), i.unit_id) and 'contacts:read' = any(i.scopes)
          and i.valid @> (select rights.my_now()) and i.unit_id = s.consumer_unit_id and i.purpose = s.purpose)))
);

-- A unit that left takes its installations with it: those that were still open when it had left already end there, so that
-- they do not hold again when it comes back.
update access.installation i
  set valid = tstzrange(lower(i.valid), (select max(upper(m.valid)) from directory.membership m
    where m.unit_id = i.unit_id and m.alliance_id = i.alliance_id)), version = version + 1
  where upper_inf(i.valid) and not exists (select from directory.membership m
    where m.unit_id = i.unit_id and m.alliance_id = i.alliance_id and upper_inf(m.valid))
  and exists (select from directory.membership m where m.unit_id = i.unit_id and m.alliance_id = i.alliance_id
    and upper(m.valid) > lower(i.valid));
