/** Where the rows of a list at the root come from: the table in the order of the list, or what one of its filters leads to. */
import type { Compilation } from './compilation.ts';
import { join, sql, whole, type Row, type Sql } from './sql.ts';
import type { FilterValues, View } from './view.ts';

export interface Led {
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
  const branch = (nr: number, row = compiler.freshRow()): { readonly row: Row; readonly rows: Sql } => ({
    row,
    rows: sql`select ${{ parts: [row.alias] }}.*, ${whole(nr)} as lead from ${compiler.from(view, row, filters)}`,
  });
  return {
    from: () => {
      const led = leads.map(({ keys }, i) => {
        const { row, rows } = branch(i + 1);
        return sql`(${rows} where ${whole(i + 1)} = ${chosen} and ${row.col(view.key.column)} in (${keys}) offset 0)`;
      });
      return join([branch(0).rows, ...led], ' union all ');
    },
    where: (row) => sql`${row.col('lead')} = ${chosen}`,
  };
}
