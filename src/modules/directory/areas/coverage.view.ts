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
  const inUse = sql`exists (select from directory.place_status s
    where s.area_id in (select directory.areas_within_on(a.id, d.day)) and s.kind = coalesce(${kind}, s.kind)
      and s.status = 'IN_USE' and s.valid @> d.at)`;
  return sql`select count(*)::integer as total, (count(*) filter (where ${inUse}))::integer as covered
    from directory.area a, (select coalesce(((${asOf} + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', ${now}) as at,
      coalesce(${asOf}, (${now} at time zone 'Asia/Shanghai')::date) as day) d
    where a.path @> array[${row.col('id')}] and a.level = ${level} and (a.valid @> d.day) is true`;
}
