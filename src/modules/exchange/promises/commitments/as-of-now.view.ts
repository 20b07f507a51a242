/**
 * Commitments and agreements as of the clock of the request: what silence has confirmed counts, and what has ended has ended, whether
 * a chore has written it down yet or not.
 */
import type { Scope } from '../../../../read/scope.ts';
import { sql, type Row, type Sql } from '../../../../read/sql.ts';

/** Of a delivery: the other side had until then to answer, and did not. What is posted counts once it is: an account may have no room. */
export const isTimedOut = (event: Row, scope: Scope): Sql =>
  sql`(${event.col('state')} = 'RECORDED' and not ${event.col('has_worth')} and coalesce(${event.col('confirm_by')} <= ${scope.now}, false))`;

/** How much of a commitment is fulfilled by now. */
export const fulfilledNow = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('fulfilled')} + coalesce((select sum(e.quantity) from exchange.event e
    where e.commitment_id = ${row.col('id')} and e.state = 'RECORDED' and not e.has_worth and e.confirm_by <= ${scope.now}), 0))`;

/** Of a commitment: its agreement has ended, and that is not written down yet. */
const isEnding = (row: Row, scope: Scope): Sql =>
  sql`exists (select from exchange.agreement o where o.id = ${row.col('agreement_id')} and o.state in ('ACTIVE', 'SUSPENDED') and o.ends_at <= ${scope.now})`;

/** How much of a commitment was recorded and may count yet. */
const mayCount = (row: Row, scope: Scope): Sql =>
  sql`coalesce((select sum(e.quantity) from exchange.event e where e.commitment_id = ${row.col('id')} and e.reverses_id is null
    and (e.state = 'DISPUTED' or e.state = 'RECORDED' and (e.has_worth or coalesce(e.confirm_by > ${scope.now}, true)))), 0)`;

const left = (row: Row, scope: Scope): Sql =>
  sql`${row.col('quantity')} - ${fulfilledNow(row, scope)} - ${row.col('released')}`;

/** Of a commitment: it is open, and its agreement has ended, which is not written down yet. */
const isOver = (row: Row, scope: Scope): Sql => sql`${row.col('state')} = 'OPEN' and ${isEnding(row, scope)}`;

/** How much of a commitment is outstanding by now: once its agreement has ended, what may count yet and no more. */
export const outstandingNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${isOver(row, scope)} then least(${left(row, scope)}, ${mayCount(row, scope)}) else ${left(row, scope)} end`;

/** How much of a commitment was given up by now; the rest of what was promised is fulfilled or outstanding. */
export const releasedNow = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('released')} + case when ${isOver(row, scope)} then greatest(${left(row, scope)} - ${mayCount(row, scope)}, 0) else 0 end)`;

/** Of a commitment: something of it is outstanding by now. */
export const isOpenNow = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('state')} = 'OPEN' and ${outstandingNow(row, scope)} > 0)`;

/** Its state by now: silence fulfils what it confirms the last of, and what is not delivered when its agreement ends is released. */
export const stateNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${row.col('state')} <> 'OPEN' then ${row.col('state')} when ${outstandingNow(row, scope)} > 0 then 'OPEN'
    when ${fulfilledNow(row, scope)} > 0 then 'FULFILLED' else 'RELEASED' end`;

/** The state of an agreement by the clock alone; `g` is its alias. */
export const agreementByClock = (g: Row, scope: Scope): Sql =>
  sql`exchange.agreement_state_at(${g.col('state')}, ${g.col('suspended_until')}, ${g.col('ends_at')}, ${g.col('ends_as')}, ${scope.now})`;

/** The state of an agreement by now: completed with the last of its commitments, if silence confirms that before it ends. */
export const agreementStateNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${row.col('state')} in ('ACTIVE', 'SUSPENDED') and ${row.col('confirm_within_days')} is not null and not exists (
    select from exchange.commitment c where c.agreement_id = ${row.col('id')} and c.state = 'OPEN' and c.quantity > c.fulfilled + c.released + coalesce((
      select sum(e.quantity) from exchange.event e where e.commitment_id = c.id and e.state = 'RECORDED'
        and not e.has_worth and e.confirm_by <= ${scope.now} and coalesce(e.confirm_by < ${row.col('ends_at')}, true)), 0)) then 'COMPLETED'
    else ${agreementByClock(row, scope)} end`;

/** What a commitment is due by: while its agreement is suspended the clock stands, and where it is not in force there is none. */
export const dueClock = (row: Row, scope: Scope): Sql =>
  sql`(select exchange.agreement_clock(g.state, g.suspended_at, g.suspended_until, g.ends_at, ${scope.now})
    from exchange.agreement g where g.id = ${row.col('agreement_id')})`;

export const isPastDue = (row: Row, scope: Scope): Sql =>
  sql`coalesce(${row.col('due_at')} <= ${dueClock(row, scope)}, false)`;

export const isOverdue = (row: Row, scope: Scope): Sql => sql`(${isOpenNow(row, scope)} and ${isPastDue(row, scope)})`;
