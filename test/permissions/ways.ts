/**
 * The ways on which rows are reached, each a document that asks for everything there: made from the schema and the
 * declarations, so that a new type, field, root, relation or list is on them from its birth. A new kind of way is a
 * function more.
 */
import { isObjectType, type GraphQLSchema } from 'graphql';
import { MOST_ROWS } from '../../src/read/weight.ts';
import type { Registry } from '../../src/read/registry.ts';
import { isQuick } from '../support/scale.ts';
import type { Row } from './rows.ts';
import { NAMED_BY, rowsBelow, shapeOf, textOf, textOfConnection, type Shape } from './shape.ts';

/** One root field of a document. */
export interface Root {
  readonly key: string;
  /** `Query.offers`. */
  readonly field: string;
  /** `references`: things of another subgraph, known here by their ids alone. */
  readonly kind: 'row' | 'rows' | 'references' | 'connection';
  readonly shape: Shape;
  readonly text: string;
}

export interface Way {
  readonly name: string;
  readonly roots: readonly Root[];
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** So many root fields are in a document; one more is allowed. */
const MOST_ROOTS = 19;
/** At most so many ids are asked for at once, with everything below them; fewer, where that may come to too many rows. */
const MOST_IDS = 8;

const atOnce = (shape: Shape): number =>
  Math.max(1, Math.min(MOST_IDS, Math.floor(MOST_ROWS / (1 + rowsBelow(shape)))));

type Rows = Iterable<Row>;

const ONE_A_CLASS = 0;

/**
 * Ids of rows of that type: all of them; in the quick run `most` of those of one class, of the same units and in the same
 * alliances, or one of each class.
 */
function idsOf(rows: Rows, type: string, most: number): string[] {
  const ids = new Map<string, string[]>();
  for (const row of rows) {
    const { key, class: name, own, host, alliances, served, consents, told, inviters } = row;
    if (row.type !== type || key.includes('/')) continue;
    const known = JSON.stringify([served, consents, told]);
    const alike =
      most === ONE_A_CLASS
        ? [name, ...inviters].join(' ')
        : [name, ...own, '-', ...host, '-', ...alliances, known].join(' ');
    ids.set(alike, [...(ids.get(alike) ?? []), key]);
  }
  return [...ids.values()].flatMap((alike) => alike.slice(0, isQuick ? Math.max(1, most) : alike.length));
}

export function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, i * size + size));
}

/** The types whose rows have an id. */
export const typesWithId = (schema: GraphQLSchema, registry: Registry): string[] =>
  registry.types.filter((type) => isNode(schema, type));

/** The types without one that a list at the root leads to. */
export const listedAlone = (schema: GraphQLSchema, registry: Registry): string[] =>
  registry.types.filter((type) => !isNode(schema, type) && lists(schema, registry, type).length > 0);

function isNode(schema: GraphQLSchema, type: string): boolean {
  const object = schema.getType(type);
  return isObjectType(object) && object.getInterfaces().some(({ name }) => name === 'Node');
}

/** Among others by their ids, with all that they name and all their lists. */
export const amongOthers = (schema: GraphQLSchema, type: string, rows: Rows): Way[] =>
  byIds(schema, type, idsOf(rows, type, 2), 2);

/** Each row once, with what it has of its own: its lists are asked for where nothing else leads to what is in them. */
export function eachOnce(schema: GraphQLSchema, type: string, rows: Rows): Way[] {
  const isOnlyHere = shapeOf(schema, type, 2).parts.some(
    ({ kind, of }) => kind === 'connection' && of.type in NAMED_BY,
  );
  return isOnlyHere ? amongOthers(schema, type, rows) : byIds(schema, type, idsOf(rows, type, 1), 1);
}

function byIds(schema: GraphQLSchema, type: string, all: readonly string[], depth: 1 | 2): Way[] {
  const shape = shapeOf(schema, type, depth);
  const text = `nodes(ids: $ids) { __typename ... on ${type} ${textOf(shape)} }`;
  return chunks(all, atOnce(shape)).map((ids) => ({
    name: `nodes of ${type}`,
    roots: [{ key: 'nodes', field: 'Query.nodes', kind: 'rows', shape, text }],
    query: `query ($ids: [ID!]!) { ${text} }`,
    variables: { ids },
  }));
}

/** Each by its id: `node`, and the root field of its type where there is one. */
export function alone(schema: GraphQLSchema, registry: Registry, type: string, rows: Rows): Way[] {
  const shape = shapeOf(schema, type, 1);
  const roots = Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => {
    const root = registry.root(name);
    return root?.kind === 'node' || (root?.kind === 'one' && root.type === type);
  });
  if (roots.length === 0) return [];
  return chunks(idsOf(rows, type, ONE_A_CLASS), Math.floor(MOST_ROOTS / roots.length)).map((ids) => {
    const asked = ids.flatMap((_, i) =>
      roots.map((root): Root => {
        const key = `${root}${i}`;
        const on = root === 'node' ? `{ __typename ... on ${type} ${textOf(shape)} }` : textOf(shape);
        return { key, field: `Query.${root}`, kind: 'row', shape, text: `${key}: ${root}(id: $id${i}) ${on}` };
      }),
    );
    return {
      name: `${type} by id`,
      roots: asked,
      query: `query (${ids.map((_, i) => `$id${i}: ID!`).join(', ')}) { ${asked.map(({ text }) => text).join(' ')} }`,
      variables: Object.fromEntries(ids.map((id, i) => [`id${i}`, id])),
    };
  });
}

/** The lists at the root. */
export function lists(schema: GraphQLSchema, registry: Registry, type: string): Way[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(({ name }) => {
    const root = registry.root(name);
    if (root?.kind !== 'many' || root.type !== type) return [];
    const shape = shapeOf(schema, type, 1);
    const text = `${name}(first: 100, after: $after) ${textOfConnection(shape)}`;
    return [
      {
        name: `the list ${name}`,
        roots: [{ key: name, field: `Query.${name}`, kind: 'connection', shape, text }],
        query: `query ($after: String) { ${text} }`,
        variables: { after: null },
      },
    ];
  });
}

/** What another subgraph asks for by its keys. `schema` is that of the subgraph; the truth is told by `nodes`. */
export function entities(schema: GraphQLSchema, type: string, rows: Rows): EntityWay[] {
  const shape = shapeOf(schema, type, 2);
  const text = `_entities(representations: $representations) { __typename ... on ${type} ${textOf(shape)} }`;
  return chunks(idsOf(rows, type, 2), atOnce(shape)).map((ids) => ({
    name: `_entities of ${type}`,
    roots: [
      { key: 'nodes', field: 'Query._entities', kind: isNode(schema, type) ? 'rows' : 'references', shape, text },
    ],
    query: `query ($representations: [_Any!]!) { nodes: ${text} }`,
    variables: { representations: ids.map((id) => ({ __typename: type, id })) },
    truth: {
      query: `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on ${type} ${textOf(shape)} } }`,
      variables: { ids },
    },
  }));
}

interface EntityWay extends Way {
  readonly truth: Pick<Way, 'query' | 'variables'>;
}
