/** What the terms of an agreement promise, over all their times: one row for each promise, out of its commitments as of now. */
import { Row, sql } from '../../../../read/sql.ts';
import { column, one, optional, quantity, rowsFrom } from '../../../../read/words.ts';
import { fulfilledNow, isOverdue, outstandingNow, releasedNow, stateNow } from './as-of-now.view.ts';

export const seriesOf = rowsFrom(
  (agreement, scope) => {
    const c = new Row('c');
    return sql`select n.series as number, n.from_unit_id, n.to_unit_id, n.action, n.title, n.quantity as each, n.quantity_unit as measure,
        count(*)::integer as times, (count(*) filter (where n.state_now <> 'OPEN'))::integer as times_settled,
        (count(*) filter (where n.is_overdue))::integer as times_overdue,
        sum(n.quantity) as quantity, sum(n.fulfilled_now) as fulfilled, sum(n.released_now) as released,
        coalesce(sum(n.outstanding_now) filter (where n.state_now = 'OPEN'), 0) as outstanding,
        min(n.due_at) filter (where n.state_now = 'OPEN') as next_due_at
      from (select c.*, ${stateNow(c, scope)} as state_now, ${fulfilledNow(c, scope)} as fulfilled_now,
          ${releasedNow(c, scope)} as released_now, ${outstandingNow(c, scope)} as outstanding_now, ${isOverdue(c, scope)} as is_overdue
        from exchange.commitment c where c.agreement_id = ${agreement.col('id')}) n
      group by n.series, n.from_unit_id, n.to_unit_id, n.action, n.title, n.quantity, n.quantity_unit order by n.series`;
  },
  {
    number: column('number'),
    from: one('Unit', 'from_unit_id'),
    to: one('Unit', 'to_unit_id'),
    action: column('action'),
    title: column('title'),
    each: quantity('each', 'measure'),
    times: column('times'),
    timesSettled: column('times_settled'),
    timesOverdue: column('times_overdue'),
    quantity: quantity('quantity', 'measure'),
    fulfilled: quantity('fulfilled', 'measure'),
    released: quantity('released', 'measure'),
    outstanding: quantity('outstanding', 'measure'),
    nextDueAt: optional('next_due_at'),
  },
);
