/** Things by their ids: one or many of any kind, the parts of a payload, and whether a thing is seen at all. */
import { getNamedType, isObjectType, type FieldNode, type GraphQLObjectType } from 'graphql';
import type { Viewer } from '../domain/access/viewer.ts';
import { BadInputError } from '../domain/errors.ts';
import { readId } from '../domain/ids.ts';
import { idTypes, type IdKind } from '../domain/kinds.ts';
import { LARGEST_PAGE } from './arguments.ts';
import type { Compilation } from './compilation.ts';
import type { Registry } from './registry.ts';
import { Scope } from './scope.ts';
import { fieldsOf, type Document } from './selection.ts';
import { all, join, jsonObject, literal, name as tableName, Param, Row, sql, whole, type Sql } from './sql.ts';
import { everyone, NO_FILTERS, type View } from './view.ts';

type ReadArgument = (variables: Readonly<Record<string, unknown>>) => unknown;

interface ReadIds {
  readonly kind: IdKind;
  readonly id: string;
}

export function asIds(given: unknown): ReadIds[] {
  const list = Array.isArray(given) ? given : [given];
  if (list.length > LARGEST_PAGE) {
    throw new BadInputError(
      `一次最多 ${LARGEST_PAGE} 个 ID，收到 ${list.length} 个。`,
      `At most ${LARGEST_PAGE} ids at once; ${list.length} were given.`,
    );
  }
  return list.map((text) => readId(String(text)));
}

/** The thing of that kind; null where no view here reads it. */
export function selectNode(
  compiler: Compilation,
  kind: IdKind | undefined,
  registry: Registry,
  read: ReadArgument,
  nodes: readonly FieldNode[],
): Sql {
  const view = kind === undefined ? undefined : registry.view(idTypes[kind]);
  if (view === undefined) return sql`null::json`;
  const id = new Param('uuid', ({ variables }) => readId(String(read(variables))).id);
  return compiler.byKey(view, id, nodes, true);
}

/** Things of those kinds, in the order of their ids. */
export function selectNodes(
  compiler: Compilation,
  kinds: readonly IdKind[],
  registry: Registry,
  read: ReadArgument,
  nodes: readonly FieldNode[],
): Sql {
  const row = new Row('i');
  const branches = kinds.flatMap((kind) => {
    const view = registry.view(idTypes[kind]);
    return view === undefined
      ? []
      : [sql`when ${literal(kind)} then ${compiler.byKey(view, row.col('id'), nodes, true)}`];
  });
  const each = branches.length === 0 ? sql`null::json` : sql`case i.kind ${join(branches, ' ')} end`;
  const ids = new Param('uuid[]', ({ variables }) => asIds(read(variables)).map(({ id }) => id));
  const kindOfEach = new Param('text[]', ({ variables }) => asIds(read(variables)).map(({ kind }) => kind));
  return sql`select coalesce(json_agg(${each} order by i.n), '[]') from unnest(${ids}, ${kindOfEach}) with ordinality i(id, kind, n)`;
}

/** Whether any part of the payload that is asked for is a row. */
export function asksForRows(
  payload: GraphQLObjectType,
  nodes: readonly FieldNode[],
  document: Document,
  registry: Registry,
): boolean {
  return fieldsOf(nodes, payload.name, document).some(({ name }) => rowType(payload, name, registry) !== undefined);
}

/** The parts of a payload that are rows; their ids are given when the statement is run. */
export function selectPayload(
  compiler: Compilation,
  payload: GraphQLObjectType,
  nodes: readonly FieldNode[],
  registry: Registry,
): Sql {
  const pairs = fieldsOf(nodes, payload.name, compiler.document).flatMap(
    ({ key, name, nodes: fieldNodes }): [string, Sql][] => {
      const type = rowType(payload, name, registry);
      if (type === undefined) return [];
      const view = registry.view(type);
      const id = new Param('uuid', ({ given }) => given[name] ?? null);
      const row = (): Sql =>
        view === undefined
          ? compiler.reference(type, 'id', sql`${id}`, fieldNodes)
          : compiler.byKey(view, id, fieldNodes);
      return [[key, compiler.under(key, row)]];
    },
  );
  return sql`select ${jsonObject(pairs)}`;
}

const things = new Set<string>(Object.values(idTypes));

/** The type of a part that is a row: read here, or known by its id and read elsewhere. */
function rowType(payload: GraphQLObjectType, field: string, registry: Registry): string | undefined {
  const type = getNamedType(payload.getFields()[field]?.type);
  if (!isObjectType(type)) return undefined;
  return registry.view(type.name) !== undefined || things.has(type.name) ? type.name : undefined;
}

/** Which of the rows, by its place, the viewer does not see: the first, or null. Their keys are given when it is run. */
export function selectFirstHidden(views: readonly View[], viewer: Viewer): { scope: Scope; answer: Sql } {
  const scope = new Scope(viewer);
  const hidden = views.map((view, i) => {
    const row = new Row('t');
    const from = typeof view.from === 'string' ? tableName(view.from) : sql`(${view.from(scope, NO_FILTERS)})`;
    const key = new Param('uuid', ({ given }) => given[i]);
    const now = view.redirect === null ? sql`${key}` : sql`${tableName(view.redirect)}(${key})`;
    const isIt = sql`${row.col(view.key.column)} = ${now}`;
    const where = view.visible === everyone ? isIt : all([isIt, view.visible(row, scope)]);
    return sql`when not exists (select from ${from} t where ${where}) then ${whole(i)}`;
  });
  return { scope, answer: sql`select case ${join(hidden, ' ')} end` };
}
