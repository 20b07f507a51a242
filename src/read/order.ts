/** Total orders and their keysets. */
import { orderedBy } from './cursor.ts';
import { join, sql, type Param, type Row, type Sql } from './sql.ts';
import type { OrderTerm, View } from './view.ts';

/** The terms of an order of the view, its first one unless named, with the key as the last tie-breaker. */
export function orderTerms(view: View, order: string | null): { order: string; terms: readonly OrderTerm[] } {
  const chosen = order ?? Object.keys(view.orders)[0];
  const terms = chosen === undefined ? undefined : view.orders[chosen];
  if (chosen === undefined || terms === undefined) throw new Error(`${view.type} has no order ${String(order)}`);
  const isTotal = terms.some((term) => term.column === view.key.column);
  return { order: chosen, terms: isTotal ? terms : [...terms, view.key] };
}

export function orderBy(terms: readonly OrderTerm[], row: Row, isBackward: boolean): Sql {
  const parts = terms.map((term) => {
    const isAscending = (term.direction === 'asc') !== isBackward;
    return isAscending ? orderedBy(term, row) : sql`${orderedBy(term, row)} desc`;
  });
  return join(parts, ', ');
}

/**
 * Whether the row comes after (or before) the values of a cursor. Row comparison where all terms run one way, so that
 * one index range serves it; nested bounds where they differ.
 */
export function beyond(terms: readonly OrderTerm[], row: Row, values: readonly Param[], isAfter: boolean): Sql {
  const operators = terms.map((term) => ((term.direction === 'asc') === isAfter ? sql`>` : sql`<`));
  const columns = terms.map((term) => orderedBy(term, row));
  if (new Set(terms.map((term) => term.direction)).size === 1) {
    const given = values.map((value) => sql`${value}`);
    return sql`(${join(columns, ', ')}) ${operators[0] ?? sql`>`} (${join(given, ', ')})`;
  }
  return nested(columns, operators, values);
}

function nested(columns: readonly Sql[], operators: readonly Sql[], values: readonly Param[]): Sql {
  const [column, ...columns_] = columns;
  const [operator, ...operators_] = operators;
  const [value, ...values_] = values;
  if (column === undefined || operator === undefined || value === undefined) throw new Error('a cursor without values');
  const strict = sql`${column} ${operator} ${value}`;
  if (columns_.length === 0) return strict;
  const rest = nested(columns_, operators_, values_);
  return sql`(${column} ${operator}= ${value} and (${strict} or ${rest}))`;
}
