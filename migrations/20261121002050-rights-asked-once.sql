-- What the walls cost. The memberships of a viewer were looked up once for each time they are named; and whether a unit is in
-- the alliance of the hat was asked of each unit, by way of the exclusion constraint. The members of one alliance are one short
-- list, found once a statement.
create or replace function rights.viewer(person uuid, credential uuid, acting_unit uuid, acting_alliance uuid, at timestamptz)
returns table (unit_id uuid, memberships uuid[], alliances uuid[], coordinates uuid[], roles text[], scopes text[], purposes text[], problem text)
language sql stable
as $$
  select who.unit_id, who.memberships,
    case when acting_alliance = any(who.memberships) then array[acting_alliance] else '{}'::uuid[] end,
    case when who.unit_id is null then '{}'::uuid[] else who.coordinates end,
    case when who.unit_id is null then '{}'::text[] else who.roles end,
    '{}'::text[], '{}'::text[],
    case
      when not who.holds then 'CREDENTIAL_ENDED'
      when acting_unit is not null and who.unit_id is null then 'UNIT_NOT_HELD'
      when who.unit_id is null and who.units > 1 then 'UNIT_REQUIRED'
      when acting_alliance is not null and not acting_alliance = any(who.memberships) then 'ALLIANCE_NOT_HELD'
    end
  from (
    select held.unit_id, held.units, held.holds,
      coalesce(held.coordinates, '{}') as coordinates, coalesce(held.roles, '{}') as roles,
      coalesce((select array_agg(m.alliance_id order by m.alliance_id) from rights.membership m
        where m.unit_id = held.unit_id and (m.valid @> at) is true), '{}') as memberships
    from (
      select count(distinct p.unit_id) as units,
        credential is null or exists (select from rights.login l where l.id = credential and l.valid @> at) as holds,
        case
          when credential is not null and not exists (select from rights.login l where l.id = credential and l.valid @> at) then null
          when acting_unit is not null then (array_agg(p.unit_id) filter (where p.unit_id = acting_unit))[1]
          when count(distinct p.unit_id) = 1 then (array_agg(p.unit_id))[1]
        end as unit_id,
        array_agg(distinct p.role order by p.role) filter (where acting_unit is null or p.unit_id = acting_unit) as roles,
        array_agg(distinct p.alliance_id order by p.alliance_id)
          filter (where p.role = 'COORDINATOR' and (acting_unit is null or p.unit_id = acting_unit)) as coordinates
      from rights.post p
      where p.person_id = person and p.valid @> at
      offset 0
    ) held
    offset 0
  ) who
$$;

drop policy read_masked on directory.unit_contact_mask;
create policy read_masked on directory.unit_contact_mask for select to qinlin_guarded, qinlin_writer using (
  unit_id = (select rights.my_unit()) and (select rights.my_app()) is null
  or (
    ((select rights.my_app()) is null and (select rights.my_unit()) is not null or 'contacts:read' = any((select rights.my_scopes())::text[]))
    and unit_id in (select m.unit_id from rights.membership m
      where m.alliance_id = (select (rights.my_alliances())[1]) and (m.valid @> (select rights.my_now())) is true)
  )
  or unit_id in (select s.provider_unit_id from rights.share s
    where s.kind = 'CONTACT' and (s.valid @> (select rights.my_now())) is true
    and ((select rights.my_app()) is null and s.consumer_unit_id = (select rights.my_unit())
      or s.may_reshare and exists (select from rights.installation i
        where i.app_id = (select rights.my_app()) and i.alliance_id = (select (rights.my_alliances())[1])
          and i.unit_id = coalesce((select rights.my_unit()), i.unit_id) and 'contacts:read' = any(i.scopes)
          and (i.valid @> (select rights.my_now())) is true and i.unit_id = s.consumer_unit_id and i.purpose = s.purpose)))
);

drop policy read_contact on directory.unit_contact;
create policy read_contact on directory.unit_contact for select to qinlin_guarded using (
  (select rights.my_app()) is null and (
    unit_id = (select rights.my_unit())
    or unit_id in (select m.unit_id from rights.membership m
      where m.alliance_id = (select (rights.my_coordinates())[1]) and (m.valid @> (select rights.my_now())) is true)
    or unit_id in (select s.provider_unit_id from rights.share s
      where s.consumer_unit_id = (select rights.my_unit()) and s.kind = 'CONTACT' and s.precision = 'FULL'
        and (s.valid @> (select rights.my_now())) is true)
    or exists (select from rights.disclosure d where d.subject_type = 'unit' and d.subject_id = unit_contact.unit_id
      and d.person_id = (select rights.my_person()) and d.unit_id = (select rights.my_unit()) and d.valid @> (select rights.my_now()))
    and exists (select from directory.unit_contact_mask k where k.unit_id = unit_contact.unit_id)
  )
);
