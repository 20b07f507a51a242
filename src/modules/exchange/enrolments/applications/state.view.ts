/** How an application stands at the instant of the request. */
import type { Scope } from '../../../../read/scope.ts';
import { sql, type Row, type Sql } from '../../../../read/sql.ts';
import { maybe } from '../../../../read/words.ts';

/** What was not answered in time has lapsed, written down or not. */
export const stateNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${row.col('state')} = 'OFFERED' and ${row.col('respond_by')} <= ${scope.now} then 'LAPSED' else ${row.col('state')} end`;

/**
 * How many wait to be offered a place with it, up to itself: 1 is next. From the first who waits on everybody does, but for
 * those who withdrew: these are counted, so that it costs as much near the end of a long list as at its beginning.
 */
export const waitingRank = maybe((row) => {
  const [of, turn] = [row.col('enrolment_id'), row.col('turn')];
  const first = sql`(select min(w.turn) from exchange.enrolment_application w where w.enrolment_id = ${of} and w.state = 'WAITING')`;
  return sql`case when ${row.col('state')} = 'WAITING' then (
    select ${turn} - f.first + 1 - (select count(*)::integer from exchange.enrolment_application g
      where g.enrolment_id = ${of} and g.state = 'WITHDRAWN' and g.turn > f.first and g.turn < ${turn})
    from (select ${first} as first) f) end`;
});
