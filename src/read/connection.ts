/** A Relay connection: one page by keyset, honest page info, a count only where it is asked for. */
import { getNamedType, type FieldNode, type GraphQLField } from 'graphql';
import { selectCount, selectFacets, selectSums } from './aggregate.ts';
import { pageOf, type Arguments, type Page } from './arguments.ts';
import type { Compilation } from './compilation.ts';
import { cursorOf, readCursor } from './cursor.ts';
import { leadOf, ledPage, type Paged } from './lead.ts';
import { beyond, orderBy, orderTerms } from './order.ts';
import { fieldsOf, type SelectedField } from './selection.ts';
import type { Row, Param } from './sql.ts';
import { all, any, everything, jsonObject, literal, nothing, sql, whole, type Sql } from './sql.ts';
import type { OrderTerm, View } from './view.ts';

type ObjectField = GraphQLField<unknown, unknown>;

/** Fields of a connection that are about the whole list. */
const AGGREGATES: ReadonlySet<string> = new Set(['totalCount', 'facets', 'sums']);

interface Plan {
  readonly compiler: Compilation;
  readonly view: View;
  readonly page: Page;
  readonly order: string;
  readonly terms: readonly OrderTerm[];
  /** Where its rows come from: the table, or what a filter leads to. */
  readonly from: (row: Row) => Sql;
  /** The conditions that make the whole list, whatever the page. */
  readonly listed: (row: Row) => Sql;
  /** The same, wherever the rows come from. */
  readonly fits: (row: Row) => Sql;
  /** The rows of a page as a filter leads to them; null where none does. */
  readonly led: (paged: Paged) => Sql | null;
  readonly after: readonly Param[] | null;
  readonly before: readonly Param[] | null;
}

export function compileConnection(
  compiler: Compilation,
  view: View,
  condition: ((row: Row) => Sql) | null,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  defaultOrder: string | null = null,
): Sql {
  const [node] = nodes;
  if (node === undefined) throw new Error(`${field.name} has no node`);
  const args = compiler.args(field, node);
  const asked = args.get('order');
  const { order, terms } = orderTerms(view, typeof asked === 'string' ? asked : defaultOrder);
  const entries = args.entries('filter');
  const filters = new Map(entries);
  const lead = condition === null ? leadOf(compiler, view, filters) : null;
  const fits = (row: Row): Sql =>
    all([
      condition?.(row) ?? everything,
      compiler.visible(view, row),
      ...entries.map(([name, value]) => {
        const filter = view.filters[name];
        if (filter === undefined) throw new Error(`${view.type} has no filter ${name}`);
        return filter(row, value, compiler.scope, filters);
      }),
    ]);
  const bound = (name: 'after' | 'before'): readonly Param[] | null => cursorParams(args, name, order, terms);
  const plan = {
    compiler,
    view,
    page: args.place.located(() => pageOf(args)),
    order,
    terms,
    from: (row: Row): Sql => (lead === null ? compiler.from(view, row, filters) : sql`(${lead.from()}) ${alias(row)}`),
    listed: (row: Row): Sql => all([lead?.where(row) ?? everything, fits(row)]),
    led: (paged: Paged): Sql | null => (condition === null ? ledPage(compiler, view, filters, paged) : null),
    fits,
    after: bound('after'),
    before: bound('before'),
  };
  const typeName = getNamedType(field.type).name;
  const selected = fieldsOf(nodes, typeName, compiler.document);
  const aggregates = selected.filter(({ name }) => AGGREGATES.has(name));
  if (condition !== null) compiler.weight.aggregates(aggregates.length);
  else for (const one of aggregates) compiler.scope.weigh(one);
  return compiler.weight.list(plan.page.size, () => selectPage(plan, selected, typeName));
}

function cursorParams(args: Arguments, name: string, order: string, terms: readonly OrderTerm[]): Param[] | null {
  // Nothing of this request but its place stays in a parameter.
  const [read, place] = [args.reader(name), args.place];
  if ((args.get(name) ?? null) === null) return null;
  return terms.map((term, i) =>
    place.param(term.cast, ({ variables }) => readCursor(read(variables), order, terms)[i]),
  );
}

function connectionField(compiler: Compilation, connectionType: string, name: string): ObjectField {
  const field = compiler.objectType(connectionType).getFields()[name];
  if (field === undefined) throw new Error(`${connectionType} has no ${name}`);
  return field;
}

/** The JSON of the connection: an aggregate over its page, with counts and neighbours as subqueries beside it. */
function selectPage(plan: Plan, selected: readonly SelectedField[], typeName: string): Sql {
  const { compiler } = plan;
  const row = compiler.freshRow();
  const infos = selected
    .filter(({ name }) => name === 'pageInfo')
    .flatMap(({ nodes }) => fieldsOf(nodes, 'PageInfo', compiler.document).map(({ name }) => name));
  const looksFurther = infos.includes(plan.page.isBackward ? 'hasPreviousPage' : 'hasNextPage');
  const isNumbered = plan.page.isBackward || looksFurther || infos.some((name) => name.endsWith('Cursor'));
  const object = jsonObject(
    selected.map(({ key, name, nodes }): [string, Sql] => {
      if (name === '__typename') return [key, literal(typeName)];
      if (AGGREGATES.has(name)) {
        const field = connectionField(compiler, typeName, name);
        return [key, compiler.under(key, () => aggregate(plan, name, field, nodes))];
      }
      if (name === 'pageInfo') return [key, pageInfo(plan, row, nodes)];
      return [key, compiler.under(key, () => items(plan, row, name === 'nodes' ? null : typeName, nodes, isNumbered))];
    }),
  );
  const readsPage = looksFurther || infos.some((name) => name.endsWith('Cursor'));
  if (!readsPage && !selected.some(({ name }) => name === 'edges' || name === 'nodes')) {
    compiler.scope.check([...(plan.after ?? []), ...(plan.before ?? [])]);
    return object;
  }
  const page = rowsOfPage(plan, looksFurther ? plan.page.size + 1 : plan.page.size);
  const numbered = isNumbered ? sql`select p.*, row_number() over () as rn from (${page}) p` : page;
  return sql`(select ${object} from (${numbered}) ${alias(row)})`;
}

/** The rows of the page in the order of reading: the order of the list, or its reverse for a page counted from the end. */
function rowsOfPage(plan: Plan, limit: number): Sql {
  const { terms, page } = plan;
  const paged: Paged = {
    where: (row) =>
      all([
        plan.fits(row),
        ...(plan.after === null ? [] : [beyond(terms, row, plan.after, true)]),
        ...(plan.before === null ? [] : [beyond(terms, row, plan.before, false)]),
      ]),
    ordered: (row) => sql`order by ${orderBy(terms, row, page.isBackward)} limit ${whole(limit)}`,
  };
  const led = plan.led(paged);
  if (led !== null) return led;
  const row = plan.compiler.freshRow();
  return sql`select ${alias(row)}.* from ${plan.from(row)} where ${paged.where(row)} ${paged.ordered(row)}`;
}

const alias = (row: Row): Sql => ({ parts: [row.alias] });

/** `edges` or `nodes`, in the order of the list, without the one row that was read only to know of more. */
function items(plan: Plan, row: Row, edgesOf: string | null, nodes: readonly FieldNode[], isNumbered: boolean): Sql {
  const item = edgesOf === null ? plan.compiler.object(plan.view.type, row, nodes) : edge(plan, row, nodes, edgesOf);
  if (!isNumbered) return sql`coalesce(json_agg(${item}), '[]')`;
  const order = plan.page.isBackward ? sql`${row.col('rn')} desc` : row.col('rn');
  return sql`coalesce(json_agg(${item} order by ${order}) filter (where ${row.col('rn')} <= ${whole(plan.page.size)}), '[]')`;
}

function edge(plan: Plan, row: Row, nodes: readonly FieldNode[], connectionType: string): Sql {
  const { compiler, view } = plan;
  const edgeType = getNamedType(connectionField(compiler, connectionType, 'edges').type).name;
  return jsonObject(
    fieldsOf(nodes, edgeType, compiler.document).map(({ key, name, nodes: fieldNodes }): [string, Sql] => {
      if (name === '__typename') return [key, literal(edgeType)];
      if (name === 'cursor') return [key, cursorOf(plan.order, plan.terms, row)];
      return [key, compiler.under(key, () => compiler.object(view.type, row, fieldNodes))];
    }),
  );
}

function aggregate(plan: Plan, name: string, field: ObjectField, nodes: readonly FieldNode[]): Sql {
  const [node] = nodes;
  if (node === undefined || name === 'totalCount') return selectCount(plan);
  const args = plan.compiler.args(field, node);
  return name === 'facets' ? selectFacets(plan, args.get('by'), nodes) : selectSums(plan, args.get('of'), nodes);
}

function pageInfo(plan: Plan, row: Row, nodes: readonly FieldNode[]): Sql {
  const { page } = plan;
  const more = sql`count(*) > ${whole(page.size)}`;
  const isThere = (values: readonly Param[] | null, isAfter: boolean): Sql =>
    values === null ? nothing : existsAtOrBeyond(plan, values, isAfter);
  const beforeAll = isThere(plan.after, false);
  const afterAll = isThere(plan.before, true);
  const hasNext = page.isBackward ? afterAll : any(more, afterAll);
  const hasPrevious = page.isBackward ? any(more, beforeAll) : beforeAll;
  const kept = sql`filter (where ${row.col('rn')} <= ${whole(page.size)})`;
  const cursorAt = (isFirst: boolean): Sql =>
    sql`(array_agg(${cursorOf(plan.order, plan.terms, row)} order by ${row.col('rn')}${isFirst ? sql`` : sql` desc`}) ${kept})[1]`;
  return jsonObject(
    fieldsOf(nodes, 'PageInfo', plan.compiler.document).map(({ key, name }): [string, Sql] => {
      switch (name) {
        case '__typename':
          return [key, literal('PageInfo')];
        case 'hasNextPage':
          return [key, hasNext];
        case 'hasPreviousPage':
          return [key, hasPrevious];
        case 'startCursor':
          return [key, cursorAt(!page.isBackward)];
        default:
          return [key, cursorAt(page.isBackward)];
      }
    }),
  );
}

/** Whether the list has a row at the cursor or on its far side. */
function existsAtOrBeyond(plan: Plan, values: readonly Param[], isAfter: boolean): Sql {
  const { compiler, terms, listed, from } = plan;
  const row = compiler.freshRow();
  const notOnThisSide = sql`not ${beyond(terms, row, values, !isAfter)}`;
  return sql`exists (select from ${from(row)} where ${all([listed(row), notOnThisSide])})`;
}
