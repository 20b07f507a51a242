import { whileIn } from '../../../../domain/pending.ts';
import { membershipMachine } from '../../../../domain/directory/membership.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { both, sql, type Sql } from '../../../../read/sql.ts';

const APPLIED = whileIn(membershipMachine, 'APPLIED');
const INVITED = whileIn(membershipMachine, 'INVITED');

const named = (id: Sql, text: Sql): Sql =>
  sql`(select ${text} from directory.membership m join directory.unit u on u.id = m.unit_id
    join directory.alliance a on a.id = m.alliance_id where m.id = ${id})`;

/** Applications to an alliance, for its coordinators. */
export const applications: PendingSource = {
  kind: 'MEMBERSHIP_APPLICATION',
  verb: 'DECIDE',
  waitsFor: 'COORDINATOR',
  states: APPLIED,
  acts: ['approveMembership', 'rejectMembership'],
  waits: (scope) => ({
    from: sql`directory.membership m`,
    where: both(isWaiting(APPLIED, sql`m.state`), scope.coordinates(sql`m.alliance_id`)),
    id: sql`m.id`,
    since: sql`m.applied_at`,
    allianceId: sql`m.alliance_id`,
    unitId: sql`m.unit_id`,
  }),
  title: (id, scope) =>
    named(
      id,
      says(
        scope,
        sql`u.short_name || '申请加入' || a.name`,
        sql`'Decide whether ' || u.short_name || ' joins ' || a.name`,
      ),
    ),
};

/** Invitations into an alliance, for the unit that is invited: under whatever hat, for it wears none there yet. */
export const invitedMemberships: PendingSource = {
  kind: 'MEMBERSHIP_INVITATION',
  verb: 'ANSWER',
  waitsFor: 'UNIT',
  states: INVITED,
  acts: ['acceptMembership', 'declineMembership'],
  waits: (scope) => ({
    from: sql`directory.membership m join directory.alliance a on a.id = m.alliance_id`,
    where: both(isWaiting(INVITED, sql`m.state`), scope.isUnit(sql`m.unit_id`)),
    id: sql`m.id`,
    since: sql`m.applied_at`,
    allianceId: sql`m.alliance_id`,
    unitId: sql`a.lead_unit_id`,
  }),
  title: (id, scope) =>
    named(id, says(scope, sql`a.name || '邀请本单位加入'`, sql`'Answer the invitation into ' || a.name`)),
};
