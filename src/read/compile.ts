/** A selection becomes SQL: one scalar subquery for each relation, one JSON object for each row. */
import { getNamedType, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql';
import type { Viewer } from '../domain/access/viewer.ts';
import type { AppScope } from '../domain/access/roles.ts';
import type { IdKind } from '../domain/kinds.ts';
import { Arguments, idParam } from './arguments.ts';
import { selectNode, selectNodes } from './by-id.ts';
import type { Compilation } from './compilation.ts';
import { compileConnection } from './connection.ts';
import type { Registry } from './registry.ts';
import { selectEither, selectMany, selectOne } from './relation.ts';
import { Scope } from './scope.ts';
import { selectEntities } from './entities.ts';
import { fieldsOf, type Document } from './selection.ts';
import {
  all,
  everything,
  join,
  jsonObject,
  literal,
  name,
  Row,
  spellId,
  sql,
  whole,
  type Param,
  type Sql,
} from './sql.ts';
import { everyone, NO_FILTERS, type Field, type Fields, type FilterValues, type Root, type View } from './view.ts';
import { ROWS_OF_LIST, Weight } from './weight.ts';

/** The key under which an answer of an abstract type names its type; no alias can be spelled like it. */
export const TYPE_KEY = '$type';

type ObjectField = GraphQLField<unknown, unknown>;

/** A field, by its response keys from the root, and the scope an app needs for it. */
export interface Closable {
  readonly path: readonly string[];
  readonly scope: AppScope;
}

export class Compiler implements Compilation {
  readonly registry: Registry;
  readonly document: Document;
  readonly scope: Scope;
  readonly weight = new Weight();
  readonly #namesTypes: boolean;
  readonly #closable: Closable[] = [];
  #path: readonly string[] = [];
  #opened: readonly AppScope[] = [];
  #aliases = 0;

  /** `namesTypes`: answers of abstract types carry their type under `TYPE_KEY`, for execution to go by. */
  constructor(registry: Registry, document: Document, viewer: Viewer, namesTypes: boolean) {
    this.registry = registry;
    this.document = document;
    this.scope = new Scope(viewer);
    this.#namesTypes = namesTypes;
  }

  freshRow(): Row {
    this.#aliases += 1;
    return new Row(`t${this.#aliases}`);
  }

  objectType(type: string): GraphQLObjectType {
    return this.document.schema.getType(type) as GraphQLObjectType;
  }

  viewOf(type: string): View {
    const view = this.registry.view(type);
    if (view === undefined) throw new Error(`${type} has no view here`);
    return view;
  }

  args(field: ObjectField, node: FieldNode): Arguments {
    return new Arguments(field, node, this.document.variableValues, this.#path);
  }

  under<T>(key: string, compile: () => T): T {
    const above = this.#path;
    this.#path = [...above, key];
    try {
      return compile();
    } finally {
      this.#path = above;
    }
  }

  /** Fields that are closed to an app without the scope. */
  get closable(): readonly Closable[] {
    return this.#closable;
  }

  enter(scope: AppScope | null, read: () => Sql): Sql {
    const opens = scope === null || this.#opened.includes(scope) ? everything : this.scope.opens(scope);
    if (scope === null || opens === everything) return read();
    this.#closable.push({ path: this.#path, scope });
    const outside = this.#opened;
    this.#opened = [...outside, scope];
    try {
      return sql`case when ${opens} then (${read()}) end`;
    } finally {
      this.#opened = outside;
    }
  }

  from(view: View, row: Row, filters: FilterValues = NO_FILTERS): Sql {
    const table = typeof view.from === 'string' ? name(view.from) : sql`(${view.from(this.scope, filters)})`;
    return sql`${table} ${name(row.alias)}`;
  }

  visible(view: View, row: Row): Sql {
    return view.visible === everyone ? everything : view.visible(row, this.scope);
  }

  /** A root field of Query. `kinds` are those of the things it is asked for by key, where that decides which views are read. */
  root(root: Root, field: ObjectField, nodes: readonly FieldNode[], kinds: readonly string[]): Sql {
    const [node] = nodes;
    if (node === undefined) throw new Error(`${field.name} has no node`);
    const args = this.args(field, node);
    switch (root.kind) {
      case 'many':
        return this.#list(this.viewOf(root.type), field, nodes);
      case 'viewer': {
        const [view, row] = [this.viewOf(root.type), this.freshRow()];
        return sql`select ${this.object(view.type, row, nodes)} from ${this.from(view, row)}`;
      }
      case 'one': {
        const read = args.reader(root.argument);
        const key = idParam(root.of, ({ variables }) => read(variables));
        return this.byKey(this.viewOf(root.type), key, nodes);
      }
      case 'node':
        return selectNode(this, kinds[0] as IdKind | undefined, this.registry, args.reader(root.argument), nodes);
      case 'nodes':
        return selectNodes(this, kinds as IdKind[], this.registry, args.reader(root.argument), nodes);
      case 'entities':
        return selectEntities(this, kinds, this.registry, args.reader(root.argument), nodes);
    }
  }

  #list(view: View, field: ObjectField, nodes: readonly FieldNode[]): Sql {
    return this.enter(view.scope, () => compileConnection(this, view, null, field, nodes));
  }

  /** The visible row with that key, as an object; null otherwise. */
  byKey(view: View, key: Param | Sql, nodes: readonly FieldNode[], isAbstract = false): Sql {
    return this.enter(view.scope, () => {
      const row = this.freshRow();
      const keyColumn = row.col(view.key.column);
      const now = view.redirect === null ? sql`${key}` : sql`${name(view.redirect)}(${key})`;
      const where = all([sql`${keyColumn} = ${now}`, this.visible(view, row)]);
      return sql`(select ${this.object(view.type, row, nodes, isAbstract)} from ${this.from(view, row)} where ${where})`;
    });
  }

  /** One row as a JSON object of what the nodes select. */
  object(type: string, row: Row, nodes: readonly FieldNode[], isAbstract = false): Sql {
    return this.#object(type, this.registry.fields(type), row, nodes, isAbstract);
  }

  #object(type: string, fields: Fields, row: Row, nodes: readonly FieldNode[], isAbstract: boolean): Sql {
    const own: [string, Sql][] = isAbstract && this.#namesTypes ? [[TYPE_KEY, literal(type)]] : [];
    return jsonObject([...own, ...this.#pairs(this.objectType(type), fields, row, nodes)]);
  }

  #pairs(type: GraphQLObjectType, fields: Fields, row: Row, nodes: readonly FieldNode[]): [string, Sql][] {
    const selected = fieldsOf(nodes, type.name, this.document);
    return this.weight.object(selected.length, () =>
      selected.map(({ key, name: fieldName, nodes: fieldNodes }): [string, Sql] => {
        if (fieldName === '__typename') return [key, literal(type.name)];
        const entry = fields[fieldName];
        const definition = type.getFields()[fieldName];
        if (entry === undefined || definition === undefined)
          throw new Error(`${type.name}.${fieldName} is not in the read graph`);
        return [key, this.under(key, () => this.#field(entry, definition, row, fieldNodes))];
      }),
    );
  }

  #field(entry: Field, definition: ObjectField, row: Row, nodes: readonly FieldNode[]): Sql {
    switch (entry.kind) {
      case 'id':
        return spellId(entry.of, row.col(entry.column));
      case 'column':
        return entry.as === 'decimal' ? sql`trim_scale(${row.col(entry.column)})::text` : row.col(entry.column);
      case 'computed':
        return this.enter(entry.scope, () => entry.value(row, this.scope, this.#argsOf(definition, nodes)));
      case 'value':
        return this.#value(entry, definition, row, nodes);
      case 'values': {
        const numbered = entry.items.map((item, i) => sql`(${whole(i)}, ${this.#value(item, definition, row, nodes)})`);
        return sql`(select coalesce(json_agg(i.v order by i.n) filter (where i.v is not null), '[]') from (values ${join(numbered, ', ')}) i(n, v))`;
      }
      case 'rows':
        return this.#rows(entry, definition, row, nodes);
      case 'one':
        return selectOne(this, this.registry, entry, row, nodes);
      case 'either':
        return selectEither(this, this.registry, entry, row, nodes);
      case 'many':
        return selectMany(this, this.registry, entry, definition, row, nodes);
    }
  }

  #argsOf(definition: ObjectField, [node]: readonly FieldNode[]): Arguments {
    if (node === undefined) throw new Error(`${definition.name} has no node`);
    return this.args(definition, node);
  }

  #value(
    entry: Extract<Field, { kind: 'value' }>,
    definition: ObjectField,
    row: Row,
    nodes: readonly FieldNode[],
  ): Sql {
    const type = this.objectType(getNamedType(definition.type).name);
    if (entry.from !== null) {
      const found = this.freshRow();
      const from = sql`(${entry.from(row, this.scope, this.#argsOf(definition, nodes))}) ${name(found.alias)}`;
      return sql`(select ${jsonObject(this.#pairs(type, entry.fields, found, nodes))} from ${from})`;
    }
    const object = jsonObject(this.#pairs(type, entry.fields, row, nodes));
    return entry.present === null
      ? object
      : sql`case when ${entry.present(row, this.scope, this.#argsOf(definition, nodes))} then ${object} end`;
  }

  #rows(entry: Extract<Field, { kind: 'rows' }>, definition: ObjectField, row: Row, nodes: readonly FieldNode[]): Sql {
    const type = this.objectType(getNamedType(definition.type).name);
    const found = this.freshRow();
    const from = sql`(${entry.from(row, this.scope, this.#argsOf(definition, nodes))}) ${name(found.alias)}`;
    const object = this.weight.list(ROWS_OF_LIST, () => jsonObject(this.#pairs(type, entry.fields, found, nodes)));
    return sql`(select coalesce(json_agg(${object}), '[]') from ${from})`;
  }

  reference(type: string, key: string, value: Sql, nodes: readonly FieldNode[], isAbstract = false): Sql {
    const other = this.freshRow();
    const known: Fields = key === 'id' ? {} : { [key]: { kind: 'column', column: key, as: 'json', nullable: false } };
    const object = this.#object(type, { ...this.registry.fields(type), ...known }, other, nodes, isAbstract);
    return sql`(select ${object} from (select ${value} as ${name(key)}) ${name(other.alias)} where ${other.col(key)} is not null)`;
  }
}
