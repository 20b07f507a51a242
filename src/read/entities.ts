/** `_entities`: things by the keys that other subgraphs know them by, any number of any types in one statement. */
import { Kind, type FieldNode, type GraphQLObjectType } from 'graphql';
import { BadInputError } from '../domain/errors.ts';
import { readId } from '../domain/ids.ts';
import type { Compilation } from './compilation.ts';
import type { Registry } from './registry.ts';
import { all, join, literal, Param, Row, sql, type Sql } from './sql.ts';

const MOST_REPRESENTATIONS = 10_000;

/** What a representation is known by: its type and the field that is its key. */
interface Representation {
  readonly type: string;
  readonly key: string;
  readonly value: string;
}

type ReadArgument = (variables: Readonly<Record<string, unknown>>) => unknown;

/** Throws `BadInputError` for what is no representation of something. */
export function readRepresentations(given: unknown): Representation[] {
  const list = Array.isArray(given) ? (given as unknown[]) : [];
  if (list.length > MOST_REPRESENTATIONS) {
    throw new BadInputError(
      `一次最多 ${MOST_REPRESENTATIONS} 个 representations。`,
      `At most ${MOST_REPRESENTATIONS} representations at once.`,
    );
  }
  return list.map((one) => {
    const { __typename: type, ...keys } =
      typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : {};
    const [[key, value] = []] = Object.entries(keys);
    if (typeof type === 'string' && key !== undefined && typeof value === 'string') return { type, key, value };
    throw new BadInputError(
      'representation 须有 __typename 和一个键字段。',
      'A representation has a __typename and one key.',
    );
  });
}

/** The shapes among them, `Offer.id`: the text of the statement depends on these alone. */
export function shapesOf(representations: readonly Representation[]): string[] {
  return [...new Set(representations.map(({ type, key }) => `${type}.${key}`))].sort();
}

export function selectEntities(
  compiler: Compilation,
  shapes: readonly string[],
  registry: Registry,
  read: ReadArgument,
  nodes: readonly FieldNode[],
): Sql {
  const row = new Row('i');
  const branches = shapes.map((shape) => {
    const [type = '', key = ''] = shape.split('.');
    return sql`when ${literal(shape)} then ${selectEntity(compiler, type, key, row, registry, nodes)}`;
  });
  const each = branches.length === 0 ? sql`null::json` : sql`case i.shape ${join(branches, ' ')} end`;
  const column = (cast: string, of: (one: Representation) => string | null): Param =>
    new Param(cast, ({ variables }) => readRepresentations(read(variables)).map(of));
  const ids = column('uuid[]', ({ key, value }) => (key === 'id' ? readId(value).id : null));
  const texts = column('text[]', ({ value }) => value);
  const shapeOfEach = column('text[]', ({ type, key }) => `${type}.${key}`);
  return sql`select coalesce(json_agg(${each} order by i.n), '[]') from unnest(${ids}, ${texts}, ${shapeOfEach}) with ordinality i(id, key, shape, n)`;
}

function selectEntity(
  compiler: Compilation,
  type: string,
  key: string,
  row: Row,
  registry: Registry,
  nodes: readonly FieldNode[],
): Sql {
  if (!isKey(compiler.objectType(type), key)) {
    throw new BadInputError(`${type} 不能以 ${key} 标识。`, `${type} is not known by ${key}.`);
  }
  const view = registry.view(type);
  // Another subgraph's thing: here it is its id, and what this one adds to it.
  if (view === undefined) return compiler.reference(type, key, row.col('id'), nodes, true);
  if (key === 'id') return compiler.byKey(view, row.col('id'), nodes, true);
  const other = compiler.freshRow();
  const field = registry.fields(type)[key];
  if (field?.kind !== 'column') throw new Error(`${type}.${key} is a key and no column`);
  return compiler.enter(view.scope, () => {
    const where = all([sql`${other.col(field.column)} = ${row.col('key')}`, compiler.visible(view, other)]);
    return sql`(select ${compiler.object(type, other, nodes, true)} from ${compiler.from(view, other)} where ${where})`;
  });
}

/** Whether the schema says `@key(fields: "…")` of it. */
function isKey(type: GraphQLObjectType | undefined, key: string): boolean {
  return (type?.astNode?.directives ?? []).some(
    ({ name, arguments: given }) =>
      name.value === 'key' && given?.some(({ value }) => value.kind === Kind.STRING && value.value === key),
  );
}
