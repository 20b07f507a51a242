/** The state of a match as it is read: what was not answered in time is over at that instant, written down or not. */
import { openStates } from '../../../../domain/exchange/match.ts';
import type { Scope } from '../../../../read/scope.ts';
import { join, literal, sql, type Row, type Sql } from '../../../../read/sql.ts';

const open = join(
  openStates.map((each) => literal(each)),
  ', ',
);

export const matchStateNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${row.col('respond_by')} <= ${scope.now} and ${row.col('state')} in (${open}) then 'EXPIRED' else ${row.col('state')} end`;

/** Whether it waits for an answer. */
export const isUnanswered = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('state')} in (${open}) and coalesce(${row.col('respond_by')} > ${scope.now}, true))`;
