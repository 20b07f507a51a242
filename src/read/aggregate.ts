/** What a whole list comes to, whatever the page: how many rows of each kind, and sums by unit of measure. */
import type { FieldNode } from 'graphql';
import type { Compilation } from './compilation.ts';
import { fieldsOf } from './selection.ts';
import { all, jsonObject, literal, sql, whole, type Row, type Sql } from './sql.ts';
import type { FilterValues, View } from './view.ts';

/** The rows of a list: those that are visible and fit its filter. */
interface Listed {
  readonly compiler: Compilation;
  readonly view: View;
  readonly listed: (row: Row) => Sql;
  readonly filters: FilterValues;
}

/** More values than this are left out: facets are for things that are few by nature. */
const MOST_VALUES = 100;

export function selectCount({ compiler, view, listed, filters }: Listed): Sql {
  const row = compiler.freshRow();
  return sql`(select count(*) from ${compiler.from(view, row, filters)} where ${listed(row)})`;
}

/** How many rows have each value of the facet, the most frequent first. */
export function selectFacets(
  { compiler, view, listed, filters }: Listed,
  by: unknown,
  nodes: readonly FieldNode[],
): Sql {
  const facet = view.facets[String(by)];
  if (facet === undefined) throw new Error(`${view.type} has no facet ${String(by)}`);
  const row = compiler.freshRow();
  const value = facet(row, compiler.scope);
  const where = all([listed(row), sql`${value} is not null`]);
  const counts = sql`select ${value} as value, count(*) as count from ${compiler.from(view, row, filters)} where ${where} group by 1 order by 2 desc, 1 limit ${whole(MOST_VALUES)}`;
  const object = jsonObject(
    fieldsOf(nodes, 'Facet', compiler.document).map(({ key, name }): [string, Sql] => {
      if (name === '__typename') return [key, literal('Facet')];
      return [key, name === 'count' ? sql`f.count` : sql`f.value`];
    }),
  );
  return sql`(select coalesce(json_agg(${object}), '[]') from (${counts}) f)`;
}

/** Sums of the measure, one for each unit of measure. */
export function selectSums({ compiler, view, listed, filters }: Listed, of: unknown, nodes: readonly FieldNode[]): Sql {
  const measure = view.measures[String(of)];
  if (measure === undefined) throw new Error(`${view.type} has no measure ${String(of)}`);
  const row = compiler.freshRow();
  const sums = sql`select ${measure.unit(row)} as unit, sum(${measure.amount(row)}) as value from ${compiler.from(view, row, filters)} where ${listed(row)} group by 1 order by 1`;
  const object = jsonObject(
    fieldsOf(nodes, 'Quantity', compiler.document).map(({ key, name }): [string, Sql] => {
      if (name === '__typename') return [key, literal('Quantity')];
      return [key, name === 'value' ? sql`trim_scale(s.value)::text` : sql`s.unit`];
    }),
  );
  return sql`(select coalesce(json_agg(${object}), '[]') from (${sums}) s)`;
}
