/** What a list comes to, without `group by`: one SELECT of what its rows hold, counted and added up here. */
import { Decimal } from 'decimal.js';
import type { Scope } from '../../../src/read/scope.ts';
import { sql } from '../../../src/read/sql.ts';
import type { View } from '../../../src/read/view.ts';
import { item, type Listed, type Send } from './rows.ts';

interface Aggregates {
  readonly facets: (args: { readonly by?: string }) => Promise<object[]>;
  readonly sums: (args: { readonly of?: string }) => Promise<object[]>;
}

/** Resolvers of the fields of a connection that are about the whole list. */
export function aggregates(view: View, listed: (scope: Scope) => Listed, send: Send): Aggregates {
  return {
    facets: async ({ by = '' }) => {
      const facet = view.facets[by];
      if (facet === undefined) throw new Error(`${view.type} has no facet ${by}`);
      const found = await send((scope) => {
        const [value, { from, where }] = [facet(item, scope), listed(scope)];
        return sql`select coalesce(json_agg(${value} order by ${value}), '[]') from ${from} where ${where}`;
      });
      const values = (found as (string | null)[]).filter((value) => value !== null);
      return [...Map.groupBy(values, (value) => value)]
        .map(([value, those]) => ({ value, count: those.length }))
        .sort((a, b) => b.count - a.count);
    },
    sums: async ({ of = '' }) => {
      const measure = view.measures[of];
      if (measure === undefined) throw new Error(`${view.type} has no measure ${of}`);
      const found = await send((scope) => {
        const [unit, { from, where }] = [measure.unit(item), listed(scope)];
        const one = sql`json_build_array(${unit}, ${measure.amount(item)}::text)`;
        return sql`select coalesce(json_agg(${one} order by ${unit}), '[]') from ${from} where ${where}`;
      });
      const amounts = found as [unit: string, amount: string][];
      return [...Map.groupBy(amounts, ([unit]) => unit)].map(([unit, those]) => {
        const sum = those.reduce((total, [, amount]) => total.plus(amount), new Decimal(0));
        return { unit, value: sum.toFixed() };
      });
    },
  };
}
