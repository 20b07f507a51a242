import { says, type PendingSource } from '../../../../read/pending.ts';
import { all, both, sql } from '../../../../read/sql.ts';

/** The lead of an alliance that is offered to the unit. */
export const offeredLeads: PendingSource = {
  kind: 'ALLIANCE_LEAD',
  verb: 'ANSWER',
  waitsFor: 'UNIT',
  // No state of the alliance: it goes on as it is until the lead is taken.
  states: null,
  acts: ['acceptLead', 'declineLead'],
  waits: (scope) => ({
    from: sql`directory.alliance a`,
    where: both(scope.administers(sql`a.lead_offered_to`), all([scope.fitsHat(sql`a.id`), scope.isMember(sql`a.id`)])),
    id: sql`a.id`,
    since: sql`a.lead_offered_at`,
    allianceId: sql`a.id`,
    unitId: sql`a.lead_unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(
      scope,
      sql`'是否接受' || a.name || '的牵头职责'`,
      sql`'Answer whether you take the lead of ' || a.name`,
    )} from directory.alliance a where a.id = ${id})`,
};
