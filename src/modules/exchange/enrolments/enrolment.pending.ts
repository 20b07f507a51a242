import { applicationMachine, enrolmentMachine } from '../../../domain/exchange/enrolment.ts';
import { whileIn } from '../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../read/pending.ts';
import { both, sql } from '../../../read/sql.ts';

const OFFERED = whileIn(applicationMachine, 'OFFERED');
const TO_DRAW = whileIn(enrolmentMachine, 'OPEN');

/** Places that are offered to those for whom the unit applied, until they lapse. */
export const offeredPlaces: PendingSource = {
  kind: 'ENROLMENT_PLACE',
  verb: 'CONFIRM',
  waitsFor: 'UNIT',
  states: OFFERED,
  acts: ['confirmPlace', 'declinePlace'],
  waits: (scope) => ({
    from: sql`exchange.enrolment_application a`,
    where: both(scope.isUnit(sql`a.owner_unit_id`), isWaiting(OFFERED, sql`a.state`), sql`a.respond_by > ${scope.now}`),
    id: sql`a.id`,
    since: sql`a.offered_at`,
    dueAt: sql`a.respond_by`,
    unitId: sql`a.offer_unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'确认名额：'`, sql`'Confirm the place: '`)} || o.title || ' · ' || a.number
      from exchange.enrolment_application a join exchange.enrolment e on e.id = a.enrolment_id join exchange.offer o on o.id = e.offer_id
      where a.id = ${id})`,
};

/** Enrolments of the unit that are drawn, and have closed. */
export const dueDraws: PendingSource = {
  kind: 'ENROLMENT_DRAW',
  verb: 'DRAW',
  waitsFor: 'UNIT',
  states: TO_DRAW,
  acts: ['drawEnrolment'],
  waits: (scope) => ({
    from: sql`exchange.enrolment e`,
    where: both(
      scope.isUnit(sql`e.owner_unit_id`),
      isWaiting(TO_DRAW, sql`e.state`),
      sql`e.method = 'DRAWN' and e.until_at <= ${scope.now}`,
    ),
    id: sql`e.id`,
    since: sql`e.until_at`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'摇号：'`, sql`'Draw: '`)} || o.title
      from exchange.enrolment e join exchange.offer o on o.id = e.offer_id where e.id = ${id})`,
};
