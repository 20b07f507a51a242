import { sql, type Sql } from '../../../read/sql.ts';
import type { Lead } from '../../../read/view.ts';

/**
 * Of what many units have, all units, gone through in the order of the list until a page is full; else those that have it,
 * each as `u` in `from`. Which of the two is settled when the statement runs, by `areCommon`: whoever plans it does not know
 * what is asked for.
 */
export function allOrThose(areCommon: Sql, from: Sql, haveIt: Sql): Lead {
  const those = sql`select u.*, false from ${from} where not ${areCommon} and ${haveIt}`;
  return {
    from: sql`select u.*, true as is_any from directory.unit u union all (${those} offset 0)`,
    where: (row) => sql`(${areCommon} or not ${row.col('is_any')})`,
  };
}
