import { commitmentMachine } from '../../../../domain/exchange/commitment.ts';
import { DUE_SOON_DAYS, whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { both, Row, sql, whole } from '../../../../read/sql.ts';
import { agreementByClock } from './as-of-now.view.ts';

const OPEN = whileIn(commitmentMachine, 'OPEN');

/** What the unit promised and has not delivered, when it is due soon or late: less what waits to be confirmed. */
export const duePromises: PendingSource = {
  kind: 'COMMITMENT',
  verb: 'DELIVER',
  waitsFor: 'UNIT',
  states: OPEN,
  acts: ['recordDelivery'],
  waits: (scope) => {
    const soon = sql`make_interval(days => ${whole(DUE_SOON_DAYS)})`;
    const recorded = sql`select coalesce(sum(e.quantity), 0) from exchange.event e where e.commitment_id = c.id and e.state = 'RECORDED' and e.reverses_id is null`;
    return {
      from: sql`exchange.commitment c join exchange.agreement g on g.id = c.agreement_id`,
      where: both(
        isWaiting(OPEN, sql`c.state`),
        scope.isUnit(sql`c.from_unit_id`),
        sql`c.due_at < ${scope.now} + ${soon}`,
        sql`${agreementByClock(new Row('g'), scope)} = 'ACTIVE'`,
        scope.fitsHat(sql`g.alliance_id`),
        sql`c.fulfilled + c.released + (${recorded}) < c.quantity`,
      ),
      id: sql`c.id`,
      since: sql`greatest(g.activated_at, c.due_at - ${soon})`,
      dueAt: sql`c.due_at`,
      allianceId: sql`g.alliance_id`,
      unitId: sql`c.to_unit_id`,
    };
  },
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'履行承诺：'`, sql`'Deliver what was promised: '`)} || c.title
      from exchange.commitment c where c.id = ${id})`,
};
