/** Lists without a planner: every row that is visible and passes the filter, in order; the page is cut out here. */
import { parseId, readId } from '../../../src/domain/ids.ts';
import type { Scope } from '../../../src/read/scope.ts';
import { all, join, literal, name, sql, type Sql } from '../../../src/read/sql.ts';
import type { FilterValue, FilterValues, OrderTerm, View } from '../../../src/read/view.ts';
import { aggregates } from './aggregates.ts';
import { constant, FoundRow, isVisible, item, record, table, type Listed, type Send } from './rows.ts';

export interface ListArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly order?: string | null;
  readonly filter?: Readonly<Record<string, unknown>> | null;
}

/** Which rows of the table belong to the list, and the other tables it takes to say so. */
export type Belonging = (scope: Scope) => { readonly from: readonly Sql[]; readonly where: readonly Sql[] };

/** A row, or the place in the order where a cursor points: then without a record. */
interface Entry {
  readonly record: string | null;
  readonly mark: 'after' | 'before' | null;
  readonly values: readonly string[];
}

const DEFAULT_PAGE = 20;

function orderOf(view: View, asked: string | null): { order: string; terms: readonly OrderTerm[] } {
  const order = asked ?? Object.keys(view.orders)[0] ?? '';
  const terms = view.orders[order] ?? [];
  return { order, terms: terms.some(({ column }) => column === view.key.column) ? terms : [...terms, view.key] };
}

function orderedBy({ column, cast, nullsAs, collation }: OrderTerm): Sql {
  if (collation !== undefined) return sql`(${item.col(column)} collate ${name(collation)})`;
  return nullsAs === undefined
    ? item.col(column)
    : sql`coalesce(${item.col(column)}, ${literal(nullsAs)}::${name(cast)})`;
}

function filterValue(given: unknown): FilterValue {
  return {
    as: (cast, read = (value) => value) => constant(cast, read(given)),
    id: (kind) => constant('uuid', parseId(kind, String(given))),
    anyId: () => {
      const { kind, id } = readId(String(given));
      return { kind: constant('text', kind), id: constant('uuid', id) };
    },
  };
}

const filtersOf = (given: ListArguments['filter']): FilterValues =>
  new Map(
    Object.entries(given ?? {}).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[key, filterValue(value)] as const],
    ),
  );

function filters(view: View, given: ListArguments['filter'], scope: Scope): Sql[] {
  const all = filtersOf(given);
  return [...all].map(([key, value]) => {
    const filter = view.filters[key];
    if (filter === undefined) throw new Error(`${view.type} has no filter ${key}`);
    return filter(item, value, scope, all);
  });
}

/** The rows of the whole list, as a FROM with its WHERE. */
function listed(view: View, belonging: Belonging, given: ListArguments['filter'], scope: Scope): Listed {
  const { from, where } = belonging(scope);
  return {
    from: join([table(view, item, scope, filtersOf(given)), ...from], ', '),
    where: all([...where, isVisible(view, item, scope), ...filters(view, given, scope)]),
  };
}

/** The whole list in its order, with the cursors sorted in where they belong. */
async function entries(view: View, belonging: Belonging, args: ListArguments, send: Send): Promise<Entry[]> {
  const { order, terms } = orderOf(view, args.order ?? null);
  const found = await send((scope) => {
    const columns = terms.map((term, i) => sql`${orderedBy(term)} as ${name(`v${i}`)}`);
    const { from, where } = listed(view, belonging, args.filter, scope);
    const rows = sql`select ${record(item)} as record, null as mark, ${join(columns, ', ')} from ${from} where ${where}`;
    const marks = (['after', 'before'] as const).flatMap((mark) => {
      const cursor = args[mark] ?? null;
      return cursor === null ? [] : [pointedAt(cursor, mark, order, terms)];
    });
    const values = join(
      terms.map((_, i) => sql`${name(`v${i}`)}::text`),
      ', ',
    );
    const sorted = join(
      terms.map(({ direction }, i) => sql`${name(`v${i}`)} ${name(direction)}`),
      ', ',
    );
    const entry = sql`json_build_object('record', record, 'mark', mark, 'values', json_build_array(${values}))`;
    return sql`select coalesce(json_agg(${entry} order by ${sorted}), '[]') from (${join([rows, ...marks], ' union all ')}) entries`;
  });
  return found as Entry[];
}

/** A cursor as a row of the same columns. */
function pointedAt(cursor: string, mark: string, order: string, terms: readonly OrderTerm[]): Sql {
  const [of, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
  if (of !== order || values.length !== terms.length) throw new Error(`a cursor of ${String(of)}, not of ${order}`);
  const columns = terms.map((term, i) => sql`${constant(term.cast, values[i])}`);
  return sql`select null, ${literal(mark)}, ${join(columns, ', ')}`;
}

/** As PostgreSQL spells a JSON array, in base64url. */
function cursorOf(order: string, values: readonly string[]): string {
  const spelled = [order, ...values].map((value) => JSON.stringify(value)).join(', ');
  return Buffer.from(`[${spelled}]`).toString('base64url');
}

export async function list(view: View, belonging: Belonging, order: string | null, send: Send): Promise<FoundRow[]> {
  const found = await entries(view, belonging, { order }, send);
  return found.map((entry) => new FoundRow(view, entry.record ?? ''));
}

export async function connection(view: View, belonging: Belonging, args: ListArguments, send: Send): Promise<object> {
  const { order } = orderOf(view, args.order ?? null);
  const sorted = await entries(view, belonging, args, send);
  const position = (mark: Entry['mark']): number => sorted.findIndex((entry) => entry.mark === mark);
  const isAt = (entry: Entry, mark: number): boolean => String(entry.values) === String(sorted[mark]?.values);
  const [after, before] = [
    args.after == null ? -1 : position('after'),
    args.before == null ? sorted.length : position('before'),
  ];
  const isAfter = (i: number, entry: Entry): boolean => i > after && !isAt(entry, after);
  const isBefore = (i: number, entry: Entry): boolean => i < before && !isAt(entry, before);
  const rows = sorted
    .map((entry, i) => ({ entry, isAfter: isAfter(i, entry), isBefore: isBefore(i, entry) }))
    .filter(({ entry }) => entry.record !== null);
  const between = rows.filter((row) => row.isAfter && row.isBefore);
  const size = args.first ?? args.last ?? DEFAULT_PAGE;
  const isBackward = args.last != null;
  const page = isBackward ? between.slice(Math.max(0, between.length - size)) : between.slice(0, size);
  const edges = page.map(({ entry }) => ({
    cursor: cursorOf(order, entry.values),
    node: new FoundRow(view, entry.record ?? '', filtersOf(args.filter)),
  }));
  const isCut = between.length > size;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: rows.length,
    ...aggregates(view, (scope) => listed(view, belonging, args.filter, scope), send),
    pageInfo: {
      hasNextPage: (!isBackward && isCut) || rows.some((row) => !row.isBefore),
      hasPreviousPage: (isBackward && isCut) || rows.some((row) => !row.isAfter),
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
