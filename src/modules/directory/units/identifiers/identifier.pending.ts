import { identifierMachine } from '../../../../domain/directory/identifier.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { all, both, sql } from '../../../../read/sql.ts';

const UNVERIFIED = whileIn(identifierMachine, 'UNVERIFIED');

/** Numbers of members, for the coordinators of their alliance who act for another unit. */
export const unverifiedIdentifiers: PendingSource = {
  kind: 'UNIT_IDENTIFIER',
  verb: 'VERIFY',
  waitsFor: 'COORDINATOR',
  states: UNVERIFIED,
  acts: ['verifyUnitIdentifier'],
  isProtected: true,
  waits: (scope) => ({
    from: sql`rights.membership b join directory.unit_identifier i on i.unit_id = b.unit_id`,
    where: both(
      scope.coordinates(sql`b.alliance_id`),
      all([isWaiting(UNVERIFIED, sql`i.state`), scope.holds(sql`b.valid`), sql`i.unit_id <> ${scope.unit}`]),
    ),
    id: sql`i.id`,
    since: sql`i.added_at`,
    allianceId: sql`b.alliance_id`,
    unitId: sql`i.unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(
      scope,
      sql`'核验' || u.short_name || '的单位标识'`,
      sql`'Verify an identifier of ' || u.short_name`,
    )} from directory.unit_identifier i join directory.unit u on u.id = i.unit_id where i.id = ${id})`,
};
