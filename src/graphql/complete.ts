/**
 * Answers made of values that are all there, as the document asks for them: what execution would make of them, at once. It goes
 * through whatever is as it should be; where something is not, execution has to say so.
 */
import {
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { TYPE_KEY } from '../read/compile.ts';
import { fieldsOf, type Document } from '../read/selection.ts';

/** Thrown where a value is not as its type promises. */
export class UnfitError extends Error {}

/** The value as it is told. Throws `UnfitError`. */
export function completed(
  value: unknown,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  document: Document,
): unknown {
  if (value instanceof Error) throw new UnfitError('an error');
  if (isNonNullType(type)) {
    const inner = completed(value, type.ofType as GraphQLOutputType, nodes, document);
    if (inner === null) throw new UnfitError(`nothing, where there is to be ${String(type)}`);
    return inner;
  }
  if (value === null || value === undefined) return null;
  if (isLeafType(type)) return told(type.serialize(value));
  if (isListType(type)) {
    if (!Array.isArray(value)) throw new UnfitError('no list');
    return value.map((item: unknown) => completed(item, type.ofType, nodes, document));
  }
  return completedObject(value as Record<string, unknown>, concrete(type, value, document), nodes, document);
}

function told(serialized: unknown): unknown {
  if (serialized === null || serialized === undefined) throw new UnfitError('nothing to tell');
  return serialized;
}

function completedObject(
  source: Readonly<Record<string, unknown>>,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  document: Document,
): object {
  const fields = type.getFields();
  const entries = fieldsOf(nodes, type.name, document).map(({ key, name, nodes: below }): [string, unknown] => {
    if (name === '__typename') return [key, type.name];
    const field = fields[name];
    if (field === undefined) throw new UnfitError(`no field ${name}`);
    return [key, completed(source[key], field.type, below, document)];
  });
  // Not by assignment: an alias may be called `__proto__`.
  return Object.fromEntries(entries);
}

function concrete(type: GraphQLOutputType, value: unknown, { schema }: Document): GraphQLObjectType {
  const named = isAbstractType(type) ? schema.getType(String((value as Record<string, unknown>)[TYPE_KEY])) : type;
  if (!isObjectType(named) || (isAbstractType(type) && !schema.isSubType(type, named))) {
    throw new UnfitError(`no object type for ${String(type)}`);
  }
  return named;
}
