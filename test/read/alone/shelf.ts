/**
 * A world that no module knows: shelves with books on them, some of which only their owner sees. The reader is to need
 * nothing but declarations, a schema and somebody to send statements to. (Ids have the prefixes of our product, since
 * those belong to the domain: a shelf is a `Unit`, a book an `Offer`, and an `Alliance` is read elsewhere.)
 */
import {
  buildSchema,
  execute,
  parse,
  type ExecutionResult,
  type GraphQLInterfaceType,
  type GraphQLSchema,
} from 'graphql';
import pg from 'pg';
import { clientConfig } from '../../../src/data/database.ts';
import type { Viewer } from '../../../src/domain/access/viewer.ts';
import type { Id } from '../../../src/domain/ids.ts';
import { Reader, type Statement } from '../../../src/read/reader.ts';
import { Registry } from '../../../src/read/registry.ts';
import { any, sql } from '../../../src/read/sql.ts';
import { everyone, type ReadDeclaration } from '../../../src/read/view.ts';
import {
  asc,
  column,
  contains,
  desc,
  equals,
  id,
  many,
  one,
  optional,
  optionalOne,
  viewFrom,
} from '../../../src/read/words.ts';
import { cloneDatabase } from '../../support/database.ts';
import { there } from '../../scenarios/story.ts';

const ARGUMENTS = 'first: Int, last: Int, after: String, before: String';

export const shelfSdl = `
  interface Node { id: ID! }
  type Query {
    unit(id: ID!): Unit
    units(${ARGUMENTS}, order: UnitOrder): UnitConnection
    offers(${ARGUMENTS}, filter: OfferFilter): OfferConnection
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]
  }
  enum UnitOrder { NAME NEWEST }
  input OfferFilter { title: String, search: String }
  type Unit implements Node { id: ID! name: String! alliance: Alliance offers(${ARGUMENTS}, filter: OfferFilter): OfferConnection! }
  type Offer implements Node { id: ID! title: String! note: String unit: Unit! sequel: Offer }
  type Alliance implements Node { id: ID! founded: Int! }
  type UnitConnection { edges: [UnitEdge!]! nodes: [Unit!]! pageInfo: PageInfo! totalCount: Int! }
  type UnitEdge { cursor: String! node: Unit! }
  type OfferConnection { edges: [OfferEdge!]! nodes: [Offer!]! pageInfo: PageInfo! totalCount: Int! }
  type OfferEdge { cursor: String! node: Offer! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`;

export const shelves: ReadDeclaration = {
  views: [
    viewFrom('toy.shelf', {
      type: 'Unit',
      visible: everyone,
      fields: {
        id: id('unit'),
        name: column('name'),
        alliance: optionalOne('Alliance', 'alliance_id'),
        offers: many('Offer', 'shelf_id'),
      },
      orders: { NAME: [asc('name', 'text')], NEWEST: [desc('id', 'uuid')] },
    }),
    viewFrom('toy.book', {
      type: 'Offer',
      visible: (row, scope) => any(sql`${row.col('is_open')}`, sql`${row.col('owner_id')} = ${scope.person}`),
      fields: {
        id: id('offer'),
        title: column('title'),
        note: optional('note'),
        unit: one('Unit', 'shelf_id'),
        sequel: optionalOne('Offer', 'sequel_id'),
      },
      filters: { title: equals('title', 'text'), search: contains('title') },
      orders: { OLDEST: [asc('id', 'uuid')] },
    }),
  ],
  // What is said here of a thing that is read elsewhere.
  extensions: { Alliance: { founded: { kind: 'computed', value: () => sql`1999`, nullable: false, scope: null } } },
  roots: {
    unit: { kind: 'one', type: 'Unit', argument: 'id', of: 'unit' },
    units: { kind: 'many', type: 'Unit' },
    offers: { kind: 'many', type: 'Offer' },
    node: { kind: 'node', argument: 'id' },
    nodes: { kind: 'nodes', argument: 'ids' },
  },
};

const SEED = `
  create schema toy;
  create table toy.shelf (id uuid primary key, name text not null, alliance_id uuid);
  create table toy.book (id uuid primary key, shelf_id uuid not null references toy.shelf, title text not null, note text,
    sequel_id uuid, is_open boolean not null, owner_id uuid not null);
  grant usage on schema toy to qinlin_reader;
  grant select on all tables in schema toy to qinlin_reader;
  insert into toy.shelf select ('00000000-0000-7000-8000-00000000000' || i)::uuid, 'shelf ' || i,
    case i when 1 then '00000000-0000-7000-8000-0000000000a1'::uuid end from generate_series(1, 3) i;
  insert into toy.book select ('00000000-0000-7000-8000-0000000001' || lpad(i::text, 2, '0'))::uuid,
    ('00000000-0000-7000-8000-00000000000' || 1 + i % 2)::uuid, 'book ' || lpad(i::text, 2, '0'),
    case when i % 3 = 0 then 'third' end,
    case when i < 10 then ('00000000-0000-7000-8000-0000000001' || lpad((i + 1)::text, 2, '0'))::uuid end,
    i <> 4, '00000000-0000-7000-8000-0000000000ff' from generate_series(1, 10) i`;

export const OWNER = '00000000-0000-7000-8000-0000000000ff' as Id<'person'>;

export interface Shelf extends AsyncDisposable {
  readonly schema: GraphQLSchema;
  readonly statements: Statement[];
  readonly ask: (query: string, variables?: object, person?: Id<'person'> | null) => Promise<ExecutionResult>;
}

export async function createShelf(): Promise<Shelf> {
  const database = await cloneDatabase();
  await database.sql(SEED);
  const client = new pg.Client(clientConfig(database.database, 'reader'));
  await client.connect();
  const statements: Statement[] = [];
  const reader = new Reader(new Registry([shelves]), async (statement) => {
    statements.push(statement);
    const { text, values } = statement;
    const { rows } = await client.query<[string | null, string | null]>({
      text,
      values: [...values],
      rowMode: 'array',
    });
    return there(rows[0]);
  });
  const schema = buildSchema(shelfSdl);
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    field.resolve = (_root, _args, viewer: Viewer, info) => reader.root(info, viewer);
  }
  const node = schema.getType('Node') as GraphQLInterfaceType;
  node.resolveType = (value: { readonly $type: string }) => value.$type;
  const ask = async (query: string, variables: object = {}, person: Id<'person'> | null = null) => {
    const subject = person === null ? ({ kind: 'ANONYMOUS' } as const) : ({ kind: 'PERSON', person } as const);
    const [now, hats] = [
      new Date('2026-11-21T00:00:00Z'),
      { credential: null, actingUnit: null, actingAlliance: null },
    ];
    const contextValue: Viewer = { subject, ...hats, now, locale: 'en', requestId: 'shelf' };
    const variableValues = { ...variables };
    return execute({ schema, document: parse(query), variableValues, contextValue, fieldResolver: byResponseKey });
  };
  return {
    schema,
    statements,
    ask,
    async [Symbol.asyncDispose]() {
      await client.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Answers are keyed by response key. */
const byResponseKey = (
  source: Readonly<Record<string, unknown>>,
  _args: unknown,
  _viewer: unknown,
  info: { path: { key: string | number } },
) => source[info.path.key];
