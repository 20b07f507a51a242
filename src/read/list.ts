/** A plain list: the values of one thing that are few by nature, such as the signatures of an agreement. */
import type { FieldNode } from 'graphql';
import type { Compilation } from './compilation.ts';
import { orderTerms, orderBy } from './order.ts';
import { all, sql, whole, type Row, type Sql } from './sql.ts';
import type { View } from './view.ts';
import { ROWS_OF_LIST } from './weight.ts';

/** Lists are bounded all the same. */
const LONGEST_LIST = 100;

export function compileList(
  compiler: Compilation,
  view: View,
  condition: (row: Row) => Sql,
  nodes: readonly FieldNode[],
  order: string | null,
): Sql {
  const row = compiler.freshRow();
  const { terms } = orderTerms(view, order);
  const where = all([condition(row), compiler.visible(view, row)]);
  const page = sql`select * from ${compiler.from(view, row)} where ${where} order by ${orderBy(terms, row, false)} limit ${whole(LONGEST_LIST)}`;
  const object = compiler.weight.list(ROWS_OF_LIST, () => compiler.object(view.type, row, nodes));
  return sql`(select coalesce(json_agg(${object}), '[]') from (${page}) ${{ parts: [row.alias] }})`;
}
