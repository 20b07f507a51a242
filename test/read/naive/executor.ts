/**
 * The read graph's slow twin: the same views, but no planner. A document is executed by graphql-js's own generic
 * execution, and each field of each row is a SELECT of its own. What it answers is what the read graph should answer.
 */
import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  execute,
  isScalarType,
  parse,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { buildRegistry, SCHEMA_FOLDER } from '../../../src/app/graph.ts';
import type { Database } from '../../../src/data/database.ts';
import { Readers } from '../../../src/data/readers.ts';
import { Turns } from '../../../src/data/turns.ts';
import type { Viewer } from '../../../src/domain/access/viewer.ts';
import { parseId, readId } from '../../../src/domain/ids.ts';
import { idTypes } from '../../../src/domain/kinds.ts';
import { scalars } from '../../../src/graphql/types/scalars.ts';
import type { Root, View } from '../../../src/read/view.ts';
import { all, sql } from '../../../src/read/sql.ts';
import { field, type Asked } from './fields.ts';
import { connection, type ListArguments } from './pages.ts';
import { constant, FoundRow, FoundValue, isVisible, item, record, select, table } from './rows.ts';

type RootArguments = ListArguments & Readonly<Record<string, unknown>>;

const everything = () => ({ from: [], where: [sql`true`] });

export class NaiveExecutor implements AsyncDisposable {
  readonly #schema = apiSchema();
  readonly #registry = buildRegistry();
  readonly #readers: Readers;
  readonly #turns = new Turns();

  constructor(database: Database) {
    this.#readers = new Readers(database, { clients: 2, namedStatements: false });
  }

  /** The answer's data. Throws what went wrong first. */
  async data(document: DocumentNode, variables: Readonly<Record<string, unknown>>, viewer: Viewer): Promise<unknown> {
    const { data, errors } = await execute({
      schema: this.#schema,
      document,
      variableValues: variables,
      contextValue: viewer,
      fieldResolver: this.#resolve,
      typeResolver: (source) => (source instanceof FoundRow ? source.view.type : undefined),
    });
    const [error] = errors ?? [];
    if (error !== undefined) throw error.originalError ?? error;
    return JSON.parse(JSON.stringify(data));
  }

  readonly #resolve: GraphQLFieldResolver<unknown, Viewer, RootArguments> = (source, args, viewer, info) => {
    const asked: Asked = {
      args,
      info,
      viewOf: (type) => this.#viewOf(type),
      send: (make) => select(this.#readers, this.#turns, viewer, make),
    };
    if (source === undefined) return this.#root(info.fieldName, args, asked);
    if (!(source instanceof FoundRow) && !(source instanceof FoundValue)) {
      const value = (source as Record<string, unknown>)[info.fieldName];
      return typeof value === 'function' ? (value as (given: RootArguments) => unknown)(args) : value;
    }
    const [row, fields] =
      source instanceof FoundRow ? [source, this.#registry.fields(source.view.type)] : [source.row, source.fields];
    const entry = fields[info.fieldName];
    if (entry === undefined) throw new Error(`${info.parentType.name}.${info.fieldName} is in no view`);
    return field(entry, row, asked);
  };

  #root(name: string, args: RootArguments, asked: Asked): Promise<unknown> {
    const root = this.#registry.root(name);
    if (root === undefined) throw new Error(`Query.${name} has no root`);
    return this.#declared(root, args, asked);
  }

  #declared(root: Root, args: RootArguments, asked: Asked): Promise<unknown> {
    switch (root.kind) {
      case 'one':
        return this.#byKey(this.#viewOf(root.type), parseId(root.of, String(args[root.argument])), asked);
      case 'many':
        return connection(this.#viewOf(root.type), everything, args, asked.send);
      case 'viewer':
        return this.#only(this.#viewOf(root.type), asked);
      case 'node':
        return this.#node(String(args[root.argument]), asked);
      case 'nodes':
        return Promise.all((args[root.argument] as string[]).map((id) => this.#node(id, asked)));
      case 'entities':
        throw new Error('the graph that clients read has no _entities');
    }
  }

  #node(globalId: string, asked: Asked): Promise<FoundRow | null> {
    const { kind, id } = readId(globalId);
    const view = this.#registry.view(idTypes[kind]);
    return view === undefined ? Promise.resolve(null) : this.#byKey(view, id, asked);
  }

  async #byKey(view: View, id: string, { send }: Asked): Promise<FoundRow | null> {
    const found = await send((scope) => {
      const isIt = sql`${item.col(view.key.column)} = ${constant('uuid', id)}`;
      const where = all([isIt, isVisible(view, item, scope)]);
      return sql`select to_json(${record(item)}) from ${table(view, item, scope)} where ${where}`;
    });
    return typeof found === 'string' ? new FoundRow(view, found) : null;
  }

  async #only(view: View, { send }: Asked): Promise<FoundRow> {
    const found = await send((scope) => sql`select to_json(${record(item)}) from ${table(view, item, scope)}`);
    return new FoundRow(view, String(found));
  }

  #viewOf(type: string): View {
    const view = this.#registry.view(type);
    if (view === undefined) throw new Error(`${type} has no view`);
    return view;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#readers[Symbol.asyncDispose]();
  }
}

/** The schema that clients read, with our scalars and without a single resolver. */
function apiSchema(): GraphQLSchema {
  const schema = buildASTSchema(parse(readFileSync(`${SCHEMA_FOLDER}api.graphql`, 'utf8')));
  for (const type of Object.values(schema.getTypeMap())) {
    const ours = scalars.find(({ name }) => name === type.name);
    if (!isScalarType(type) || ours === undefined) continue;
    const { parseLiteral, parseValue, serialize } = ours;
    Object.assign(type, { parseLiteral, parseValue, serialize });
  }
  return schema;
}
