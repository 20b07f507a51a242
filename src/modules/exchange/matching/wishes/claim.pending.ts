import { claimMachine } from '../../../../domain/exchange/wish.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { both, sql } from '../../../../read/sql.ts';

const CLAIMED = whileIn(claimMachine, 'CLAIMED');

/** Claims of wishes, for the unit that entered the wish: it confirms what was done. */
export const unconfirmedClaims: PendingSource = {
  kind: 'WISH_CLAIM',
  verb: 'CONFIRM',
  waitsFor: 'UNIT',
  states: CLAIMED,
  acts: ['completeWish'],
  waits: (scope) => ({
    from: sql`exchange.wish_claim c join exchange.need n on n.id = c.need_id`,
    where: both(
      isWaiting(CLAIMED, sql`c.state`),
      scope.isUnit(sql`c.demander_unit_id`),
      scope.fitsHat(sql`c.alliance_id`),
    ),
    id: sql`c.id`,
    since: sql`c.claimed_at`,
    dueAt: sql`n.ends_at`,
    allianceId: sql`c.alliance_id`,
    unitId: sql`c.supplier_unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'确认心愿已完成：'`, sql`'Confirm that the wish is done: '`)} || n.title
      from exchange.wish_claim c join exchange.need n on n.id = c.need_id where c.id = ${id})`,
};
