/** Whether declarations fit the schema: complete and consistent, or no start. */
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Registry } from './registry.ts';
import { everyone, type Field, type Fields, type View } from './view.ts';

class ViewError extends Error {
  override readonly name = 'ViewError';
}

/** Throws `ViewError` naming every field of the schema that the views do not answer as the schema promises. */
export function mustFit(registry: Registry, schema: GraphQLSchema): void {
  new Fit(registry, schema).run();
}

class Fit {
  readonly #registry: Registry;
  readonly #schema: GraphQLSchema;

  constructor(registry: Registry, schema: GraphQLSchema) {
    this.#registry = registry;
    this.#schema = schema;
  }

  run(): void {
    const problems = [...this.#registry.types].flatMap((type) => {
      const object = this.#schema.getType(type);
      return isObjectType(object) ? this.#checkType(object) : [`${type} has a view but is no object type`];
    });
    for (const field of Object.values(this.#schema.getQueryType()?.getFields() ?? {})) {
      const [root, at] = [this.#registry.root(field.name), `Query.${field.name}`];
      if (root === undefined) problems.push(`${at} has no root in the read graph`);
      else if (root.kind === 'many') problems.push(...this.#checkMany(field, root.type, at));
    }
    if (problems.length > 0) throw new ViewError(`The read graph does not fit the schema:\n  ${problems.join('\n  ')}`);
  }

  #checkType(object: GraphQLObjectType): string[] {
    const { columns = {} } = this.#registry.view(object.name) ?? {};
    const declared = object.getFields();
    const said = Object.entries(this.#registry.fields(object.name)).filter(
      ([name, entry]) => name in declared || columns[name] !== entry,
    );
    return this.#checkFields(object, Object.fromEntries(said), object.name);
  }

  #checkFields(object: GraphQLObjectType, entries: Fields, path: string): string[] {
    const declared = object.getFields();
    const unknown = Object.keys(entries).filter((name) => !(name in declared));
    return [
      ...unknown.map((name) => `${path}.${name} is in the view but not in the schema`),
      ...Object.values(declared).flatMap((field) => {
        const entry = entries[field.name];
        const at = `${path}.${field.name}`;
        return entry === undefined
          ? [`${at} is in the schema but not in the view`]
          : this.#checkField(field, entry, at);
      }),
    ];
  }

  #checkField(field: GraphQLField<unknown, unknown>, entry: Field, at: string): string[] {
    const promisesValue = isNonNullType(field.type);
    if (promisesValue && (this.#mayBeNull(entry) || this.#mayBeClosed(entry, at))) {
      return [`${at} promises a value, but its view may answer null`];
    }
    const named = getNamedType(field.type);
    if (entry.kind === 'value' || entry.kind === 'values') {
      if (!isObjectType(named)) return [`${at} is a value in the view and ${named.name} in the schema`];
      const items = entry.kind === 'value' ? [entry] : entry.items;
      return items.flatMap((item) => this.#checkFields(named, item.fields, at));
    }
    if (entry.kind === 'rows') {
      return isObjectType(named)
        ? this.#checkFields(named, entry.fields, at)
        : [`${at} is values in the view and ${named.name} in the schema`];
    }
    if (entry.kind === 'many') return this.#checkMany(field, entry.type, at);
    if (entry.kind === 'either') {
      const odd = entry.choices.filter(({ type }) => !this.#isPossible(named, type));
      return odd.map(({ type }) => `${at} reads ${type}, which is no ${named.name}`);
    }
    if (entry.kind === 'one') return named.name === entry.type ? [] : [`${at} reads ${entry.type}, not ${named.name}`];
    return [];
  }

  #mayBeNull(entry: Field): boolean {
    if (entry.kind === 'value') return entry.present !== null;
    if (entry.kind === 'values' || entry.kind === 'rows' || entry.kind === 'many') return false;
    if (entry.kind === 'either') return true;
    if (entry.kind !== 'one') return entry.nullable;
    return entry.nullable || this.#registry.view(entry.type)?.visible !== everyone;
  }

  /** A list of what takes another scope than the type it hangs on. */
  #mayBeClosed(entry: Field, at: string): boolean {
    if (entry.kind !== 'many') return false;
    const [scope, own] = [entry.type, at.split('.')[0] ?? ''].map((type) => this.#registry.view(type)?.scope ?? null);
    return scope !== null && scope !== own;
  }

  #checkMany(field: GraphQLField<unknown, unknown>, type: string, at: string): string[] {
    const view = this.#registry.view(type);
    if (view === undefined) return [`${at} lists ${type}, which has no view`];
    const nullable = isNonNullType(field.type) ? field.type.ofType : field.type;
    const isList = isListType(nullable);
    const expected = isList ? type : `${type}Connection`;
    const named = getNamedType(field.type).name;
    if (named !== expected) return [`${at} is ${named}, not ${expected}`];
    const connection = getNamedType(field.type);
    const aggregates = isObjectType(connection) && !isList ? Object.values(connection.getFields()) : [];
    return [field, ...aggregates].flatMap((one) => this.#checkArguments(one, view, at));
  }

  /** That every filter, order, facet and measure that may be asked for is in the view. */
  #checkArguments(field: GraphQLField<unknown, unknown>, view: View, at: string): string[] {
    const declared: Readonly<Record<string, object>> = {
      filter: view.filters,
      order: view.orders,
      by: view.facets,
      of: view.measures,
    };
    return field.args.flatMap((argument) => {
      const input = getNamedType(argument.type);
      const known = declared[argument.name] ?? null;
      const names = isInputObjectType(input)
        ? Object.keys(input.getFields())
        : isEnumType(input)
          ? input.getValues().map((value) => value.name)
          : [];
      return known === null
        ? []
        : names.filter((name) => !(name in known)).map((name) => `${at}(${argument.name}: ${name}) is not in the view`);
    });
  }

  #isPossible(named: GraphQLNamedType, type: string): boolean {
    const object = this.#schema.getType(type);
    return isAbstractType(named) && isObjectType(object) && this.#schema.isSubType(named, object);
  }
}
