/** Where the rows of a list at the root come from: the table in the order of the list, or what one of its filters leads to. */
import type { Compilation } from './compilation.ts';
import { join, sql, whole, type Row, type Sql } from './sql.ts';
import type { FilterValues, View } from './view.ts';

interface Led {
  readonly from: () => Sql;
  readonly where: (row: Row) => Sql;
}

/**
 * Null where no filter leads. Each filter that does has a branch of its own, and so has the table; which of them gives rows
 * is settled when the statement runs, since whoever plans it does not know the values: the first filter whose rows are not
 * many, else the table. The others stop before they begin.
 */
export function leadOf(compiler: Compilation, view: View, filters: FilterValues): Led | null {
  const leads = [...filters].flatMap(([name, value]) => view.leads[name]?.(value, filters) ?? []);
  if (leads.length === 0) return null;
  const choices = leads.map(({ areMany }, i) => sql`when not ${areMany} then ${whole(i + 1)}`);
  const chosen = sql`(select case ${join(choices, ' ')} else 0 end)`;
  const table = (): readonly [row: Row, all: Sql, from: Sql] => {
    const row = compiler.freshRow();
    return [row, sql`${{ parts: [row.alias] }}.*`, compiler.from(view, row, filters)];
  };
  return {
    from: () => {
      const [, everything, from] = table();
      // Row by row by its key: PostgreSQL, which does not know that they are few, would rather read the table once for all of them.
      const led = leads.map(({ keys }, i) => {
        const [row, all, of] = table();
        const found = sql`(select ${all} from ${of} where ${row.col(view.key.column)} = k.key offset 0)`;
        return sql`(select t.*, ${whole(i + 1)} as lead from (select distinct l.key from (${keys}) l(key)) k, lateral ${found} t where ${whole(i + 1)} = ${chosen} offset 0)`;
      });
      return join([sql`select ${everything}, 0 as lead from ${from}`, ...led], ' union all ');
    },
    where: (row) => sql`${row.col('lead')} = ${chosen}`,
  };
}
