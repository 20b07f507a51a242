/** From an act to the payload of its mutation: the rows are read back as the document asks, refusals are told. */
import {
  getNamedType,
  isAbstractType,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { MiddlewareFn } from 'type-graphql';
import { RefusalError } from '../domain/errors.ts';
import type { Viewer } from '../domain/access/viewer.ts';
import { fieldsOf } from '../read/selection.ts';
import type { Context } from './context.ts';
import { toUserErrors } from './errors/user-errors.ts';

/** What an act leaves behind: ids by payload field, for whom to read them, and what is shown this once. */
interface Done {
  readonly outcome: Readonly<Record<string, string>>;
  readonly replayed: boolean;
  readonly viewer: Viewer;
  readonly shown?: Readonly<Record<string, unknown>>;
}

/** Answers a mutation once its act is committed. */
export async function answer(info: GraphQLResolveInfo, { reader }: Context, act: Promise<Done>): Promise<unknown> {
  const { outcome, replayed, viewer, shown } = await act;
  const rows = await reader.payload(info, viewer, outcome);
  return { ...byResponseKey({ ...shown, replayed, userErrors: [] }, info.returnType, info.fieldNodes, info), ...rows };
}

/** A refusal, wherever in the mutation it was thrown, becomes the payload's `userErrors`. */
export const refusalsAsPayload: MiddlewareFn<Context> = async ({ info, context }, next) => {
  try {
    return (await next()) as unknown;
  } catch (error) {
    if (!(error instanceof RefusalError) || info.parentType.name !== 'Mutation') throw error;
    const userErrors = toUserErrors(await asSeen(error as RefusalError, context), context.viewer.locale);
    return byResponseKey({ replayed: false, userErrors }, info.returnType, info.fieldNodes, info);
  }
};

/** Not visible is not found: who may not even see the thing is not told that it is there. */
async function asSeen(refusal: RefusalError, { reader, viewer }: Context): Promise<RefusalError> {
  if (!refusal.is('FORBIDDEN') || refusal.details.subject === null) return refusal;
  const { kind, id } = refusal.details.subject;
  return (await reader.sees(refusal.seenAs ?? viewer, kind, id)) ? refusal : RefusalError.notFound(kind, id);
}

/** A value keyed by field names, as the document asks for it: keyed by response keys, like the answers of the reader. */
function byResponseKey(
  value: object,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
): Record<string, unknown> {
  const object = concreteType(value, type, info);
  const keyed: [string, unknown][] = '$type' in value ? [['$type', value.$type]] : [];
  for (const field of fieldsOf(nodes, object.name, info)) {
    const given = (value as Record<string, unknown>)[field.name];
    const fieldType = object.getFields()[field.name]?.type;
    if (given === undefined || fieldType === undefined) continue;
    keyed.push([field.key, keyedValue(given, fieldType, field.nodes, info)]);
  }
  // Not by assignment: an alias may be called `__proto__`.
  return Object.fromEntries(keyed);
}

function keyedValue(
  given: unknown,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
): unknown {
  if (Array.isArray(given)) return given.map((item: unknown) => keyedValue(item, type, nodes, info));
  if (typeof given !== 'object' || given === null || given instanceof Date) return given;
  return byResponseKey(given, type, nodes, info);
}

function concreteType(value: object, type: GraphQLOutputType, info: GraphQLResolveInfo): GraphQLObjectType {
  const named = getNamedType(type);
  const name = isAbstractType(named) && '$type' in value ? String(value.$type) : named.name;
  const object = info.schema.getType(name);
  if (!isObjectType(object)) throw new Error(`${name} is no object type`);
  return object;
}
