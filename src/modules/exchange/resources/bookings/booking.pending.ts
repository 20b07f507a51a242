import { bookingMachine } from '../../../../domain/exchange/booking.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { all, sql } from '../../../../read/sql.ts';

const HELD = whileIn(bookingMachine, 'HELD');

/** Places that the unit holds for a while, and has yet to confirm. Those of an agreement wait for its signatures. */
export const heldBookings: PendingSource = {
  kind: 'BOOKING',
  verb: 'CONFIRM',
  waitsFor: 'UNIT',
  states: HELD,
  acts: ['confirmBooking', 'cancelBooking'],
  waits: (scope) => ({
    from: sql`exchange.booking b join exchange.resource r on r.id = b.resource_id`,
    where: all([
      isWaiting(HELD, sql`b.state`),
      scope.isUnit(sql`b.unit_id`),
      sql`b.held_until is not null and b.held_until > ${scope.now}`,
      scope.fitsHat(sql`b.alliance_id`),
    ]),
    id: sql`b.id`,
    since: sql`b.created_at`,
    dueAt: sql`b.held_until`,
    allianceId: sql`b.alliance_id`,
    unitId: sql`r.owner_unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'确认预约：'`, sql`'Confirm the booking: '`)} || r.name
      from exchange.booking b join exchange.resource r on r.id = b.resource_id where b.id = ${id})`,
};
