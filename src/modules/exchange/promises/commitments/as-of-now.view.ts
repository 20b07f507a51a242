/** Commitments as of the clock of the request: what silence has confirmed counts, whether a chore has written it down yet or not. */
import type { Scope } from '../../../../read/scope.ts';
import { Row, sql, type Sql } from '../../../../read/sql.ts';

/** Of a delivery: the other side had until then to answer, and did not. What is posted counts once it is: an account may have no room. */
export const isTimedOut = (event: Row, scope: Scope): Sql =>
  sql`(${event.col('state')} = 'RECORDED' and not ${event.col('has_worth')} and coalesce(${event.col('confirm_by')} <= ${scope.now}, false))`;

/** How much of a commitment is fulfilled by now. */
export const fulfilledNow = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('fulfilled')} + coalesce((select sum(e.quantity) from exchange.event e
    where e.commitment_id = ${row.col('id')} and e.state = 'RECORDED' and not e.has_worth and e.confirm_by <= ${scope.now}), 0))`;

/** Its state by now: silence fulfils what it confirms the last of. */
export const stateNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${row.col('state')} = 'OPEN' and ${fulfilledNow(row, scope)} + ${row.col('released')} = ${row.col('quantity')}
    then 'FULFILLED' else ${row.col('state')} end`;

/** The state of an agreement by now: completed with the last of its commitments. */
export const agreementStateNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${row.col('state')} = 'ACTIVE' and ${row.col('confirm_within_days')} is not null and not exists (
    select from exchange.commitment c where c.agreement_id = ${row.col('id')} and ${stateNow(new Row('c'), scope)} = 'OPEN') then 'COMPLETED' else ${row.col('state')} end`;

/** Whether the agreement is in force: before that nothing is due. */
export const isActive = (row: Row): Sql =>
  sql`exists (select from exchange.agreement g where g.id = ${row.col('agreement_id')} and g.state = 'ACTIVE')`;

export const isOpen = (row: Row, scope: Scope): Sql => sql`${stateNow(row, scope)} = 'OPEN'`;

export const isOverdue = (row: Row, scope: Scope): Sql =>
  sql`(${isOpen(row, scope)} and coalesce(${row.col('due_at')} <= ${scope.now}, false) and ${isActive(row)})`;
