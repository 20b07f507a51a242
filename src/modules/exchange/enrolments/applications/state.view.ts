/** How an application stands at the instant of the request. */
import type { Scope } from '../../../../read/scope.ts';
import { sql, type Row, type Sql } from '../../../../read/sql.ts';
import { maybe } from '../../../../read/words.ts';

/** What was not answered in time has lapsed, written down or not. */
export const stateNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${row.col('state')} = 'OFFERED' and ${row.col('respond_by')} <= ${scope.now} then 'LAPSED' else ${row.col('state')} end`;

/** How many wait to be offered a place with it, up to itself: 1 is next. */
export const waitingRank = maybe(
  (
    row,
  ) => sql`case when ${row.col('state')} = 'WAITING' then (select count(*)::integer from exchange.enrolment_application w
    where w.enrolment_id = ${row.col('enrolment_id')} and w.state = 'WAITING' and w.turn <= ${row.col('turn')}) end`,
);
