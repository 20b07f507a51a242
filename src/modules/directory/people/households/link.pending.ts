import { householdLinkMachine } from '../../../../domain/directory/household.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { both, sql } from '../../../../read/sql.ts';

const PROPOSED = whileIn(householdLinkMachine, 'PROPOSED');

/** Links to households that a unit proposed to the person. */
export const proposedLinks: PendingSource = {
  kind: 'HOUSEHOLD_LINK',
  verb: 'ANSWER',
  waitsFor: 'PERSON',
  states: PROPOSED,
  acts: ['agreeHouseholdLink', 'declineHouseholdLink'],
  isProtected: true,
  waits: (scope) => ({
    from: sql`directory.household_link l`,
    where: both(isWaiting(PROPOSED, sql`l.state`), scope.isPerson(sql`l.person_id`)),
    id: sql`l.id`,
    since: sql`l.proposed_at`,
    unitId: sql`l.host_unit_id`,
  }),
  // Which household it is, is told once it is agreed.
  title: (id, scope) =>
    sql`(select ${says(
      scope,
      sql`'答复' || u.short_name || '提出的联户：' || t.label_zh`,
      sql`'Answer the link to a household that ' || u.short_name || ' proposes: ' || t.label_en`,
    )} from directory.household_link l join directory.household_link_type t on t.code = l.type_code
      join directory.unit u on u.id = l.host_unit_id where l.id = ${id})`,
};
