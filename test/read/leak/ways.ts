/** The ways on which rows of a type are reached, taken from the declarations: no list of the graph can be forgotten. */
import { isEnumType, isObjectType, getNamedType, type GraphQLSchema } from 'graphql';
import type { Registry } from '../../../src/read/registry.ts';

/** A list: of Query, or of every row of another type. */
export interface List {
  readonly parent: string | null;
  readonly field: string;
  readonly type: string;
  readonly orders: readonly string[];
}

/** A field that names one row. */
export interface Reference {
  readonly parent: string;
  readonly field: string;
}

export function ordersOf(schema: GraphQLSchema, type: string): string[] {
  const order = schema.getType(`${type}Order`);
  return isEnumType(order) ? order.getValues().map(({ name }) => name) : [];
}

/** The connections of rows of the type. */
export function listsOf(schema: GraphQLSchema, registry: Registry, type: string): List[] {
  const orders = ordersOf(schema, type);
  const roots = Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => {
    const root = registry.root(name);
    return root?.kind === 'many' && root.type === type;
  });
  const nested = registry.types.flatMap((parent) => {
    const object = schema.getType(parent);
    return Object.values(isObjectType(object) ? object.getFields() : {})
      .filter((field) => getNamedType(field.type).name === `${type}Connection`)
      .map(({ name: field }) => ({ parent, field, type, orders }));
  });
  return [...roots.map((field) => ({ parent: null, field, type, orders })), ...nested];
}

/** The root field that reads one row of the type by its id. */
export function rootOf(schema: GraphQLSchema, registry: Registry, type: string): string | undefined {
  return Object.keys(schema.getQueryType()?.getFields() ?? {}).find((name) => {
    const root = registry.root(name);
    return root?.kind === 'one' && root.type === type;
  });
}

/** The fields of other types that name one row of the type. */
export function referencesTo(schema: GraphQLSchema, registry: Registry, type: string): Reference[] {
  return registry.types.flatMap((parent) => {
    const object = schema.getType(parent);
    return Object.values(isObjectType(object) ? object.getFields() : {})
      .filter((field) => getNamedType(field.type).name === type)
      .map(({ name: field }) => ({ parent, field }));
  });
}
