/** When an agreement stood still and what notices were given of it, as fields of it. */
import { sql } from '../../../../read/sql.ts';
import type { Fields } from '../../../../read/view.ts';
import { column, one, optional, optionalOne, rowsFrom } from '../../../../read/words.ts';

export const lifeFields: Fields = {
  // What time has ended is over, whether or not that is written down.
  suspensions: rowsFrom(
    (row, scope) => sql`select s.*, coalesce(s.ended_at, case when least(s.until, ${row.col('ends_at')}) <= ${scope.now}
        then least(s.until, ${row.col('ends_at')}) end) as over_at
      from exchange.agreement_suspension s where s.agreement_id = ${row.col('id')} order by s.id`,
    {
      by: one('Unit', 'unit_id'),
      reason: column('reason'),
      since: column('suspended_at'),
      until: optional('until'),
      endedAt: optional('over_at'),
      resumedBy: optionalOne('Unit', 'resumed_by_unit_id'),
    },
  ),
  terminations: rowsFrom(
    (row) =>
      sql`select t.* from exchange.agreement_termination t where t.agreement_id = ${row.col('id')} order by t.id`,
    {
      by: one('Unit', 'unit_id'),
      reason: column('reason'),
      givenAt: column('given_at'),
      effectiveAt: column('effective_at'),
      withdrawnAt: optional('withdrawn_at'),
    },
  ),
};
