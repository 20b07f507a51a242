/** Filters of a day, for what lasts from day to day. */
import { name, Row, sql, type Sql } from './sql.ts';
import type { Filter } from './view.ts';

/** Whether what lasts from one day up to another, or without end, does on that day. */
export const daysHold = (from: Sql, until: Sql, day: Sql): Sql =>
  sql`(${from} <= ${day} and (${until} is null or ${until} > ${day}))`;

/** What lasted on the day, from the one column up to the other. */
export const onDay =
  (from: string, until: string): Filter =>
  (row, day) =>
    daysHold(row.col(from), row.col(until), sql`${day.as('date')}`);

/** Of the numbered versions of a thing, which the column `of` names, the last one that had begun by the day. */
export const latestOn =
  (table: string, of: string, from: string): Filter =>
  (row, given) => {
    const [day, next] = [given.as('date'), new Row('n')];
    const isNext = sql`${next.col(of)} = ${row.col(of)} and ${next.col('number')} > ${row.col('number')}`;
    const later = sql`select from ${name(table)} n where ${isNext} and ${next.col(from)} <= ${day}`;
    return sql`(${row.col(from)} <= ${day} and not exists (${later}))`;
  };
