import { sql, type Param, type Row, type Sql } from '../../../read/sql.ts';
import type { Field } from '../../../read/view.ts';
import { column, valueFrom } from '../../../read/words.ts';

/** How many of what lies in an area at a level has a place in use, of a kind or of any, at the end of a day or now. */
export const coverage: Field = valueFrom(
  (row, scope, args) => {
    scope.weigh(coverageOf);
    return coverageOf(
      row,
      scope.now,
      sql`${args.as('asOf', 'date')}`,
      sql`${args.as('level', 'text')}`,
      sql`${args.as('kind', 'text')}`,
    );
  },
  { covered: column('covered'), total: column('total') },
);

function coverageOf(row: Row, now: Param, asOf: Sql, level: Sql, kind: Sql): Sql {
  const inUse = sql`a.id in (select u.id from d, directory.areas_served_on(${row.col('id')}, d.day, d.at, ${kind}) u(id))`;
  return sql`with d as (select coalesce(((${asOf} + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', ${now}) as at,
      coalesce(${asOf}, (${now} at time zone 'Asia/Shanghai')::date) as day)
    select count(*)::integer as total, (count(*) filter (where ${inUse}))::integer as covered
    from d, directory.areas_inside_on(${row.col('id')}, ${level}, d.day) a(id)`;
}
