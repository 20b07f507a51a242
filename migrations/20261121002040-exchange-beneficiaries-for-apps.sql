-- An app reads no more than the unit itself that installed it may: of a need that it is in, or that it supplies by an
-- agreement in force. Before, whoever was in the alliance could let an app read whom its fellows' needs are for.
drop policy read_masked on exchange.beneficiary_mask;
create policy read_masked on exchange.beneficiary_mask for select to qinlin_guarded, qinlin_writer using (
  (select rights.my_app()) is null and (
    owner_unit_id = (select rights.my_unit())
    or exists (select from exchange.match m join exchange.agreement g on g.match_id = m.id
      where m.need_id = beneficiary_mask.need_id and g.supplier_unit_id = (select rights.my_unit()) and g.state = 'ACTIVE'
        and (g.alliance_id = any((select rights.my_alliances())::uuid[]) or cardinality((select rights.my_alliances())) = 0))
  )
  or exists (select from exchange.need n
      join exchange.need_audience a on a.need_id = n.id
      join rights.membership m on m.unit_id = n.owner_unit_id and m.alliance_id = a.alliance_id
      where n.id = beneficiary_mask.need_id and n.state = 'PUBLISHED'
        and a.alliance_id = any((select rights.my_alliances())::uuid[]) and m.valid @> (select rights.my_now()))
    and exists (select from rights.consent c join rights.installation i on i.purpose = c.purpose
      where c.subject_type = 'beneficiary' and c.subject_id = beneficiary_mask.id and c.valid @> (select rights.my_now())
        and i.app_id = (select rights.my_app()) and i.alliance_id = any((select rights.my_alliances())::uuid[])
        and i.unit_id = coalesce((select rights.my_unit()), i.unit_id)
        and 'needs:read' = any(i.scopes) and i.valid @> (select rights.my_now())
        and (i.unit_id = beneficiary_mask.owner_unit_id
          or exists (select from exchange.match m join exchange.agreement g on g.match_id = m.id
            where m.need_id = beneficiary_mask.need_id and g.supplier_unit_id = i.unit_id and g.state = 'ACTIVE'
              and g.alliance_id = i.alliance_id)))
);
