/** What a list says it comes to, beside what the rows of it that are seen come to. */
import { Decimal } from 'decimal.js';
import type { Registry } from '../../../src/read/registry.ts';
import type { Answer } from '../../support/world.ts';
import { CLOSED } from './looking.ts';
import type { List } from './ways.ts';

type Ask = (query: string, variables?: object) => Promise<Answer<Record<string, unknown>>>;
type Told = Readonly<Record<string, unknown>>;

/** Where a facet of a row is to be read, unless it is in the field of its name. */
const FIELDS: Readonly<Record<string, string>> = {
  CATEGORY: 'category { value: code }',
  UNIT: 'unit { value: id }',
  KIND: 'kind { value: code }',
};

const fieldOf = (facet: string): string => FIELDS[facet] ?? facet.toLowerCase();

/** By facet and measure, what the list says and what its rows say; null for who may not look. */
export async function compared(
  ask: Ask,
  registry: Registry,
  { parent, field, type }: List,
  parentId: string | null,
): Promise<{ said: Told; seen: Told } | null> {
  const { facets = {}, measures = {} } = registry.view(type) ?? {};
  const [byFacet, byMeasure] = [Object.keys(facets), Object.keys(measures)];
  if (byFacet.length + byMeasure.length === 0) return null;
  const list = `list: ${field}(first: 100) {
    ${byFacet.map((facet) => `${facet}: facets(by: ${facet}) { value count }`).join(' ')}
    ${byMeasure.map((measure) => `${measure}: sums(of: ${measure}) { value unit }`).join(' ')}
    nodes {
      ${byFacet.map((facet) => `${facet}: ${fieldOf(facet)}`).join(' ')}
      ${byMeasure.map((measure) => `${measure}: ${measure.toLowerCase()} { value unit }`).join(' ')}
    }
  }`;
  const query =
    parent === null ? `{ ${list} }` : `query ($parent: ID!) { node(id: $parent) { ... on ${parent} { ${list} } } }`;
  const { data, errors } = await ask(query, parent === null ? {} : { parent: parentId });
  if (errors !== undefined && CLOSED.test(errors[0]?.extensions.code ?? '')) return null;
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const answer = (parent === null ? data : data?.['node']) as { readonly list?: Told } | null | undefined;
  if (answer?.list === undefined) return null;
  const { nodes, ...said } = answer.list;
  const rows = nodes as Told[];
  const counts = byFacet.map((facet) => [facet, counted(rows.map((row) => row[facet]))] as const);
  const sums = byMeasure.map((measure) => [measure, summed(rows.map((row) => row[measure] as Amount))] as const);
  return { said: sortedEach(said), seen: sortedEach(Object.fromEntries([...counts, ...sums])) };
}

interface Amount {
  readonly value: string;
  readonly unit: string;
}

function counted(values: readonly unknown[]): object[] {
  const plain = values.map((value) => (typeof value === 'string' ? value : (value as Amount).value));
  return [...Map.groupBy(plain, (value) => value)].map(([value, those]) => ({ value, count: those.length }));
}

function summed(amounts: readonly Amount[]): object[] {
  return [...Map.groupBy(amounts, ({ unit }) => unit)].map(([unit, those]) => {
    const sum = those.reduce((total, { value }) => total.plus(value), new Decimal(0));
    return { value: sum.toFixed(), unit };
  });
}

const sortedEach = (told: Told): Told =>
  Object.fromEntries(
    Object.entries(told).map(([name, list]) => [name, (list as object[]).map((one) => JSON.stringify(one)).sort()]),
  );
